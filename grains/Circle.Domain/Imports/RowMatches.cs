using System.Collections.Immutable;

namespace Circle.Domain.Imports;

/// <summary>A row and what it is.</summary>
/// <param name="Existing">The one that it is; null: none that is there, and the row's draft has an id of its own.</param>
/// <param name="IsTwice">Another row is the same one.</param>
public sealed record RowMatch(ReadRow Row, Existing? Existing, bool IsTwice)
{
    /// <summary>Whom a file brought in at the row's place under its name, and who was moved or renamed since: the row is its old one, or another's.</summary>
    public Existing? Former { get; init; }

    /// <summary>Whether a further row of the file is the former one.</summary>
    public bool IsFormerListed { get; init; }

    /// <summary>The row is the former one's own where it says nothing new of it; else a person has to say whose it is.</summary>
    /// <param name="basis">What the last file said of the former one; default: nothing is known.</param>
    public RowMatch Settled(SheetReading reading, ImmutableArray<string> basis)
    {
        if (Former is not { } former) return this;
        var isOld = !IsFormerListed && ThreeWay.Of(reading.Drafts.Form, reading.Heads.Has, basis, Row.Cells, former.Cells, _ => null).Differences.All(d => d.Outcome == FieldOutcome.Kept);
        return isOld ? this with { Existing = former, Former = null } : Asked(reading, former);
    }

    /// <param name="seen">The former one; null: its importer has nothing to do with where it stands now.</param>
    public RowMatch Asked(SheetReading reading, Existing? seen)
    {
        var (form, names) = (reading.Drafts.Form, reading.Drafts.Names);
        var head = form.Columns[form.IndexOf(ImportForms.Id)].Name;
        if (seen is null)
            return this with { Row = Row.WithFault(head, "moved", "由表格导入的同名一处已划转到您不负责的地方；这一行是另一处的，请在“编号”填“新”", "what a table entered under this name was moved to where it is not yours: if the row is another one, write new as its id") };
        var (street, community) = names.Of(seen.Draft.Place);
        var now = string.Join(' ', new[] { street, community, seen.Draft.Name }.Where(t => t.Length > 0).Distinct());
        return this with
        {
            Row = Row.WithFault(
                head, "moved", $"由表格导入的同名一处已迁址或更名，现为“{now}”（编号 {seen.Draft.Id}）：这一行就是它，请在“编号”填这个编号；是另一处，请填“新”",
                $"what a table entered under this name was moved or renamed, and is {now} ({seen.Draft.Id}) now: give its id if the row is the same one, or write new as its id"),
        };
    }
}

/// <summary>Which row is which of those that are there: by its id, else by place and name.</summary>
public sealed class RowMatches
{
    private readonly ImportForm form;
    private readonly PlaceNames names;
    private readonly Dictionary<string, Existing> byId = [];
    private readonly Dictionary<string, List<Existing>> byName = [];

    public RowMatches(ImportForm form, PlaceNames names, IEnumerable<Existing> existing)
    {
        (this.form, this.names) = (form, names);
        foreach (var one in existing)
        {
            byId[one.Draft.Id] = one;
            if (!byName.TryGetValue(one.Draft.Match(names), out var same)) byName[one.Draft.Match(names)] = same = [];
            same.Add(one);
        }
    }

    /// <summary>Each row with the one that it is, or none; a new one's draft has its id. Two rows that are the same one are said to be.</summary>
    public ImmutableArray<RowMatch> Of(ImmutableArray<ReadRow> rows)
    {
        var matched = rows.Select(Of).ToList();
        var twice = matched.Where(m => m.Row.Draft is not null).GroupBy(m => m.Existing?.Draft.Id ?? m.Row.Draft!.Id).Where(g => g.Count() > 1)
            .ToDictionary(g => g.Key, g => g.Select(m => m.Row.Number).ToList());
        var listed = matched.Where(m => m.Existing is not null).Select(m => m.Existing!.Draft.Id).ToHashSet();
        return
        [
            .. matched.Select(m => m.Row.Draft is { } draft && twice.TryGetValue(m.Existing?.Draft.Id ?? draft.Id, out var numbers)
                ? new RowMatch(m.Row.WithFault("", "twice", $"第 {Listed(numbers, "、")} 行是同一项，请只留一行", $"rows {Listed(numbers, ", ")} are the same: keep one"), m.Existing, true)
                : m with { IsFormerListed = m.Former is { } former && listed.Contains(former.Draft.Id) }),
        ];
    }

    private static string Listed(List<int> numbers, string separator) => string.Join(separator, numbers.Take(5)) + (numbers.Count > 5 ? "…" : "");

    private RowMatch Of(ReadRow row)
    {
        if (row.Draft is not { } draft) return new(row, null, false);
        if (row.Id is { } id)
        {
            return byId.TryGetValue(id, out var itself)
                ? new(row, itself, false)
                : new(row.WithFault(form.Columns[form.IndexOf(ImportForms.Id)].Name, "unknown", "没有这个编号，或不属于这个模板；新增的请留空", "there is no such id among those of the form: leave it empty for what is new"), null, false);
        }

        var same = byName.GetValueOrDefault(draft.Match(names), []);
        var there = same.Where(s => !s.IsOver).ToList();
        return there.Count switch
        {
            0 => Fresh(row, draft, same.Count),
            1 => new(row, there[0], false),
            _ => new(row.WithFault(form.Columns[form.IndexOf(ImportForms.Name) is var at and >= 0 ? at : 0].Name, "ambiguous", $"同一地点有 {there.Count} 处同名，请先导出，用编号写明是哪一处", $"{there.Count} of this name are at this place: say by the id of an export which"), null, false),
        };
    }

    /// <summary>An id that was derived from this place and name, and is not there under them, is a former one's.</summary>
    private RowMatch Fresh(ReadRow row, ImportDraft draft, int before)
    {
        Existing? former = null;
        var own = draft.Free(form, names, before, byId.ContainsKey);
        if (!row.IsNew)
        {
            for (var (n, id) = (0, ""); (id = draft.Derived(form, names, n)) != own; n++)
                if (former is null && byId.TryGetValue(id, out var one) && !one.IsOver) former = one;
        }

        return new(row with { Draft = draft.With(own) }, null, false) { Former = former };
    }
}
