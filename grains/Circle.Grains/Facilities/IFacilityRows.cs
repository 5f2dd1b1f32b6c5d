using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Grains.Facilities;

/// <summary>Lists of facilities from their rows: the read side, no grain is woken.</summary>
public interface IFacilityRows
{
    /// <summary>At most <see cref="FacilityFilter.Limit"/> rows after <see cref="FacilityFilter.After"/>, by id.</summary>
    Task<ImmutableArray<FacilityRow>> ListAsync(FacilityFilter filter, CancellationToken cancel);
}

/// <param name="Regions">Null: every place.</param>
/// <param name="Text">Part of the name; 砦 and 寨 are one.</param>
/// <param name="Limit">1 to 200.</param>
public sealed record FacilityFilter(
    ImmutableArray<PlaceId>? Regions,
    LineId? Line,
    Stage? Stage,
    string? Text,
    FacilityId? After,
    int Limit);

/// <param name="View">JSON of the facility's view, as its owner wrote it.</param>
/// <param name="Cells">What it adds to the sums of its place.</param>
public sealed record FacilityRow(FacilityId Id, long Revision, string View, Tally Cells);
