using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;

namespace Circle.Grains.Lists;

/// <summary>Reads of list rows; they are written by the journal's commit alone.</summary>
public interface IListRows
{
    const int MaxLimit = 500;

    /// <summary>Of these, each once and in the order asked for; the next page begins after the last one's cursor.</summary>
    Task<ImmutableArray<ListEntry>> ListAsync(ListQuery query, CancellationToken cancel);

    /// <summary>How many stand where, by stage; stages without any are left out.</summary>
    /// <param name="regions">Null: everywhere; else in these places alone.</param>
    /// <param name="lines">As in <see cref="ListQuery"/>.</param>
    /// <param name="stages">None: all. What has ended grows for ever: whoever counts what is open names its stages, and nothing else is read.</param>
    Task<ImmutableArray<ListCount>> CountAsync(
        string kind, ImmutableArray<PlaceId>? regions, ImmutableArray<string>? lines, ImmutableArray<string> stages, DateTimeOffset now, CancellationToken cancel);

    /// <summary>One row; null: there is none.</summary>
    Task<ListRow?> FindAsync(StreamId id, CancellationToken cancel);

    /// <summary>Rows of every kind after an id, in ordinal order: for verification.</summary>
    Task<ImmutableArray<ListRow>> AfterAsync(StreamId after, int limit, CancellationToken cancel);
}

public enum ListOrder
{
    /// <summary>What is due first comes first; what has nothing due comes last.</summary>
    ByDue,

    /// <summary>What began last comes first.</summary>
    Newest,
}

/// <summary>Where a page ended.</summary>
/// <param name="Key">What the list is ordered by: when it is due (null: nothing is), or when it began.</param>
public sealed record ListCursor(DateTimeOffset? Key, string Id);

/// <param name="Regions">Null: everywhere, and what is nowhere too; else in these places alone.</param>
/// <param name="Lines">Null: any; the empty text among them: of no line.</param>
/// <param name="Stages">None: all.</param>
/// <param name="Since">It began then or later.</param>
/// <param name="DueBefore">It is due earlier than that.</param>
/// <param name="After">Of the page before; null: from the first.</param>
/// <param name="Limit">1 to <see cref="IListRows.MaxLimit"/>.</param>
public sealed record ListQuery(
    string Kind,
    ImmutableArray<PlaceId>? Regions,
    ImmutableArray<string>? Lines,
    ImmutableArray<string> Stages,
    StreamId? About,
    string? Who,
    DateTimeOffset? Since,
    DateTimeOffset? DueBefore,
    ListOrder Order,
    ListCursor? After,
    int Limit)
{
    /// <summary>How their ids begin, after their kind; null: any.</summary>
    public string? Beginning { get; init; }
}

/// <param name="View">JSON, as its owner wrote it.</param>
/// <param name="Cursor">Whoever asks after it gets the row that follows.</param>
public sealed record ListEntry(StreamId Id, string View, ListCursor Cursor);

/// <param name="Due">Of these, what is due by now.</param>
public sealed record ListCount(string Stage, long Count, long Due);
