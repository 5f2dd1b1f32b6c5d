using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Contracts.Imports;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Grains.Plans;
using Orleans.Concurrency;

namespace Circle.Grains.Imports;

[StatelessWorker, Reentrant, GrainType("import-queries")]
public sealed class ImportQueries(IImportRows records, ExistingRows existing, Atlas atlas) : Grain, IImportQueries
{
    private const int MostExported = 2_000;
    private const int MostRecords = 100;

    public Task<ImmutableArray<ImportForm>> Forms() => Task.FromResult(atlas.Plan is { } plan ? ImportForms.Of(plan.Document) : []);

    public async Task<ExportPage?> Export(ExportQuery query)
    {
        // The caller was judged by the line that it named.
        if (atlas.Plan is not { } plan || ImportForms.Find(plan.Document, query.Form) is not { } form || (query.Line is { } line && form.Line != line)) return null;
        var names = new PlaceNames(atlas.Places);
        var regions = atlas.Places.Under(query.Place);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        for (var after = query.After; ;)
        {
            var (some, next) = await existing.SomeAsync(form, names, regions, after);
            rows.AddRange(some.Where(e => !e.IsOver).Select(e => CellsOf(form, e)));
            if (next is null || rows.Count >= Math.Clamp(query.Limit, 1, MostExported)) return new ExportPage(rows.ToImmutable(), next);
            after = next;
        }
    }

    public async Task<ImportRecordPage> Records(ImportId? before, int limit)
    {
        var most = Math.Clamp(limit, 1, MostRecords);
        var found = await records.ListAsync(before, most, CancellationToken.None);
        var items = found.Select(view => JsonSerializer.Deserialize<ImportRecordView>(view, JournalJson.Options)!).ToImmutableArray();
        return new(items, items.Length == most ? items[^1].Record.Id : null);
    }

    private static ImmutableArray<string> CellsOf(ImportForm form, Existing one)
    {
        var cells = one.Cells.ToBuilder();
        cells[form.IndexOf(ImportForms.Id)] = one.Draft.Id;
        if (one.ListedAt > 0) cells[form.IndexOf(ImportForms.Version)] = one.ListedAt.ToString(CultureInfo.InvariantCulture);
        return cells.ToImmutable();
    }
}
