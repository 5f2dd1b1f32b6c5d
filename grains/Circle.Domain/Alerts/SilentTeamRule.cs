using Circle.Domain.Facilities;
using Circle.Domain.Plans;
using Circle.Domain.Volunteering;

namespace Circle.Domain.Alerts;

/// <summary>
/// 队伍沉默: teams that stand and of which no activity was heard for longer than the plan lets pass. One alert a team, with whoever runs it. One that is not
/// built yet, is suspended or withdrawn owes none, and an activity that was withdrawn or sent back is none.
/// </summary>
public static class SilentTeamRule
{
    /// <param name="facilities">Of any line; those that are no teams are passed over.</param>
    /// <param name="heard">Day of each team's newest activity, of when it was and not of when it was logged; a team without one is not in it.</param>
    public static IEnumerable<Finding> Find(PlanVersion plan, IEnumerable<FacilityView> facilities, IReadOnlyDictionary<FacilityId, DateOnly> heard, DateOnly today)
    {
        var rules = plan.Document.Volunteering ?? VolunteeringRules.Usual;
        return from team in facilities
               where rules.Lines.Contains(team.Line) && plan.Find(team.Line) is not null
               let stands = StandsSince(team, plan)
               where stands is not null
               let newest = heard.TryGetValue(team.Id, out var day) && day > stands.Value ? day : stands.Value
               let due = newest.AddDays(rules.SilentDays)
               where due < today
               select new Finding(new AlertKey(AlertRule.SilentTeam, team.Place, team.Line, team.Id.Value), new AlertFacts(AlertLevel.Notice, team.Name, 1, 1, due));
    }

    /// <summary>Of what stood before and says no day, the plan's: before it nobody owed anything.</summary>
    /// <returns>Null: it does not stand.</returns>
    public static DateOnly? StandsSince(FacilityView team, PlanVersion plan)
    {
        if (team.Stage < Stage.Completed || team.Standing is Standing.Suspended or Standing.Withdrawn) return null;
        var built = team.Reached.Where(r => r.Stage >= Stage.Completed).Select(r => (DateOnly?)r.On).Min() ?? team.Since;
        return built > plan.Document.IssuedOn ? built : plan.Document.IssuedOn;
    }
}
