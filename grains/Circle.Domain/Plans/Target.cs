using Circle.Domain.Places;
using Orleans;

namespace Circle.Domain.Plans;

/// <summary>目标任务: what one unit owes by a date. A written-out, versioned table, never a formula at reading time.</summary>
/// <param name="Unit">Who owes: a community, a street or the district's own office.</param>
/// <param name="Cumulative">Items that have to stand at <paramref name="Stage"/> by the end of <paramref name="Due"/>, counted from the start.</param>
[GenerateSerializer, Immutable, Alias("Target")]
public sealed record Target(
    [property: Id(0)] PlaceId Unit,
    [property: Id(1)] LineId Line,
    [property: Id(2)] StepId Step,
    [property: Id(3)] Stage Stage,
    [property: Id(4)] DateOnly Due,
    [property: Id(5)] long Cumulative);
