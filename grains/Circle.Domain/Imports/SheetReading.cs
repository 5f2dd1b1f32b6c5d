using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Journal;
using Circle.Domain.Places;

namespace Circle.Domain.Imports;

/// <summary>A row as it is understood.</summary>
/// <param name="Cells">One for each column of the form, as an export would write them; as they are where there are faults.</param>
/// <param name="Draft">Null where there are faults.</param>
/// <param name="Id">Null: the file gives none.</param>
/// <param name="Version">Null: the file gives none.</param>
public sealed record ReadRow(int Number, ImmutableArray<string> Cells, ImportDraft? Draft, string? Id, long? Version, ImmutableArray<ImportFault> Faults)
{
    /// <summary>A person says that it is none of those that once had its place and name.</summary>
    public bool IsNew { get; init; }

    public ReadRow WithFault(string column, string code, string zh, string en) => this with { Draft = null, Faults = Faults.Add(new ImportFault(Number, column, code, zh, en)) };
}

/// <summary>A sheet as rows of one form, with every fault of every row.</summary>
public sealed record SheetReading(SheetHeads Heads, RowDrafts Drafts, ImmutableArray<ReadRow> Rows)
{
    private const int MostNewStreets = 200;

    /// <summary>Null where its heads have faults, or no row stands under them.</summary>
    public static SheetReading? Of(Sheet sheet, RowDrafts drafts, FaultList faults)
    {
        if (SheetHeads.Of(drafts.Form, sheet.Heads, faults) is not { } heads) return null;
        var rows = sheet.Rows is [{ Cells: var first }, ..] && first.FirstOrDefault(c => c.Length > 0)?.StartsWith(ImportForms.Note, StringComparison.Ordinal) == true ? sheet.Rows.RemoveAt(0) : sheet.Rows;
        if (rows.IsEmpty)
        {
            faults.Add("", "empty", "表头下面没有数据，请填写后再上传", "there is nothing under the heads: fill it in and upload it again");
            return null;
        }

        var all = drafts.Form.Subject == ImportSubject.Communities ? drafts with { Names = WithNewStreets(drafts, [.. rows.Select(heads.Cells)]) } : drafts;
        return new(heads, all, [.. rows.Select(r => Read(r, heads, all))]);
    }

    private static ReadRow Read(SheetRow row, SheetHeads heads, RowDrafts drafts)
    {
        var (form, cells, faults) = (drafts.Form, heads.Cells(row), new FaultList());
        var reader = new RowReader(form, cells, faults);
        var id = reader.Text(ImportForms.Id);
        var isNew = id is not null && CellWords.New.Is(id);
        if (isNew) id = null;
        if (id is not null && !(id.Length <= TextId.MaxLength && TextId.TryParse<ImportFormId>(id, out _)))
            faults.Add(ImportForms.Id, "wrong-shape", "编号不对：新增的请留空，已有的请用导出的编号", "this is no id: leave it empty for what is new, or use that of an export");
        long? version = null;
        if (reader.Text(ImportForms.Version) is { } text)
        {
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0) version = given;
            else faults.Add(ImportForms.Version, "wrong-shape", "版本应为导出时的数字，或留空", "must be the number of an export, or empty");
        }

        var draft = drafts.Read(cells, faults);
        var own = faults.Any ? faults.ToRefusal().Faults.Select(f => new ImportFault(row.Number, HeadOf(form, f.Field), f.Code, f.Zh, f.En)) : [];
        var all = ImportFault.Limited(row.Number, [.. row.Faults, .. own]);
        return all.IsEmpty
            ? new(row.Number, draft.Cells(form, drafts.Names), draft, id, version, []) { IsNew = isNew }
            : new(row.Number, cells, null, id, version, all);
    }

    private static string HeadOf(ImportForm form, string key) => form.IndexOf(key) is var at and >= 0 ? form.Columns[at].Name : key;

    /// <summary>Streets that the file itself brings may be named by its communities.</summary>
    private static PlaceNames WithNewStreets(RowDrafts drafts, ImmutableArray<ImmutableArray<string>> rows)
    {
        var places = drafts.Names.Places;
        var known = new HashSet<string>();
        var added = new List<PlaceNode>();
        foreach (var cells in rows)
        {
            var row = new RowReader(drafts.Form, cells, new FaultList());
            if (row.Text(ImportForms.Community) is not null || row.Text(ImportForms.Street) is not { } street || added.Count == MostNewStreets) continue;
            if (drafts.Names.Find(street, null, new FaultList()) is not null || !known.Add(PlaceNames.Folded(street)) || places.Root is not { } root) continue;
            var draft = new ImportDraft.Community(new PlaceDraft(PlaceId.Of("-"), PlaceKind.Street, street, root.Id, [], [], ""));
            added.Add(new PlaceNode(PlaceId.Of(draft.Free(drafts.Form, drafts.Names, 0, id => places.Find(PlaceId.Of(id)) is not null)), PlaceKind.Street, street, root.Id));
        }

        return added.Count == 0 ? drafts.Names : new PlaceNames(new PlaceTree(places.All.Concat(added)));
    }
}
