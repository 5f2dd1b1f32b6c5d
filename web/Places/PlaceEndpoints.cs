using Circle.Contracts.Places;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Places;

/// <param name="Children">Right under it.</param>
internal sealed record PlaceAndChildren(PlaceView Place, IReadOnlyList<PlaceView> Children);

internal static class PlaceEndpoints
{
    public static void MapPlaces(this IEndpointRouteBuilder api)
    {
        var places = api.MapGroup("/places").WithTags("places");
        places.MapGet("/", async (IGrainFactory grains) => Results.Ok(new ListOf<PlaceView>(await grains.GetGrain<IPlaceQueries>(0).List(null)))).OpenToAll()
            .WithSummary("Every place: the district, its streets, their communities.").Produces<ListOf<PlaceView>>();
        places.MapGet("/{id}", ViewAsync).OpenToAll().WithSummary("A place and those right under it.").Produces<PlaceAndChildren>();
        places.MapGet("/{id}/tally", TallyAsync).WithSummary("A place's sums as they stand.").Produces<RegionTally>().JudgedBySilo(Permission.Watch);
    }

    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains, string id)
    {
        if (!TextId.TryParse<PlaceId>(id, out var place)) return Problems.NotFound(http);
        var subtree = await grains.GetGrain<IPlaceQueries>(0).List(place);
        return subtree.FirstOrDefault(p => p.Id == place) is { } self
            ? Results.Ok(new PlaceAndChildren(self, [.. subtree.Where(p => p.Parent == place)]))
            : Problems.NotFound(http);
    }

    /// <summary>Sums as they stand, cells by their key <c>line|measure|point|date</c>.</summary>
    private static async Task<IResult> TallyAsync(HttpContext http, IGrainFactory grains, string id)
        => TextId.TryParse<PlaceId>(id, out var place) && await grains.GetGrain<IPlaceQueries>(0).Find(place) is not null
            ? Results.Ok(await grains.GetGrain<IRegionGrain>(place.Value).Tally())
            : Problems.NotFound(http);
}
