using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Orleans;

namespace Circle.Domain.Alerts;

public abstract record AlertEvent
{
    /// <summary>触发: a new episode, of which the unit's own rung hears at once.</summary>
    /// <param name="Next">Null: nobody further up will hear.</param>
    [EventType("alert.raised")]
    public sealed record Raised(Finding Finding, Rung Rung, LadderStep? Next) : AlertEvent;

    /// <summary>The same, by another amount or grown worse.</summary>
    [EventType("alert.changed")]
    public sealed record Changed(Finding Finding, LadderStep? Next) : AlertEvent;

    /// <param name="HoldsUntil">When it lapses unless it is met, or said how, by then.</param>
    [EventType("alert.acknowledged")]
    public sealed record Acknowledged(AccountId Owner, DateOnly On, SlipReason Reason, string? Note, string? Plan, DateTimeOffset HoldsUntil) : AlertEvent;

    [EventType("alert.planned")]
    public sealed record Planned(string Plan, DateTimeOffset HoldsUntil) : AlertEvent;

    /// <summary>失约: open again, and the next rung hears.</summary>
    /// <param name="NoPlan">True: it was the rectification plan that did not come.</param>
    /// <param name="Rung">Null: there is none left, or it is silenced.</param>
    [EventType("alert.lapsed")]
    public sealed record Lapsed(bool NoPlan, Rung? Rung, LadderStep? Next) : AlertEvent;

    [EventType("alert.escalated")]
    public sealed record Escalated(Rung Rung, LadderStep? Next) : AlertEvent;

    [EventType("alert.silenced")]
    public sealed record Silenced(DateOnly Until, string Reason) : AlertEvent;

    [EventType("alert.unsilenced")]
    public sealed record Unsilenced(LadderStep? Next) : AlertEvent;

    /// <summary>达标: met, and watched whether it stays so.</summary>
    [EventType("alert.met")]
    public sealed record Met(DateTimeOffset SettlesAt) : AlertEvent;

    /// <summary>Owed again before it was over: the same episode goes on.</summary>
    [EventType("alert.relapsed")]
    public sealed record Relapsed(Finding Finding, LadderStep? Next) : AlertEvent;

    /// <summary>消除: exactly one for each episode that was neither closed nor dropped.</summary>
    [EventType("alert.resolved")]
    public sealed record Resolved : AlertEvent;

    /// <summary>方案已调整: what it was about stands in the plan no more. It was not met, and nobody closed it.</summary>
    [EventType("alert.dropped")]
    public sealed record Dropped : AlertEvent;

    [EventType("alert.closed")]
    public sealed record Closed(string Reason) : AlertEvent;

    /// <summary>What was closed by a person is met after all, and can be raised again.</summary>
    [EventType("alert.released")]
    public sealed record Released : AlertEvent;

    /// <summary>Every receiver that it concerns has its news in its queue.</summary>
    /// <param name="Version">Of the last event that was told.</param>
    [EventType("alert.told")]
    public sealed record Told(long Version) : AlertEvent;
}

/// <summary>A rung that heard, and when.</summary>
[GenerateSerializer, Immutable, Alias("RungFired")]
public sealed record RungFired([property: Id(0)] Rung Rung, [property: Id(1)] DateTimeOffset At);

/// <summary>承诺 that is being kept.</summary>
/// <param name="Version">Of the journal, which tells two apart.</param>
[GenerateSerializer, Immutable, Alias("AlertPromise")]
public sealed record AlertPromise(
    [property: Id(0)] AccountId Owner,
    [property: Id(1)] DateOnly On,
    [property: Id(2)] SlipReason Reason,
    [property: Id(3)] string? Note,
    [property: Id(4)] string? Plan,
    [property: Id(5)] DateTimeOffset Since,
    [property: Id(6)] DateTimeOffset HoldsUntil,
    [property: Id(7)] long Version);

/// <param name="Version">Of the journal, which tells two apart.</param>
[GenerateSerializer, Immutable, Alias("AlertSilence")]
public sealed record AlertSilence([property: Id(0)] DateOnly Until, [property: Id(1)] string Reason, [property: Id(2)] long Version);

