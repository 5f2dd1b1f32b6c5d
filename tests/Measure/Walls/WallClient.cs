using System.Diagnostics;
using System.Net.Sockets;

namespace Circle.Measure.Walls;

/// <summary>One screen: connects, watches, acknowledges each frame, and remembers when it had it.</summary>
internal sealed class WallClient : IDisposable
{
    /// <summary>Bytes a second of a screen that crawls.</summary>
    private const int Crawl = 2_048;

    /// <summary>Or the kernel would read ahead for it.</summary>
    private const int SmallWindow = 2_304;

    private readonly int group;
    private readonly Group kind;
    private readonly Socketed socket;
    private readonly List<Sighting> frames = [];
    private long completed = -1;
    private readonly TaskCompletionSource pictured = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long asked;
    private long first;
    private long brokenAt;

    public WallClient(int group, Group kind)
    {
        (this.group, this.kind) = (group, kind);
        socket = kind.Manner switch
        {
            Manner.Reads => new Socketed(),
            Manner.Stuck => new Socketed(SmallWindow),
            _ => new Socketed(SmallWindow, CrawlAsync),
        };
    }

    /// <summary>Completes with its first frame; at once for one that never reads.</summary>
    public Task Pictured => kind.Manner == Manner.Stuck ? Task.CompletedTask : pictured.Task;

    public Watched Watched => new(group, asked, brokenAt, socket.Taken, first, frames);

    /// <summary>Returns when the server has taken it on.</summary>
    public async Task ConnectAsync(Uri server, CancellationToken cancel)
    {
        await socket.ConnectAsync(server, "/hubs/wall", cancel);
        await socket.SendAsync(Wire.Handshake, cancel);
        if (await socket.ReceiveAsync(cancel) is null) throw new IOException("closed in the handshake");
        asked = Stopwatch.GetTimestamp();
        await socket.SendAsync(Wire.Watch(kind.Place, kind.Rate), cancel);
    }

    /// <summary>Until cancelled, or the server breaks off.</summary>
    public async Task RunAsync(Action<ReadOnlyMemory<byte>>? onFrame, CancellationToken cancel)
    {
        try
        {
            if (kind.Manner == Manner.Stuck) await WaitForTheEndAsync(cancel);
            else await ReadAsync(onFrame, cancel);
            brokenAt = Stopwatch.GetTimestamp();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Told to stop.
        }
        catch (SocketException) when (!cancel.IsCancellationRequested)
        {
            // Reset by the server; when, is what is measured.
            brokenAt = Stopwatch.GetTimestamp();
        }
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask CrawlAsync(int bytes, CancellationToken cancel)
    {
        if (kind.Manner == Manner.Tires && frames.Count == 0) return;
        await Task.Delay(TimeSpan.FromSeconds((double)bytes / Crawl), cancel);
    }

    private async Task ReadAsync(Action<ReadOnlyMemory<byte>>? onFrame, CancellationToken cancel)
    {
        while (await socket.ReceiveAsync(cancel) is { } received)
        {
            var at = Stopwatch.GetTimestamp();
            for (var rest = received; rest.Length > 0;)
            {
                var (length, prefix) = Length(rest.Span);
                var (type, item) = Wire.Open(rest.Slice(prefix, length));
                if (item >= 0)
                {
                    var frame = rest.Slice(prefix, length)[item..];
                    completed = Wire.CompletedToday(frame) ?? completed;
                    frames.Add(new Sighting(at, completed));
                    if (pictured.TrySetResult()) first = socket.Taken;
                    onFrame?.Invoke(frame);
                    await socket.SendAsync(Wire.Took(Wire.NumberOf(frame)), cancel);
                }
                else if (type == 3)
                {
                    throw new InvalidDataException($"the server ended the stream: {Wire.EndOf(rest.Slice(prefix, length))}");
                }

                rest = rest[(prefix + length)..];
            }
        }
    }

    private async Task WaitForTheEndAsync(CancellationToken cancel)
    {
        while (!socket.IsBroken()) await Task.Delay(50, cancel);
    }

    private static (int Length, int Prefix) Length(ReadOnlySpan<byte> message)
    {
        var (length, prefix) = (0, 0);
        byte part;
        do
        {
            part = message[prefix];
            length |= (part & 0x7f) << (7 * prefix++);
        }
        while ((part & 0x80) != 0);
        return (length, prefix);
    }
}
