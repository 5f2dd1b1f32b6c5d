using System.Collections.Immutable;
using Circle.Contracts.Imports;
using Circle.Domain.Imports;

namespace Circle.Grains.Imports;

/// <summary>A row under way: what the file says, what stands, and what is to be done.</summary>
public sealed class TableRow(ReadRow row, Existing? existing, bool isTwice)
{
    private readonly Dictionary<string, (FieldPick Pick, string Ours)> picks = [];

    public ReadRow Row => row;

    /// <summary>As it was seen last; null: there is none.</summary>
    public Existing? Existing { get; private set; } = existing;

    /// <summary>Cells that both began from; default: nothing is known.</summary>
    public ImmutableArray<string> Basis { get; set; }

    public RowVerdict Verdict { get; private set; } = new(RowState.Faulty, [], null, null, []);

    public RowOutcome? Outcome { get; private set; }

    public ImmutableArray<ImportFault> Refusal { get; private set; } = [];

    public RowState State => isTwice ? RowState.Twice : Verdict.State;

    /// <summary>
    /// On what stands by now. A row that was shown as new is the one that is there where it says nothing new of that; anything else is
    /// a person's to decide.
    /// </summary>
    public void JudgeAgain(RowJudge judge, Existing? now, ImmutableArray<string> basis)
    {
        var wasNew = Existing is null;
        (Existing, Basis) = (now, basis);
        Judge(judge);
        if (wasNew && now is not null && Verdict.State == RowState.Changed) Verdict = Verdict.Undecided;
    }

    public void Judge(RowJudge judge) => Verdict = judge.Judge(row, Existing, Basis, PickOf);

    /// <summary>A pick is of what the person saw: where that has changed since, there is none.</summary>
    /// <returns>Whether any was made or taken back.</returns>
    public bool Pick(FoldedChoices choices)
    {
        var isAny = false;
        foreach (var difference in Verdict.Differences.Where(d => d.Outcome == FieldOutcome.Conflict))
        {
            if (!choices.TryPick(row.Number, difference.Key, out var pick)) continue;
            isAny = true;
            if (pick is { } picked) picks[difference.Key] = (picked, difference.Ours);
            else picks.Remove(difference.Key);
        }

        return isAny;
    }

    public void Became(RowOutcome outcome, ImmutableArray<ImportFault> refusal = default) => (Outcome, Refusal) = (outcome, refusal.IsDefault ? [] : refusal);

    public ImportRow View(ImportForm form)
    {
        int name = form.IndexOf(ImportForms.Name), street = form.IndexOf(ImportForms.Street), community = form.IndexOf(ImportForms.Community);
        var place = string.Join(' ', new[] { street, community }.Where(i => i >= 0).Select(i => row.Cells[i]).Where(c => c.Length > 0));
        return new(
            row.Number,
            State,
            Existing?.Draft.Id ?? Verdict.Draft?.Id,
            name >= 0 ? row.Cells[name] : row.Draft?.Name ?? "",
            place,
            Verdict.State == RowState.New ? ThreeWay.Said(form, row.Cells) : Verdict.Differences,
            [.. row.Faults.IsEmpty ? Verdict.Faults : row.Faults, .. Refusal],
            Outcome);
    }

    private FieldPick? PickOf(FieldDifference difference) => picks.TryGetValue(difference.Key, out var picked) && picked.Ours == difference.Ours ? picked.Pick : null;
}

/// <summary>A file's rows under way, in the file's order.</summary>
public sealed class ImportTable(ImportUpload upload, SheetReading reading, ImmutableArray<TableRow> rows)
{
    private const int MostOfPage = 200;

    public ImportUpload Upload { get; } = upload with { Sheet = new Sheet([], []) };

    public ImportForm Form => reading.Drafts.Form;

    public SheetReading Reading => reading;

    public ImmutableArray<TableRow> Rows => rows;

    public RowJudge Judge { get; } = new(reading);

    /// <summary>Each row is judged once, however many choices there are of it.</summary>
    public void Choose(IEnumerable<ImportChoice> choices)
    {
        var folded = new FoldedChoices(choices);
        foreach (var row in rows)
            if (row.Pick(folded)) row.Judge(Judge);
    }

    public ImportRowPage Page(ImportRowQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, MostOfPage);
        var items = rows.Where(r => r.Row.Number > query.After && IsAsked(r, query)).Take(limit + 1).Select(r => r.View(Form)).ToList();
        return items.Count > limit ? new([.. items.Take(limit)], items[limit - 1].Number) : new([.. items], null);
    }

    /// <summary>A row that was decided stays in the list of conflicts, so that the pick can be seen and changed.</summary>
    public ImportStates States()
    {
        var (of, conflicts, undecided) = (new int[Enum.GetValues<RowState>().Length], 0, 0);
        foreach (var row in rows)
        {
            var isConflict = IsConflict(row);
            of[(int)(isConflict ? RowState.Conflict : row.State)]++;
            if (isConflict) conflicts++;
            if (row.State == RowState.Conflict) undecided++;
        }

        return new(of[(int)RowState.New], of[(int)RowState.Changed], of[(int)RowState.Unchanged], conflicts, of[(int)RowState.Faulty], of[(int)RowState.Twice], undecided);
    }

    private static bool IsConflict(TableRow row) => row.State is RowState.Conflict or RowState.Changed && row.Verdict.Differences.Any(d => d.Outcome == FieldOutcome.Conflict);

    private static bool IsAsked(TableRow row, ImportRowQuery query)
        => (query.State is not { } state || (IsConflict(row) ? RowState.Conflict : row.State) == state)
           && (query.Outcome is not { } outcome || row.Outcome == outcome)
           && (!query.Left || row.Outcome is RowOutcome.LeftOut or RowOutcome.Faulty or RowOutcome.Refused or RowOutcome.Cancelled);
}
