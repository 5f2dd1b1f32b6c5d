using System.Collections.Immutable;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Delivery;
using Circle.Contracts.Journal;
using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Alerts;
using Circle.TestServers;
using Microsoft.Extensions.DependencyInjection;
using static Circle.Cluster.Tests.Delivery.Listening;
using Eventually = Circle.Cluster.Tests.Hosting.Eventually;

namespace Circle.Cluster.Tests.Delivery;

/// <summary>What a receiver is not opened with, and a message of it that can never be sent.</summary>
public sealed class ReceiverGrainTests : IAsyncDisposable
{
    private readonly SqliteFolder folder = new();
    private readonly LoopbackWebhook one = new();
    private CircleCluster? cluster;

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null) await cluster.DisposeAsync();
        one.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_target_that_the_configuration_lacks_is_refused_with_those_that_it_has()
    {
        cluster = await StartAsync();
        var refusal = (await cluster.AskAsync("r", new ReceiverCommand.Open(ReceiverId.Of("r"), Terms("none")))).Refused("unknown");
        Assert.Equal(("target", "配置中没有这个投递目标，现有：one"), (refusal.Faults[0].Field, refusal.Faults[0].Zh));
        await cluster.OpenAsync("one");
        (await cluster.AskAsync("one", new ReceiverCommand.Correct(Terms("none")))).Refused("unknown");
    }

    [Fact]
    public async Task One_more_than_may_be_open_is_refused_until_another_is_closed()
    {
        cluster = await StartAsync();
        foreach (var some in Enumerable.Range(1, Receiver.MostOpen).Chunk(50)) await Task.WhenAll(some.Select(i => OpenAsync($"r{i}")));
        (await OpenAsync("more")).Refused("too-many");
        (await cluster.AskAsync("r1", new ReceiverCommand.Close("不再使用"))).Accepted();
        (await OpenAsync("more")).Accepted();
        Caller.Current = Office;
        Assert.Equal(Receiver.MostOpen, (await cluster.Grains.GetGrain<IReceiverQueries>(0).List(isClosed: false)).Length);
    }

    /// <summary>It is tried as any other, seen to fail and given up by the office; what waits behind it is tried then.</summary>
    [Fact]
    public async Task A_message_that_cannot_be_written_has_failed_and_can_be_given_up()
    {
        cluster = await StartAsync(silo => silo.Services.AddSingleton<IAlertRows, UnreadableAlerts>());
        await cluster.OpenAsync("one");
        await cluster.RaiseAsync("a");
        await Eventually.TrueAsync(async () => (await cluster.ViewAsync("one")).Out is { Tries: 1 }, () => "a try has failed");
        Assert.StartsWith("消息没能写成", (await cluster.ViewAsync("one")).Out!.Failure, StringComparison.Ordinal);
        await cluster.RaiseAsync("b");

        (await cluster.AskAsync("one", new ReceiverCommand.GiveUp(1))).Accepted();
        await Eventually.TrueAsync(async () => (await cluster.ViewAsync("one")) is { Dead: [{ Number: 1 }], Out: { Number: 2, Tries: 1 } }, () => "the next is tried");
    }

    private Task<Domain.Journal.Answer> OpenAsync(string name) => cluster!.AskAsync(name, new ReceiverCommand.Open(ReceiverId.Of(name), Terms("one")));

    private async Task<CircleCluster> StartAsync(Action<ISiloBuilder>? more = null)
    {
        var started = await CircleCluster.StartAsync(new ClusterSetup(folder.Options(), More: silo =>
        {
            silo.Services.AddSingleton(To(("one", one)));
            more?.Invoke(silo);
        }));
        await started.PrepareAsync();
        return started;
    }

    private sealed class UnreadableAlerts : IAlertRows
    {
        public Task<ImmutableArray<string>> ListAsync(ImmutableArray<PlaceId>? regions, LineId? line, ImmutableArray<string> stages, AlertId? after, int limit, CancellationToken cancel)
            => Task.FromResult(ImmutableArray<string>.Empty);

        public Task<ImmutableArray<string>> FindAsync(ImmutableArray<AlertId> alerts, CancellationToken cancel) => throw new InvalidOperationException("unreadable, on purpose");
    }
}
