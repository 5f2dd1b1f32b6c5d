using Circle.Grains.Journal;
using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;

namespace Circle.Measure.Parts;

/// <summary>More by the clock than the machine holds, and what it is like before and after.</summary>
internal static class Overload
{
    /// <summary>Twice what may be underway, so that none is asked for the next before it has answered.</summary>
    private const int Facilities = 2 * Admission.MaxUnderway;
    private const double Times = 1.75;
    private const double MostGrowth = 3_000;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Bench bench)
    {
        await foreach (var store in bench.StoresAsync())
        {
            await using var site = await Site.OpenAsync(store);
            using var meters = new Meters();
            var rig = await Rig.PrepareAsync(site, meters, Facilities, probes: 3_000, bench.Cancel);
            await Warmth.ReachAsync(rig.Field, 512, bench.Cancel);
            var walls = await Throughput.TenWallsAsync(site);
            var holds = (await ClosedLoop.RunAsync(Facilities, rig.Field.TellAsync, 512, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), bench.Cancel)).PerSecond;
            var usual = holds / 10;
            await rig.Field.CatchUpAsync(bench.Cancel);
            var before = await rig.RunAsync(usual, Quiet, bench.Cancel, walls);
            Rig.Result flood;
            var memory = new MemoryWatch();
            await using (memory) flood = await rig.RunAsync(holds * Times, TimeSpan.FromSeconds(bench.Options.Long ? 60 : 15), bench.Cancel, walls);
            await rig.Field.CatchUpAsync(bench.Cancel);
            var after = await rig.RunAsync(usual, Quiet, bench.Cancel, walls);
            Show(bench.Sheet, store, holds, flood, memory);
            Show(bench.Sheet, store, usual, before, after);
        }
    }

    private static void Show(Sheet sheet, Store store, double holds, Rig.Result flood, MemoryWatch memory)
    {
        var old = flood.District.Spread.Percentile(99) / 1_000;
        var grown = memory.PeakMegabytes - memory.BeforeMegabytes;
        sheet.Add(new Row(
            "f",
            store.Name,
            $"{holds * Times:N0} events/s by the clock where {holds:N0} are held",
            [
                new("accepted", flood.Load[Told.Accepted]),
                new("busy", flood.Load[Told.Busy]),
                new("refused", flood.Load[Told.Refused]),
                new("unsure", flood.Load[Told.Unsure] + flood.Load[Told.Silent]),
                new("wall behind the send p99 s", old),
                new("wall behind the commit p99 s", flood.District.SinceDurable.Percentile(99) / 1_000),
                new("not shown", flood.District.Missing),
                new("MB before", memory.BeforeMegabytes),
                new("MB at the peak", memory.PeakMegabytes),
                new("late growth ×", memory.LateGrowth),
                new("frames/s district", flood.Frames[0]),
                new("all at the top after ms", flood.Settled.TotalMilliseconds),
                new("drift", flood.Drift),
            ],
            Aim.That(grown < MostGrowth && memory.LateGrowth < 1.25, "memory bounded")
                .And(Aim.That(flood.Load[Told.Busy] > 0 && flood.Load[Told.Silent] == 0, "callers told to retry"))
                .And(Aim.Under(old, 1, " s old"))));
    }

    private static void Show(Sheet sheet, Store store, double usual, Rig.Result before, Rig.Result after)
    {
        var (was, @is) = (before.District.Spread.Percentile(99), after.District.Spread.Percentile(99));
        sheet.Add(new Row(
            "f",
            store.Name,
            $"{usual:N0} events/s before and after it",
            [
                new("p99 ms before", was),
                new("p99 ms after", @is),
                new("not accepted after", after.Load.NotAccepted),
                new("not shown after", after.District.Missing),
            ],
            Aim.That(@is <= was * 2 + 5 && after.Load.NotAccepted == 0 && after.District.Missing == 0, "as before")));
    }
}
