using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.Acceptance;
using Circle.Domain.Acceptance;
using Circle.Domain.Journal;
using Circle.Grains.Plans;
using Orleans.Concurrency;

namespace Circle.Grains.Acceptance;

[StatelessWorker, Reentrant, GrainType("acceptance-queries")]
public sealed class AcceptanceQueries(IAcceptanceRows rows, Atlas atlas) : Grain, IAcceptanceQueries
{
    private static readonly ImmutableArray<Waiting> Somebody = [Waiting.Check, Waiting.Plan, Waiting.Inspect];

    public async Task<AcceptancePage> List(AcceptanceQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, AcceptancePage.MaxLimit);
        var filter = new AcceptanceFilter(atlas.Places.Under(query.Place), query.Line, query.Waits is { } waits ? [waits] : Somebody, query.Member, query.After, limit);
        var found = (await rows.ListAsync(filter, CancellationToken.None)).Select(view => JsonSerializer.Deserialize<AcceptanceHead>(view, JournalJson.Options)!).ToImmutableArray();
        return new AcceptancePage(found, found.Length == limit ? found[^1].Facility : null);
    }
}
