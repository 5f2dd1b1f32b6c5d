using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.Facilities;
using Circle.Contracts.Places;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Facilities;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Grains.Facilities;
using Circle.Grains.Places;
using Circle.Grains.ServicePoints;

namespace Circle.Grains.Imports;

/// <summary>What stands, as a form sees it: lists from the read rows, one by its grain, and what it was compared with before.</summary>
public sealed class ExistingRows(IServicePointRows points, IFacilityRows facilities, IPlaceRows places, IGrainFactory grains)
{
    private const int Page = 1_000;

    /// <summary>The most that are listed of facilities at once.</summary>
    private const int PageOfFacilities = 200;

    /// <summary>All of a form, by id.</summary>
    public async Task<List<Existing>> AllAsync(ImportForm form, PlaceNames names)
    {
        var all = new List<Existing>();
        for (string? after = null; ;)
        {
            var (some, next) = await SomeAsync(form, names, null, after);
            all.AddRange(some);
            if (next is null) return all;
            after = next;
        }
    }

    /// <param name="regions">Null: every place.</param>
    /// <param name="after">Last id of those before.</param>
    /// <returns>Some, by id, and where the next begin; null at the end.</returns>
    public async Task<(List<Existing> Some, string? Next)> SomeAsync(ImportForm form, PlaceNames names, ImmutableArray<PlaceId>? regions, string? after)
    {
        switch (form.Subject)
        {
            case ImportSubject.Points:
                var shops = await points.OfAsync(regions, [form.Kind!.Value], CancellationToken.None, after is null ? null : ServicePointId.Of(after), Page);
                return Paged([.. shops.Select(view => Existing.Of(Read<ServicePointView>(view), form, names))], Page);
            case ImportSubject.Facilities:
                var sites = await facilities.ListAsync(new FacilityFilter(regions, form.Line, null, null, after is null ? null : FacilityId.Of(after), PageOfFacilities), CancellationToken.None);
                return Paged([.. sites.Select(row => Existing.Of(Read<FacilityView>(row.View), form, names))], PageOfFacilities);
            default:
                var under = regions?.ToHashSet();
                var heads = await places.PlacesAsync(CancellationToken.None);
                return
                (
                    [.. heads.Select(h => Read<PlaceView>(h.Head.View)).Where(p => p.Parent is not null && (under is null || under.Contains(p.Id))).OrderBy(p => p.Kind).ThenBy(p => p.Id.Value, StringComparer.Ordinal).Select(p => Existing.Of(p, form, names))],
                    null
                );
        }
    }

    /// <summary>As committed; null: there is none.</summary>
    public async Task<Existing?> OneAsync(ImportForm form, PlaceNames names, string id) => form.Subject switch
    {
        ImportSubject.Points => await grains.GetGrain<IServicePointGrain>(id).View() is { } now ? Existing.Of(now.Point, form, names) : null,
        ImportSubject.Facilities => await grains.GetGrain<IFacilityGrain>(id).View() is { } view ? Existing.Of(view, form, names) : null,
        _ => await grains.GetGrain<IPlaceGrain>(id).View() is { } view ? Existing.Of(view, form, names) : null,
    };

    /// <summary>Cells that a row and people began from; default: nothing is known.</summary>
    /// <param name="version">Of the row; null: it gives none.</param>
    public async Task<ImmutableArray<string>> BasisAsync(ImportForm form, PlaceNames names, Existing existing, long? version)
    {
        if (version is null ? existing.IsAsImported == true : version == existing.ListedAt) return existing.Cells;
        if (version is null && existing is { IsAsImported: null, Draft: ImportDraft.Point }) return default;
        return await DraftAsync(existing, version) is { } draft ? draft.Cells(form, names) : default;
    }

    private async Task<ImportDraft?> DraftAsync(Existing existing, long? version) => existing.Draft switch
    {
        ImportDraft.Point point => await grains.GetGrain<IServicePointGrain>(point.Id).Basis(version) is { } basis
            ? new ImportDraft.Point(point.Draft with { Listing = basis.Listing, Place = basis.Place })
            : null,
        ImportDraft.Facility facility => await grains.GetGrain<IFacilityGrain>(facility.Id).Basis(version) is { } basis
            ? new ImportDraft.Facility(facility.Draft with { Name = basis.Name, Place = basis.Place, Details = basis.Details })
            : null,
        _ => await grains.GetGrain<IPlaceGrain>(existing.Draft.Id).Basis(version ?? existing.ListedAt) is { } draft ? new ImportDraft.Community(draft) : null,
    };

    private static (List<Existing> Some, string? Next) Paged(List<Existing> some, int page) => (some, some.Count == page ? some[^1].Draft.Id : null);

    private static T Read<T>(string view) => JsonSerializer.Deserialize<T>(view, JournalJson.Options)!;
}