/// <summary>One episode 一次预警, from raised to resolved or closed.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Fired">In the order of firing, each rung at most once.</param>
/// <param name="SilencedSince">First day of its first silence; null: it never was.</param>
/// <param name="SettlesAt">Met, and over by the first look from then on; null: not met.</param>
public sealed record Episode(
    int Number,
    DateTimeOffset RaisedAt,
    Finding Finding,
    ImmutableArray<RungFired> Fired,
    LadderStep? Next,
    AlertPromise? Promise = null,
    int Lapses = 0,
    AlertSilence? Silence = null,
    DateOnly? SilencedSince = null,
    DateTimeOffset? SettlesAt = null);

/// <summary>预警 at one moment.</summary>
/// <param name="Key">Null: never raised.</param>
/// <param name="Episodes">How many there were, the open one among them.</param>
/// <param name="Open">Null: none is.</param>
/// <param name="Last">The last one that ended.</param>
/// <param name="Dismissed">Closed by a person at this level and not met since.</param>
/// <param name="News">What receivers have still to be told, oldest first; one of each kind at most.</param>
public sealed record AlertState(AlertKey? Key, int Episodes, Episode? Open, EndedEpisode? Last, AlertLevel? Dismissed, ImmutableArray<AlertNews> News);

/// <param name="Reason">Of one that a person closed; null: it was met, or dropped.</param>
/// <param name="IsDropped">方案已调整: the plan was edited, and has no such step or line there any more.</param>
[GenerateSerializer, Immutable, Alias("EndedEpisode")]
public sealed record EndedEpisode(
    [property: Id(0)] int Number, [property: Id(1)] DateTimeOffset RaisedAt, [property: Id(2)] DateTimeOffset EndedAt, [property: Id(3)] AlertFacts Facts, [property: Id(4)] string? Reason, [property: Id(5)] bool HeldBack, [property: Id(6)] bool IsDropped = false);

/// <summary>
/// 预警: something that a rule found slipping, and whoever answers for it. One stream for all episodes of a key, so that no two can be open. What
/// time is to start stands in the agenda; when it does is decided by the working calendar and written into the event before it.
/// </summary>
public sealed class Alert : IAggregate<AlertState, AlertCommand, AlertEvent>
{
    public const int MaxNote = 500;
    public const int MaxPlan = 1_000;

    public static string Kind => "alert";

    public static int FoldVersion => 3;

    public static AlertState Empty { get; } = new(null, 0, null, null, null, []);

    public static StreamId StreamOf(AlertId id) => StreamId.Of(Kind, id.Value);

    /// <summary>That there is no such alert is told to whoever may read any, or do the same to any.</summary>
    public static Need? Needs(AlertState state, AlertCommand command)
    {
        Permission? permission = command switch
        {
            AlertCommand.Acknowledge or AlertCommand.SayHow => state.Key is null ? Permission.Read : IsHotlines(state) ? Permission.Oversee : Permission.Answer,
            AlertCommand.Silence or AlertCommand.Unsilence => Permission.Arrange,
            AlertCommand.Close => Permission.Plan,
            _ => null,
        };
        return permission is not { } needed ? null : state.Key is null ? new Need(needed) : new Need(needed, needed == Permission.Plan ? Subject.District : SubjectOf(state));
    }

    /// <summary>
    /// 特急超时 of a ticket that the hotline itself has: of the district and of no line, for which no unit answers, so its supervisor (热线班长) does. Whose first
    /// rung is the lead unit's is the district's.
    /// </summary>
    private static bool IsHotlines(AlertState state)
        => state is { Key: { Rule: AlertRule.LifeSafety, Line: null }, Open.Fired: [{ Rung: Rung.LeadUnit }, ..] };

    public static Subject SubjectOf(AlertState state) => state.Key is { } key ? new Subject(key.Unit, key.Line) : Subject.District;

    public static Decision<AlertEvent> Decide(AlertState state, AlertCommand command, Circumstances circumstances)
        => AlertDecisions.Decide(state, command, circumstances);

    public static AlertState Fold(AlertState state, Recorded<AlertEvent> recorded)
        => Next(state, recorded) with { News = AlertNews.After(state, recorded.Event, recorded.Version, recorded.RecordedAt) };

