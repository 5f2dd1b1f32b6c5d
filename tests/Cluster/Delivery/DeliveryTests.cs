using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Alerts;
using Circle.Contracts.Delivery;
using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Time;
using Circle.Grains.Delivery;
using Circle.TestServers;
using Microsoft.Extensions.DependencyInjection;
using Eventually = Circle.Cluster.Tests.Hosting.Eventually;

namespace Circle.Cluster.Tests.Delivery;

/// <summary>From an alert's commit to a real server on this machine, by the rehearsal's clock.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private static readonly Actor Office = new("rehearsal:office");
    private static readonly string Key = new('k', 32);

    private readonly SqliteFolder folder = new();
    private readonly LoopbackWebhook one = new();
    private readonly LoopbackWebhook other = new();
    private CircleCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await CircleCluster.StartAsync(Setup);
        await cluster.PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        one.Dispose();
        other.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task An_alert_is_told_signed_and_its_end_too()
    {
        await OpenAsync("one", Pace.AtOnce);
        await RaiseAsync("a");
        await Eventually.TrueAsync(() => one.Taken.Count == 1, "it is told");
        await TellAsync("a", new AlertCommand.Close("方案调整"));
        await Eventually.TrueAsync(() => one.Taken.Count == 2, "its end is told");

        Assert.Equal(["one-1", "one-2"], one.Taken.Select(t => t.Headers["Circle-Message"]));
        Assert.All(one.Taken, t => Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes($"{t.Headers["Circle-Timestamp"]}.{t.Text}")))}", t.Headers["Circle-Signature"]));
        var told = AlertsOf(one.Taken[0]).Single();
        Assert.Equal(("s1", "raised", "behind", 1), (told.GetProperty("unit").GetString(), told.GetProperty("news")[0].GetString(), told.GetProperty("facts").GetProperty("level").GetString(), told.GetProperty("version").GetInt32()));
        Assert.Equal("closed", AlertsOf(one.Taken[1]).Single().GetProperty("news")[0].GetString());
        await Eventually.TrueAsync(async () => (await Alert("a").History(0, 10)).Entries.Count(e => e.Type == "alert.told") == 2, () => "and it is journaled that it was");
    }

    [Fact]
    public async Task Who_is_down_for_a_time_loses_nothing_and_keeps_nobody_waiting()
    {
        (one.Status, other.IsMute) = (503, false);
        await OpenAsync("one", Pace.AtOnce);
        await OpenAsync("other", Pace.AtOnce);
        for (var i = 0; i < 40; i++) await RaiseAsync($"a{i}");
        await Eventually.TrueAsync(() => Task.FromResult(Heard(other).Distinct().Count() == 40), () => $"the other hears all and has {Heard(other).Count()} in {other.Taken.Count} of {other.Tries}");
        await Eventually.TrueAsync(async () => (await GrainOf("one").Queue())! is { Receiver.Out.Failure: not null } queue && queue.Out.Length + queue.Receiver.Waiting == 40, () => "what failed is seen, and all that waits behind it");
        Assert.Empty(one.Taken);

        one.Status = 200;
        await cluster.SetClockAsync(SmallDistrict.Morning.AddHours(1));
        await Eventually.TrueAsync(() => Heard(one).Distinct().Count() == 40, "it hears all when it is back");
        Assert.Equal(2, one.Taken.Count);
    }

    [Fact]
    public async Task A_storm_is_a_bounded_number_of_messages_and_none_is_lost()
    {
        const int alerts = 1_500;
        await OpenAsync("one", Pace.AtOnce);
        foreach (var some in Enumerable.Range(0, alerts).Chunk(64)) await Task.WhenAll(some.Select(i => RaiseAsync($"a{i}")));
        await Eventually.TrueAsync(() => Heard(one).Distinct().Count() == alerts, "all are told");
        Assert.InRange(one.Taken.Count, 1, alerts / 2);
        Assert.All(one.Taken, t => Assert.InRange(AlertsOf(t).Count(), 1, Receiver.MaxTogether));
    }

    [Fact]
    public async Task A_person_has_one_list_in_the_morning()
    {
        await OpenAsync("one", Pace.Morning);
        foreach (var name in (string[])["a", "b", "c"]) await RaiseAsync(name);
        await Eventually.TrueAsync(async () => (await ViewAsync("one")).Waiting == 3, () => "they wait");
        Assert.Equal(District.At(new DateOnly(2013, 11, 13), Receiver.Morning), (await ViewAsync("one")).Due);
        Assert.Equal(0, one.Tries);

        await cluster.SetClockAsync(District.At(new DateOnly(2013, 11, 13), Receiver.Morning));
        await Eventually.TrueAsync(async () => (await ViewAsync("one")).Delivered == 1, () => "the list comes");
        Assert.Equal(3, AlertsOf(Assert.Single(one.Taken)).Count());
    }

    /// <summary>The silo dies between the alert and its delivery; whoever comes up on the same data delivers it.</summary>
    [Fact]
    public async Task What_was_raised_before_a_crash_is_delivered_after_it()
    {
        one.IsMute = true;
        await OpenAsync("one", Pace.AtOnce);
        await RaiseAsync("a");
        await Eventually.TrueAsync(() => one.Tries == 1, "it is under way");
        await cluster.KillAsync(cluster.First);
        await cluster.DisposeAsync();

        one.IsMute = false;
        cluster = await CircleCluster.StartAsync(Setup);
        // The dead silo may have claimed it: nobody else tries for half a minute.
        await TestServers.Eventually.IsTrueAsync("it is delivered", () => Task.FromResult(one.Taken.Count >= 1), TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.Equal("one-1", one.Taken[0].Headers["Circle-Message"]);
        await Eventually.TrueAsync(async () => (await ViewAsync("one")).Delivered == 1, () => "and known to be");
    }

    [Fact]
    public async Task An_address_that_leads_elsewhere_is_not_followed()
    {
        (one.Status, one.Location) = (307, other.Address.ToString());
        await OpenAsync("one", Pace.AtOnce);
        (await GrainOf("one").AskAsync(new ReceiverCommand.Test(), actor: Office)).Accepted();
        await Eventually.TrueAsync(async () => (await ViewAsync("one")).Tested is not null, () => "the test is over");
        Assert.Equal(("对方答复 307 · answered 307", 0), ((await ViewAsync("one")).Tested!.Failure, other.Tries));
    }

    private ClusterSetup Setup => new(folder.Options(), More: silo => silo.Services.AddSingleton(new DeliverySettings
    {
        PrivateNetwork = true,
        Targets =
        [
            new TargetSettings { Name = "one", Channel = Channel.Webhook, Url = one.Address.ToString(), Secret = Key },
            new TargetSettings { Name = "other", Channel = Channel.Webhook, Url = other.Address.ToString(), Secret = Key },
        ],
    }));

    private IReceiverGrain GrainOf(string name) => cluster.Grains.GetGrain<IReceiverGrain>(name);

    private async Task<ReceiverView> ViewAsync(string name) => (await GrainOf(name).View())!;

    private async Task OpenAsync(string name, Pace pace)
        => (await GrainOf(name).AskAsync(new ReceiverCommand.Open(ReceiverId.Of(name), new ReceiverTerms(name, name, pace, SmallDistrict.District, null, AlertLevel.Notice, Rung.Community)), actor: Office)).Accepted();

    private static AlertKey KeyOf(string name) => new(AlertRule.Step, PlaceId.Of("s1"), SmallDistrict.Room, name);

    private IAlertGrain Alert(string name) => cluster.Grains.GetGrain<IAlertGrain>(AlertId.Of(KeyOf(name)).Value);

    private Task RaiseAsync(string name)
        => TellAsync(name, new AlertCommand.Raise(new Finding(KeyOf(name), new AlertFacts(AlertLevel.Behind, name, 1, 2, new DateOnly(2013, 10, 31)))));

    private async Task TellAsync(string name, AlertCommand command) => (await Alert(name).AskAsync(command, actor: Actor.Timekeeper)).Accepted();

    private static IEnumerable<JsonElement> AlertsOf(Posted posted) => JsonSerializer.Deserialize<JsonElement>(posted.Body).GetProperty("alerts").EnumerateArray();

    private static IEnumerable<string> Heard(LoopbackWebhook server) => server.Taken.SelectMany(AlertsOf).Select(a => a.GetProperty("facts").GetProperty("label").GetString()!);
}
