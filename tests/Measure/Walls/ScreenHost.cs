using System.Globalization;

namespace Circle.Measure.Walls;

/// <summary>The process of the screens. It ends when its input does, so never later than the one that started it.</summary>
internal static class ScreenHost
{
    /// <summary>Connecting at once: under the server's backlog.</summary>
    private const int Together = 256;

    /// <param name="arguments">The server's address, the file for what was seen, and the groups.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var server = new Uri(arguments[0]);
        Group[] groups = [.. arguments[2..].Select(Group.Parse)];
        using var stop = new CancellationTokenSource();
        WallClient[] screens = [.. groups.SelectMany((g, i) => Enumerable.Range(0, g.Count).Select(_ => new WallClient(i, g)))];
        var gone = Task.Run(async () =>
        {
            while (await Console.In.ReadLineAsync() is not null)
            {
            }

            await stop.CancelAsync();
        });
        try
        {
            var running = new Task[screens.Length];
            await Parallel.ForEachAsync(Enumerable.Range(0, screens.Length), new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = stop.Token }, async (i, cancel) =>
            {
                await screens[i].ConnectAsync(server, cancel);
                running[i] = screens[i].RunAsync(null, stop.Token);
            });
            await Task.WhenAny(Task.WhenAll(screens.Select(s => s.Pictured)), Task.WhenAny(running), gone);
            await Console.Out.WriteLineAsync(screens.All(s => s.Pictured.IsCompleted) ? "ready" : "a screen was turned away");
            await Task.WhenAll(running);
            await gone;
            await SaveAsync(arguments[1], screens);
            await Console.Out.WriteLineAsync(Environment.CpuUsage.TotalTime.TotalSeconds.ToString(CultureInfo.InvariantCulture));
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        finally
        {
            foreach (var screen in screens) screen.Dispose();
        }
    }

    private static async Task SaveAsync(string file, WallClient[] screens)
    {
        await using var stream = File.Create(file);
        await using var writer = new BinaryWriter(stream);
        writer.Write(screens.Length);
        foreach (var seen in screens.Select(s => s.Watched))
        {
            writer.Write(seen.Group);
            writer.Write(seen.Asked);
            writer.Write(seen.BrokenAt);
            writer.Write(seen.Bytes);
            writer.Write(seen.First);
            writer.Write(seen.Frames.Count);
            foreach (var (at, completed) in seen.Frames)
            {
                writer.Write(at);
                writer.Write(completed);
            }
        }
    }
}
