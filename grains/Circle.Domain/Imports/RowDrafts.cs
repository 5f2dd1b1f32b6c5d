using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;

namespace Circle.Domain.Imports;

/// <summary>A row's cells as what they stand for, with every fault of theirs.</summary>
/// <param name="AsOf">Since when what stood before stood, where its row does not say.</param>
/// <param name="Source">Of what is new.</param>
public sealed record RowDrafts(ImportForm Form, PlaceNames Names, Circumstances At, DateOnly AsOf, string Source)
{
    private const string NoId = "-";
    private const int MostAliases = 50;

    /// <summary>Faults by the keys of columns; a draft that has some is of no use.</summary>
    public ImportDraft Read(ImmutableArray<string> cells, FaultList faults)
    {
        var row = new RowReader(Form, cells, faults);
        return Form.Subject switch
        {
            ImportSubject.Points => ReadPoint(row),
            ImportSubject.Facilities => ReadFacility(row),
            _ => ReadCommunity(row),
        };
    }

    private ImportDraft.Point ReadPoint(RowReader row)
    {
        var listing = new PointListing(
            row.Required(ImportForms.Name), row.Texts(ImportForms.Aliases), row.Text(ImportForms.Address), row.Text(ImportForms.Landmark), row.Phones(ImportForms.Phones),
            row.Services(ImportForms.Services), row.Text(ImportForms.Hours), row.Flag(ImportForms.HomeVisits), row.Flag(ImportForms.StepFree), row.Position(ImportForms.Position));
        var draft = new PointDraft(ServicePointId.Of(NoId), Form.Kind!.Value, PlaceOf(row), listing, null, Source);
        Add(row.Faults, new ServicePointCommand.Find(draft).Check(At), "listing/");
        return new(row.Faults.Any ? draft : draft with { Listing = listing.Tidy() });
    }

    /// <summary>What stood before and does not say since when stood at the baseline's date; its cell stays empty until then.</summary>
    private ImportDraft.Facility ReadFacility(RowReader row)
    {
        var quantities = ImmutableDictionary.CreateBuilder<MeasureId, long>();
        foreach (var column in Form.Columns.Where(c => c.Key.StartsWith(ImportForms.Quantity, StringComparison.Ordinal)))
            if (row.Thousandths(column.Key) is { } quantity) quantities.Add(MeasureId.Of(column.Key[ImportForms.Quantity.Length..]), quantity);

        var word = row.Required(ImportForms.Origin);
        if (!CellWords.Existing.Is(word) && !CellWords.Planned.Is(word) && !row.Faults.Has(ImportForms.Origin))
            row.Faults.Add(ImportForms.Origin, "wrong-shape", "应为“原有”或“计划”", "must be 原有 (existing) or 计划 (planned)");
        var isExisting = CellWords.Existing.Is(word);
        var details = new FacilityDetails(row.Text(ImportForms.Address), row.Text(ImportForms.Phone), row.Text(ImportForms.Hours), row.Texts(ImportForms.Services), row.Position(ImportForms.Position));
        var draft = new FacilityDraft(
            FacilityId.Of(NoId), Form.Line!.Value, PlaceOf(row), row.Required(ImportForms.Name), isExisting ? Origin.Existing : Origin.Planned, quantities.ToImmutable(), details,
            row.Day(ImportForms.Since), Source);
        Add(row.Faults, new FacilityCommand.Register(Dated(draft)).Check(At), "details/");
        return new(draft);
    }

    /// <summary>As it is told to the facility.</summary>
    public FacilityDraft Dated(FacilityDraft draft) => draft.Origin == Origin.Existing && draft.Since is null ? draft with { Since = AsOf } : draft;

    private ImportDraft.Community ReadCommunity(RowReader row)
    {
        var aliases = row.Texts(ImportForms.Aliases);
        if (row.Text(ImportForms.Community) is not { } name)
        {
            var street = row.Required(ImportForms.Street);
            if (row.Text(ImportForms.Merged) is not null) row.Faults.Add(ImportForms.Merged, "not-allowed", "这一行是街道，不能并入社区", "the row is a street, which is merged into no community");
            return Checked(row, new PlaceDraft(PlaceId.Of(NoId), PlaceKind.Street, street, Root, aliases, [], Source));
        }

        var above = row.Text(ImportForms.Street) is { } of ? Names.Find(of, row.Text(ImportForms.Merged), row.Faults, ImportForms.Merged) : Missing(row);
        return Checked(row, new PlaceDraft(PlaceId.Of(NoId), PlaceKind.Community, name, above ?? Root, aliases, [], Source));
    }

    private PlaceId Root => Names.Places.Root?.Id ?? PlaceId.Of(NoId);

    private PlaceId PlaceOf(RowReader row)
        => row.Text(ImportForms.Street) is null && row.Text(ImportForms.Community) is null
            ? Missing(row) ?? Root
            : Names.Find(row.Text(ImportForms.Street), row.Text(ImportForms.Community), row.Faults) ?? Root;

    private static PlaceId? Missing(RowReader row)
    {
        row.Required(ImportForms.Street);
        return null;
    }

    private static ImportDraft.Community Checked(RowReader row, PlaceDraft draft)
    {
        row.Faults.Text(draft.Kind == PlaceKind.Street ? ImportForms.Street : ImportForms.Community, draft.Name, 1, 100);
        if (draft.Aliases.Length > MostAliases) row.Faults.Add(ImportForms.Aliases, "too-many", $"最多 {MostAliases} 条", $"at most {MostAliases}");
        foreach (var alias in draft.Aliases.Take(MostAliases)) row.Faults.Text(ImportForms.Aliases, alias, 1, 100);
        return new(draft);
    }

    /// <summary>A place that was not found has its fault already: what stands in for it is no fault of its own.</summary>
    private static void Add(FaultList faults, Refusal? refusal, string prefix)
    {
        if (refusal is null) return;
        var isPlaced = !faults.Has(ImportForms.Street) && !faults.Has(ImportForms.Community);
        faults.AddNew(refusal.Faults.Where(f => f.Field != "source" && (isPlaced || f.Field != "place")).Select(f => f with { Field = f.Field == "place" ? ImportForms.Street : ColumnOf(f.Field, prefix) }));
    }

    private static string ColumnOf(string field, string prefix)
    {
        var own = field.StartsWith(prefix, StringComparison.Ordinal) ? field[prefix.Length..] : field;
        return own.StartsWith(ImportForms.Quantity, StringComparison.Ordinal) || !own.Contains('/', StringComparison.Ordinal) ? own : own[..own.IndexOf('/', StringComparison.Ordinal)];
    }
}
