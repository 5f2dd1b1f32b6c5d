using System.Security.Cryptography;
using System.Text;
using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Time;
using Circle.TestServers;
using Microsoft.Extensions.DependencyInjection;
using static Circle.Cluster.Tests.Delivery.Listening;
using Eventually = Circle.Cluster.Tests.Hosting.Eventually;

namespace Circle.Cluster.Tests.Delivery;

/// <summary>From an alert's commit to a real server on this machine, by the rehearsal's clock.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
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
        await cluster.OpenAsync("one", Pace.AtOnce);
        await cluster.RaiseAsync("a");
        await Eventually.TrueAsync(() => one.Taken.Count == 1, "it is told");
        await cluster.TellAsync("a", new AlertCommand.Close("方案调整"));
        await Eventually.TrueAsync(() => one.Taken.Count == 2, "its end is told");

        Assert.Equal(["one-1", "one-2"], one.Taken.Select(t => t.Headers["Circle-Message"]));
        Assert.All(one.Taken, t => Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes($"{t.Headers["Circle-Timestamp"]}.{t.Text}")))}", t.Headers["Circle-Signature"]));
        var told = AlertsOf(one.Taken[0]).Single();
        Assert.Equal(("s1", "raised", "behind", 1), (told.GetProperty("unit").GetString(), told.GetProperty("news")[0].GetString(), told.GetProperty("facts").GetProperty("level").GetString(), told.GetProperty("version").GetInt32()));
        Assert.Equal("closed", AlertsOf(one.Taken[1]).Single().GetProperty("news")[0].GetString());
        await Eventually.TrueAsync(async () => (await cluster.Alert("a").History(0, 10)).Entries.Count(e => e.Type == "alert.told") == 2, () => "and it is journaled that it was");
    }

    [Fact]
    public async Task Who_is_down_for_a_time_loses_nothing_and_keeps_nobody_waiting()
    {
        (one.Status, other.IsMute) = (503, false);
        await cluster.OpenAsync("one", Pace.AtOnce);
        await cluster.OpenAsync("other", Pace.AtOnce);
        for (var i = 0; i < 40; i++) await cluster.RaiseAsync($"a{i}");
        await Eventually.TrueAsync(() => Task.FromResult(Heard(other).Distinct().Count() == 40), () => $"the other hears all and has {Heard(other).Count()} in {other.Taken.Count} of {other.Tries}");
        await Eventually.TrueAsync(async () => (await cluster.Receiver("one").Queue())! is { Receiver.Out.Failure: not null } queue && queue.Out.Length + queue.Receiver.Waiting == 40, () => "what failed is seen, and all that waits behind it");
        Assert.Empty(one.Taken);

        one.Status = 200;
        // Past its back-off, and before nine: the alert watch looks then, finds no ground for these and ends them, which is news.
        await cluster.SetClockAsync(SmallDistrict.Morning.AddMinutes(10));
        await Eventually.TrueAsync(() => Heard(one).Distinct().Count() == 40, "it hears all when it is back");
        Assert.Equal(["one-1", "one-2"], one.Taken.Select(t => t.Headers["Circle-Message"]));
        Assert.Equal(40, Heard(one).Count());
    }

    [Fact]
    public async Task A_storm_is_a_bounded_number_of_messages_and_none_is_lost()
    {
        const int alerts = 1_500;
        await cluster.OpenAsync("one", Pace.AtOnce);
        foreach (var some in Enumerable.Range(0, alerts).Chunk(64)) await Task.WhenAll(some.Select(i => cluster.RaiseAsync($"a{i}")));
        await Eventually.TrueAsync(() => Heard(one).Distinct().Count() == alerts, "all are told");
        Assert.InRange(one.Taken.Count, 1, alerts / 2);
        Assert.All(one.Taken, t => Assert.InRange(AlertsOf(t).Count(), 1, Receiver.MaxTogether));
    }

    [Fact]
    public async Task A_person_has_one_list_in_the_morning()
    {
        await cluster.OpenAsync("one", Pace.Morning);
        foreach (var name in (string[])["a", "b", "c"]) await cluster.RaiseAsync(name);
        await Eventually.TrueAsync(async () => (await cluster.ViewAsync("one")).Waiting == 3, () => "they wait");
        Assert.Equal(District.At(new DateOnly(2013, 11, 13), Receiver.Morning), (await cluster.ViewAsync("one")).Due);
        Assert.Equal(0, one.Tries);

        await cluster.SetClockAsync(District.At(new DateOnly(2013, 11, 13), Receiver.Morning));
        await Eventually.TrueAsync(async () => (await cluster.ViewAsync("one")).Delivered == 1, () => "the list comes");
        Assert.Equal(3, AlertsOf(Assert.Single(one.Taken)).Count());
    }

    /// <summary>The silo dies between the alert and its delivery; whoever comes up on the same data delivers it.</summary>
    [Fact]
    public async Task What_was_raised_before_a_crash_is_delivered_after_it()
    {
        one.IsMute = true;
        await cluster.OpenAsync("one", Pace.AtOnce);
        await cluster.RaiseAsync("a");
        await Eventually.TrueAsync(() => one.Tries == 1, "it is under way");
        await cluster.KillAsync(cluster.First);
        await cluster.DisposeAsync();

        one.IsMute = false;
        cluster = await CircleCluster.StartAsync(Setup);
        // The dead silo may have claimed it: nobody else tries for half a minute.
        await TestServers.Eventually.IsTrueAsync("it is delivered", () => Task.FromResult(one.Taken.Count >= 1), TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.Equal("one-1", one.Taken[0].Headers["Circle-Message"]);
        await Eventually.TrueAsync(async () => (await cluster.ViewAsync("one")).Delivered == 1, () => "and known to be");
    }

    [Fact]
    public async Task An_address_that_leads_elsewhere_is_not_followed()
    {
        (one.Status, one.Location) = (307, other.Address.ToString());
        await cluster.OpenAsync("one", Pace.AtOnce);
        (await cluster.AskAsync("one", new ReceiverCommand.Test())).Accepted();
        await Eventually.TrueAsync(async () => (await cluster.ViewAsync("one")).Tested is not null, () => "the test is over");
        Assert.Equal(("对方答复 307 · answered 307", 0), ((await cluster.ViewAsync("one")).Tested!.Failure, other.Tries));
    }

    private ClusterSetup Setup => new(folder.Options(), More: silo => silo.Services.AddSingleton(To(("one", one), ("other", other))));
}
