using System.Collections.Immutable;
using Circle.Domain.Places;
using Orleans;

namespace Circle.Domain.Journal;

/// <summary>
/// Commands of one aggregate that were decided together and commit together, whole or not at all.
/// </summary>
/// <param name="Expected">The stream's version that the decisions were made on; the fence compares it.</param>
/// <param name="Events">At least one; versions follow <paramref name="Expected"/> without gaps.</param>
/// <param name="Rows">What the run changes in place rows; at most one entry per row.</param>
/// <param name="Agenda">Agenda rows that the run adds or takes away.</param>
/// <param name="KeepsLastEventOnly">The commit takes away the stream's events before its last one.</param>
public sealed record Run(
    StreamId Stream,
    long Expected,
    ImmutableArray<Envelope> Events,
    ImmutableArray<RowChange> Rows,
    ImmutableArray<AgendaChange> Agenda,
    bool KeepsLastEventOnly = false)
{
    public const int MaxEvents = 1_000;

    /// <summary>Of one stream: a run that would write more can never be stored.</summary>
    public const int MaxLists = 250;

    /// <summary>The stream's own rows in lists that the run changes, as it leaves them; see <see cref="ListRow.IsOf"/>.</summary>
    public ImmutableArray<ListRow> Lists { get; init; } = [];
}

/// <summary>A place row's change: after − before of one aggregate's contribution.</summary>
/// <param name="Row">Facility stream or place stream that owns the row.</param>
/// <param name="Head">Set by the owner alone; null leaves the head as it is.</param>
/// <param name="Delta">Added to the row's cells; a cell that reaches 0 is left out.</param>
/// <param name="Known">
/// The row as this aggregate's last commit left it: while nobody else has touched it, a commit need not read it. Null: not known.
/// </param>
public sealed record RowChange(StreamId Row, RowHead? Head, Tally Delta, PlaceRow? Known = null);

/// <summary>The readable half of a place row, written by its owner.</summary>
/// <param name="Region">The region that sums this row; a place's own row names itself.</param>
/// <param name="Parent">For a place's own row: the region above, null at the top. For a facility: null.</param>
/// <param name="Line">For a facility: its line.</param>
/// <param name="Stage">For a facility: its stage by name, for filters.</param>
/// <param name="View">JSON of the owner's view.</param>
/// <param name="Latest">What a ticker says of the owner; null: nothing.</param>
public sealed record RowHead(PlaceId Region, PlaceId? Parent, string? Line, string? Stage, string Name, string View, Happening? Latest = null);

/// <summary>A place row after a commit: absolute, the greater revision wins.</summary>
[GenerateSerializer, Immutable, Alias("PlaceRow")]
public sealed record PlaceRow(
    [property: Id(0)] StreamId Id,
    [property: Id(1)] PlaceId Region,
    [property: Id(2)] long Revision,
    [property: Id(3)] Tally Cells,
    [property: Id(4)] Happening? Latest = null)
{
    /// <summary>32-bit hash of (id, revision): summed by the database to find what a region missed.</summary>
    public uint Mark => MarkOf(Id, Revision);

    /// <summary>FNV-1a over id and revision, finished by an avalanche; stored with the row, so it never changes.</summary>
    public static uint MarkOf(StreamId id, long revision)
    {
        var hash = 2166136261u;
        foreach (var c in id.Value) hash = (hash ^ c) * 16777619u;
        for (var shift = 0; shift < 64; shift += 8) hash = (hash ^ (byte)(revision >> shift)) * 16777619u;
        hash ^= hash >> 16;
        hash *= 0x85ebca6bu;
        return hash ^ (hash >> 13);
    }
}

/// <summary>Something that time starts, written in the same commit as its cause.</summary>
/// <param name="Stream">Whose commit wrote it, and in whose commit it goes.</param>
/// <param name="Kind">What to do, e.g. <c>resume</c>.</param>
/// <param name="Key">Tells two of one kind apart; with stream and kind the row's identity.</param>
/// <param name="Target">The aggregate that is to act.</param>
[GenerateSerializer, Immutable, Alias("AgendaItem")]
public sealed record AgendaItem(
    [property: Id(0)] StreamId Stream,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Key,
    [property: Id(3)] DateTimeOffset Due,
    [property: Id(4)] StreamId Target)
{
    /// <summary>The due time of what is to be done at once: never a time that a clock told, since that may have been ahead and come back.</summary>
    public static readonly DateTimeOffset AtOnce = DateTimeOffset.UnixEpoch;
}

/// <param name="Remove">False adds (or moves the due time of) the row, true takes it away.</param>
public sealed record AgendaChange(AgendaItem Item, bool Remove);
