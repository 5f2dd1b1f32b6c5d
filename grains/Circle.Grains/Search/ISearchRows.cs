using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;

namespace Circle.Grains.Search;

/// <summary>Reads of the place rows for the index of a silo, which asks for what it lacks and no more.</summary>
public interface ISearchRows
{
    /// <summary>Rows of one reading.</summary>
    const int MaxAsked = 1_000;

    /// <summary>Every row that hangs on one of these regions, by its revision.</summary>
    Task<ImmutableArray<RowRevision>> RevisionsAsync(ImmutableArray<PlaceId> regions, CancellationToken cancel);

    /// <summary>Those of these that there are.</summary>
    /// <param name="rows">At most <see cref="MaxAsked"/>.</param>
    Task<ImmutableArray<SearchRow>> RowsAsync(ImmutableArray<StreamId> rows, CancellationToken cancel);
}

public sealed record RowRevision(StreamId Id, PlaceId Region, long Revision);

/// <param name="View">JSON, as its owner wrote it.</param>
public sealed record SearchRow(StreamId Id, PlaceId Region, long Revision, string View);
