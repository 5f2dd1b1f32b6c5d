using Circle.Contracts.Coordinations;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Coordinations;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Web.Facilities;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Coordinations;

/// <summary>需协调事项: what streets ask of the lead units that block them.</summary>
internal static class CoordinationEndpoints
{
    public static void MapCoordinations(this IEndpointRouteBuilder api)
    {
        var matters = api.MapGroup("/coordinations").WithTags("coordinations");
        matters.MapGet("/", ListAsync).WithSummary("Matters to coordinate (需协调事项) of a place, or those that a line's lead unit is asked, the latest first; of one stage, or those that are not settled.")
            .JudgedBySilo(Permission.Read).Produces<CoordinationPage>();
        matters.MapPost("/", (HttpContext http, IGrainFactory grains) => Commands.TellAsync(http, body => Raise(grains, body), receipt => $"/api/v1/coordinations/{receipt.Stream.Id}"))
            .WithSummary("Raises a matter to the lead unit that blocks a street.").TakesCommand<CoordinationCommand.Raise>(201).JudgedBySilo(Permission.Coordinate);
        matters.MapGet("/{id}", ViewAsync).WithSummary("A matter.").JudgedBySilo(Permission.Read).Produces<CoordinationView>().ProducesProblem(404);
        matters.MapGet("/{id}/history", HistoryAsync).WithSummary("The events of a matter.").JudgedBySilo(Permission.Read).Produces<History>().ProducesProblem(404);
        Command<CoordinationCommand.Take>(matters, "taking", "Takes it (受理), by the lead unit.", _ => new CoordinationCommand.Take()).JudgedBySilo(Permission.Answer);
        Command<CoordinationCommand.Answer>(matters, "answer", "Answers it (答复), by the lead unit.", body => new CoordinationCommand.Answer(body.Required("text"))).JudgedBySilo(Permission.Answer);
        Command<CoordinationCommand.Return>(matters, "return", "Returns an answer that does not settle it (退回), by the street.", body => new CoordinationCommand.Return(body.Required("reason"))).JudgedBySilo(Permission.Coordinate);
        Command<CoordinationCommand.Settle>(matters, "settlement", "Settles it (办结), by the street.", body => new CoordinationCommand.Settle(body.Text("note"))).JudgedBySilo(Permission.Coordinate);
    }

    private static RouteHandlerBuilder Command<TBody>(RouteGroupBuilder matters, string name, string summary, Func<CommandBody, CoordinationCommand> commandOf) where TBody : notnull
        => matters.MapPost($"/{{id}}/{name}", async (HttpContext http, IGrainFactory grains, string id)
            => TextId.TryParse<CoordinationId>(id, out var matter)
                ? await Commands.TellAsync(http, body => ((ICommandGrain<CoordinationCommand>)grains.GetGrain<ICoordinationGrain>(matter.Value), commandOf(body)))
                : Problems.NotFound(http)).WithSummary(summary).TakesCommand<TBody>();

    private static (ICommandGrain<CoordinationCommand> Grain, CoordinationCommand Command) Raise(IGrainFactory grains, CommandBody body)
    {
        var id = body.Id<CoordinationId>("id");
        return (grains.GetGrain<ICoordinationGrain>(id.Value), new CoordinationCommand.Raise(id, body.Id<PlaceId>("street"), body.Id<LineId>("lead"), body.Required("text")));
    }

    private static async Task<IResult> ListAsync(HttpContext http, IGrainFactory grains, string? place, string? line, string? stage, string? open, string? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        var one = faults.Choice<CoordinationStage>("stage", stage);
        var query = new CoordinationQuery(
            faults.Id<PlaceId>("place", place),
            faults.Id<LineId>("line", line),
            one is { } asked ? [asked] : faults.Flag("open", open) == true ? [.. Enum.GetValues<CoordinationStage>().Where(s => s < CoordinationStage.Settled)] : [],
            faults.Id<CoordinationId>("after", after),
            (int)faults.Number("limit", limit, 1, CoordinationPage.MaxLimit, 100));
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<ICoordinationQueries>(0).List(query));
    }

    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains, string id)
        => TextId.TryParse<CoordinationId>(id, out var matter) && await grains.GetGrain<ICoordinationGrain>(matter.Value).View() is { } view ? Results.Ok(view) : Problems.NotFound(http);

    private static async Task<IResult> HistoryAsync(HttpContext http, IGrainFactory grains, string id, QueryNumber? after, QueryNumber? limit)
        => TextId.TryParse<CoordinationId>(id, out var matter) ? await History.OfAsync(http, grains.GetGrain<ICoordinationGrain>(matter.Value).History, after, limit) : Problems.NotFound(http);
}
