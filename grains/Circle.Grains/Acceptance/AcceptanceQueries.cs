using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.Acceptance;
using Circle.Contracts.Accounts;
using Circle.Domain.Acceptance;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Orleans.Concurrency;

namespace Circle.Grains.Acceptance;

[StatelessWorker, Reentrant, GrainType("acceptance-queries")]
public sealed class AcceptanceQueries(IAcceptanceRows rows, Atlas atlas, BusinessClock clock) : Grain, IAcceptanceQueries
{
    /// <summary>Accounts that are asked at once for what they may do.</summary>
    private const int AtOnce = 100;

    private static readonly ImmutableArray<Waiting> Somebody = [Waiting.Check, Waiting.Plan, Waiting.Inspect];

    public async Task<AcceptancePage> List(AcceptanceQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, AcceptancePage.MaxLimit);
        var filter = new AcceptanceFilter(atlas.Places.Under(query.Place), query.Line, query.Waits is { } waits ? [waits] : Somebody, query.Member, query.After, limit);
        var found = (await rows.ListAsync(filter, CancellationToken.None)).Select(view => JsonSerializer.Deserialize<AcceptanceHead>(view, JournalJson.Options)!).ToImmutableArray();
        return new AcceptancePage(found, found.Length == limit ? found[^1].Facility : null);
    }

    public async Task<ImmutableArray<AccountId>> Inspectors(InspectorQuery query)
    {
        var need = query is { Place: null, Line: null } ? new Need(Permission.Verify) : new Need(Permission.Verify, new Subject(query.Place, query.Line));
        var fit = ImmutableArray.CreateBuilder<AccountId>();
        foreach (var some in query.Among.Distinct().Take(InspectorQuery.MostAmong).Chunk(AtOnce))
        {
            var grants = await Task.WhenAll(some.Select(account => GrainFactory.GetGrain<IAccountGrain>(account.Value).Grants()));
            fit.AddRange(some.Where((_, i) => Rights.May(grants[i], need, atlas.Places, clock.Today)));
        }

        return fit.ToImmutable();
    }
}
