using System.Collections.Frozen;
using Circle.Domain.Alerts;
using Circle.Domain.Places;

namespace Circle.Domain.Walls;

/// <summary>答复: what was said to the alerts of a line, told by the worst of it. What is no slip of the plan, such as an entry to be verified, is not in it.</summary>
internal sealed class Replies
{
    private static readonly FrozenDictionary<string, Handling> Points = (
        from level in (AlertLevel[])[AlertLevel.Forecast, AlertLevel.Behind, AlertLevel.Missed]
        from handling in Enum.GetValues<Handling>()
        select (Point: AlertCells.PointOf(level, handling), handling)).ToFrozenDictionary(p => p.Point, p => p.handling);

    /// <summary>The worst first; one that is silenced, or met and about to end, asks for no reply.</summary>
    private static readonly Handling[] Told = [Handling.Escalated, Handling.Lapsed, Handling.Unacknowledged, Handling.Acknowledged];

    private readonly long[] counts = new long[Enum.GetValues<Handling>().Length];
    private DateOnly promised;

    /// <param name="key">Of <see cref="AlertCells.Alerts"/>.</param>
    public void Take(TallyKey key, long quantity)
    {
        if (!Points.TryGetValue(key.Point, out var handling)) return;
        counts[(int)handling] += quantity;
        if (handling == Handling.Acknowledged && quantity > 0 && key.Date > promised) promised = key.Date;
    }

    public ReplyCell? Paint()
    {
        foreach (var handling in Told)
            if (counts[(int)handling] is > 0 and var count) return new ReplyCell(handling, count, handling == Handling.Acknowledged ? promised : null);
        return null;
    }
}
