using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Tickets;
using Circle.Grains.Lists;
using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;

namespace Circle.Measure.Parts;

/// <summary>
/// 受理: calls that come by the clock at the web's door, each with words of its own that are encrypted and kept apart before its ticket is, while consoles read the
/// queue as often as their page does.
/// </summary>
internal static class Intake
{
    private const int PerSecond = 500;
    private const int Facilities = 2_000;
    private const int Consoles = 10;
    private const string Queue = "/api/v1/tickets/queue?each=100";

    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(10);

    /// <summary>As the console's page reads it.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(Bench bench)
    {
        await foreach (var store in bench.StoresAsync())
        {
            await using var site = await Site.OpenAsync(store);
            using var meters = new Meters();
            await Field.RegisterAsync(site, await site.ConfirmAsync(), Facilities, bench.Cancel);
            using var door = new Door(site.Address, connections: 256);
            await door.SignInAsync("operator");
            var calls = new Calls(door);
            await OpenLoop.RunAsync(calls.ReceiveAsync, PerSecond, Warm, bench.Cancel);
            calls.Forget();

            var length = TimeSpan.FromSeconds(bench.Options.Long ? 60 : 20);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(bench.Cancel);
            var pages = ReadQueueAsync(door, over.Token);
            var result = await OpenLoop.RunAsync(calls.ReceiveAsync, PerSecond, length, bench.Cancel);
            await over.CancelAsync();
            var reads = await pages;

            var accepted = result.Answers[Told.Accepted] / length.TotalSeconds;
            bench.Sheet.Add(new Row(
                "m",
                store.Name,
                $"{PerSecond} calls/s by the clock for {length.TotalSeconds:0} s over HTTP, {Consoles} consoles reading the queue every {Every.TotalSeconds:0} s",
                [
                    new("tickets/s", accepted),
                    new("p50 ms", calls.Took.Percentile(50)),
                    new("p99 ms", calls.Took.Percentile(99)),
                    new("not accepted", result.Answers.NotAccepted),
                    new("outstanding at most", result.Outstanding),
                    new("load late ms", result.Late),
                    new("queue reads", reads.Count),
                    new("queue p50 ms", reads.Percentile(50)),
                    new("queue p99 ms", reads.Percentile(99)),
                ],
                Aim.AtLeast(accepted, PerSecond * 0.999, "/s").And(Aim.That(result.Answers.NotAccepted == 0, "all of them"))));
            await CheckAsync(bench, site, store, meters, calls);
        }
    }

    /// <summary>How long each reading took, in milliseconds; consoles begin one after another.</summary>
    private static async Task<Spread> ReadQueueAsync(Door door, CancellationToken over)
    {
        var took = new ConcurrentBag<double>();
        await Task.WhenAll(Enumerable.Range(0, Consoles).Select(async console =>
        {
            try
            {
                await Task.Delay(Every * console / Consoles, over);
                while (true)
                {
                    var began = Stopwatch.GetTimestamp();
                    var (isRead, _) = await door.ReadAsync(Queue);
                    took.Add(isRead ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : double.PositiveInfinity);
                    await Task.Delay(Every, over);
                }
            }
            catch (OperationCanceledException)
            {
                // The calls are over.
            }
        }));
        return new Spread(took);
    }

    /// <summary>Each call is one ticket with a number of its own, its words open, and the district counts them all.</summary>
    private static async Task CheckAsync(Bench bench, Site site, Store store, Meters meters, Calls calls)
    {
        await Settled.WaitAsync(site, bench.Cancel);
        var numbers = new HashSet<TicketNumber>();
        var (tickets, drift) = (0, meters["circle.rollup.drift"]);
        var query = new ListQuery(Ticket.Kind, null, null, [], null, null, null, null, ListOrder.Newest, null, IListRows.MaxLimit);
        while (true)
        {
            var page = await site.Database.Lists.ListAsync(query, bench.Cancel);
            foreach (var row in page)
            {
                tickets++;
                numbers.Add(JsonSerializer.Deserialize<TicketView>(row.View, JournalJson.Options)!.Number);
            }

            if (page.Length < IListRows.MaxLimit) break;
            query = query with { After = page[^1].Cursor };
        }

        bench.Sheet.Add(new Row(
            "m",
            store.Name,
            "all of it checked: accepted = tickets, each with a number of its own, rows = district, no drift",
            [new("accepted", calls.Accepted), new("tickets", tickets), new("numbers", numbers.Count), new("unsure", calls.Unsure), new("drift", drift)],
            Aim.That(tickets >= calls.Accepted && tickets <= calls.Accepted + calls.Unsure && numbers.Count == tickets && drift == 0, "exact")));
    }

    /// <summary>Calls about facilities of the field, one after another.</summary>
    private sealed class Calls(Door door)
    {
        private ConcurrentBag<double> took = [];
        private long accepted;
        private long unsure;

        public long Accepted => Interlocked.Read(ref accepted);

        public long Unsure => Interlocked.Read(ref unsure);

        /// <summary>From the call to its answer, in milliseconds.</summary>
        public Spread Took => new(took);

        /// <summary>What came before counts for no time.</summary>
        public void Forget() => took = [];

        public async Task<Told> ReceiveAsync(int n)
        {
            var began = Stopwatch.GetTimestamp();
            var told = await door.TellAsync("/api/v1/tickets", new
            {
                id = Guid.CreateVersion7().ToString("D"),
                kind = "complaint",
                category = "charges",
                urgency = "ordinary",
                source = "phone",
                about = $"facility:{Field.IdOf(n % Facilities)}",
                matter = "约定上门维修洗衣机，公示价八十元，实收一百六十元，没有开收据，要求退还多收部分。",
                wish = "十八点以后回电",
            });
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (told == Told.Accepted) Interlocked.Increment(ref accepted);
            if (told is Told.Unsure or Told.Silent) Interlocked.Increment(ref unsure);
            return told;
        }
    }
}
