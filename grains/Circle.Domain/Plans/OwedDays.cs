using System.Collections.Immutable;
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
        var steps = line.Steps.ToDictionary(s => s.Id.Value, _ => new Step());
        foreach (var (key, quantity) in cells)
        {
            if (!steps.TryGetValue(key.Point, out var step)) continue;
            if (key.Measure == Counts.Due) step.Owes(key.Date, quantity);
            else if (key.Measure == Counts.Met) step.Meets(today.DayNumber - key.Date.DayNumber, quantity);
        }

        return [.. Enumerable.Range(0, Length).Select(i => steps.Values.Sum(s => s.UnmetOn(today, Length - 1 - i)))];
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
