using System.Collections.Immutable;
using System.Text.Json;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Tickets;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Tickets;
using Circle.Grains.Delivery;
using Circle.Grains.Time;
using Circle.TestServers;
using Microsoft.Extensions.DependencyInjection;
using static Circle.Cluster.Tests.Delivery.Listening;
using Database = Circle.Silo.Storage.Database;
using Eventually = Circle.Cluster.Tests.Hosting.Eventually;

namespace Circle.Cluster.Tests.Delivery;

/// <summary>Two programs of the city's, of which the other may not hear at all; what was tried is tried again each second.</summary>
public sealed class StageDeskTests : IAsyncLifetime
{
    /// <summary>More than the timekeeper starts at once.</summary>
    private const int Tickets = 150;

    private readonly SqliteFolder folder = new();
    private readonly LoopbackWebhook one = new();
    private readonly LoopbackWebhook other = new();
    private readonly Deafness deafness = new("other");
    private CircleCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await StartAsync(To(("one", one), ("other", other)));
        await cluster.PrepareAsync();
        foreach (var name in (string[])["one", "other"])
            (await cluster.AskAsync(name, new ReceiverCommand.Open(ReceiverId.Of(name), Terms(name) with { Topic = ReceiverTopic.CityTickets }))).Accepted();
    }

    public async ValueTask DisposeAsync()
    {
        deafness.End();
        await cluster.DisposeAsync();
        one.Dispose();
        other.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task While_one_cannot_be_told_the_others_are_told_once_and_other_clocks_run_out()
    {
        deafness.Fail();
        await ReceiveAsync("own", null);
        foreach (var some in Enumerable.Range(0, Tickets).Chunk(50)) await Task.WhenAll(some.Select(i => ReceiveAsync($"city-{i}", $"410100-{i}")));
        await Eventually.TrueAsync(() => ToldTo(one).Distinct().Count() == Tickets, "one hears of all");
        var before = deafness.Told;
        await cluster.SetClockAsync(SmallDistrict.Morning.AddDays(3));
        await Eventually.TrueAsync(async () => (await Of("own").View())! is { Late.IsEmpty: false }, () => "the clock of another runs out");
        await Eventually.TrueAsync(() => deafness.Told >= before + 5, "the other is tried again and again");
        Assert.Empty(ToldTo(other));

        deafness.End();
        await Eventually.TrueAsync(() => ToldTo(other).Distinct().Count() == Tickets, "the other hears when it can");
        await Eventually.TrueAsync(async () => (await Task.WhenAll(Enumerable.Range(0, Tickets).Select(i => Of(CityReference.IdOf($"410100-{i}").Value).View()))).All(t => t!.Untold.IsEmpty), () => "and all tickets know");
        Assert.Equal((Tickets, Tickets), (ToldTo(one).Count, ToldTo(other).Count));
    }

    [Fact]
    public async Task One_that_is_slow_to_hear_keeps_nobody_waiting()
    {
        deafness.Hold();
        await ReceiveAsync("a", "410100-a");
        await Eventually.TrueAsync(() => ToldTo(one).Contains("410100-a"), "one hears of the first");
        var desk = cluster.First.Get<StageDesk>();
        var second = desk.TellAsync(new HeardTicket(TicketId.Of("b"), 1, "410100-b", new TicketNumber(SmallDistrict.Today, 2), TicketStage.Received, SmallDistrict.Morning, null));
        await Eventually.TrueAsync(() => ToldTo(one).Contains("410100-b"), "and of the second");
        Assert.False(second.IsCompleted);
        Assert.Equal(1, deafness.Told);

        deafness.End();
        await second.WithinLimitAsync("the other has it too");
        await Eventually.TrueAsync(() => ToldTo(other).Count == 2, "the other hears of both");
    }

    /// <summary>A robot would tell of no alerts, and count it as taken.</summary>
    [Fact]
    public async Task A_target_that_has_become_another_channel_s_has_not_taken_it()
    {
        await cluster.DisposeAsync();
        var settings = To(("one", one), ("other", other));
        foreach (var target in settings.Targets) target.Channel = Channel.DingTalk;
        cluster = await StartAsync(settings);
        await ReceiveAsync("a", "410100-a");
        await Eventually.TrueAsync(async () => (await cluster.ViewAsync("one")) is { Out.Tries: 1 }, () => "a try has failed");
        var view = await cluster.ViewAsync("one");
        Assert.StartsWith("市热线转办件的状态只能投递到签名 webhook", view.Out!.Failure, StringComparison.Ordinal);
        Assert.Equal((0, 0), (view.Delivered, one.Tries));
    }

    private Task<CircleCluster> StartAsync(DeliverySettings settings) => CircleCluster.StartAsync(new ClusterSetup(folder.Options(), More: silo =>
    {
        silo.AddIncomingGrainCallFilter(deafness);
        silo.Services.AddSingleton(settings);
        silo.Services.AddSingleton<IAgenda>(services => new HastyAgenda(services.GetRequiredService<Database>().Agenda));
    }));

    private static List<string> ToldTo(LoopbackWebhook server)
        => [.. server.Taken.SelectMany(p => JsonSerializer.Deserialize<JsonElement>(p.Body).GetProperty("tickets").EnumerateArray()).Select(t => t.GetProperty("cityNumber").GetString()!)];

    private ITicketGrain Of(string id) => cluster.Grains.GetGrain<ITicketGrain>(id);

    /// <param name="own">Id of a call of the district's own; one of the city's has that of its number.</param>
    /// <param name="number">The city's; null: a call of its own.</param>
    private async Task ReceiveAsync(string own, string? number)
    {
        var id = number is null ? TicketId.Of(own) : CityReference.IdOf(number);
        var intake = new TicketIntake(
            id, TicketKind.Complaint, TicketCategoryId.Of("damage"), Urgency.Ordinary, number is null ? TicketSource.Phone : TicketSource.City, new StreamId("place:s1c1"), WordsId.Of("words-1"), null,
            SubjectId.Of("caller-1"), null, number is null ? null : new CityReference(number, null));
        (await Of(id.Value).AskAsync(new TicketCommand.Receive(intake, null, null), actor: Office)).Accepted();
    }

    /// <summary>Whose leases are over at the next claim.</summary>
    private sealed class HastyAgenda(IAgenda inner) : IAgenda
    {
        private int claims;

        public Task<ImmutableArray<AgendaItem>> ClaimAsync(DateTimeOffset now, DateTimeOffset realNow, DateTimeOffset leaseUntil, int limit, CancellationToken cancel)
        {
            var ahead = (leaseUntil - realNow) * Interlocked.Increment(ref claims);
            return inner.ClaimAsync(now, realNow + ahead, leaseUntil + ahead, limit, cancel);
        }

        public Task<bool> IsDueAsync(DateTimeOffset now, CancellationToken cancel) => inner.IsDueAsync(now, cancel);
    }
}