    private static AlertState Next(AlertState state, Recorded<AlertEvent> recorded)
    {
        var open = state.Open;
        return recorded.Event switch
        {
            AlertEvent.Raised e => state with
            {
                Key = e.Finding.Key,
                Episodes = state.Episodes + 1,
                Open = new Episode(state.Episodes + 1, recorded.RecordedAt, e.Finding, [new RungFired(e.Rung, recorded.RecordedAt)], e.Next),
                Dismissed = null,
            },
            AlertEvent.Changed e => state with { Open = open! with { Finding = e.Finding, Next = e.Next } },
            AlertEvent.Acknowledged e => state with
            {
                Open = open! with { Promise = new AlertPromise(e.Owner, e.On, e.Reason, e.Note, e.Plan, recorded.RecordedAt, e.HoldsUntil, recorded.Version) },
            },
            AlertEvent.Planned e => state with { Open = open! with { Promise = open.Promise is { } kept ? kept with { Plan = e.Plan, HoldsUntil = e.HoldsUntil, Version = recorded.Version } : null } },
            AlertEvent.Lapsed e => state with { Open = Fired(open!, e.Rung, recorded.RecordedAt) with { Promise = null, Lapses = open!.Lapses + 1, Next = e.Next } },
            AlertEvent.Escalated e => state with { Open = Fired(open!, e.Rung, recorded.RecordedAt) with { Next = e.Next } },
            AlertEvent.Silenced e => state with { Open = open! with { Silence = new AlertSilence(e.Until, e.Reason, recorded.Version), SilencedSince = open.SilencedSince ?? District.DateOf(recorded.RecordedAt) } },
            AlertEvent.Unsilenced e => state with { Open = open! with { Silence = null, Next = e.Next } },
            AlertEvent.Met e => state with { Open = open! with { SettlesAt = e.SettlesAt } },
            AlertEvent.Relapsed e => state with { Open = open! with { SettlesAt = null, Finding = e.Finding, Next = e.Next } },
            AlertEvent.Resolved => Ended(state, recorded.RecordedAt, null),
            AlertEvent.Dropped => Ended(state, recorded.RecordedAt, null, isDropped: true),
            AlertEvent.Closed e => Ended(state, recorded.RecordedAt, e.Reason) with { Dismissed = open!.Finding.Facts.Level },
            AlertEvent.Released => state with { Dismissed = null },
            AlertEvent.Told => state,
            _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
        };
    }

    /// <summary>Its stage is <see cref="AlertView.Open"/>, <see cref="AlertView.Dismissed"/> or <see cref="AlertView.Over"/>, by which rows are looked for.</summary>
    public static ImmutableArray<RowImage> Contribute(AlertState state)
    {
        if (AlertView.Of(state) is not { } view) return [];
        var head = new RowHead(view.Key.Unit, null, view.Key.Line?.Value, view.Stage, view.Facts.Label, JsonSerializer.Serialize(view, JournalJson.Options));
        return [new RowImage(StreamOf(view.Id), head, AlertCells.Of(view))];
    }

    public static ImmutableArray<AgendaItem> Agenda(AlertState state)
    {
        if (state.Key is not { } key) return [];
        var stream = StreamOf(AlertId.Of(key));
        var items = ImmutableArray.CreateBuilder<AgendaItem>();
        if (state.News is [.., var last]) Add(AlertCommand.TellNews.AgendaKind, string.Create(CultureInfo.InvariantCulture, $"{last.Version}"), AgendaItem.AtOnce);
        if (state.Open is not { } open) return items.ToImmutable();
        if (open.Silence is { } silence) Add(AlertCommand.Unsilence.AgendaKind, $"{silence.Version}", District.At(silence.Until.AddDays(1)));
        if (open.SettlesAt is not null) return items.ToImmutable();
        if (open.Promise is { } promise) Add(AlertCommand.Lapse.AgendaKind, $"{promise.Version}", promise.HoldsUntil);
        else if (open is { Silence: null, Next: { } next }) Add(AlertCommand.Escalate.AgendaKind, string.Create(CultureInfo.InvariantCulture, $"{open.Number}-{(int)next.Rung}"), next.At);
        return items.ToImmutable();

        void Add(string kind, string of, DateTimeOffset due) => items.Add(new AgendaItem(stream, kind, of, due, stream));
    }

    private static Episode Fired(Episode open, Rung? rung, DateTimeOffset at) => rung is { } fired ? open with { Fired = open.Fired.Add(new RungFired(fired, at)) } : open;

    private static AlertState Ended(AlertState state, DateTimeOffset at, string? reason, bool isDropped = false)
        => state with { Open = null, Last = new EndedEpisode(state.Open!.Number, state.Open.RaisedAt, at, state.Open.Finding.Facts, reason, state.Open.Finding.HeldBack, isDropped) };
}
