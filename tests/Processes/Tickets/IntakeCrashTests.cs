using System.Net;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.TestServers;

namespace Circle.Processes.Tests.Tickets;

/// <summary>The process is killed while calls are being taken and tickets received, and started again on the same data.</summary>
public sealed class IntakeCrashTests(SharedPostgreSql postgres)
{
    /// <summary>Of each of two accounts, whose drafts are at most twenty.</summary>
    private const int Connections = 12;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_kill_in_the_middle_of_calls_loses_nothing_acknowledged_and_makes_nothing_twice(string storage)
    {
        var seed = Random.Shared.Next();
        var enough = new Random(seed).Next(150, 600);
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}: killed once {enough} were acknowledged");
        using var data = new TemporaryFolder();
        var options = new ProgramOptions
        {
            DataDirectory = data.FullPath,
            ConnectionString = storage == "PostgreSQL" ? await postgres.CreateDatabaseAsync() : null,
        }.Quiet();

        Intakes intakes;
        await using (var killed = await ProgramProcess.StartAsync(options, Cancel))
        {
            await Api.Of(killed).StandStillAsync();
            using var street = await Someone.AsAsync(killed, "street");
            intakes = new Intakes((await street.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].Text("place")!, seed);
            using var one = await Someone.AsAsync(killed, "operator");
            using var two = await Someone.AsAsync(killed, "supervisor");
            await intakes.RunAsync([.. Enumerable.Range(0, 2 * Connections).Select(i => i % 2 == 0 ? one.Api : two.Api)], enough, killed.KillAsync);
        }

        var calls = intakes.Calls;
        Assert.Contains(calls, c => c.Receipt is not null);
        Assert.True(calls.Any(c => c.Sent > c.Kept || (c.IsSent && c.Receipt is null)), "the kill came when nothing was on its way, so this run proves nothing");

        await using var web = await ProgramProcess.StartAsync(options, Cancel);
        using var first = await Someone.AsAsync(web, "operator");
        using var second = await Someone.AsAsync(web, "supervisor");
        await DraftsStandAsync([first, second], calls);
        await AcknowledgedStandAsync(first.Api, calls);
        await RepeatedOnceAsync(first.Api, second.Api, calls, storage);
        await NothingIsDoubledAsync(first.Api, calls);
    }

    /// <summary>What was acknowledged, or the one put after it, which was on its way; and none that was removed.</summary>
    private static async Task DraftsStandAsync(IReadOnlyList<Someone> operators, IReadOnlyCollection<TakenCall> calls)
    {
        var drafts = new Dictionary<string, JsonElement>();
        foreach (var someone in operators)
        {
            foreach (var draft in (await someone.Api.GetAsync("/api/v1/tickets/drafts")).GetProperty("items").EnumerateArray()) drafts.Add(draft.Text("id")!, draft.GetProperty("data"));
        }

        foreach (var call in calls)
        {
            if (drafts.Remove(call.Id, out var draft))
            {
                Assert.False(call.IsRemoved, $"the draft {call.Id} was removed, and is back");
                var stands = draft.Text("matter")!;
                Assert.Equal(call.Matter[..stands.Length], stands);
                Assert.True(stands.Length == call.Kept || stands.Length == call.Sent, $"of {call.Matter.Length} characters {call.Kept} were acknowledged and {call.Sent} sent, and {stands.Length} stand");
            }
            else
            {
                Assert.True(call.Kept == 0 || call.IsRemovalSent, $"the draft {call.Id} of {call.Kept} characters was acknowledged, and is gone");
            }
        }

        Assert.Empty(drafts);
    }

    private static async Task AcknowledgedStandAsync(Api api, IEnumerable<TakenCall> calls)
    {
        foreach (var call in calls.Where(c => c.Receipt is not null))
        {
            var shown = await api.GetAsync($"/api/v1/tickets/{call.Id}");
            Assert.Equal(call.Matter, Assert.Single(shown.GetProperty("words").EnumerateObject()).Value.GetString());
            Assert.Equal("dispatched", shown.GetProperty("ticket").Text("stage"));
            Assert.True(shown.GetProperty("ticket").GetProperty("version").GetInt64() >= call.Receipt!.Version);
        }
    }

    /// <summary>Whoever did not hear an answer sends it again, whoever did does so too: each is one ticket with one receipt.</summary>
    private static async Task RepeatedOnceAsync(Api first, Api second, IReadOnlyCollection<TakenCall> calls, string storage)
    {
        var unsure = calls.Where(c => c.IsSent && c.Receipt is null).ToList();
        var heard = 0;
        foreach (var call in calls.Where(c => c.IsSent))
        {
            // The same person at another connection.
            var reply = await Intakes.ReceiveAsync(first, call);
            Assert.True(reply.Status == HttpStatusCode.Created, reply.ToString());
            if (call.Receipt is { } receipt)
            {
                Assert.True(reply.Repeated, $"{call.Id} was received a second time");
                Assert.Equal((receipt.Version, receipt.RecordedAt), (reply.Version, reply.RecordedAt));
            }
            else if (reply.Repeated)
            {
                heard++;
            }

            var again = await Intakes.ReceiveAsync(second, call);
            Assert.True(again.Repeated);
            Assert.Equal((reply.Version, reply.RecordedAt), (again.Version, again.RecordedAt));
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{storage}: of {calls.Count} calls {calls.Count(c => c.Receipt is not null)} received, {unsure.Count} unsure, of which {heard} had been written");
    }

    private static async Task NothingIsDoubledAsync(Api api, IEnumerable<TakenCall> calls)
    {
        var tickets = new List<JsonElement>();
        for (var next = ""; next is not null;)
        {
            var page = await api.GetAsync($"/api/v1/tickets?limit=50{next}");
            tickets.AddRange(page.GetProperty("tickets").EnumerateArray());
            next = page.TryGetProperty("next", out var cursor) && cursor.ValueKind == JsonValueKind.Object
                ? $"&after={cursor.Text("id")}&afterAt={Uri.EscapeDataString(cursor.Text("key")!)}"
                : null;
        }

        var sent = calls.Where(c => c.IsSent).Select(c => c.Id).Order(StringComparer.Ordinal);
        Assert.Equal(sent, tickets.Select(t => t.GetProperty("ticket").GetProperty("intake").Text("id")!).Order(StringComparer.Ordinal));
        Assert.Distinct(tickets.Select(t => t.Text("number")));
        foreach (var id in sent)
        {
            var entries = (await api.GetAsync($"/api/v1/tickets/{id}/history")).GetProperty("entries").EnumerateArray().Select(e => e.Text("type"));
            Assert.Equal(["ticket.received", "ticket.dispatched"], entries);
        }

        var queue = (await api.GetAsync("/api/v1/tickets/queue")).GetProperty("sections").EnumerateArray().Sum(s => s.GetProperty("count").GetInt64());
        Assert.Equal(tickets.Count, queue);
        var district = await api.DistrictAsync();
        await Eventually.HoldsAsync(
            async () => Assert.Equal(tickets.Count, (await api.GetAsync($"/api/v1/places/{district}/tally")).GetProperty("cells").EnumerateObject()
                .Where(c => c.Name.Contains("|tickets|total|", StringComparison.Ordinal)).Sum(c => c.Value.GetInt64())),
            cancel: Cancel);
    }
}
