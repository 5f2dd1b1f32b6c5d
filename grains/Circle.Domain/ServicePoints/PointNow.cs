using System.Collections.Immutable;
using Circle.Domain.Evidence;
using Circle.Domain.Time;
using Orleans;

namespace Circle.Domain.ServicePoints;

/// <summary>Whether somebody who goes there now finds it open.</summary>
public enum Opening
{
    Open,

    /// <summary>Within <see cref="OpenState.Soon"/>.</summary>
    ClosesSoon,

    Closed,

    /// <summary>Hours unknown, or verified too long ago: never told as closed.</summary>
    Unknown,

    Paused,

    /// <summary>已关闭 or 取消资格: not to be gone to at all.</summary>
    Ended,
}

/// <param name="Until">When it closes, or opens; for a pause null.</param>
/// <param name="Words">As a list says it.</param>
[GenerateSerializer, Immutable, Alias("OpenNow")]
public sealed record OpenNow([property: Id(0)] Opening Opening, [property: Id(1)] DateTimeOffset? Until, [property: Id(2)] Reason Words);

/// <summary>A service point with what only a clock can say of it.</summary>
/// <param name="Freshness">Of every group.</param>
/// <param name="Hours">As people are told them, see <see cref="OpeningHours.Told"/>; empty: unknown.</param>
[GenerateSerializer, Immutable, Alias("PointNow")]
public sealed record PointNow(
    [property: Id(0)] ServicePointView Point, [property: Id(1)] OpenNow Open, [property: Id(2)] ImmutableArray<Freshness> Freshness, [property: Id(3)] ImmutableArray<Reason> Hours)
{
    /// <param name="point">As stored; of a line that the plan took its kind from it tells the one that has it now.</param>
    /// <param name="rules">Null before a plan says any: nothing counts as verified then.</param>
    public static PointNow Of(ServicePointView point, DirectoryRules? rules, WorkCalendar calendar, DateTimeOffset now)
    {
        var freshness = rules is null ? [] : ServicePoints.Freshness.Of(point, rules, District.DateOf(now));
        var hours = OpeningHours.TryParse(point.Listing.Hours ?? "", out var known, out _) ? known : null;
        var listed = rules is null ? point : point with { Line = rules.LineOf(point.Kind, point.Line) };
        return new(listed, OpenOf(point, hours, freshness.Any(f => f is { Group: FieldGroup.Contact, IsOverdue: false }), calendar, now), freshness, hours?.Told() ?? []);
    }

    private static OpenNow OpenOf(ServicePointView point, OpeningHours? hours, bool isVerified, WorkCalendar calendar, DateTimeOffset now)
    {
        switch (point.State)
        {
            case PointState.Paused:
                return new(Opening.Paused, null, point.Until is { } until
                    ? new($"暂停营业，至 {until.Month}月{until.Day}日", $"Paused until {until:yyyy-MM-dd}")
                    : new("暂停营业", "Paused"));
            case PointState.Closed:
                return new(Opening.Ended, null, new("已关闭", "Closed for good"));
            case PointState.Disqualified:
                return new(Opening.Ended, null, new("已取消资格", "Disqualified"));
        }

        var state = OpenState.Of(hours, isVerified, now, calendar);
        return state switch
        {
            OpenState.Open open => new(Opening.Open, open.ClosesAt, state.Words(now)),
            OpenState.ClosesSoon soon => new(Opening.ClosesSoon, soon.ClosesAt, state.Words(now)),
            OpenState.Closed closed => new(Opening.Closed, closed.OpensAt, state.Words(now)),
            _ => new(Opening.Unknown, null, state.Words(now)),
        };
    }
}
