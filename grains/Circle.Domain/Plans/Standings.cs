using System.Collections.Immutable;
using Circle.Domain.Places;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Plans;

/// <summary>状态: how a line stands at a region on a day. The one function that answers this.</summary>
public static class Standings
{
    /// <summary>A first step further off than this, with nothing due yet: 无到期任务.</summary>
    public const int NearDays = 28;

    /// <summary>Red is 超期 and 滞后 alone.</summary>
    public static bool IsRed(this Status status) => status is Status.Missed or Status.Behind;

    /// <summary>
    /// Cells dated after <paramref name="today"/> do not count yet. A step is due on its last day and passed from the next one.
    /// </summary>
    /// <param name="cells">
    /// The region's cells for the line: <see cref="Counts.Due"/> and <see cref="Counts.Met"/> (see <see cref="Debts"/>),
    /// <see cref="Counts.Item"/>, <see cref="Counts.Heard"/>. Other lines' cells are skipped, at the cost of reading them.
    /// </param>
    /// <param name="baselineConfirmed">False: 基线未确认 or 分母未录入; all figures are 0, so that no total can take it in.</param>
    /// <param name="excluded">The document leaves this place out of the line.</param>
    /// <param name="countingSince">Day from which the line counts here (confirmation of baseline or plan); null: unknown.</param>
    public static LineStanding Of(
        Line line, IEnumerable<Cell> cells, DateOnly today, bool baselineConfirmed, bool excluded, DateOnly? countingSince)
    {
        if (!baselineConfirmed) return new(line.Id, Status.BaselineUnconfirmed, 0, 0, 0, 0, null, null);

        var reading = new Reading(line, today);
        foreach (var (key, quantity) in cells) reading.Take(key, quantity);
        var slots = excluded ? [] : reading.Slots();

        var passed = slots.Count(slot => slot.DueOn < today);
        var (behind, ahead) = (slots[..passed], slots[passed..]);
        var unmet = behind.FirstOrDefault(slot => slot.Unmet > 0);
        var next = Next(ahead);
        var forecast = next is null ? null
            : Forecasts.Of(reading.ReachedLately(next.Step.Stage), next.DueByThen - next.MetByThen, next.DueOn, today);

        var status = slots.IsEmpty ? Status.NothingDue
            : unmet is not null ? (LastUnmet(slots, today) ? Status.Missed : Status.Behind)
            : ahead.Any(slot => slot.Unmet > 0) && SilentSince(line.Rhythm, reading.Heard, countingSince, today) is not null ? Status.NoData
            : forecast is { From: not null, OddsInTime: < 0.5 } ? Status.AtRisk
            : slots[0].DueOn > today.AddDays(NearDays) ? Status.NothingDue
            : Status.OnTrack;

        return new(
            line.Id,
            status,
            behind.Sum(slot => slot.Due),
            behind.Sum(slot => slot.Unmet),
            reading.Waiting,
            unmet is null ? 0 : today.DayNumber - unmet.DueOn.DayNumber,
            (unmet ?? next ?? slots.LastOrDefault())?.Standing(),
            forecast);
    }

    /// <summary>How a line stands at a place of a plan in force.</summary>
    public static LineStanding Of(PlanVersion plan, PlaceTree places, PlaceId place, Line line, IEnumerable<Cell> cells, DateOnly today)
        => Of(line, cells, today, plan.IsConfirmed(line.Id), places.IsWithin(place, line.Excluded), plan.Baselines.GetValueOrDefault(line.Id)?.Since);

    /// <summary>The last day of which anything was reported; null: nothing yet.</summary>
    public static DateOnly? LastHeard(IEnumerable<Cell> cells, DateOnly today)
    {
        DateOnly? last = null;
        foreach (var (key, quantity) in cells)
            if (key.Measure == Counts.Heard && quantity > 0 && key.Date <= today && !(last >= key.Date)) last = key.Date;
        return last;
    }

    /// <summary>
    /// From when silence counts: the later of the last report and the day from which the line counts, since a place cannot have
    /// been silent before it was asked. Null: neither is known, and no silence has begun.
    /// </summary>
    public static DateOnly? QuietSince(DateOnly? heard, DateOnly? countingSince) => heard > countingSince ? heard : countingSince ?? heard;

