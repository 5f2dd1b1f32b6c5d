using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.Accounts;
using Circle.Contracts.Facilities;
using Circle.Contracts.Volunteering;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Volunteering;
using Circle.Grains.Lists;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Orleans.Concurrency;

namespace Circle.Grains.Volunteering;

[StatelessWorker, Reentrant, GrainType("activity-queries")]
public sealed class ActivityQueries(IListRows rows, Atlas atlas, BusinessClock clock) : Grain, IActivityQueries
{
    /// <summary>Stages that the row of an activity itself may have: those of people's rows are others.</summary>
    private static readonly ImmutableArray<string> Own = [.. Enum.GetValues<ActivityStage>().Select(ActivityView.WordOf)];

    public Task<ActivityPage> OfTeam(TeamActivities query)
        => ReadAsync(ServiceRows.Any with { About = Facility.StreamOf(query.Team), Stages = query.Stages.IsEmpty ? Own : [.. query.Stages.Select(ActivityView.WordOf)] }, query.After, query.Limit);

    public Task<ActivityPage> ToReview(ActivitiesToReview query)
        => ReadAsync(
            ServiceRows.Any with
            {
                Regions = query.Place is { } place ? atlas.Places.Under(place) ?? [] : null,
                About = query.Team is { } team ? Facility.StreamOf(team) : null,
                Lines = query.Line is { } line ? [line.Value] : null,
                Stages = query.IsWaiting ? [ActivityView.WordOf(ActivityStage.Complete)] : Own,
                Order = query.IsWaiting ? ListOrder.ByDue : ListOrder.Newest,
            },
            query.After,
            query.Limit);

    public async Task<ServicePage> OfPerson(PersonActivities query)
    {
        var limit = Math.Clamp(query.Limit, 1, ActivityPage.MaxLimit);
        var found = await rows.ListAsync(
            ServiceRows.Any with { Who = query.Who.Value, Stages = [VolunteerActivity.HoursStage], Since = query.Since, After = CursorOf(query.After), Limit = limit + 1 }, CancellationToken.None);
        return new ServicePage([.. found.Take(limit).Select(r => ServiceRows.Read(r.View))], found.Length > limit ? Next(found[limit - 1]) : null);
    }

    public Task<VolunteeringRules> Rules() => Task.FromResult(atlas.Plan?.Document.Volunteering ?? VolunteeringRules.Usual);

    public async Task<TeamSite?> Site(TeamQuery query)
        => await GrainFactory.GetGrain<IFacilityGrain>(query.Team.Value).View() is { } view && (await Rules()).Lines.Contains(view.Line) ? new TeamSite(view.Place, view.Line, view.Name) : null;

    public async Task<TeamSheet?> Team(TeamQuery query)
    {
        if (await Site(query) is not { } site) return null;
        var members = GrainFactory.GetGrain<IRosterGrain>(query.Team.Value).Members();
        var activity = GrainFactory.GetGrain<IFacilityGrain>(query.Team.Value).Activity();
        var (now, today) = (clock.Now, clock.Today);
        // Read anew, and not as the team's grain holds them: a phone that has just sent something looks for it here.
        var newest = await OfTeam(new TeamActivities(query.Team, NewestActivities.Shown, null, TeamSheet.MostNewest));
        return new TeamSheet(
            query.Team, site, now, [.. (await members).Where(m => m.IsIn(today))], (await activity).MonthOf(today), newest.Activities, await Rules());
    }

    private async Task<ActivityPage> ReadAsync(ListQuery query, ActivityCursor? after, int limit)
    {
        limit = Math.Clamp(limit, 1, ActivityPage.MaxLimit);
        var found = await rows.ListAsync(query with { After = CursorOf(after), Limit = limit + 1 }, CancellationToken.None);
        return new ActivityPage(clock.Now, [.. found.Take(limit).Select(r => Read(r.View))], found.Length > limit ? Next(found[limit - 1]) : null);
    }

    /// <param name="view">As <see cref="VolunteerActivity.Lists"/> wrote it.</param>
    internal static ActivityView Read(string view) => JsonSerializer.Deserialize<ActivityView>(view, JournalJson.Options)!;

    private static ListCursor? CursorOf(ActivityCursor? after) => after is { } at ? new ListCursor(at.Key, at.Row) : null;

    private static ActivityCursor Next(ListEntry last) => new(last.Cursor.Key, last.Cursor.Id);
}
