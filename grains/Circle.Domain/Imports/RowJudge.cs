using System.Collections.Immutable;
using Circle.Domain.Journal;

namespace Circle.Domain.Imports;

/// <summary>What is to be done with a row.</summary>
/// <param name="Draft">What is told to its aggregate; null: nothing is.</param>
/// <param name="Said">What the file said, where a person kept something else; null: the draft.</param>
public sealed record RowVerdict(RowState State, ImmutableArray<FieldDifference> Differences, ImportDraft? Draft, ImportDraft? Said, ImmutableArray<ImportFault> Faults)
{
    /// <summary>As a person has to decide it: what would have been taken of the file is in conflict.</summary>
    public RowVerdict Undecided => this with
    {
        State = RowState.Conflict,
        Differences = [.. Differences.Select(d => d.Outcome == FieldOutcome.Taken ? d with { Outcome = FieldOutcome.Conflict } : d)],
        Draft = null,
        Said = null,
    };
}

/// <summary>Judges rows against what stands now; the same question is asked in the dry run and when a row is applied.</summary>
public sealed class RowJudge(SheetReading reading)
{
    private readonly RowDrafts drafts = reading.Drafts;

    /// <param name="basis">Cells that file and people began from; default: nothing is known.</param>
    /// <param name="pick">What a person picked for a field that is in conflict.</param>
    public RowVerdict Judge(ReadRow row, Existing? existing, ImmutableArray<string> basis, Func<FieldDifference, FieldPick?> pick)
    {
        if (row.Draft is not { } draft) return new(RowState.Faulty, [], null, null, row.Faults);
        if (existing is null) return new(RowState.New, [], draft, null, []);
        if (existing.IsOver) return Faulty(row, "", "over", "该项已关闭、取消资格或撤销，不能再由导入更改", "it is closed, disqualified or withdrawn, and not changed any more");
        if (row.Version > existing.ListedAt) return Faulty(row, NameOf(ImportForms.Version), "unknown", "没有这个版本，请重新导出", "there is no such version: export it again");
        if (FixedFault(row, existing) is { } fixedFault) return new(RowState.Faulty, [], null, null, [fixedFault]);

        var merged = ThreeWay.Of(drafts.Form, reading.Heads.Has, basis, row.Cells, existing.Cells, pick);
        if (merged.IsUndecided) return new(RowState.Conflict, merged.Differences, null, null, []);
        if (!merged.IsChange && !merged.IsKept) return new(RowState.Unchanged, merged.Differences, null, null, []);

        var faults = new FaultList();
        var whole = drafts.Read(merged.Cells, faults);
        return faults.Any
            ? new(RowState.Faulty, merged.Differences, null, null, [.. faults.ToRefusal().Faults.Select(f => new ImportFault(row.Number, NameOf(f.Field), f.Code, f.Zh, f.En))])
            : new(RowState.Changed, merged.Differences, whole.Upon(existing.Draft), merged.IsKept ? draft.Upon(existing.Draft) : null, []);
    }

    private static RowVerdict Faulty(ReadRow row, string column, string code, string zh, string en) => new(RowState.Faulty, [], null, null, [new ImportFault(row.Number, column, code, zh, en)]);

    private string NameOf(string key) => drafts.Form.IndexOf(key) is var at and >= 0 ? drafts.Form.Columns[at].Name : key;

    /// <summary>What is said once: an empty cell says nothing.</summary>
    private ImportFault? FixedFault(ReadRow row, Existing existing)
    {
        for (var i = 0; i < drafts.Form.Columns.Length; i++)
        {
            var column = drafts.Form.Columns[i];
            if (column.Role != ColumnRole.Fixed || row.Cells[i].Length == 0 || row.Cells[i] == existing.Cells[i]) continue;
            return new ImportFault(row.Number, column.Name, "fixed", $"“{column.Name}”登记后不能由导入更改，现为“{existing.Cells[i]}”", $"{column.EnglishName} is fixed once registered; it is {existing.Cells[i]}");
        }

        return null;
    }
}
