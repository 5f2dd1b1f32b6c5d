using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Evidence;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Contracts.Evidence;

/// <param name="Lines">Worst first.</param>
/// <param name="Sentences">Where one line was asked for: its steps by date, what each asks of the place, and the document's words.</param>
/// <param name="Units">Where one line was asked for: who has something due or to come, worst first.</param>
/// <param name="Baseline">Where one line was asked for and is confirmed.</param>
/// <param name="Truncated">More facilities than are read at once: figures are of those that were.</param>
[GenerateSerializer, Immutable, Alias("EvidenceView")]
public sealed record EvidenceView(
    [property: Id(0)] PlaceLink Place,
    [property: Id(1)] DateOnly Today,
    [property: Id(2)] ImmutableArray<EvidenceLine> Lines,
    [property: Id(3)] ImmutableArray<EvidenceSentence>? Sentences,
    [property: Id(4)] ImmutableArray<EvidenceUnit>? Units,
    [property: Id(5), JsonIgnore(Condition = JsonIgnoreCondition.Never)] Baseline? Baseline,
    [property: Id(6)] int PlanVersion,
    [property: Id(7)] bool Truncated);

/// <summary>How a line stands at the place; figures in items.</summary>
/// <param name="Lead">Of the step that is shown.</param>
/// <param name="Count">Items behind the figure asked for; null: none was.</param>
[GenerateSerializer, Immutable, Alias("EvidenceLine")]
public sealed record EvidenceLine(
    [property: Id(0)] LineId Line,
    [property: Id(1)] string ShortName,
    [property: Id(2)] string EnglishName,
    [property: Id(3)] Ring Ring,
    [property: Id(4)] string Unit,
    [property: Id(5)] Status Status,
    [property: Id(6)] long Owed,
    [property: Id(7)] long Due,
    [property: Id(8)] long Waiting,
    [property: Id(9)] int DaysOverdue,
    [property: Id(10)] LeadUnit Lead,
    [property: Id(11)] Reason Reason,
    [property: Id(12)] long? Count);

/// <param name="Text">Verbatim; null: the plan keeps none.</param>
/// <param name="Items">What the step asks of the place beyond the steps before it; 0 where it asks nothing here.</param>
[GenerateSerializer, Immutable, Alias("EvidenceSentence")]
public sealed record EvidenceSentence(
    [property: Id(0)] StepId Step,
    [property: Id(1)] string Label,
    [property: Id(2)] DateOnly Due,
    [property: Id(3)] Stage Stage,
    [property: Id(4)] LeadUnit Lead,
    [property: Id(5)] string Source,
    [property: Id(6)] string? Text,
    [property: Id(7)] long Items,
    [property: Id(8)] long Met);

/// <param name="Street">Name of the street above a community; null for any other.</param>
/// <param name="Unregistered">Of what is owed, items that nobody has registered.</param>
[GenerateSerializer, Immutable, Alias("EvidenceUnit")]
public sealed record EvidenceUnit(
    [property: Id(0)] PlaceLink Place,
    [property: Id(1), JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Street,
    [property: Id(2)] long Due,
    [property: Id(3)] long Met,
    [property: Id(4)] long Owed,
    [property: Id(5)] int DaysOverdue,
    [property: Id(6)] long Unregistered,
    [property: Id(7)] ImmutableArray<UnitStep> Steps);
