using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Circle.Domain.Places;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Plans;

/// <summary>What was owed at the end of each of the last days, as <see cref="Standings"/> would have said on the day after.</summary>
public static class OwedDays
{
    /// <summary>Seven days ago to today.</summary>
    public const int Length = 8;

    /// <returns><see cref="Length"/> figures, the oldest first; the last is what is owed now.</returns>
    public static ImmutableArray<long> Of(Line line, IEnumerable<Cell> cells, DateOnly today)
    {
        var steps = new Step?[line.Steps.Length];
        foreach (var (key, quantity) in cells)
        {
            var isDue = key.Measure == Counts.Due;
            if ((!isDue && key.Measure != Counts.Met) || line.IndexOf(key.Point) is not (>= 0 and var i)) continue;
            var step = steps[i] ??= new Step();
            if (isDue) step.Owes(key.Date, quantity);
            else step.Meets(today.DayNumber - key.Date.DayNumber, quantity);
        }

        var owed = new long[Length];
        foreach (var step in steps)
            for (var i = 0; step is not null && i < Length; i++) owed[i] += step.UnmetOn(today, Length - 1 - i);
        return ImmutableCollectionsMarshal.AsImmutableArray(owed);
    }

    private sealed class Step
    {
        private readonly long[] met = new long[Length];
        private DateOnly due = DateOnly.MaxValue;
        private long items;

        public void Owes(DateOnly date, long quantity)
        {
            due = date < due ? date : due;
            items += quantity;
        }

        public void Meets(int daysAgo, long quantity)
        {
            if (daysAgo >= 0) met[Math.Min(daysAgo, Length - 1)] += quantity;
        }

        public long UnmetOn(DateOnly today, int daysAgo)
        {
            if (due >= today.AddDays(-daysAgo)) return 0;
            var until = 0L;
            for (var i = daysAgo; i < Length; i++) until += met[i];
            return items - Math.Clamp(until, 0, items);
        }
    }
}
