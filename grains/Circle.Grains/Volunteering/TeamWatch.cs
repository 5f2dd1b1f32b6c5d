using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;
using Circle.Grains.Lists;

namespace Circle.Grains.Volunteering;

/// <summary>
/// Looks for teams of which nothing is heard, in the lists and without waking any: one page says which of a place's teams were heard lately, and only those
/// that it does not name are looked for by themselves.
/// </summary>
public sealed class TeamWatch(IListRows rows)
{
    private const int Together = 32;

    private static readonly ImmutableArray<string> Counted = [.. Enum.GetValues<ActivityStage>().Where(ActivityView.Counted).Select(ActivityView.WordOf)];

    /// <param name="facilities">Of the places that are watched.</param>
    public async Task<ImmutableArray<Finding>> FindAsync(
        PlanVersion plan, ImmutableArray<PlaceId> watched, ImmutableArray<FacilityView> facilities, DateOnly today, CancellationToken cancel)
    {
        var rules = plan.Document.Volunteering ?? VolunteeringRules.Usual;
        ImmutableArray<FacilityView> teams = [.. facilities.Where(f => rules.Lines.Contains(f.Line))];
        if (!SilentTeamRule.Find(plan, teams, ImmutableDictionary<FacilityId, DateOnly>.Empty, today).Any()) return [];
        // Those that are not built yet, or stand too short a time, owe nothing.
        var heard = await HeardAsync(rules, watched, known => SilentTeamRule.Find(plan, teams, known, today).Select(f => FacilityId.Of(f.Key.Subject)), today, cancel);
        return [.. SilentTeamRule.Find(plan, teams, heard, today)];
    }

    /// <summary>The day of each team's newest activity; a team without one is not in it.</summary>
    /// <param name="regions">Where the teams stand.</param>
    public Task<IReadOnlyDictionary<FacilityId, DateOnly>> HeardAsync(
        VolunteeringRules rules, ImmutableArray<PlaceId> regions, ImmutableArray<FacilityView> teams, DateOnly today, CancellationToken cancel)
        => HeardAsync(rules, regions, known => teams.Select(t => t.Id).Where(t => !known.ContainsKey(t)), today, cancel);

    /// <param name="unheard">Of what the page tells: those that are looked for by themselves.</param>
    private async Task<IReadOnlyDictionary<FacilityId, DateOnly>> HeardAsync(
        VolunteeringRules rules, ImmutableArray<PlaceId> regions, Func<IReadOnlyDictionary<FacilityId, DateOnly>, IEnumerable<FacilityId>> unheard, DateOnly today, CancellationToken cancel)
    {
        var lately = ServiceRows.Any with { Regions = regions, Stages = Counted, Since = District.At(today.AddDays(-rules.SilentDays)), Limit = IListRows.MaxLimit };
        var heard = new Dictionary<FacilityId, DateOnly>();
        foreach (var row in await rows.ListAsync(lately, cancel)) Hear(heard, row);

        // What stands where its team does not any more, and what was no room for, is found here.
        foreach (var some in unheard(heard).ToArray().Chunk(Together))
        {
            var newest = await Task.WhenAll(some.Select(team => rows.ListAsync(ServiceRows.Any with { About = Facility.StreamOf(team), Stages = Counted }, cancel)));
            foreach (var row in newest.SelectMany(n => n)) Hear(heard, row);
        }

        return heard;
    }

    private static void Hear(Dictionary<FacilityId, DateOnly> heard, ListEntry row)
    {
        var log = ActivityQueries.Read(row.View).Log;
        var day = District.DateOf(log.Began);
        if (!heard.TryGetValue(log.Team, out var known) || day > known) heard[log.Team] = day;
    }
}
