using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Audit;
using Circle.Domain.Journal;

namespace Circle.Contracts.Audit;

/// <summary>审计查询 over all streams of the journal. Key 0.</summary>
[Alias("IAuditQueries")]
public interface IAuditQueries : IGrainWithIntegerKey
{
    /// <summary>Newest first, at most <see cref="AuditEventQuery.Limit"/>.</summary>
    [Alias("Events"), Needs(Permission.Audit), ResponseTimeout("00:00:15")]
    Task<ImmutableArray<AuditEvent>> Events(AuditEventQuery query, CancellationToken cancel);

    /// <summary>Where every stream stands before now. Answers when what was under way has ended, and takes its time: minutes for a million streams.</summary>
    [Alias("Digest"), Needs(Permission.Audit), ResponseTimeout("00:30:00")]
    Task<JournalDigest> Digest(CancellationToken cancel);
}

/// <summary>Where a list goes on: after this event, towards the past.</summary>
[GenerateSerializer, Immutable, Alias("AuditPosition")]
public sealed record AuditPosition([property: Id(0)] DateTimeOffset At, [property: Id(1)] string Stream, [property: Id(2)] long Version);

/// <param name="From">Recorded at or after it; null: from the first.</param>
/// <param name="Until">Recorded before it; null: to the last.</param>
/// <param name="Type">E.g. <c>facility.accepted</c>.</param>
/// <param name="Limit">1 to <see cref="MaxLimit"/>.</param>
[GenerateSerializer, Immutable, Alias("AuditEventQuery")]
public sealed record AuditEventQuery(
    [property: Id(0)] DateTimeOffset? From,
    [property: Id(1)] DateTimeOffset? Until,
    [property: Id(2)] Actor? Actor,
    [property: Id(3)] string? Type,
    [property: Id(4)] StreamId? Stream,
    [property: Id(5)] AuditPosition? Before,
    [property: Id(6)] int Limit)
{
    public const int MaxLimit = 5_000;
}

/// <summary>One event of any stream.</summary>
/// <param name="Data">The event's JSON, as it is stored.</param>
[GenerateSerializer, Immutable, Alias("AuditEvent")]
public sealed record AuditEvent(
    [property: Id(0)] StreamId Stream,
    [property: Id(1)] long Version,
    [property: Id(2)] string Type,
    [property: Id(3)] string Data,
    [property: Id(4)] Actor Actor,
    [property: Id(5)] DateTimeOffset RecordedAt,
    [property: Id(6)] DateTimeOffset EffectiveAt);
