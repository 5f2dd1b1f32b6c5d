using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Evidence;

/// <summary>What one unit has to add by a step, and how much of it stands.</summary>
/// <param name="Items">What this step asks for beyond the unit's steps before it, so that a unit's steps add up.</param>
/// <param name="Met">Of these, by today's effective dates; never more.</param>
[GenerateSerializer, Immutable, Alias("UnitStep")]
public sealed record UnitStep(
    [property: Id(0)] StepId Step,
    [property: Id(1)] string Label,
    [property: Id(2)] DateOnly Due,
    [property: Id(3)] Stage Stage,
    [property: Id(4)] long Items,
    [property: Id(5)] long Met)
{
    [JsonIgnore]
    public long Unmet => Items - Met;
}

/// <summary>责任单位的账: what one unit itself answers for in one line, without the units under it.</summary>
/// <param name="Due">Items of its steps that have passed; <paramref name="Met"/> and <paramref name="Owed"/> are its two parts.</param>
/// <param name="DaysOverdue">Since its first unmet step; 0: none.</param>
/// <param name="Steps">By date, those to come with them.</param>
public sealed record UnitLedger(PlaceId Unit, long Due, long Met, long Owed, int DaysOverdue, ImmutableArray<UnitStep> Steps);
