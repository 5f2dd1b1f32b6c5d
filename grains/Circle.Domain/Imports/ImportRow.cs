using System.Collections.Immutable;
using Orleans;

namespace Circle.Domain.Imports;

/// <summary>What an import would do with a row.</summary>
public enum RowState
{
    /// <summary>新增</summary>
    New,

    /// <summary>更改</summary>
    Changed,

    /// <summary>没有变化</summary>
    Unchanged,

    /// <summary>有冲突: others have corrected what the file changes.</summary>
    Conflict,

    /// <summary>有错误</summary>
    Faulty,

    /// <summary>重复: another row is the same one.</summary>
    Twice,
}

/// <summary>What an import did with a row.</summary>
public enum RowOutcome
{
    /// <summary>已新增</summary>
    Added,

    /// <summary>已更改</summary>
    Changed,

    /// <summary>没有变化: also what somebody else has entered meanwhile.</summary>
    Unchanged,

    /// <summary>未导入: a conflict for which nobody picked.</summary>
    LeftOut,

    /// <summary>未导入: the row has faults, or stands twice.</summary>
    Faulty,

    /// <summary>被拒绝</summary>
    Refused,

    /// <summary>未导入: somebody cancelled.</summary>
    Cancelled,
}

/// <summary>A row as a page shows it.</summary>
/// <param name="Id">Null: it has faults.</param>
/// <param name="Name">What it calls itself, empty where that is missing.</param>
/// <param name="Place">Street and community as the row has them.</param>
/// <param name="Differences">Of a new one what the file says of it.</param>
/// <param name="Outcome">Null: it was not applied yet.</param>
[GenerateSerializer, Immutable, Alias("ImportRow")]
public sealed record ImportRow(
    [property: Id(0)] int Number,
    [property: Id(1)] RowState State,
    [property: Id(2)] string? Id,
    [property: Id(3)] string Name,
    [property: Id(4)] string Place,
    [property: Id(5)] ImmutableArray<FieldDifference> Differences,
    [property: Id(6)] ImmutableArray<ImportFault> Faults,
    [property: Id(7)] RowOutcome? Outcome);
