using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Contracts.PointChecks;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;
using Circle.Web.Facilities;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.ServicePoints;

internal static class ServicePointEndpoints
{
    public static void MapServicePoints(this IEndpointRouteBuilder api)
    {
        var points = api.MapGroup("/service-points").WithTags("service-points");
        points.MapGet("/", ListAsync).WithSummary("Service points, what is past its verification last; with due=true only that, the longest first. At most 200 after after.").Queries<PointState>("state").Queries<Registration>("registration").Queries<bool>("due").JudgedBySilo(Permission.Read).Produces<ServicePointPage>();
        points.MapGet("/counts", CountAsync).WithSummary("How many there are of each kind, state and step.").JudgedBySilo(Permission.Read).Produces<ImmutableArray<PointCount>>();
        points.MapGet("/spacing", SpacingAsync).WithSummary("How far points are apart whose kinds are not to stand close together (间距): broken rules first, what fits last. At most 200 after after.").JudgedBySilo(Permission.Read).Produces<SpacingPage>();
        points.MapGet("/reviewed", ReviewedAsync).WithSummary("Points whose standing is under review (取消资格核查) since a complaint was substantiated, the longest first; at most 200.").JudgedBySilo(Permission.Read).Produces<ImmutableArray<PointNow>>();
        points.MapGet("/{id}", ViewAsync).WithSummary("A service point (服务点).").JudgedBySilo(Permission.Read).Produces<PointNow>().ProducesProblem(404);
        points.MapGet("/{id}/history", HistoryAsync).WithSummary("The events of a service point.").JudgedBySilo(Permission.Read).Produces<History>().ProducesProblem(404);
        points.MapGet("/{id}/findings", FindingsAsync).WithSummary("What phone checks of the last eight quarters found wrong at it, the newest first, and whether anybody has corrected or verified it since.").JudgedBySilo(Permission.Read).Produces<ImmutableArray<PointFinding>>().ProducesProblem(404);
        points.MapPost("/", (HttpContext http, IGrainFactory grains) => Commands.TellAsync(
            http,
            body => (Grain(grains, body.Id<ServicePointId>("id")), (ServicePointCommand)new ServicePointCommand.Find(ServicePointBodies.Draft(body))),
            receipt => $"/api/v1/service-points/{receipt.Stream.Id}")).JudgedBySilo(Permission.Keep).WithSummary("Enters a service point that was found (摸底).").TakesCommand<PointDraft>(StatusCodes.Status201Created);

        Command(points, "filing", "Files it with the bureau (上报).", Permission.Keep, body => new ServicePointCommand.File(body.Date("on")));
        Command(points, "return", "Sends it back to the street (退回).", Permission.Register, body => new ServicePointCommand.Return(body.Required("reason")));
        Command(points, "registration", "Registers it (备案).", Permission.Register, body => new ServicePointCommand.Register(body.Required("number"), body.Date("on")));
        Command(points, "agreement", "Signs the agreement (服务协议), or a later one in its place (续签).", Permission.Keep, body => new ServicePointCommand.Agree(body.Required("number"), body.Date("on"), body.OptionalDate("until")));
        Command(points, "sign", "Hangs its sign (挂牌).", Permission.Keep, body => new ServicePointCommand.HangSign(body.Required("number"), body.Date("on")));
        Command(points, "supervision", "Takes it under supervision (纳入监督).", Permission.Keep, body => new ServicePointCommand.Supervise(body.Date("on")));
        Command(points, "disqualification", "Disqualifies it after a substantiated complaint (取消资格).", Permission.Register, body => new ServicePointCommand.Disqualify(
            body.Required("complaint"), body.Required("reason"), body.Date("on")));
        Command(points, "review-end", "Ends the review after a substantiated complaint; the point keeps its standing (不取消资格).", Permission.Register, body => new ServicePointCommand.EndReview(body.Required("reason")));
        Command(points, "sign-removal", "Takes its sign down (摘牌).", Permission.Keep, body => new ServicePointCommand.TakeDownSign(body.Date("on")));
        Command(points, "correction", "Corrects what the public reads. seen: the listedAt that it was made from; another one is refused.", Permission.Keep, body => new ServicePointCommand.Correct(ServicePointBodies.Listing(body), body.OptionalWhole("seen")));
        Command(points, "record", "Writes what offices keep about it (台账). seen: the office's notedAt that it was made from; another one is refused.", Permission.Keep, body => new ServicePointCommand.Note(ServicePointBodies.Record(body), body.OptionalWhole("seen")));
        Command(points, "move", "Moves it to another place.", Permission.Keep, body => new ServicePointCommand.Move(body.Id<PlaceId>("to"), body.Required("reason")));
        Command(points, "pause", "Says that it is closed for a while.", Permission.Keep, body => new ServicePointCommand.Pause(body.Required("reason"), body.OptionalDate("until")));
        Command(points, "resumption", "Says that it is open again.", Permission.Keep, _ => new ServicePointCommand.Resume());
        Command(points, "closure", "Says that it is closed for good.", Permission.Keep, body => new ServicePointCommand.Close(body.Required("reason"), body.Date("on")));
        Command(points, "verification", "Says that a group of its fields is right (核实). seen: the listedAt that was compared; another one is refused.", Permission.Report, body => new ServicePointCommand.Verify(
            body.Choice<FieldGroup>("group"), body.Choice<VerifiedBy>("by"), body.Date("on"), body.OptionalWhole("seen")));
        Command(points, "mismatch", "Reports that it is not so (不符), for the street to correct. seen: as of a verification.", Permission.Report, body => new ServicePointCommand.Mismatch(
            body.Choices<CheckedField>("fields"), body.Choice<VerifiedBy>("by"), body.Date("on"), body.Text("note"), body.OptionalWhole("seen")));
        Command(points, "photo-removal", "Shows its photo no more; what nothing shows is removed a day later.", Permission.Keep, _ => new ServicePointCommand.HidePhoto());
    }

