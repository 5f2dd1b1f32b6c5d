using System.Collections.Immutable;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Alerts;

/// <summary>What open alerts add to the sums of their units' places, whenever one looks.</summary>
public static class AlertCells
{
    /// <summary>
    /// Open alerts (point: level and handling, e.g. <c>behind.acknowledged</c>; date: by which it is promised where somebody promised, else of the day on
    /// which it was raised); copies that are held back are not counted.
    /// </summary>
    public static readonly MeasureId Alerts = MeasureId.Of("alerts");

    /// <summary>沉默队伍: teams of whose silence an alert is open; by the day on which it was raised.</summary>
    public static readonly MeasureId SilentTeams = MeasureId.Of("silent-teams");

    /// <summary>Of no line.</summary>
    public static readonly LineId None = LineId.Of("-");

    public static Tally Of(AlertView view)
        => view.Stage != AlertView.Open ? Tally.Empty : Tally.Of(
        [
            new(new TallyKey(view.Key.Line ?? None, Alerts, PointOf(view.Facts.Level, view.Handling), DayOf(view)), 1),
            .. view.Key is { Rule: AlertRule.SilentTeam, Line: { } line } ? [KeyValuePair.Create(new TallyKey(line, SilentTeams, "", District.DateOf(view.RaisedAt)), 1L)] : ImmutableArray<KeyValuePair<TallyKey, long>>.Empty,
        ]);

    private static DateOnly DayOf(AlertView view) => view is { Handling: Handling.Acknowledged, Promise: { } promise } ? promise.On : District.DateOf(view.RaisedAt);

    public static string PointOf(AlertLevel level, Handling handling) => $"{CircleCells.Word(level)}.{CircleCells.Word(handling)}";
}
