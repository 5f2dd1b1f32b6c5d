using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Duties;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Duties;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Orleans.Concurrency;

namespace Circle.Grains.Duties;

/// <summary>Asks the rosters themselves: a district has some 130, each answers from memory.</summary>
[StatelessWorker, Reentrant, GrainType("duty-queries")]
public sealed class DutyQueries(Atlas atlas, BusinessClock clock) : Grain, IDutyQueries
{
    /// <summary>Accounts that are asked at once for what they may do.</summary>
    private const int AtOnce = 100;

    public async Task<DutyRosters?> Rosters(DutyQuery query)
    {
        var (tree, today) = (atlas.Places, clock.Today);
        if (Find(tree, query.Place) is not { } place) return null;
        PlaceNode[] asked = [place, .. tree.ChildrenOf(place.Id)];
        var day = query.Day ?? today;
        var rosters = await Task.WhenAll(asked.Take(DutyRosters.MostPlaces).Select(async node => new PlaceRoster(
            PlaceLink.Of(node), node.Parent, Of(await ViewAsync(node.Id, day), query.Line), LeftOut(tree, node.Id))));
        return new(today, day, [.. rosters], asked.Length > DutyRosters.MostPlaces);
    }

    public async Task<Answering?> WhoAnswers(DutyQuery query)
    {
        var tree = atlas.Places;
        if (Find(tree, query.Place) is not { } place) return null;
        var day = query.Day ?? clock.Today;
        return Answering.Of(await Task.WhenAll(tree.PathUp(place.Id).Select(async node => (node, (await ViewAsync(node.Id, day)).Posts))), query.Line);
    }

    public async Task<OwnDuties> Mine()
    {
        var (tree, today) = (atlas.Places, clock.Today);
        if (Caller.Current is not { } actor || AccountId.Of(actor) is not { } own) return new(today, [], []);
        var all = await Task.WhenAll(tree.All.Select(async node => (Place: PlaceLink.Of(node), Roster: await ViewAsync(node.Id, today))));
        return new(
            today,
            [
                .. from roster in all
                   from post in roster.Roster.Posts
                   from duty in (Duty?[])[post.Lead, post.StandIn, .. post.Upcoming]
                   where duty is not null && duty.Holder == own
                   orderby duty.From > today, roster.Place.Kind, roster.Place.Id.Value
                   select new OwnDuty(roster.Place, duty),
            ],
            [.. from roster in all from open in roster.Roster.Open where open.To == own select new OwnHandOver(roster.Place, open)]);
    }

    public async Task<ImmutableArray<AccountId>> Candidates(CandidateQuery query)
    {
        var (tree, today) = (atlas.Places, clock.Today);
        var day = query.Day > today ? query.Day.Value : today;
        Need[] any = [new(Permission.Report, new Subject(query.Place, query.Line)), new(Permission.Appoint, new Subject(query.Place, query.Line))];
        var fit = ImmutableArray.CreateBuilder<AccountId>();
        foreach (var some in query.Among.Distinct().Take(CandidateQuery.MostAmong).Chunk(AtOnce))
        {
            var grants = await Task.WhenAll(some.Select(account => GrainFactory.GetGrain<IAccountGrain>(account.Value).Grants()));
            fit.AddRange(some.Where((_, i) => any.Any(need => Rights.May(grants[i], need, tree, day))));
        }

        return fit.ToImmutable();
    }

    private static PlaceNode? Find(PlaceTree tree, PlaceId? place) => place is { } asked ? tree.Find(asked) : tree.Root;

    private static DutyRosterView Of(DutyRosterView roster, LineId? line) => line is null ? roster : new(
        [.. roster.Posts.Where(p => p.Line == line)],
        [.. roster.Open.Where(h => h.Duties.All(d => d.Line == line))]);

    private Task<DutyRosterView> ViewAsync(PlaceId place, DateOnly day) => GrainFactory.GetGrain<IDutyGrain>(place.Value).View(day);

    private ImmutableArray<LineId> LeftOut(PlaceTree tree, PlaceId place)
        => [.. (atlas.Plan?.Document.Lines ?? []).Where(l => tree.IsWithin(place, l.Excluded)).Select(l => l.Id)];
}
