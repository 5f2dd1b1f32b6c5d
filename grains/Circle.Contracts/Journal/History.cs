using System.Collections.Immutable;
using Circle.Domain.Journal;

namespace Circle.Contracts.Journal;

/// <summary>One event as a reader sees it: what, who, and both times.</summary>
/// <param name="Data">The event's JSON.</param>
[GenerateSerializer, Immutable, Alias("HistoryEntry")]
public sealed record HistoryEntry(
    [property: Id(0)] long Version,
    [property: Id(1)] string Type,
    [property: Id(2)] string Data,
    [property: Id(3)] Actor Actor,
    [property: Id(4)] DateTimeOffset RecordedAt,
    [property: Id(5)] DateTimeOffset EffectiveAt);

/// <param name="Next">Ask for entries after this version; null at the end.</param>
[GenerateSerializer, Immutable, Alias("HistoryPage")]
public sealed record HistoryPage([property: Id(0)] ImmutableArray<HistoryEntry> Entries, [property: Id(1)] long? Next)
{
    public const int MaxLimit = 200;
}
