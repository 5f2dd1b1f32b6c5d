using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Time;
using Orleans;

namespace Circle.Domain.Volunteering;

/// <summary>A team as the allowance of its street looks at it.</summary>
/// <param name="Street">Where it stands, or in whose community.</param>
/// <param name="StandsSince">Null: it does not stand.</param>
/// <param name="Cells">Its own row.</param>
public sealed record StandingTeam(PlaceId Street, DateOnly? StandsSince, ImmutableArray<RosterMember> Members, Tally Cells);

/// <summary>What one street is due of one month, with what it rests on.</summary>
/// <param name="DueFen">By street alone, however many there are: the other numbers are there to be looked at.</param>
/// <param name="Teams">That stood in the month.</param>
/// <param name="Volunteers">On the roster of one of its teams on some day of the month; whoever is in two is counted once.</param>
/// <param name="Sums">What its teams did in the month.</param>
[GenerateSerializer, Immutable, Alias("AllowanceRow")]
public sealed record AllowanceRow(
    [property: Id(0)] PlaceId Street, [property: Id(1)] string Name, [property: Id(2)] long DueFen, [property: Id(3)] int Teams, [property: Id(4)] int Volunteers, [property: Id(5)] ActivitySums Sums)
{
    /// <param name="allowance">Null: the plan has none, and nothing is due.</param>
    /// <param name="month">Any day of it.</param>
    /// <param name="today">Of a month that is not over, nobody is counted who comes later.</param>
    /// <param name="teams">Of any street.</param>
    public static AllowanceRow Of(Allowance? allowance, DateOnly month, DateOnly today, PlaceNode street, IEnumerable<StandingTeam> teams)
    {
        var first = District.MonthOf(month);
        var end = first.AddMonths(1).AddDays(-1);
        var last = end < today ? end : today;
        var own = teams.Where(t => t.Street == street.Id).ToList();
        return new AllowanceRow(
            street.Id, street.Name, allowance?.DueOf(month) ?? 0,
            own.Count(t => t.StandsSince <= last),
            own.SelectMany(t => t.Members).Where(m => m.Since <= last && !(m.Until < first)).Select(m => m.Who).Distinct().Count(),
            own.Select(t => ActivityCells.SumsOf(t.Cells, ActivityCells.Months, first, first)).Aggregate(ActivitySums.None, (all, one) => all.Plus(one)));
    }
}
