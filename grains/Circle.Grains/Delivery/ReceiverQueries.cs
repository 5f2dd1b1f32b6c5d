using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.Delivery;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Orleans.Concurrency;

namespace Circle.Grains.Delivery;

[StatelessWorker, Reentrant, GrainType("receiver-queries")]
public sealed class ReceiverQueries(IReceiverRows rows, DeliverySettings settings) : Grain, IReceiverQueries
{
    public async Task<ImmutableArray<ReceiverView>> List(bool isClosed)
        => [.. (await rows.ReadAsync(isClosed ? Receiver.ClosedStage : Receiver.OpenStage, CancellationToken.None)).OrderBy(r => r.Terms.Name, StringComparer.Ordinal).ThenBy(r => r.Id.Value, StringComparer.Ordinal)];

    public Task<ImmutableArray<TargetView>> Targets()
        => Task.FromResult<ImmutableArray<TargetView>>([.. settings.Targets.OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => new TargetView(t.Name, t.Channel))]);
}

internal static class ReceiverReading
{
    public static async Task<ImmutableArray<ReceiverView>> ReadAsync(this IReceiverRows rows, string stage, CancellationToken cancel)
        => [.. (await rows.ListAsync(stage, IReceiverQueries.Most, cancel)).Select(view => JsonSerializer.Deserialize<ReceiverView>(view, JournalJson.Options)!)];
}
