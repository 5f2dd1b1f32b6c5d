using Circle.Domain.Evidence;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Alerts;

/// <summary>验收超时: reports that wait for their acceptance. One alert a line with those who organise inspections, and none with who has reported.</summary>
public static class AcceptanceRule
{
    /// <param name="district">Whose alert it is.</param>
    public static IEnumerable<Finding> Find(PlanVersion plan, PlaceId district, IEnumerable<CountedFacility> facilities, AlertRules rules, DateOnly today)
        => from facility in facilities
           let reported = facility.On(Stage.Completed)
           where reported is not null && facility.On(Stage.Accepted) is null && facility.ReturnedSince is null
           group reported.Value by facility.View.Line into line
           let late = line.Where(day => day.AddDays(rules.WaitingDays) < today).ToArray()
           where late.Length > 0 && plan.Find(line.Key) is not null
           select new Finding(
               new AlertKey(AlertRule.Acceptance, district, line.Key, ""),
               new AlertFacts(AlertLevel.Notice, "", late.Length, line.Count(), late.Min().AddDays(rules.WaitingDays), Stage.Accepted));
}
