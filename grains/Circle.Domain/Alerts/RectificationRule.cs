using Circle.Domain.Evidence;
using Circle.Domain.Plans;

namespace Circle.Domain.Alerts;

/// <summary>验收不合格: what an inspection returned, until it is put right; owed since the day by which it was to be. One alert a facility, with whoever runs it.</summary>
public static class RectificationRule
{
    public static IEnumerable<Finding> Find(PlanVersion plan, IEnumerable<CountedFacility> facilities)
        => from facility in facilities
           let view = facility.View
           where view is { Standing: Facilities.Standing.Returned, Until: not null } && plan.Find(view.Line) is not null
           select new Finding(
               new AlertKey(AlertRule.Rectification, view.Place, view.Line, view.Id.Value), new AlertFacts(AlertLevel.Notice, view.Name, 1, 1, view.Until!.Value, view.Stage));
}
