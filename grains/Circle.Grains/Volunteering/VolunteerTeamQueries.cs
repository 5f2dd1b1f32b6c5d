using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Contracts.Volunteering;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Evidence;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;
using Circle.Grains.Accounts;
using Circle.Grains.Evidence;
using Circle.Grains.Facilities;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Orleans.Concurrency;

namespace Circle.Grains.Volunteering;

/// <summary>Teams and what they did are read from rows; of each team its roster alone is asked, so many at a time.</summary>
[StatelessWorker, Reentrant, GrainType("volunteer-team-queries")]
public sealed class VolunteerTeamQueries(IFacilityRows facilities, TeamWatch watch, RightsBook rights, Atlas atlas, BusinessClock clock) : Grain, IVolunteerTeamQueries
{
    private const int Together = 64;

    /// <param name="Street">As it is now: of one that was merged, the one that took it up.</param>
    private sealed record Team(CountedFacility Row, PlaceNode Place, PlaceNode? Street, ImmutableArray<RosterMember> Members)
    {
        public FacilityView View => Row.View;
    }

    public async Task<TeamsOverview> Overview(PlaceId? place)
    {
        var (now, today, rules) = (clock.Now, clock.Today, Rules);
        if (atlas.Plan is not { } plan || (place ?? atlas.Places.Root?.Id) is not { } top) return new TeamsOverview(now, [], rules.Crafts, rules.Kinds, rules.SilentDays, false);
        var (teams, isCut) = await ReadAsync(rules, top);
        var views = teams.Select(t => t.View).ToImmutableArray();
        var heard = await watch.HeardAsync(rules, [.. views.Select(v => v.Place).Distinct()], views, today, CancellationToken.None);
        var silent = SilentTeamRule.Find(plan, views, heard, today).Select(f => f.Key.Subject).ToHashSet();
        return new TeamsOverview(now, [.. teams.Select(Standing)], rules.Crafts, rules.Kinds, rules.SilentDays, isCut);

        TeamStanding Standing(Team team) => new(
            team.View.Id, team.View.Name, PlaceLink.Of(team.Place), team.Street is { } street ? PlaceLink.Of(street) : null, team.View.Line, plan.Find(team.View.Line)?.ShortName ?? "",
            team.View.Stage, team.View.Standing, heard.TryGetValue(team.View.Id, out var day) ? day : null, silent.Contains(team.View.Id.Value), team.Members.Count(m => m.IsIn(today)),
            CrewPlace.Of(rules, team.View.Line, team.Members, today), new TeamActivity(team.Row.Cells, []).MonthOf(today));
    }

    public async Task<AllowanceSheet> Allowances(DateOnly? month)
    {
        var (today, rules) = (clock.Today, Rules);
        var (first, reckoned) = (District.MonthOf(month ?? today), rules.Allowance is { } allowance ? (long?)Allowance.Reckoned(allowance) : null);
        var empty = new AllowanceSheet(first, District.MonthOf(today), rules.Allowance, reckoned, [], false);
        if (atlas.Plan is not { } plan || atlas.Places.Root is not { } root) return empty;
        var streets = new List<PlaceNode>();
        foreach (var street in atlas.Places.OfKind(PlaceKind.Street))
            if (!atlas.Places.IsMerged(street.Id) && await MayAsync(new Subject(street.Id))) streets.Add(street);

        // Whoever has no street has no use of its teams.
        if (streets.Count == 0) return empty;
        var (teams, isCut) = await ReadAsync(rules, streets is [var only] ? only.Id : root.Id);
        var standing = teams.Where(t => t.Street is not null).Select(t => new StandingTeam(t.Street!.Id, SilentTeamRule.StandsSince(t.View, plan), t.Members, t.Row.Cells)).ToList();
        return empty with { Rows = [.. streets.Select(s => AllowanceRow.Of(rules.Allowance, first, today, s, standing))], IsCut = isCut };
    }

    private VolunteeringRules Rules => atlas.Plan?.Document.Volunteering ?? VolunteeringRules.Usual;

    /// <summary>Those that are the caller's, by street and name.</summary>
    private async Task<(ImmutableArray<Team> Teams, bool IsCut)> ReadAsync(VolunteeringRules rules, PlaceId top)
    {
        var tree = atlas.Places;
        var found = new List<Team>();
        var isCut = false;
        foreach (var line in rules.Lines)
        {
            var (read, isTruncated) = await EvidenceReading.FacilitiesAsync(facilities, tree.Under(top) ?? [], line, CancellationToken.None);
            isCut |= isTruncated;
            foreach (var row in read)
            {
                if (tree.Find(row.View.Place) is not { } place || !await MayAsync(new Subject(place.Id, line, row.View.Id))) continue;
                found.Add(new Team(row, place, StreetOf(tree, place.Id), []));
            }
        }

        var order = tree.All.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);
        var shown = found.OrderBy(t => t.Street is { } street ? order[street.Id] : -1).ThenBy(t => t.View.Name, StringComparer.Ordinal).ThenBy(t => t.View.Id.Value, StringComparer.Ordinal)
            .Take(TeamsOverview.MostTeams).ToArray();
        var teams = ImmutableArray.CreateBuilder<Team>(shown.Length);
        foreach (var some in shown.Chunk(Together))
            teams.AddRange(await Task.WhenAll(some.Select(async t => t with { Members = await GrainFactory.GetGrain<IRosterGrain>(t.View.Id.Value).Members() })));
        return (teams.ToImmutable(), isCut || found.Count > shown.Length);
    }

    private static PlaceNode? StreetOf(PlaceTree tree, PlaceId place)
        => tree.PathUp(place).FirstOrDefault(p => p.Kind == PlaceKind.Street) is { } street ? tree.Find(tree.SurvivorOf(street.Id)) : null;

    private async ValueTask<bool> MayAsync(Subject subject)
        => await rights.MissingAsync(Caller.Current, new Need(Permission.Review, subject)) is null || await rights.MissingAsync(Caller.Current, new Need(Permission.Supervise, subject)) is null;
}
