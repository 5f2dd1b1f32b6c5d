using System.Collections.Immutable;
using Circle.Domain.Journal;

namespace Circle.Grains.Journal;

/// <summary>What the writer says of one run.</summary>
public abstract record RunOutcome
{
    public sealed record Won(ImmutableArray<PlaceRow> Rows) : RunOutcome;

    /// <summary>Another writer moved the head: reload and decide again.</summary>
    public sealed record Lost : RunOutcome;

    /// <summary>One of its command ids was accepted before: look up which.</summary>
    public sealed record Repeated : RunOutcome;

    /// <summary>Nothing happened: the queue was full, or the database has stalled.</summary>
    public sealed record Busy : RunOutcome;

    /// <summary>Nothing happened, and never will: something in it cannot be stored.</summary>
    public sealed record Poisoned(string Why) : RunOutcome;

    /// <summary>It may have been committed.</summary>
    public sealed record Unsure : RunOutcome;
}
