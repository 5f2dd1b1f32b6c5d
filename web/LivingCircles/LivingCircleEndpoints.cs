using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Contracts.LivingCircles;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Web.Facilities;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.LivingCircles;

/// <summary>See <see cref="CircleCommand.Draw"/>.</summary>
internal sealed record CircleDrawing(ImmutableArray<PlaceId> Neighbours, IReadOnlyList<PlaceId>? Apart, Position? Centre);

internal static class LivingCircleEndpoints
{
    public static void MapLivingCircles(this IEndpointRouteBuilder api)
    {
        var circles = api.MapGroup("/living-circles").WithTags("living-circles");
        circles.MapGet("/", ListAsync).WithSummary("The living circles (生活服务圈) of all communities of a place: what is there, under agreement and within reach.")
            .JudgedBySilo(Permission.Read).Produces<ImmutableArray<LivingCircleView>>();
        circles.MapGet("/{community}/history", HistoryAsync).WithSummary("The events of a living circle.").JudgedBySilo(Permission.Read).Produces<History>().ProducesProblem(404);
        circles.MapPost("/{community}/drawing", DrawAsync).WithSummary("Says whom a community borders on, whom it does not though they named it (apart), and where its centre is.")
            .JudgedBySilo(Permission.Keep).TakesCommand<CircleDrawing>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, IGrainFactory grains, string? place, string? line)
    {
        var faults = new FaultList();
        var query = new LivingCircleQuery(faults.Id<PlaceId>("place", place), faults.Id<LineId>("line", line));
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<ILivingCircleQueries>(0).List(query));
    }

    private static async Task<IResult> HistoryAsync(HttpContext http, IGrainFactory grains, string community, QueryNumber? after, QueryNumber? limit)
        => TextId.TryParse<PlaceId>(community, out var place)
            ? await History.OfAsync(http, grains.GetGrain<ILivingCircleGrain>(place.Value).History, after, limit)
            : Problems.NotFound(http);

    private static async Task<IResult> DrawAsync(HttpContext http, IGrainFactory grains, string community)
        => TextId.TryParse<PlaceId>(community, out var place)
            ? await Commands.TellAsync(http, body => (
                (ICommandGrain<CircleCommand>)grains.GetGrain<ILivingCircleGrain>(place.Value),
                (CircleCommand)new CircleCommand.Draw(place, PlacesOf(body, "neighbours"), FacilityEndpoints.PositionOf(body.Part("centre")))
                {
                    Apart = PlacesOf(body, "apart") is { IsEmpty: false } apart ? apart : null,
                }))
            : Problems.NotFound(http);

    private static ImmutableArray<PlaceId> PlacesOf(CommandBody body, string name)
    {
        var places = ImmutableArray.CreateBuilder<PlaceId>();
        foreach (var text in body.Texts(name))
        {
            if (TextId.TryParse<PlaceId>(text, out var id)) places.Add(id);
            else body.Faults.Add($"{name}/{places.Count}", "wrong-shape", "编号格式不对", "not an id");
        }

        return places.ToImmutable();
    }
}
