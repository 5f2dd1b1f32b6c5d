using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Circle.TestServers;

/// <summary>A mail as it came over the wire.</summary>
public sealed record Mailed(string From, IReadOnlyList<string> To, string Text);

/// <summary>A real SMTP server on this machine (RFC 5321, without extensions) that keeps what it is given.</summary>
public sealed class LoopbackMail : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<Mailed> _taken = new();

    public LoopbackMail()
    {
        _listener.Start();
        _ = Task.Run(ListenAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether it takes mail; else it says 451, try later.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>Mailboxes that it does not take mail for, with what it says instead of 250.</summary>
    public IReadOnlyDictionary<string, int> Refused { get; set; } = new Dictionary<string, int>();

    public IReadOnlyList<Mailed> Taken => [.. _taken];

    public void Dispose() => _listener.Dispose();

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = Task.Run(() => SpeakAsync(client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // It is closed.
        }
    }

    private async Task SpeakAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            var (from, to) = ("", new List<string>());
            await writer.WriteLineAsync("220 loopback");
            while (await reader.ReadLineAsync() is { } line)
            {
                switch (line.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "EHLO" or "HELO" or "RSET":
                        await writer.WriteLineAsync("250 loopback");
                        break;
                    case "MAIL":
                        from = Address(line);
                        to.Clear();
                        await writer.WriteLineAsync(IsUp ? "250 ok" : "451 try later");
                        break;
                    case "RCPT":
                        if (Refused.TryGetValue(Address(line), out var status))
                        {
                            await writer.WriteLineAsync($"{status} <{Address(line)}> not here");
                            break;
                        }

                        to.Add(Address(line));
                        await writer.WriteLineAsync("250 ok");
                        break;
                    case "DATA":
                        await writer.WriteLineAsync("354 go on");
                        var text = new StringBuilder();
                        while (await reader.ReadLineAsync() is { } part && part != ".") text.Append(part.StartsWith("..", StringComparison.Ordinal) ? part[1..] : part).Append('\n');
                        _taken.Enqueue(new Mailed(from, [.. to], text.ToString()));
                        await writer.WriteLineAsync("250 taken");
                        break;
                    case "QUIT":
                        await writer.WriteLineAsync("221 bye");
                        return;
                    default:
                        await writer.WriteLineAsync("502 no such command");
                        break;
                }
            }
        }
    }

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}
