using Orleans;

namespace Circle.Domain.Journal;

/// <summary>Given only after the commit that it speaks of.</summary>
/// <param name="Version">Version of the command's first event.</param>
/// <param name="Repeated">True: the command had been accepted before; nothing happened twice.</param>
[GenerateSerializer, Immutable, Alias("Receipt")]
public sealed record Receipt(
    [property: Id(0)] StreamId Stream,
    [property: Id(1)] long Version,
    [property: Id(2)] DateTimeOffset RecordedAt,
    [property: Id(3)] bool Repeated);

/// <summary>The four answers that a command may hear.</summary>
[GenerateSerializer, Immutable, Alias("Answer")]
public abstract record Answer
{
    [GenerateSerializer, Immutable, Alias("Answer.Accepted")]
    public sealed record Accepted([property: Id(0)] Receipt Receipt) : Answer;

    [GenerateSerializer, Immutable, Alias("Answer.Refused")]
    public sealed record Refused([property: Id(0)] Refusal Refusal) : Answer;

    /// <summary>A queue was full or a batch is stalled; nothing happened.</summary>
    [GenerateSerializer, Immutable, Alias("Answer.Busy")]
    public sealed record Busy : Answer;

    /// <summary>It may or may not have been committed: send the same command id again.</summary>
    [GenerateSerializer, Immutable, Alias("Answer.Unsure")]
    public sealed record Unsure : Answer;
}
