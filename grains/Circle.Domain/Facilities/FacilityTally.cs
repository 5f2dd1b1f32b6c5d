using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Facilities;

/// <summary>What a facility adds to the sums of its place: each stage it reached, on the day it did.</summary>
internal static class FacilityTally
{
    private static readonly ImmutableArray<Stage> Counted = [Stage.Prepared, Stage.Delivered, Stage.Completed, Stage.Filed, Stage.Accepted];

    public static Tally Of(FacilityState state) => Tally.Of(Cells(state));

    private static IEnumerable<KeyValuePair<TallyKey, long>> Cells(FacilityState state)
    {
        var line = state.Draft!.Line;
        if (state.Heard is { } heard) yield return new(new TallyKey(line, Counts.Heard, "", heard), 1);
        if (state is { Standing: not Standing.Active, StandingSince: { } since })
            yield return new(new TallyKey(line, Counts.Standing, JsonNamingPolicy.CamelCase.ConvertName(state.Standing.ToString()), since), 1);
        if (!state.Counted || state.Standing is Standing.Suspended or Standing.Withdrawn) yield break;

        if (state.Registered is { } registered)
            yield return new(new TallyKey(line, Counts.Item, TallyKey.PointOf(Stage.Planned), registered), 1);
        foreach (var stage in Counted)
        {
            if (state.ReachedOn(stage) is { } day) yield return new(new TallyKey(line, Counts.Item, TallyKey.PointOf(stage), day), 1);
            foreach (var need in state.Measures.Where(m => m.Measure != Facility.Whole))
                foreach (var step in Rises(state, need.Measure, stage))
                    yield return new(new TallyKey(line, need.Measure, TallyKey.PointOf(stage), step.On), step.Rise);
        }
    }

    /// <summary>By how much the cumulative quantity at a stage (or beyond) rose, day by day.</summary>
    private static IEnumerable<(DateOnly On, long Rise)> Rises(FacilityState state, MeasureId measure, Stage stage)
    {
        var highest = 0L;
        foreach (var milestone in state.Milestones.Where(m => m.Measure == measure && m.Stage >= stage).OrderBy(m => m.On))
        {
            if (milestone.Quantity <= highest) continue;
            yield return (milestone.On, milestone.Quantity - highest);
            highest = milestone.Quantity;
        }
    }
}
