using System.Collections.Immutable;
using Orleans;

namespace Circle.Domain.Imports;

/// <summary>Whose word stands where a file and people differ.</summary>
public enum FieldPick
{
    /// <summary>以文件为准</summary>
    File,

    /// <summary>保留现有</summary>
    Ours,
}

/// <summary>What becomes of a field.</summary>
public enum FieldOutcome
{
    /// <summary>The file's word is taken.</summary>
    Taken,

    /// <summary>What stands is kept: the file says nothing new there.</summary>
    Kept,

    /// <summary>Both have changed it: a person has to pick.</summary>
    Conflict,
}

/// <summary>A field in which a file and what stands differ.</summary>
/// <param name="Key">Of its columns, see <see cref="ImportColumn.Together"/>.</param>
/// <param name="Name">Heads of its columns; <paramref name="EnglishName"/> the same in English.</param>
/// <param name="Base">What both began from; null: nothing is known of that.</param>
/// <param name="Pick">A person's; null: none was needed, or none has been made.</param>
[GenerateSerializer, Immutable, Alias("FieldDifference")]
public sealed record FieldDifference(
    [property: Id(0)] string Key,
    [property: Id(1)] string Name,
    [property: Id(2)] string EnglishName,
    [property: Id(3)] string? Base,
    [property: Id(4)] string Ours,
    [property: Id(5)] string File,
    [property: Id(6)] FieldOutcome Outcome,
    [property: Id(7)] FieldPick? Pick);

/// <summary>
/// 三方比较 by field: where the file says what both began from, it says nothing new and what stands is kept; where nobody has
/// changed what stands, the file's word is taken; where both have, a person picks.
/// </summary>
/// <param name="Cells">The outcome, with the picks that have been made; what is undecided stands as it stood.</param>
public sealed record ThreeWay(ImmutableArray<string> Cells, ImmutableArray<FieldDifference> Differences)
{
    public bool IsUndecided => Differences.Any(d => d is { Outcome: FieldOutcome.Conflict, Pick: null });

    /// <summary>Whether anything is changed.</summary>
    public bool IsChange => Differences.Any(d => d.Outcome == FieldOutcome.Taken || d.Pick == FieldPick.File);

    /// <summary>Whether a person kept something against the file.</summary>
    public bool IsKept => Differences.Any(d => d.Pick == FieldPick.Ours);

    /// <param name="isSaid">Whether the file has a column.</param>
    /// <param name="basis">Cells that both began from; default: nothing is known, so what stands empty was empty.</param>
    /// <param name="pick">What a person picked for a field.</param>
    public static ThreeWay Of(
        ImportForm form, Func<int, bool> isSaid, ImmutableArray<string> basis, ImmutableArray<string> file, ImmutableArray<string> ours, Func<FieldDifference, FieldPick?> pick)
    {
        var cells = ours.ToBuilder();
        var differences = ImmutableArray.CreateBuilder<FieldDifference>();
        foreach (var field in FieldsOf(form, c => c.Role == ColumnRole.Open))
        {
            if (!field.Any(isSaid)) continue;
            var (theirs, said) = (Text(ours, field), Text(file, field));
            if (theirs == said) continue;
            var began = basis.IsDefault ? null : Text(basis, field);
            var outcome = said == (began ?? "") ? FieldOutcome.Kept : theirs == (began ?? "") ? FieldOutcome.Taken : FieldOutcome.Conflict;
            var difference = Of(form, field, began, theirs, said, outcome);
            if (outcome == FieldOutcome.Conflict) difference = difference with { Pick = pick(difference) };
            differences.Add(difference);
            if (outcome != FieldOutcome.Taken && difference.Pick != FieldPick.File) continue;
            foreach (var i in field) cells[i] = file[i];
        }

        return new(cells.ToImmutable(), differences.ToImmutable());
    }

    /// <summary>What a file says of something new, but for what it is called and where it is: a row has these apart.</summary>
    public static ImmutableArray<FieldDifference> Said(ImportForm form, ImmutableArray<string> file)
        => [.. FieldsOf(form, c => c.Role is ColumnRole.Open or ColumnRole.Fixed && c.Together is not (ImportForms.Name or ImportForms.Place)).Select(field => Of(form, field, null, "", Text(file, field), FieldOutcome.Taken)).Where(d => d.File.Length > 0)];

    private static FieldDifference Of(ImportForm form, ImmutableArray<int> field, string? began, string ours, string file, FieldOutcome outcome) => new(
        form.Columns[field[0]].Together, string.Join(" · ", field.Select(i => form.Columns[i].Name)), string.Join(", ", field.Select(i => form.Columns[i].EnglishName)), began, ours, file, outcome, null);

    /// <summary>Columns of a form, those that belong together together.</summary>
    private static IEnumerable<ImmutableArray<int>> FieldsOf(ImportForm form, Func<ImportColumn, bool> isOf)
        => form.Columns.Select((c, i) => (Column: c, Index: i)).Where(c => isOf(c.Column))
            .GroupBy(c => c.Column.Together, c => c.Index).Select(g => g.ToImmutableArray());

    private static string Text(ImmutableArray<string> cells, ImmutableArray<int> field)
        => field.Length == 1 ? cells[field[0]] : string.Join(" · ", field.Select(i => cells[i]).Where(c => c.Length > 0));
}
