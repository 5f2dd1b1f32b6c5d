using System.Diagnostics;
using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;
using Circle.Measure.Walls;

namespace Circle.Measure.Parts;

/// <summary>
/// The program is stopped, or killed, right after events that the picture it keeps does not hold; then it is started again, and a
/// wall that waits says what it shows when. The district is large, the store SQLite, the program a process of its own.
/// </summary>
internal static class ColdStart
{
    private const int Late = 40;

    /// <summary>A region keeps its picture every 30 s.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(36);

    public static async Task RunAsync(Bench bench)
    {
        using var store = await bench.StoreAsync("sqlite");
        var facilities = bench.Options.Long ? 20_000 : 6_000;
        await FillAsync(bench, store, facilities);

        await using (var stopped = ServerProcess.Start(store))
        {
            await ShowAsync(bench, stopped, $"{facilities:N0} facilities, started after a stop", Late);
            using var http = new HttpTeller(stopped.Address, Late);
            await CompleteAsync(http, Late);
            await stopped.KillAsync();
        }

        await using (var killed = ServerProcess.Start(store))
        {
            await ShowAsync(bench, killed, $"{facilities:N0} facilities, started after kill -9 amid events", Late * 2);
            await killed.StopAsync();
        }

        await WakeAsync(bench, store, facilities);
    }

    private static async Task FillAsync(Bench bench, Store store, int facilities)
    {
        await using var site = await Site.OpenAsync(store);
        await using var wall = await Crowd.OpenAsync(site.Address, bench.Cancel, new Group(1, 60));
        var began = Stopwatch.GetTimestamp();
        var plan = await site.ConfirmAsync();
        var field = await Field.RegisterAsync(site, plan, facilities, bench.Cancel);
        var probes = await Probes.RegisterAsync(site, plan, Late * 2, bench.Cancel);
        await ClosedLoop.RunAsync(facilities, field.TellAsync, 512, TimeSpan.Zero, TimeSpan.FromSeconds(5), bench.Cancel);
        if (Kept - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } left) await Task.Delay(left, bench.Cancel);
        await probes.RunAsync(400, TimeSpan.FromSeconds(Late / 400.0), bench.Cancel);
    }

    private static async Task CompleteAsync(HttpTeller http, int from)
    {
        var told = await Task.WhenAll(Enumerable.Range(from, Late).Select(http.CompleteAsync));
        if (told.Any(t => t != Told.Accepted)) throw new InvalidOperationException($"a completion was answered {told.First(t => t != Told.Accepted)}");
    }

    private static async Task ShowAsync(Bench bench, ServerProcess server, string what, long completed)
    {
        var picture = FirstPictures.WaitAsync(server.Address, completed, bench.Cancel);
        var listening = await server.ListeningAsync(bench.Cancel);
        var seen = await picture;
        var right = Clock.Milliseconds(listening, seen.Right) / 1_000;
        bench.Sheet.Add(new Row(
            "g",
            "SQLite",
            what,
            [
                new("listening after s", Clock.Milliseconds(server.Started, listening) / 1_000),
                new("first picture s after that", Clock.Milliseconds(listening, seen.First) / 1_000),
                new("right picture s after that", right),
                new($"of {completed} late events the first picture has", seen.FirstCompleted),
            ],
            Aim.Under(right, 5, " s after listening").And(Aim.That(DateTimeOffset.TryParse(seen.AsOf, System.Globalization.CultureInfo.InvariantCulture, out _), "the first one carries its as-of time"))));
    }

    private static async Task WakeAsync(Bench bench, Store store, int facilities)
    {
        await using var site = await Site.OpenAsync(store);
        var began = Stopwatch.GetTimestamp();
        await Field.Of(site, facilities).WakeAsync(bench.Cancel);
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        bench.Sheet.Add(new Row("g", "SQLite", $"{facilities:N0} facility grains woken cold, 256 at once", [new("s", took), new("grains/s", facilities / took)]));
    }
}
