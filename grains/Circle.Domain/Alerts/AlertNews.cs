using System.Collections.Immutable;
using Orleans;

namespace Circle.Domain.Alerts;

/// <summary>消息: what of an alert is told to whoever does not look at the desk.</summary>
public enum NewsKind
{
    /// <summary>触发</summary>
    Raised,

    /// <summary>加重: at a higher level than before.</summary>
    Worsened,

    /// <summary>升级: a rung further up hears.</summary>
    Escalated,

    /// <summary>失约</summary>
    Lapsed,

    /// <summary>反复: owed again before it was over.</summary>
    Relapsed,

    /// <summary>消除</summary>
    Resolved,

    /// <summary>关闭: by a person, though it is not met.</summary>
    Closed,

    /// <summary>方案已调整: the plan has no such step any more.</summary>
    Dropped,
}

/// <param name="Version">Of the event that it is about: greater is later.</param>
/// <param name="Highest">The highest rung that had heard by then.</param>
[GenerateSerializer, Immutable, Alias("AlertNews")]
public sealed record AlertNews([property: Id(0)] NewsKind Kind, [property: Id(1)] long Version, [property: Id(2)] DateTimeOffset At, [property: Id(3)] Rung Highest)
{
    /// <summary>What an event leaves to be told: one of each kind, the last one. A silenced alert tells nobody but that it is over.</summary>
    internal static ImmutableArray<AlertNews> After(AlertState before, AlertEvent happened, long version, DateTimeOffset at)
    {
        if (happened is AlertEvent.Told told) return [.. before.News.Where(n => n.Version > told.Version)];
        var open = before.Open;
        if (KindOf(open, happened) is not { } kind) return before.News;
        var highest = happened switch
        {
            AlertEvent.Raised e => e.Rung,
            AlertEvent.Escalated e => e.Rung,
            AlertEvent.Lapsed { Rung: { } rung } => rung,
            _ => open!.Fired[^1].Rung,
        };
        return [.. before.News.Where(n => n.Kind != kind), new AlertNews(kind, version, at, highest)];
    }

    private static NewsKind? KindOf(Episode? open, AlertEvent happened) => happened switch
    {
        AlertEvent.Raised => NewsKind.Raised,
        AlertEvent.Resolved => NewsKind.Resolved,
        AlertEvent.Closed => NewsKind.Closed,
        AlertEvent.Dropped => NewsKind.Dropped,
        _ when open?.Silence is not null => null,
        AlertEvent.Changed e when e.Finding.Facts.Level > open!.Finding.Facts.Level => NewsKind.Worsened,
        AlertEvent.Escalated => NewsKind.Escalated,
        AlertEvent.Lapsed => NewsKind.Lapsed,
        AlertEvent.Relapsed => NewsKind.Relapsed,
        _ => null,
    };
}
