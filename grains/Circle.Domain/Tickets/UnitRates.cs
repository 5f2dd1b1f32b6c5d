using System.Text.Json.Serialization;
using Circle.Domain.Alerts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Tickets;

/// <summary>
/// 三率 of a unit, as counts, so that whoever reads a rate sees of how many it is. 响应率 = contacted in time ÷ whose first contact was due; 解决率 = solved ÷
/// (solved + unsolved); 满意率 = at least fairly content ÷ who said how content they are. Left out of all: joined duplicates, and what was unreasonable, invalid
/// or withdrawn; of the last two: whoever could not be reached.
/// </summary>
[GenerateSerializer, Immutable, Alias("UnitRates")]
public sealed record UnitRates(
    [property: Id(0)] long Handled, [property: Id(1)] long ContactDue, [property: Id(2)] long Contacted, [property: Id(3)] long Solved, [property: Id(4)] long Unsolved, [property: Id(5)] long Rated,
    [property: Id(6)] long Satisfied, [property: Id(7)] long Unreachable, [property: Id(8)] long Excluded)
{
    /// <param name="cells">Of a place, with all under it.</param>
    /// <param name="line">Of a lead unit the line; null: of streets and communities.</param>
    /// <param name="since">First day of a month.</param>
    public static UnitRates Of(Tally cells, LineId? line, DateOnly since)
    {
        var ours = cells.Cells.Where(c => c.Key.Measure == TicketCells.Units && c.Key.Line == (line ?? AlertCells.None) && c.Key.Date >= since).ToLookup(c => c.Key.Point, c => c.Value);
        return new UnitRates(
            Of(UnitCount.Handled), Of(UnitCount.ContactDue), Of(UnitCount.Contacted), Of(UnitCount.Solved), Of(UnitCount.Unsolved), Of(UnitCount.Rated), Of(UnitCount.Satisfied),
            Of(UnitCount.Unreachable), Of(UnitCount.Excluded));

        long Of(UnitCount count) => ours[TicketCells.PointOf(count)].Sum();
    }

    /// <summary>全区: of all units together. How content people are is what the wall tells: of all that was called back, also where another unit has it since.</summary>
    /// <param name="cells">Of the district, with all under it.</param>
    /// <param name="since">First day of a month.</param>
    public static UnitRates OfDistrict(Tally cells, DateOnly since)
    {
        var units = cells.Cells.Where(c => c.Key.Measure == TicketCells.Units).Select(c => c.Key.Line).Distinct()
            .Select(line => Of(cells, line == AlertCells.None ? null : line, since))
            .Aggregate(new UnitRates(0, 0, 0, 0, 0, 0, 0, 0, 0), (sum, one) => sum.Plus(one));
        var counts = TicketCells.CountsOf(cells, since);
        return units with { Rated = counts.Rated, Satisfied = counts.Satisfied };
    }

    private UnitRates Plus(UnitRates other) => new(
        Handled + other.Handled, ContactDue + other.ContactDue, Contacted + other.Contacted, Solved + other.Solved, Unsolved + other.Unsolved, Rated + other.Rated, Satisfied + other.Satisfied,
        Unreachable + other.Unreachable, Excluded + other.Excluded);

    [JsonIgnore]
    public bool IsNothing => this is { Handled: 0, Excluded: 0 };
}
