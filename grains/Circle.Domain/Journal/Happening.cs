using Orleans;

namespace Circle.Domain.Journal;

/// <summary>The last thing that happened to a row's owner, for a ticker 实况. Names a facility, never a person.</summary>
/// <param name="Type">The event's type, e.g. <c>facility.accepted</c>.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Name">Of a facility or point; of an activity the id of its kind.</param>
/// <param name="Score">Of an inspection; of an activity how many were helped; null else.</param>
[GenerateSerializer, Immutable, Alias("Happening")]
public sealed record Happening(
    [property: Id(0)] StreamId Row,
    [property: Id(1)] string Type,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string? Line,
    [property: Id(4)] string Name,
    [property: Id(5)] int? Score);
