using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Journal;

/// <summary>What a decision may know beside its own state.</summary>
/// <param name="Now">Business time.</param>
/// <param name="Plan">The plan in force; null before one is adopted.</param>
public sealed record Circumstances(DateTimeOffset Now, Actor Actor, PlanVersion? Plan, PlaceTree Places)
{
    public DateOnly Today { get; } = District.DateOf(Now);

    /// <summary>By which answer clocks run.</summary>
    public WorkCalendar Calendar { get; init; } = WorkCalendar.Weekdays;
}

/// <summary>An event as a fold sees it: with who and when.</summary>
public sealed record Recorded<TEvent>(TEvent Event, long Version, Actor Actor, DateTimeOffset RecordedAt);

/// <summary>Something that happened, and since which day it holds (null: since it is recorded).</summary>
public sealed record Happened<TEvent>(TEvent Event, DateOnly? On = null);

/// <summary>Either at least one event or a refusal; never neither.</summary>
public abstract record Decision<TEvent>
{
    public sealed record Accepted(ImmutableArray<Happened<TEvent>> Events) : Decision<TEvent>;

    public sealed record Declined(Refusal Refusal) : Decision<TEvent>;

    public static Decision<TEvent> Accept(TEvent happened, DateOnly? on = null) => new Accepted([new(happened, on)]);

    public static implicit operator Decision<TEvent>(Refusal refusal) => new Declined(refusal);
}

/// <summary>What an aggregate adds to one place row: cells, and the head when it owns the row.</summary>
public sealed record RowImage(StreamId Row, RowHead? Head, Tally Cells);

/// <summary>
/// What a list is read from: written by its owner's commit, absolute, and gone with nobody. It counts in no sum, so no region holds it: of these there may
/// be millions.
/// </summary>
/// <param name="Id">Its owner's stream, or a part of it, see <see cref="PartOf"/>; the kind tells one list from another.</param>
/// <param name="Region">Where whoever works on it is; null: nobody below the district finds it by place.</param>
/// <param name="Line">Whose it is there; null: of no line.</param>
/// <param name="Due">By which it is sorted; of what is over, when it ended; null: nothing is due.</param>
/// <param name="About">What it is about.</param>
/// <param name="Who">Whom it concerns: an opaque id, never a name or number.</param>
/// <param name="At">When it began.</param>
/// <param name="View">JSON of the owner's view.</param>
public sealed record ListRow(StreamId Id, PlaceId? Region, string? Line, string Stage, DateTimeOffset? Due, StreamId? About, string? Who, DateTimeOffset At, string View)
{
    /// <summary>Before every sign that an id may have: a stream's parts follow it at once, and no other stream comes between.</summary>
    private const char Part = '+';

    /// <summary>The id of one of several rows of a stream.</summary>
    public static StreamId PartOf(StreamId stream, string part) => new($"{stream.Value}{Part}{part}");

    /// <summary>Whether a stream may write it.</summary>
    public bool IsOf(StreamId stream) => StreamOf(Id) == stream;

    /// <summary>Whose row it is.</summary>
    public static StreamId StreamOf(StreamId id) => id.Value.IndexOf(Part, StringComparison.Ordinal) is >= 0 and var at ? new StreamId(id.Value[..at]) : id;
}

/// <summary>
/// One aggregate: pure functions over an immutable state. Its events, state, decide and fold stand in one file.
/// </summary>
public interface IAggregate<TState, TCommand, TEvent>
{
    /// <summary>First half of the stream's name.</summary>
    static abstract string Kind { get; }

    static abstract TState Empty { get; }

    /// <summary>True: what was before the last event is of no interest to anyone, and the journal does not keep it.</summary>
    static virtual bool KeepsLastEventOnly => false;

    /// <summary>Version of the fold: a snapshot made by another one is discarded.</summary>
    static abstract int FoldVersion { get; }

    /// <summary>What whoever sends it has to be allowed; null: it is the system's own, and nobody's else.</summary>
    static abstract Need? Needs(TState state, TCommand command);

    static abstract Decision<TEvent> Decide(TState state, TCommand command, Circumstances circumstances);

    static abstract TState Fold(TState state, Recorded<TEvent> recorded);

    /// <summary>All that this state adds to place rows; a run carries the difference.</summary>
    static abstract ImmutableArray<RowImage> Contribute(TState state);

    /// <summary>Its rows in lists: what stands in one stays there for good. A run carries those that changed.</summary>
    static virtual ImmutableArray<ListRow> Lists(TState state) => [];

    /// <summary>All that time is to start for this state; a run carries the difference.</summary>
    static abstract ImmutableArray<AgendaItem> Agenda(TState state);
}
