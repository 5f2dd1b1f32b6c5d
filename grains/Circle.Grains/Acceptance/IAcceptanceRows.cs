using System.Collections.Immutable;
using Circle.Domain.Acceptance;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Grains.Acceptance;

/// <param name="Regions">Null: every place.</param>
/// <param name="Waits">At least one.</param>
/// <param name="Member">Null: whoever inspects.</param>
/// <param name="After">Null: from the first.</param>
/// <param name="Limit">1 to <see cref="IAcceptanceRows.MaxLimit"/>.</param>
public sealed record AcceptanceFilter(ImmutableArray<PlaceId>? Regions, LineId? Line, ImmutableArray<Waiting> Waits, Actor? Member, FacilityId? After, int Limit);

/// <summary>Reads of the acceptances' rows; they are written by the journal's commit alone.</summary>
public interface IAcceptanceRows
{
    const int MaxLimit = 200;

    /// <summary>Of what waits those whose facility is reported and not accepted as well: what was taken back or accepted past them waits for nobody.</summary>
    /// <returns>JSON of each head, as its owner wrote it, by the facility's id.</returns>
    Task<ImmutableArray<string>> ListAsync(AcceptanceFilter filter, CancellationToken cancel);
}
