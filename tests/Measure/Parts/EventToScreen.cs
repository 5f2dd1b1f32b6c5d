using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;

namespace Circle.Measure.Parts;

/// <summary>From the moment an event should have left to the frame that holds it, at rates that do not wait for anybody.</summary>
internal static class EventToScreen
{
    private const int Facilities = 2_000;

    private static readonly (int PerSecond, double Under)[] Rates = [(50, 8), (1_000, 30), (6_000, 30), (12_000, 60), (20_000, 100)];

    public static async Task RunAsync(Bench bench)
    {
        Bench.Say("timed by probes (ordinary facilities, 50 to 100/s of the rate), from the scheduled send to the district wall's frame");
        await foreach (var store in bench.StoresAsync())
        {
            await using var site = await Site.OpenAsync(store);
            using var meters = new Meters();
            var rig = await Rig.PrepareAsync(site, meters, Facilities, probes: 2_500, bench.Cancel);
            await Warmth.ReachAsync(rig.Field, 256, bench.Cancel);
            foreach (var (perSecond, under) in Rates)
            {
                var rounds = new List<Rig.Result>();
                while (rounds.Count < (bench.Options.Long ? 3 : 1)) rounds.Add(await rig.RunAsync(perSecond, TimeSpan.FromSeconds(bench.Options.Long ? 20 : 6), bench.Cancel, await Throughput.TenWallsAsync(site)));
                Show(bench.Sheet, store, perSecond, under, rounds);
            }
        }
    }

    private static void Show(Sheet sheet, Store store, int perSecond, double under, List<Rig.Result> rounds)
    {
        var p99 = Median.Of(rounds.Select(r => r.District.Spread.Percentile(99)));
        var (lost, missing) = (rounds.Sum(r => r.Load.NotAccepted), rounds.Sum(r => r.District.Missing));
        sheet.Add(new Row(
            "c",
            store.Name,
            $"{perSecond:N0} events/s by the clock, 10 walls at 60/s",
            [
                new("p50 ms", Median.Of(rounds.Select(r => r.District.Spread.Percentile(50)))),
                new("p99 ms", p99),
                new("worst ms", rounds.Max(r => r.District.Spread.Worst)),
                new("durable p99 ms", Median.Of(rounds.Select(r => r.Durable.Percentile(99)))),
                new("probes", rounds.Sum(r => r.District.Spread.Count)),
                new("not shown", missing),
                new("sent", rounds.Sum(r => r.Load.All)),
                new("accepted", rounds.Sum(r => r.Load[Told.Accepted])),
                new("refused", rounds.Sum(r => r.Load[Told.Refused])),
                new("busy", rounds.Sum(r => r.Load[Told.Busy])),
                new("unsure", rounds.Sum(r => r.Load[Told.Unsure] + r.Load[Told.Silent])),
                new("all at the top after ms", rounds.Max(r => r.Settled.TotalMilliseconds)),
                new("drift", rounds.Max(r => r.Drift)),
                new("sender late ms", rounds.Max(r => r.Late)),
                new("frames/s district", Median.Of(rounds.Select(r => r.Frames[0]))),
                new("frames/s streets", Median.Of(rounds.SelectMany(r => r.Frames.Skip(1)))),
            ],
            Aim.Under(p99, under, " ms p99").And(Aim.That(lost == 0 && missing == 0, "all delivered"))));
    }
}
