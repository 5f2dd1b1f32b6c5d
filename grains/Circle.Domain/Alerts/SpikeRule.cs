using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tickets;

namespace Circle.Domain.Alerts;

/// <summary>How many calls about one place, facility or service point were received, by day.</summary>
/// <param name="Place">Where it stands, or itself.</param>
/// <param name="Line">Null: of none.</param>
/// <param name="Subject">Its id; empty: the place as a whole.</param>
/// <param name="Label">Its name; of the place as a whole empty.</param>
public sealed record CallCounts(PlaceId Place, LineId? Line, string Subject, string Label, ImmutableDictionary<DateOnly, long> ByDay)
{
    /// <summary>As its own row's cells count them: so of a 举报 nothing is told below the district, whose row alone counts it.</summary>
    public static CallCounts Of(PlaceId place, LineId? line, string subject, string label, Tally own) => new(
        place, line, subject, label,
        own.Cells.Where(c => c.Key.Measure == TicketCells.Tickets && c.Key.Point == TicketCells.PointOf(TicketCount.Total)).GroupBy(c => c.Key.Date).ToImmutableDictionary(d => d.Key, d => d.Sum(c => c.Value)));
}

/// <summary>诉求激增: one alert for each place, facility or service point about which far more people call than is usual there. Who runs it looks what is the matter.</summary>
public static class SpikeRule
{
    /// <summary>Spans before the one that is looked at, of which the usual is the mean.</summary>
    public const int Spans = 4;

    public static IEnumerable<Finding> Find(IEnumerable<CallCounts> counts, HotlineRules rules, DateOnly today)
    {
        // The last one ends with today.
        var first = today.AddDays(1 - rules.SpikeDays);
        var before = first.AddDays(-Spans * rules.SpikeDays);
        return from one in counts
               let calls = Between(one, first, today)
               let earlier = Between(one, before, first.AddDays(-1))
               where calls >= rules.SpikeFloor && calls * Spans >= rules.SpikeTimes * earlier
               select new Finding(new AlertKey(AlertRule.Spike, one.Place, one.Line, one.Subject), new AlertFacts(AlertLevel.Notice, one.Label, calls, calls + earlier, first));
    }

    private static long Between(CallCounts counts, DateOnly from, DateOnly to) => counts.ByDay.Where(d => d.Key >= from && d.Key <= to).Sum(d => d.Value);
}
