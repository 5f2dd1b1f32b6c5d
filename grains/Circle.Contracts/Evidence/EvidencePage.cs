using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Contracts.Evidence;

/// <param name="Next">Ask again with <c>after</c> = this; null at the end.</param>
/// <param name="Total">Entries of all pages; <paramref name="Count"/>: the items that they stand for, which is the figure.</param>
/// <param name="Truncated">More facilities than are read at once: those alone are listed that were.</param>
[GenerateSerializer, Immutable, Alias("EvidencePage")]
public sealed record EvidencePage(
    [property: Id(0)] ImmutableArray<EvidenceItem> Items,
    [property: Id(1), JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Next,
    [property: Id(2)] int Total,
    [property: Id(3)] long Count,
    [property: Id(4)] bool Truncated)
{
    public const int MaxLimit = 200;
}

/// <param name="Id">Null: <paramref name="Count"/> items that nobody has registered, owed by the unit <paramref name="Place"/>.</param>
/// <param name="Name">Of the facility; of what nobody registered: the line's.</param>
/// <param name="Step">What asks for it; null where the figure is no debt.</param>
/// <param name="Until">Returned: rectify by.</param>
/// <param name="Reason">Why it was returned.</param>
/// <param name="Unit">Who owes it; where the figure is no debt: <paramref name="Place"/>.</param>
/// <param name="Street">Name of the street above a community; null for any other.</param>
[GenerateSerializer, Immutable, Alias("EvidenceItem")]
public sealed record EvidenceItem(
    [property: Id(0), JsonIgnore(Condition = JsonIgnoreCondition.Never)] FacilityId? Id,
    [property: Id(1)] long Count,
    [property: Id(2)] string Name,
    [property: Id(3)] LineId Line,
    [property: Id(4)] string LineName,
    [property: Id(5)] string LineEnglishName,
    [property: Id(6)] Ring Ring,
    [property: Id(7)] PlaceLink Place,
    [property: Id(8)] Stage Stage,
    [property: Id(9)] Standing Standing,
    [property: Id(10), JsonIgnore(Condition = JsonIgnoreCondition.Never)] EvidenceStep? Step,
    [property: Id(11)] int DaysOverdue,
    [property: Id(12)] DateOnly? Until,
    [property: Id(13)] string? Reason,
    [property: Id(14)] LeadUnit Lead,
    [property: Id(15)] DateOnly? Heard,
    [property: Id(16)] ImmutableArray<StageDay> Reached,
    [property: Id(17)] int? Score,
    [property: Id(18)] PlaceLink Unit,
    [property: Id(19), JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Street);

[GenerateSerializer, Immutable, Alias("EvidenceStep")]
public sealed record EvidenceStep([property: Id(0)] StepId Id, [property: Id(1)] string Label, [property: Id(2)] DateOnly Due);
