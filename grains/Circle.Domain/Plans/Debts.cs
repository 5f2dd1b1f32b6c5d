using System.Collections.Immutable;
using Circle.Domain.Places;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Plans;

/// <summary>欠账: what one unit owes and what of it is met, as cells that a region can simply add up.</summary>
/// <remarks>
/// A unit clips what it reached to what it owes before anything is summed. Hence nobody's surplus pays another's debt, and
/// what a region owes is the sum of its units at any depth.
/// </remarks>
public static class Debts
{
    /// <summary>
    /// <see cref="Counts.Due"/> cells of one unit and line: (step, due date) → marginal items, the step's cumulative minus that of
    /// the unit's previous step of the same stage. A later step that asks for less than an earlier one adds nothing.
    /// </summary>
    /// <param name="targets">Of one unit and one line, in any order.</param>
    /// <returns>Distinct keys, quantities over 0, in order of stage and due date.</returns>
    public static ImmutableArray<Cell> Due(IEnumerable<Target> targets) => UnitDebts.DueOf(targets);

    /// <summary>
    /// <see cref="Counts.Met"/> cells of one unit and line: (step, effective date) → items, the earliest items filling the earliest
    /// step first; per step never more than is due of it.
    /// </summary>
    /// <remarks>
    /// What the unit can count is what its region reached at the step's stage minus what units below it were credited with at
    /// that stage: the district's 19 of December are paid by what the streets have beyond their own. A dip in a dated series
    /// (an item taken back later) counts from the start of the item, so that a return restores the debt from the old due date.
    /// </remarks>
    /// <param name="line">Says which stage a credited step of a lower unit belongs to.</param>
    /// <param name="targets">Of one unit and of <paramref name="line"/>, in any order.</param>
    /// <param name="reached">The cells of the unit's whole region for the line; only <see cref="Counts.Item"/> is read.</param>
    /// <param name="below">Sum of the children's cells for the line; only <see cref="Counts.Met"/> is read. Empty for a leaf.</param>
    /// <returns>Distinct keys, quantities over 0, in order of stage, effective date and step.</returns>
    public static ImmutableArray<Cell> Met(Line line, IEnumerable<Target> targets, IEnumerable<Cell> reached, IEnumerable<Cell> below)
    {
        var debts = new UnitDebts(line, targets);
        foreach (var (key, items) in reached) debts.Reach(key, items);
        foreach (var (key, items) in below) debts.Credit(key, items);
        return [.. debts.Met];
    }
}
