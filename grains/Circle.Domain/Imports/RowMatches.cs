using System.Collections.Immutable;

namespace Circle.Domain.Imports;

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
    public ImmutableArray<(ReadRow Row, Existing? Existing, bool IsTwice)> Of(ImmutableArray<ReadRow> rows)
    {
        var matched = rows.Select(Of).ToList();
        var twice = matched.Where(m => m.Row.Draft is not null).GroupBy(m => m.Existing?.Draft.Id ?? m.Row.Draft!.Id).Where(g => g.Count() > 1)
            .ToDictionary(g => g.Key, g => g.Select(m => m.Row.Number).ToList());
        return
        [
            .. matched.Select(m => m.Row.Draft is { } draft && twice.TryGetValue(m.Existing?.Draft.Id ?? draft.Id, out var numbers)
                ? (m.Row.WithFault("", "twice", $"第 {Listed(numbers, "、")} 行是同一项，请只留一行", $"rows {Listed(numbers, ", ")} are the same: keep one"), m.Existing, true)
                : (m.Row, m.Existing, false)),
        ];
    }

    private static string Listed(List<int> numbers, string separator) => string.Join(separator, numbers.Take(5)) + (numbers.Count > 5 ? "…" : "");

    private (ReadRow Row, Existing? Existing) Of(ReadRow row)
    {
        if (row.Draft is not { } draft) return (row, null);
        if (row.Id is { } id)
        {
            return byId.TryGetValue(id, out var itself)
                ? (row, itself)
                : (row.WithFault(form.Columns[form.IndexOf(ImportForms.Id)].Name, "unknown", "没有这个编号，或不属于这个模板；新增的请留空", "there is no such id among those of the form: leave it empty for what is new"), null);
        }

        var same = byName.GetValueOrDefault(draft.Match(names), []);
        var there = same.Where(s => !s.IsOver).ToList();
        return there.Count switch
        {
            0 => (row with { Draft = draft.With(draft.Derived(form, names, same.Count)) }, null),
            1 => (row, there[0]),
            _ => (row.WithFault(form.Columns[form.IndexOf(ImportForms.Name) is var at and >= 0 ? at : 0].Name, "ambiguous", $"同一地点有 {there.Count} 处同名，请先导出，用编号写明是哪一处", $"{there.Count} of this name are at this place: say by the id of an export which"), null),
        };
    }
}