    private static void Command<TCommand>(RouteGroupBuilder points, string name, string summary, Permission needs, Func<CommandBody, TCommand> commandOf)
        where TCommand : ServicePointCommand
        => points.MapPost($"/{{id}}/{name}", async (HttpContext http, IGrainFactory grains, string id)
            => TextId.TryParse<ServicePointId>(id, out var point)
                ? await Commands.TellAsync(http, body => (Grain(grains, point), (ServicePointCommand)commandOf(body)))
                : Problems.NotFound(http)).WithSummary(summary).JudgedBySilo(needs).TakesCommand<TCommand>();

    private static ICommandGrain<ServicePointCommand> Grain(IGrainFactory grains, ServicePointId id) => grains.GetGrain<IServicePointGrain>(id.Value);

    private static async Task<IResult> ListAsync(
        HttpContext http, IGrainFactory grains, string? place, string? line, string? kind, string? state, string? registration, string? q, string? due, string? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        faults.Text("q", q, 0, ServicePointQuery.MaxText);
        var query = new ServicePointQuery(
            faults.Id<PlaceId>("place", place), faults.Id<LineId>("line", line), faults.Id<PointKindId>("kind", kind), faults.Choice<PointState>("state", state),
            faults.Choice<Registration>("registration", registration), q, faults.Flag("due", due) ?? false, CursorOf(after, faults), (int)faults.Number("limit", limit, 1, 200, 50));
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<IServicePointQueries>(0).List(query));
    }

    private static PointCursor? CursorOf(string? after, FaultList faults)
    {
        if (after is null) return null;
        if (PointCursor.TryParse(after, out var cursor)) return cursor;
        faults.Add("after", "wrong-shape", "请原样使用上一页给出的 next", "use next of the page before as it was given");
        return null;
    }

    private static async Task<IResult> CountAsync(HttpContext http, IGrainFactory grains, string? place, string? line)
    {
        var faults = new FaultList();
        var scope = new PointScope(faults.Id<PlaceId>("place", place), faults.Id<LineId>("line", line));
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<IServicePointQueries>(0).Count(scope));
    }

    private static async Task<IResult> ReviewedAsync(HttpContext http, IGrainFactory grains, string? place, string? line)
    {
        var faults = new FaultList();
        var scope = new PointScope(faults.Id<PlaceId>("place", place), faults.Id<LineId>("line", line));
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<IServicePointQueries>(0).Reviewed(scope));
    }

    private static async Task<IResult> SpacingAsync(HttpContext http, IGrainFactory grains, string? place, string? line, string? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        var query = new SpacingQuery(faults.Id<PlaceId>("place", place), faults.Id<LineId>("line", line), CursorOf(after, faults), (int)faults.Number("limit", limit, 1, 200, 50));
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<IServicePointQueries>(0).Spacing(query));
    }

    private static Refusal NoPoint => new(
        RefusalKind.Unknown, [new Fault("id", "unknown", "没有这个服务点，请核对编号，或在目录里查找", "there is no such service point: check its id, or look for it in the directory")]);

    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains, string id)
        => TextId.TryParse<ServicePointId>(id, out var point) && await grains.GetGrain<IServicePointGrain>(point.Value).View() is { } view
            ? Results.Ok(view)
            : Problems.Of(http, NoPoint);

    private static async Task<IResult> FindingsAsync(HttpContext http, IGrainFactory grains, string id)
    {
        if (!TextId.TryParse<ServicePointId>(id, out var point)) return Problems.NotFound(http);
        var grain = grains.GetGrain<IServicePointGrain>(point.Value);
        return await grain.View() is null ? Problems.NotFound(http) : Results.Ok(await grain.Findings());
    }

    private static async Task<IResult> HistoryAsync(HttpContext http, IGrainFactory grains, string id, QueryNumber? after, QueryNumber? limit)
        => TextId.TryParse<ServicePointId>(id, out var point)
            ? await History.OfAsync(http, grains.GetGrain<IServicePointGrain>(point.Value).History, after, limit)
            : Problems.NotFound(http);
}
