using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Circle.Cluster.Tests.Delivery;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Tickets;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.TestServers;
using Microsoft.Extensions.DependencyInjection;
using Eventually = Circle.Cluster.Tests.Hosting.Eventually;

namespace Circle.Cluster.Tests.Tickets;

/// <summary>From a ticket's commit to the city's own server, by the rehearsal's clock.</summary>
public sealed class CityTests : IAsyncLifetime
{
    private static readonly Actor Wang = new("rehearsal:wang");
    private static readonly Actor Clerk = new("rehearsal:clerk");
    private static readonly AnsweringUnit Street = new(PlaceId.Of("s1"), null);

    private readonly SqliteFolder folder = new();
    private readonly LoopbackWebhook server = new();
    private CircleCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options(), More: silo => silo.Services.AddSingleton(Listening.To(("city", server)))));
        await cluster.PrepareAsync();
        (await cluster.AskAsync("city", new ReceiverCommand.Open(ReceiverId.Of("city"), Listening.Terms("city") with { Topic = ReceiverTopic.CityTickets }))).Accepted();
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Each_stage_of_a_ticket_of_the_city_is_told_signed_and_once()
    {
        await ReceiveAsync("410100-1", Street);
        await ReceiveAsync(null, Street);
        var ticket = Of(CityReference.IdOf("410100-1").Value);
        (await ticket.AskAsync(new TicketCommand.Sign(), actor: Clerk)).Accepted();
        await Eventually.TrueAsync(() => Told().Count == 3, "three stages are told");
        (await ticket.AskAsync(new TicketCommand.Contact(), actor: Clerk)).Accepted();
        await Eventually.TrueAsync(() => Told().Count == 4, "and the next");
        await Eventually.TrueAsync(async () => (await ticket.View())! is { Pending.IsEmpty: true, Untold.IsEmpty: true }, () => "and it knows");

        Assert.Equal(["received", "dispatched", "signedFor", "underway"], Told().OrderBy(t => t.GetProperty("version").GetInt64()).Select(t => t.GetProperty("stage").GetString()));
        Assert.All(Told(), t => Assert.Equal(("410100-1", true), (t.GetProperty("cityNumber").GetString(), t.GetProperty("number").GetString()!.StartsWith("1112-", StringComparison.Ordinal))));
        Assert.All(server.Taken, posted =>
        {
            Assert.Equal(
                $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Listening.Key), Encoding.UTF8.GetBytes($"{posted.Headers["Circle-Timestamp"]}.{posted.Text}")))}",
                posted.Headers["Circle-Signature"]);
            foreach (var secret in (string[])["caller-1", "words-1"]) Assert.DoesNotContain(secret, posted.Text, StringComparison.Ordinal);
        });
        Assert.Equal("s1", Told().Last().GetProperty("unit").GetString());
    }

    [Fact]
    public async Task A_city_that_is_away_hears_all_stages_when_it_is_back_and_many_come_together()
    {
        server.Status = 503;
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => ReceiveAsync($"410100-{i}", null)));
        await Eventually.TrueAsync(
            async () => (await cluster.Receiver("city").Queue())! is { Receiver.Out.Failure: not null } queue && queue.OutTickets.Length + queue.Tickets.Length == 40, () => "all wait behind what failed");
        server.Status = 200;
        await cluster.SetClockAsync(SmallDistrict.Morning.AddHours(1));
        await Eventually.TrueAsync(() => Told().Select(t => t.GetProperty("cityNumber").GetString()).Distinct().Count() == 40, "it hears of all");
        Assert.Equal(40, Told().Count);
        Assert.InRange(server.Taken.Count, 1, 20);
    }

    private List<JsonElement> Told() => [.. server.Taken.SelectMany(p => JsonSerializer.Deserialize<JsonElement>(p.Body).GetProperty("tickets").EnumerateArray())];

    private ITicketGrain Of(string id) => cluster.Grains.GetGrain<ITicketGrain>(id);

    /// <param name="number">Null: a call of its own.</param>
    private async Task ReceiveAsync(string? number, AnsweringUnit? unit)
    {
        var id = number is null ? TicketId.Of("own") : CityReference.IdOf(number);
        var intake = new TicketIntake(
            id, TicketKind.Complaint, TicketCategoryId.Of("damage"), Urgency.Ordinary, number is null ? TicketSource.Phone : TicketSource.City, new StreamId("place:s1c1"), WordsId.Of("words-1"), null,
            SubjectId.Of("caller-1"), null, number is null ? null : new CityReference(number, null));
        (await Of(id.Value).AskAsync(new TicketCommand.Receive(intake, unit, null), actor: Wang)).Accepted();
    }
}
