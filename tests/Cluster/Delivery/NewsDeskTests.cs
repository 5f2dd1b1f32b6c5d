using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Alerts;
using Circle.Grains.Delivery;
using Circle.TestServers;
using Microsoft.Extensions.DependencyInjection;
using static Circle.Cluster.Tests.Delivery.Listening;
using Eventually = Circle.Cluster.Tests.Hosting.Eventually;

namespace Circle.Cluster.Tests.Delivery;

/// <summary>Two receivers, of which the other may be slow to hear or not hear at all.</summary>
public sealed class NewsDeskTests : IAsyncLifetime
{
    private readonly SqliteFolder folder = new();
    private readonly LoopbackWebhook one = new();
    private readonly LoopbackWebhook other = new();
    private readonly Deafness deafness = new("other");
    private CircleCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options(), More: silo =>
        {
            silo.AddIncomingGrainCallFilter(deafness);
            silo.Services.AddSingleton(To(("one", one), ("other", other)));
        }));
        await cluster.PrepareAsync();
        await cluster.OpenAsync("one");
        await cluster.OpenAsync("other");
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
    public async Task One_that_is_slow_to_hear_keeps_nobody_waiting()
    {
        deafness.Hold();
        await cluster.RaiseAsync("a");
        await Eventually.TrueAsync(() => Heard(one).Contains("a"), "one hears of the first");
        await cluster.RaiseAsync("b");
        await Eventually.TrueAsync(() => Heard(one).Contains("b"), "and of the second");
        Assert.Equal(1, deafness.Told);

        deafness.End();
        await Eventually.TrueAsync(() => Heard(other).Distinct().Count() == 2, "the other hears of both");
    }

    /// <summary>The alert comes again until the other has it, and whoever has it is left alone.</summary>
    [Fact]
    public async Task What_one_cannot_be_told_the_others_are_told_once()
    {
        deafness.Fail();
        await cluster.RaiseAsync("a");
        await Eventually.TrueAsync(() => Heard(one).Count() == 1, "one hears that it is raised");
        await cluster.TellAsync("a", new AlertCommand.Close("方案调整"));
        await Eventually.TrueAsync(() => Heard(one).Count() == 2, "and that it is closed");
        Assert.Equal(["raised", "closed"], NewsOf(one));

        deafness.End();
        var news = (await cluster.Alert("a").View())!;
        await cluster.First.Get<NewsDesk>().TellAsync(new ToldAlert(news.Id, news.Key, news.Facts.Level, false, [Raised, Closed]));
        await Eventually.TrueAsync(() => Heard(other).Any(), "the other hears when it can");
        Assert.Equal(["raised", "closed"], NewsOf(other));
        Assert.Equal(["raised", "closed"], NewsOf(one));
    }

    /// <summary>As when the first part of what was told has been journaled as told meanwhile.</summary>
    [Fact]
    public async Task The_same_version_is_told_with_fewer_news_and_with_more()
    {
        var desk = cluster.First.Get<NewsDesk>();
        var key = KeyOf("a");
        foreach (var news in (AlertNews[][])[[Closed], [Raised, Closed], [Closed]])
            await desk.TellAsync(new ToldAlert(AlertId.Of(key), key, AlertLevel.Behind, false, [.. news]));
        await Eventually.TrueAsync(async () => (await cluster.ViewAsync("one")).Delivered >= 1, () => "it is told");
    }

    private static AlertNews Raised { get; } = new(NewsKind.Raised, 1, SmallDistrict.Morning, Rung.Street);

    private static AlertNews Closed { get; } = new(NewsKind.Closed, 2, SmallDistrict.Morning, Rung.Street);

    private static IEnumerable<string> NewsOf(LoopbackWebhook server) => server.Taken.SelectMany(AlertsOf).SelectMany(a => a.GetProperty("news").EnumerateArray()).Select(n => n.GetString()!);
}
