using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;

namespace Circle.Grains.Places;

/// <summary>Reads of the place rows; they are written by the journal's commit alone.</summary>
public interface IPlaceRows
{
    /// <summary>For each region that has rows: how many, and the sum of their marks.</summary>
    Task<ImmutableArray<RegionMark>> MarksAsync(ImmutableArray<PlaceId> regions, CancellationToken cancel);

    /// <summary>All rows that hang on a region.</summary>
    Task<ImmutableArray<PlaceRow>> OfRegionAsync(PlaceId region, CancellationToken cancel);

    /// <summary>One row; null: there is none.</summary>
    Task<PlaceRow?> FindAsync(StreamId id, CancellationToken cancel);

    /// <summary>Heads of the places' own rows (no facilities): the tree.</summary>
    Task<ImmutableArray<PlaceHead>> PlacesAsync(CancellationToken cancel);
}

public sealed record RegionMark(PlaceId Region, long Count, long MarkSum);

public sealed record PlaceHead(StreamId Id, long Revision, RowHead Head);
