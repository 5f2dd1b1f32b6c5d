using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Contracts.Search;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Search;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tickets;
using Circle.Grains.Accounts;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Orleans.Concurrency;

namespace Circle.Grains.Search;

[StatelessWorker, GrainType("search-queries")]
public sealed class SearchQueries(SearchCatalog catalog, Atlas atlas, RightsBook book, BusinessClock clock, UnmetNotes unmet) : Grain, ISearchQueries
{
    public async Task<SearchAnswer?> Find(SearchQuestion question)
    {
        if (!catalog.IsReady) return null;
        var grants = await book.ReadingAsync(Caller.Current);
        var (street, community) = WhereIs(question.Near ?? grants?.Select(g => g.Place).FirstOrDefault(p => p is not null));
        var query = new SearchQuery(question.Text, question.Kinds, street, community, question.Limit);
        var isFor = Readable(grants);
        var answer = catalog.Find(query, isFor);

        // Whoever is not signed in may read and changes nothing, this list neither.
        if (answer.Total == 0 && Caller.Current is { Value: not null } caller && AccountId.Of(caller) is not null && IsDemand(query, isFor)) unmet.Note(query.Text, street);
        return answer;
    }

    public async Task<ImmutableDictionary<string, ImmutableArray<NamedTarget>>?> Named(ImmutableArray<string> names)
    {
        if (!catalog.IsReady) return null;
        var isFor = Readable(await book.ReadingAsync(Caller.Current));
        var named = ImmutableDictionary.CreateBuilder<string, ImmutableArray<NamedTarget>>();
        foreach (var name in names.Take(ISearchQueries.MostNames))
        {
            var plain = PlaceNames.Plain(name);
            var hits = catalog.Find(new SearchQuery(name, [SearchKind.Facility, SearchKind.ServicePoint], Limit: SearchQuery.MostHits), isFor).Hits;
            ImmutableArray<NamedTarget> found =
            [
                .. hits.Where(h => PlaceNames.Plain(h.Name) == plain || (h.Through is { } alias && h.Way == SearchWay.Alias && PlaceNames.Plain(alias) == plain))
                    .Select(h => new NamedTarget(StreamId.Of(h.Kind == SearchKind.Facility ? Facility.Kind : ServicePoint.Kind, h.Id), h.Name, h.Street, h.Community)),
            ];
            // Called so are more than were looked at: that one of a place is the only one there is nobody's to say.
            if (!found.IsEmpty && found.Length < SearchQuery.MostHits) named[name] = found;
        }

        return named.ToImmutable();
    }

    /// <summary>Somebody wanted what a service point gives, and not only what is not theirs to find.</summary>
    private bool IsDemand(SearchQuery query, Func<SearchEntry, bool>? isFor)
        => (query.Kinds.IsDefaultOrEmpty || query.Kinds.Contains(SearchKind.ServicePoint)) && (isFor is null || catalog.Find(query with { Limit = 1 }, null).Total == 0);

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
