using System.Collections.Immutable;

namespace Circle.Domain.Plans;

/// <summary>What a unit is ranked by. In items; there is no single completion rate.</summary>
/// <param name="Due">Items due so far; 0: the unit stands apart.</param>
/// <param name="DaysOverdue">Of the first unmet step, 0 when none.</param>
public readonly record struct Burden(long Owed, long Due, int DaysOverdue)
{
    public static Burden Of(LineStanding line) => new(line.Owed, line.Due, line.DaysOverdue);

    /// <summary>A unit's lines together: items added, the longest delay. Unconfirmed lines are in no total.</summary>
    public static Burden Of(IEnumerable<LineStanding> lines)
        => lines.Where(line => line.Status != Status.BaselineUnconfirmed)
            .Select(Of)
            .Aggregate(default(Burden), (sum, line) => new(
                sum.Owed + line.Owed, sum.Due + line.Due, Math.Max(sum.DaysOverdue, line.DaysOverdue)));
}

/// <param name="Rank">1 is the most behind; null where nothing is due.</param>
public sealed record Ranked<T>(T Unit, Burden Burden, int? Rank);

/// <summary>排名: owed ÷ due, then days overdue, then the order given (the document's, or the tree's).</summary>
public static class Ranking
{
    /// <summary>
    /// Most behind first. Equals (same ratio and days) share a rank and keep the order given, and the next rank skips: 1, 1, 3. Units
    /// with nothing due follow without a rank.
    /// </summary>
    public static ImmutableArray<Ranked<T>> Of<T>(IEnumerable<T> units, Func<T, Burden> burdenOf)
    {
        var sorted = units.Select(unit => (Unit: unit, Burden: burdenOf(unit)))
            .OrderBy(entry => entry.Burden.Due <= 0)
            .ThenByDescending(entry => entry.Burden, MoreBehind)
            .ToArray();
        var ranked = ImmutableArray.CreateBuilder<Ranked<T>>(sorted.Length);
        for (var i = 0; i < sorted.Length; i++)
        {
            var (unit, burden) = sorted[i];
            int? rank = burden.Due <= 0 ? null
                : i > 0 && MoreBehind.Compare(sorted[i - 1].Burden, burden) == 0 ? ranked[i - 1].Rank
                : i + 1;
            ranked.Add(new(unit, burden, rank));
        }

        return ranked.MoveToImmutable();
    }

    /// <summary>The most behind tasks: worst status first, then as above.</summary>
    /// <param name="lines">In the document's order.</param>
    public static ImmutableArray<LineStanding> MostBehind(IEnumerable<LineStanding> lines)
        => [.. lines.OrderBy(line => Place(line.Status)).ThenByDescending(Burden.Of, MoreBehind)];

    /// <summary>Greater is further behind. Exact: fractions are compared across, in 128 bits.</summary>
    private static readonly Comparer<Burden> MoreBehind = Comparer<Burden>.Create(static (a, b) =>
    {
        // Nothing due counts as 0 of 1: a denominator of 0 would equal every fraction and break the order.
        var ratio = ((Int128)a.Owed * Math.Max(1, b.Due)).CompareTo((Int128)b.Owed * Math.Max(1, a.Due));
        return ratio != 0 ? ratio : a.DaysOverdue.CompareTo(b.DaysOverdue);
    });

    /// <summary>Statuses stand worst first; an unconfirmed line is never behind, so it goes last.</summary>
    private static int Place(Status status) => status == Status.BaselineUnconfirmed ? int.MaxValue : (int)status;
}
