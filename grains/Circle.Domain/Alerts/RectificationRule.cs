using Circle.Domain.Evidence;
using Circle.Domain.Plans;

namespace Circle.Domain.Alerts;

/// <summary>整改逾期: what an inspection returned and nobody has put right by its day. One alert a facility, with whoever runs it.</summary>
public static class RectificationRule
{
    public static IEnumerable<Finding> Find(PlanVersion plan, IEnumerable<CountedFacility> facilities, DateOnly today)
        => from facility in facilities
           let view = facility.View
           where view is { Standing: Facilities.Standing.Returned, Until: not null } && view.Until < today && plan.Find(view.Line) is not null
           select new Finding(
               new AlertKey(AlertRule.Rectification, view.Place, view.Line, view.Id.Value), new AlertFacts(AlertLevel.Notice, view.Name, 1, 1, view.Until!.Value, view.Stage));
}
