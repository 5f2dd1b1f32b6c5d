using System.Collections.Immutable;
using Orleans;

namespace Circle.Domain.Imports;

/// <summary>What is wrong with a row, or with one cell of it.</summary>
/// <param name="Row">As the file numbers it, from 1.</param>
/// <param name="Column">Its head; empty: the row as a whole.</param>
[GenerateSerializer, Immutable, Alias("ImportFault")]
public sealed record ImportFault(
    [property: Id(0)] int Row, [property: Id(1)] string Column, [property: Id(2)] string Code, [property: Id(3)] string Zh, [property: Id(4)] string En)
{
    /// <summary>That are told of a row; the last says how many more there are.</summary>
    public const int MostOfRow = 20;

    public static ImmutableArray<ImportFault> Limited(int row, ImmutableArray<ImportFault> faults) => faults.Length <= MostOfRow
        ? faults
        : [.. faults.Take(MostOfRow - 1), new(row, "", "more", $"另有 {faults.Length - MostOfRow + 1} 处错误，请先改正以上各处", $"{faults.Length - MostOfRow + 1} more faults: correct these first")];
}

/// <param name="Number">As the file numbers it, from 1.</param>
/// <param name="Cells">One for each head, empty text where nothing stands.</param>
/// <param name="Faults">Of cells that could not be read; at most <see cref="ImportFault.MostOfRow"/>.</param>
[GenerateSerializer, Immutable, Alias("SheetRow")]
public sealed record SheetRow(
    [property: Id(0)] int Number, [property: Id(1)] ImmutableArray<string> Cells, [property: Id(2)] ImmutableArray<ImportFault> Faults);

/// <summary>表格: a file's table as text, before anything of it is understood. Rows without a word are left out.</summary>
/// <param name="Heads">At most <see cref="MaxColumns"/>, each of <see cref="MaxHead"/>.</param>
/// <param name="Rows">At most <see cref="MaxRows"/>.</param>
[GenerateSerializer, Immutable, Alias("Sheet")]
public sealed record Sheet([property: Id(0)] ImmutableArray<string> Heads, [property: Id(1)] ImmutableArray<SheetRow> Rows)
{
    /// <summary>Of the file.</summary>
    public const int MaxBytes = 10 * 1024 * 1024;

    public const int MaxRows = 20_000;
    public const int MaxColumns = 60;

    /// <summary>Characters of a head.</summary>
    public const int MaxHead = 100;

    /// <summary>Characters of a cell.</summary>
    public const int MaxCell = 2_000;

    /// <summary>Characters of all cells together: what a silo holds for an import.</summary>
    public const int MaxText = 16 * 1024 * 1024;

    /// <summary>Logs hold nothing of a file.</summary>
    public override string ToString() => nameof(Sheet);
}
