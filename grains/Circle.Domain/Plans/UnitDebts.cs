using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Circle.Domain.Places;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Plans;

/// <summary>
/// What one unit owes of one line, beside what it can count towards it, kept up to date cell by cell: see <see cref="Debts"/> for
/// the rules. Mutable, for one region's use.
/// </summary>
internal sealed class UnitDebts
{
    private readonly Line line;
    private readonly ImmutableArray<StageDebt> stages;

    /// <param name="line">Says which stage a credited step of a lower unit belongs to.</param>
    /// <param name="targets">Of one unit and of <paramref name="line"/>, in any order.</param>
    public UnitDebts(Line line, IEnumerable<Target> targets)
    {
        this.line = line;
        stages = StagesOf(targets);
    }

    /// <summary>See <see cref="Debts.Due"/>.</summary>
    public IEnumerable<Cell> Due => stages.SelectMany(stage => stage.Due);

    /// <summary>See <see cref="Debts.Met"/>.</summary>
    public IEnumerable<Cell> Met => stages.SelectMany(stage => stage.Met());

    /// <summary>See <see cref="Debts.Due"/>.</summary>
    public static ImmutableArray<Cell> DueOf(IEnumerable<Target> targets) => [.. StagesOf(targets).SelectMany(stage => stage.Due)];

    public bool IsFor(Line asked) => ReferenceEquals(line, asked);

    /// <summary>A cell of the unit's whole region changed by so much. Returns whether what is met depends on it.</summary>
    public bool Shift(TallyKey key, long difference) => Reach(key, difference) || Credit(key, difference);

    /// <summary>Items that the region reached; other cells are none of its business.</summary>
    public bool Reach(TallyKey key, long items)
    {
        if (key.Measure != Counts.Item || key.Line != line.Id) return false;
        foreach (var stage in stages)
        {
            if (stage.Point != key.Point) continue;
            stage.Add(key.Date, items);
            return true;
        }

        return false;
    }

    /// <summary>Items that units below were credited with; other cells are none of its business.</summary>
    public bool Credit(TallyKey key, long items)
    {
        if (key.Measure != Counts.Met || key.Line != line.Id || line.IndexOf(key.Point) is not (>= 0 and var step)) return false;
        foreach (var stage in stages)
        {
            if (stage.Stage != line.Steps[step].Stage) continue;
            stage.Add(key.Date, -items);
            return true;
        }

        return false;
    }

    private static ImmutableArray<StageDebt> StagesOf(IEnumerable<Target> targets)
        => [.. targets.GroupBy(target => target.Stage).OrderBy(stage => stage.Key).Select(stage => new StageDebt(stage.Key, stage))];

    /// <summary>The steps of one stage, and the items that can be laid along them, by day.</summary>
    private sealed class StageDebt
    {
        private readonly ImmutableArray<Slice> slices;
        private readonly List<(DateOnly Date, long Items)> dated = [];
        private readonly List<long> lasting = [];

        public StageDebt(Stage stage, IEnumerable<Target> targets)
        {
            (Stage, Point, slices) = (stage, TallyKey.PointOf(stage), Slice.Of(targets));
            Due = [.. slices.Select(slice => slice.Due)];
        }

        public Stage Stage { get; }

        public string Point { get; }

        public ImmutableArray<Cell> Due { get; }

        public void Add(DateOnly date, long items)
        {
            var i = IndexOf(date);
            if (i < 0) dated.Insert(~i, (date, items));
            else if (dated[i].Items + items != 0) dated[i] = (date, dated[i].Items + items);
            else dated.RemoveAt(i);
        }

        /// <summary>Lays the items in order of effective date along the steps in order of due date.</summary>
        public IEnumerable<Cell> Met()
        {
            if (slices.IsEmpty) yield break;
            Last();
            var before = 0L;
            for (var i = 0; i < dated.Count; i++)
            {
                var until = lasting[i];
                if (until == before) continue;
                foreach (var slice in slices)
                {
                    var items = Math.Min(until, slice.To) - Math.Max(before, slice.From);
                    if (items > 0) yield return new(slice.MetOn(dated[i].Date), items);
                }

                before = until;
            }
        }

        /// <summary>
        /// Cumulative items per date that were not lost again: the least that any later date still shows, never under 0. So the
        /// series only rises, whatever a correction did to the cells.
        /// </summary>
        private void Last()
        {
            lasting.Clear();
            var sum = 0L;
            foreach (var (_, items) in dated) lasting.Add(sum += items);
            var least = long.MaxValue;
            for (var i = lasting.Count - 1; i >= 0; i--) lasting[i] = least = Math.Max(0, Math.Min(least, lasting[i]));
        }

        /// <summary>Where a date stands, or the complement of where it would.</summary>
        private int IndexOf(DateOnly date)
        {
            var days = CollectionsMarshal.AsSpan(dated);
            var (low, high) = (0, days.Length - 1);
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var order = days[middle].Date.CompareTo(date);
                if (order == 0) return middle;
                if (order < 0) low = middle + 1;
                else high = middle - 1;
            }

            return ~low;
        }
    }

    /// <summary>The stretch of a stage's items that a step adds: (from, to] of the cumulative count.</summary>
    private sealed class Slice(Target target, long from)
    {
        private readonly Dictionary<DateOnly, TallyKey> met = [];

        public long From => from;

        public long To => target.Cumulative;

        public Cell Due => new(new(target.Line, Counts.Due, target.Step.Value, target.Due), To - From);

        /// <summary>A later step that asks for less than an earlier one adds nothing.</summary>
        public static ImmutableArray<Slice> Of(IEnumerable<Target> targets)
        {
            var slices = ImmutableArray.CreateBuilder<Slice>();
            foreach (var target in targets.OrderBy(t => t.Due).ThenBy(t => t.Cumulative).ThenBy(t => t.Step.Value, StringComparer.Ordinal))
            {
                var from = slices.Count == 0 ? 0 : slices[^1].To;
                if (target.Cumulative > from) slices.Add(new(target, from));
            }

            return slices.ToImmutable();
        }

        /// <summary>The same days come again and again, and keys are looked up by what they remember of themselves.</summary>
        public TallyKey MetOn(DateOnly date)
            => met.TryGetValue(date, out var key) ? key : met[date] = new(target.Line, Counts.Met, target.Step.Value, date);
    }
}
