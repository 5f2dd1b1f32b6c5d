using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Imports;
using Circle.Domain.Plans;

namespace Circle.Domain.ProgressSheets;

/// <summary>What a row of a table that came back comes to.</summary>
public enum ProgressRowState
{
    /// <summary>有变化: it would be reported.</summary>
    Changed,

    /// <summary>无变化: it says what stands, or nothing.</summary>
    Unchanged,

    /// <summary>有错误</summary>
    Faulty,
}

/// <param name="Row">As the file numbers it, from 1.</param>
/// <param name="Facility">Null: there is none of the id that stands there.</param>
/// <param name="Name">Of the facility; without one the id as it stands in the file.</param>
/// <param name="Was">What stands now; null: no such facility.</param>
/// <param name="To">What the row reports; null: nothing.</param>
/// <param name="HasMoved">Whether it was reported by somebody since the table was exported.</param>
/// <param name="Faults">At most <see cref="ImportFault.MostOfRow"/>.</param>
public sealed record ProgressRow(
    int Row, FacilityId? Facility, string Name, Stage? Was, Stage? To, DateOnly On, string? Note, bool HasMoved, ProgressRowState State, ImmutableArray<ImportFault> Faults);
