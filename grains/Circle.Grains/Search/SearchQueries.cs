using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Contracts.Search;
using Circle.Domain.Accounts;
using Circle.Domain.Places;
using Circle.Domain.Search;
using Circle.Grains.Accounts;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Orleans.Concurrency;

namespace Circle.Grains.Search;

[StatelessWorker, GrainType("search-queries")]
public sealed class SearchQueries(SearchCatalog catalog, Atlas atlas, RightsBook book, BusinessClock clock) : Grain, ISearchQueries
{
    public async Task<SearchAnswer?> Find(SearchQuestion question)
    {
        if (!catalog.IsReady) return null;
        var grants = await book.ReadingAsync(Caller.Current);
        var (street, community) = WhereIs(question.Near ?? grants?.Select(g => g.Place).FirstOrDefault(p => p is not null));
        return catalog.Find(new SearchQuery(question.Text, question.Kinds, street, community, question.Limit), Readable(grants));
    }

    private (PlaceId? Street, PlaceId? Community) WhereIs(PlaceId? near)
    {
        PlaceNode[] path = near is { } place ? [.. atlas.Places.PathUp(place)] : [];
        return (path.FirstOrDefault(p => p.Kind == PlaceKind.Street)?.Id, path.FirstOrDefault(p => p.Kind == PlaceKind.Community)?.Id);
    }

    /// <summary>Null: all is.</summary>
    private Func<SearchEntry, bool>? Readable(ImmutableArray<Grant>? grants)
    {
        if (grants is not { } own || own.Any(g => g is { Place: null, Line: null, Team: null })) return null;
        var (places, today) = (atlas.Places, clock.Today);
        return entry => entry.Kind == SearchKind.Place
            || Rights.May(own, new Need(Permission.Read, new Subject(entry.Community ?? entry.Street ?? places.Root?.Id, entry.Line)), places, today);
    }
}