    /// <summary>未报送: since when nothing is heard, where that is more than two rhythms ago; null: it is not silent.</summary>
    public static DateOnly? SilentSince(Rhythm rhythm, DateOnly? heard, DateOnly? countingSince, DateOnly today)
        => QuietSince(heard, countingSince) is { } since && today > (rhythm == Rhythm.Monthly ? since.AddMonths(2) : since.AddDays(14)) ? since : null;

    /// <summary>Of the steps on the next date the first that still needs something, so that a met one does not hide it.</summary>
    private static Slot? Next(ImmutableArray<Slot> ahead)
        => ahead.FirstOrDefault(slot => slot.DueOn == ahead[0].DueOn && slot.DueByThen > slot.MetByThen) ?? ahead.FirstOrDefault();

    /// <summary>Whether the last date of those that this region has to keep has passed with something unmet.</summary>
    private static bool LastUnmet(ImmutableArray<Slot> slots, DateOnly today)
        => slots[^1].DueOn < today && slots.Any(slot => slot.DueOn == slots[^1].DueOn && slot.Unmet > 0);

    /// <param name="DueByThen">Cumulative over the steps of its stage, as is <paramref name="MetByThen"/>.</param>
    private sealed record Slot(Step Step, DateOnly DueOn, long Due, long Met, long DueByThen, long MetByThen)
    {
        public long Unmet => Due - Met;

        public StepStanding Standing() => new(Step.Id, Step.Label, DueOn, Step.Stage, DueByThen, MetByThen);
    }

    /// <summary>One pass over the cells, into one figure per step and stage.</summary>
    private sealed class Reading(Line line, DateOnly today)
    {
        private static readonly string Completed = TallyKey.PointOf(Stage.Completed);
        private static readonly string Accepted = TallyKey.PointOf(Stage.Accepted);
        private static readonly int Stages = Enum.GetValues<Stage>().Length;

        private readonly long[] due = new long[line.Steps.Length];
        private readonly long[] met = new long[line.Steps.Length];
        private readonly DateOnly[] dueOn = new DateOnly[line.Steps.Length];
        private readonly long[] lately = new long[Stages];
        private long waiting;

        public DateOnly? Heard { get; private set; }

        public long Waiting => Math.Max(0, waiting);

        /// <summary>Items of a stage that met a target within the forecast's window: surplus brings no debt down.</summary>
        public long ReachedLately(Stage stage) => lately[(int)stage];

        public void Take(TallyKey key, long quantity)
        {
            if (key.Line != line.Id) return;
            if (key.Measure == Counts.Due) TakeDue(key, quantity);
            else if (key.Date > today) return;
            else if (key.Measure == Counts.Met) TakeMet(key, quantity);
            else if (key.Measure == Counts.Item) waiting += key.Point == Completed ? quantity : key.Point == Accepted ? -quantity : 0;
            else if (key.Measure == Counts.Heard && quantity > 0 && !(Heard >= key.Date)) Heard = key.Date;
        }

        /// <summary>Steps with something due here, by date and then in the document's order.</summary>
        public ImmutableArray<Slot> Slots()
        {
            var (dueByThen, metByThen) = (new long[Stages], new long[Stages]);
            var slots = ImmutableArray.CreateBuilder<Slot>();
            foreach (var i in Enumerable.Range(0, due.Length).Where(i => due[i] > 0).OrderBy(i => dueOn[i]))
            {
                var stage = (int)line.Steps[i].Stage;
                var credited = Math.Clamp(met[i], 0, due[i]);
                dueByThen[stage] += due[i];
                metByThen[stage] += credited;
                slots.Add(new(line.Steps[i], dueOn[i], due[i], credited, dueByThen[stage], metByThen[stage]));
            }

            return slots.ToImmutable();
        }

        /// <summary>A step that the plan no longer has owes nothing.</summary>
        private void TakeDue(TallyKey key, long quantity)
        {
            if (line.IndexOf(key.Point) is not (>= 0 and var i)) return;
            dueOn[i] = due[i] == 0 || key.Date < dueOn[i] ? key.Date : dueOn[i];
            due[i] += quantity;
        }

        private void TakeMet(TallyKey key, long quantity)
        {
            if (line.IndexOf(key.Point) is not (>= 0 and var i)) return;
            met[i] += quantity;
            if (key.Date > today.AddDays(-Forecasts.Window)) lately[(int)line.Steps[i].Stage] += quantity;
        }
    }
}
