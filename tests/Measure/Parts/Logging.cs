using Circle.Domain.Volunteering;
using Circle.Grains.Lists;
using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;

namespace Circle.Measure.Parts;

/// <summary>登记: activities that come by the clock, each a grain, an event, a row of its team's and one of each person's who took part.</summary>
internal static class Logging
{
    private const int PerSecond = 2_000;
    private const int TeamCount = 400;

    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Bench bench)
    {
        await foreach (var store in bench.StoresAsync())
        {
            await using var site = await Site.OpenAsync(store);
            using var meters = new Meters();
            await site.ConfirmAsync();
            var teams = await Teams.RegisterAsync(site, TeamCount, bench.Cancel);
            await OpenLoop.RunAsync(teams.LogNextAsync, PerSecond, Warm, bench.Cancel);
            var length = TimeSpan.FromSeconds(bench.Options.Long ? 60 : 20);
            var timed = new Timed(teams.LogNextAsync);
            var cpu = Cpu.Now(bench.Postmaster);
            var result = await OpenLoop.RunAsync(timed.TellAsync, PerSecond, length, bench.Cancel);
            var accepted = result.Answers[Told.Accepted] / length.TotalSeconds;
            bench.Sheet.Add(new Row(
                "n",
                store.Name,
                $"{PerSecond:N0} logs/s by the clock for {length.TotalSeconds:0} s, {TeamCount} teams, four people each",
                [
                    new("logs/s", accepted),
                    new("p50 ms", timed.Took.Percentile(50)),
                    new("p99 ms", timed.Took.Percentile(99)),
                    new("not accepted", result.Answers.NotAccepted),
                    new("outstanding at most", result.Outstanding),
                    new("load late ms", result.Late),
                    new("CPU µs/log", (Cpu.Now(bench.Postmaster) - cpu).TotalMicroseconds / result.Sent),
                ],
                Aim.AtLeast(accepted, PerSecond * 0.999, "/s").And(Aim.That(result.Answers.NotAccepted == 0, "all of them"))));
            await CheckAsync(bench, site, store, meters, teams);
        }
    }

    /// <summary>Each log is one record, and the district counts them all.</summary>
    private static async Task CheckAsync(Bench bench, Site site, Store store, Meters meters, Teams teams)
    {
        await Settled.WaitAsync(site, bench.Cancel, TimeSpan.FromMinutes(1));
        Site.Enter();
        var district = site.Grains.GetGrain<Contracts.Places.IRegionGrain>((await site.DistrictAsync()).Value);
        var sums = ActivityCells.SumsOf((await district.Tally()).Cells, ActivityCells.Days, DateOnly.MinValue, DateOnly.MaxValue);
        var (records, drift) = (await CountAsync(bench, site), meters["circle.rollup.drift"]);
        bench.Sheet.Add(new Row(
            "n",
            store.Name,
            "all of it checked: accepted = records = district's activities, no drift",
            [new("accepted", teams.Accepted), new("records", records), new("district", sums.Activities), new("unsure", teams.Unsure), new("drift", drift)],
            Aim.That(records >= teams.Accepted && records <= teams.Accepted + teams.Unsure && sums.Activities == records && drift == 0, "exact")));
    }

    private static async Task<long> CountAsync(Bench bench, Site site)
    {
        var query = new ListQuery(VolunteerActivity.Kind, null, null, [ActivityView.WordOf(ActivityStage.Complete)], null, null, null, null, ListOrder.Newest, null, IListRows.MaxLimit);
        for (var count = 0L; ;)
        {
            var page = await site.Database.Lists.ListAsync(query, bench.Cancel);
            count += page.Length;
            if (page.Length < IListRows.MaxLimit) return count;
            query = query with { After = page[^1].Cursor };
        }
    }
}
