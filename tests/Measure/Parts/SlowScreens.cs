using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;
using Circle.Measure.Walls;

namespace Circle.Measure.Parts;

/// <summary>What slow and stuck screens see, and what the others notice of them.</summary>
internal static class SlowScreens
{
    private const int Others = 10;
    private const int Bad = 20;
    private const int EventsPerSecond = 20;

    /// <summary>A stuck screen is given ten seconds, and the fifteen that a slow line needs for the whole picture.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(40);

    public static async Task RunAsync(Bench bench)
    {
        using var store = await bench.StoreAsync(bench.Options.Stores[0]);
        await using var site = await Site.OpenAsync(store);
        using var meters = new Meters();
        var rig = await Rig.PrepareAsync(site, meters, facilities: 200, probes: 1_200, bench.Cancel);
        await ClosedLoop.RunAsync(rig.Field.Count, rig.Field.TellAsync, 16, TimeSpan.Zero, TimeSpan.FromSeconds(3), bench.Cancel);

        var alone = await rig.RunAsync(EventsPerSecond, TimeSpan.FromSeconds(10), bench.Cancel, new Group(Others, 60));
        bench.Sheet.Add(new Row("e", store.Name, $"{Others} screens at 60/s alone, {EventsPerSecond} events/s", Figures(alone)));

        await SlowAsync(bench, store, rig, alone, Manner.Crawls, "read 2 KB/s from the first byte");
        await SlowAsync(bench, store, rig, alone, Manner.Tires, "read 2 KB/s once they have a picture");
        await StuckAsync(bench, store, rig, alone, meters);
    }

    private static async Task SlowAsync(Bench bench, Store store, Rig rig, Rig.Result alone, Manner manner, string how)
    {
        var slow = await rig.RunAsync(EventsPerSecond, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(7), bench.Cancel, new Group(Others, 60), new Group(Bad, 60, null, manner));
        var crawling = slow.Screens.Where(s => s.Group == 1).ToArray();
        var old = Delays.Of(crawling, slow.Probes);
        bench.Sheet.Add(new Row(
            "e",
            store.Name,
            $"the same beside {Bad} that {how}",
            [
                .. Figures(slow),
                new("oldest picture of the slow s", old.Spread.Worst / 1_000),
                new("not shown to the slow", old.Missing),
                new("first picture of the slow after s", crawling.Max(s => Clock.Milliseconds(s.Asked, s.Frames[0].At)) / 1_000),
                new("KB of a slow one's first frame", crawling.Max(s => s.First) / 1_024.0),
                new("slow broken off", crawling.Count(s => s.BrokenAt > 0)),
            ],
            (manner == Manner.Crawls ? Aim.That(crawling.All(s => s.BrokenAt == 0), "not broken off") : Aim.Under(old.Spread.Worst / 1_000, 6, " s old").And(Aim.That(old.Missing == 0, "all shown")))
                .And(Aim.That(CostsNothing(alone, slow), "the others as alone"))));
    }

    private static async Task StuckAsync(Bench bench, Store store, Rig rig, Rig.Result alone, Meters meters)
    {
        var before = meters["circle.screens.cut_off"];
        var stuck = await rig.RunAsync(EventsPerSecond, Length, bench.Cancel, new Group(Others, 60), new Group(Bad, 60, null, Manner.Stuck));
        var bad = stuck.Screens.Where(s => s.Group == 1).ToArray();
        var counted = meters["circle.screens.cut_off"] - before;
        var last = Clock.Milliseconds(bad[0].Asked, meters.LastOf("circle.screens.cut_off")) / 1_000;
        double[] gone = [.. bad.Select(s => s.BrokenAt == 0 ? double.PositiveInfinity : Clock.Milliseconds(s.Asked, s.BrokenAt) / 1_000)];
        bench.Sheet.Add(new Row(
            "e",
            store.Name,
            $"the same beside {Bad} that never read",
            [
                .. Figures(stuck), new("cut off", counted), new("the last after s", last),
                new("first connection gone after s", gone.Min()), new("last connection gone after s", gone.Max()),
            ],
            Aim.That(counted >= Bad && last is >= 9 and < 35, "cut off 10 s after a slow line would have it").And(Aim.That(CostsNothing(alone, stuck), "the others as alone"))));
    }

    private static Value[] Figures(Rig.Result result) =>
    [
        new("others' p50 ms", result.District.Spread.Percentile(50)),
        new("others' p99 ms", result.District.Spread.Percentile(99)),
        new("others' worst ms", result.District.Spread.Worst),
        new("not shown", result.District.Missing),
    ];

    /// <summary>Within what two runs of the same differ by.</summary>
    private static bool CostsNothing(Rig.Result alone, Rig.Result beside)
        => beside.District.Missing == 0 && beside.District.Spread.Percentile(99) <= Math.Max(alone.District.Spread.Percentile(99) * 1.5, alone.District.Spread.Percentile(99) + 5);
}
