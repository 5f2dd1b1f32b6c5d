using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using MessagePack;

namespace Circle.Measure.Walls;

/// <summary>A district's wall that comes back as soon as its server does, and what it shows until the figure is right.</summary>
internal static class FirstPictures
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(20);

    /// <param name="First">Monotonic ticks of the first frame.</param>
    /// <param name="FirstCompleted">What that frame says of today's completions.</param>
    /// <param name="AsOf">What that frame says of its age.</param>
    /// <param name="Right">Monotonic ticks of the first frame with the right figure.</param>
    public sealed record Result(long First, long FirstCompleted, string AsOf, long Right);

    public static async Task<Result> WaitAsync(Uri server, long completed, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                using var wall = new WallClient(0, new Group(1, 60));
                await wall.ConnectAsync(server, patience.Token);
                return await WatchAsync(wall, completed, patience);
            }
            catch (Exception e) when (e is SocketException or IOException or InvalidDataException && !patience.IsCancellationRequested)
            {
                // Not up yet, or up and without places yet.
                await Task.Delay(Gap, patience.Token);
            }
        }
    }

    private static async Task<Result> WatchAsync(WallClient wall, long completed, CancellationTokenSource patience)
    {
        var (first, right, said, asOf) = (0L, 0L, 0L, "");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        await wall.RunAsync(
            frame =>
            {
                var now = Stopwatch.GetTimestamp();
                var shown = Wire.CompletedToday(frame);
                if (first == 0)
                {
                    using var json = JsonDocument.Parse(MessagePackSerializer.ConvertToJson(frame));
                    (first, said, asOf) = (now, shown ?? -1, json.RootElement.GetProperty("asOf").GetString()!);
                }

                if (right != 0 || shown != completed) return;
                right = now;
                enough.Cancel();
            },
            enough.Token);
        return right != 0 ? new Result(first, said, asOf, right) : throw new InvalidOperationException($"the wall never showed {completed} completions; first {said}");
    }
}
