using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;
using Circle.Measure.Walls;

namespace Circle.Measure.Parts;

/// <summary>Thousands of screens at ten frames a second before one district.</summary>
internal static class ManyScreens
{
    /// <summary>So that every frame has something to say.</summary>
    private const int EventsPerSecond = 250;

    public static async Task RunAsync(Bench bench)
    {
        using var store = await bench.StoreAsync(bench.Options.Stores[0]);
        await using var site = await Site.OpenAsync(store);
        using var meters = new Meters();
        var rig = await Rig.PrepareAsync(site, meters, facilities: 2_000, probes: 2_000, bench.Cancel);
        await ClosedLoop.RunAsync(rig.Field.Count, rig.Field.TellAsync, 64, TimeSpan.Zero, TimeSpan.FromSeconds(3), bench.Cancel);
        foreach (var screens in (int[])[1_000, 5_000])
        {
            var length = TimeSpan.FromSeconds(bench.Options.Long ? 20 : 10);
            var result = await rig.RunAsync(EventsPerSecond, length, bench.Cancel, new Group(screens, 10));
            var p99 = result.District.Spread.Percentile(99);
            bench.Sheet.Add(new Row(
                "d",
                store.Name,
                $"{screens:N0} screens at 10/s, {EventsPerSecond} events/s",
                [
                    new("p50 ms", result.District.Spread.Percentile(50)),
                    new("p99 ms", p99),
                    new("worst ms", result.District.Spread.Worst),
                    new("not shown", result.District.Missing),
                    new("frames/s a screen", result.Frames.Average()),
                    new("KB/s a screen", result.Screens.Average(s => s.Bytes) / 1_024 / (length + TimeSpan.FromSeconds(3)).TotalSeconds),
                    new("server cores", result.Cpu),
                    new("screens' CPU s", result.ScreensCpu),
                    new("cut off", meters["circle.screens.cut_off"]),
                ],
                screens == 5_000 ? Aim.Under(p99, 250, " ms p99").And(Aim.That(result.District.Missing == 0, "all shown")) : null));
        }
    }
}
