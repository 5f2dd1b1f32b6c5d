using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Alerts;

/// <summary>What open alerts add to the sums of their units' places; without a date, since they hold whenever one looks.</summary>
public static class AlertCells
{
    /// <summary>Open alerts (point: level and handling, e.g. <c>behind.acknowledged</c>); copies that are held back are not counted.</summary>
    public static readonly MeasureId Alerts = MeasureId.Of("alerts");

    /// <summary>Of no line.</summary>
    public static readonly LineId None = LineId.Of("-");

    public static Tally Of(AlertView view)
        => view.Stage != AlertView.Open ? Tally.Empty : Tally.Of([new(new TallyKey(view.Key.Line ?? None, Alerts, PointOf(view.Facts.Level, view.Handling), default), 1)]);

    public static string PointOf(AlertLevel level, Handling handling) => $"{CircleCells.Word(level)}.{CircleCells.Word(handling)}";
}
