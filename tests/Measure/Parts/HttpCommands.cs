using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;
using Circle.Measure.Storage;

namespace Circle.Measure.Parts;

/// <summary>Commands by POST; the clients take their share of the same cores.</summary>
internal static class HttpCommands
{
    private const int Facilities = 2_000;

    public static async Task RunAsync(Bench bench)
    {
        await foreach (var store in bench.StoresAsync())
        {
            await using var site = await Site.OpenAsync(store);
            var plan = await site.ConfirmAsync();
            using var meters = new Meters();
            var field = await Field.RegisterAsync(site, plan, Facilities, bench.Cancel);
            using var http = new HttpTeller(site.Address, connections: 256);
            await http.SignInAsync();
            await Warmth.ReachAsync(Facilities, http.TellAsync, 128, bench.Cancel);
            foreach (var callers in (int[])[16, 128])
            {
                var result = await ClosedLoop.RunAsync(Facilities, http.TellAsync, callers, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(bench.Options.Long ? 15 : 5), bench.Cancel);
                bench.Sheet.Add(new Row(
                    "b",
                    store.Name,
                    $"{callers} HTTP clients, POST with Idempotency-Key",
                    [
                        new("events/s", result.PerSecond),
                        new("p50 ms", result.Took.Percentile(50)),
                        new("p99 ms", result.Took.Percentile(99)),
                        new("not accepted", result.Answers.NotAccepted),
                    ]));
            }

            await Settled.WaitAsync(site, bench.Cancel);
            var (events, accepted, drift) = (await JournalCount.AsyncOf(store), field.Accepted + http.Accepted, meters["circle.rollup.drift"]);
            bench.Sheet.Add(new Row(
                "b",
                store.Name,
                "all of it checked: accepted = in the journal, rows = district, no drift",
                [new("accepted", accepted), new("in the journal", events), new("unsure", http.Unsure), new("drift", drift)],
                Aim.That(events >= accepted && events <= accepted + http.Unsure && drift == 0, "exact")));
        }
    }
}
