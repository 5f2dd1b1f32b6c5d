using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Facilities;

/// <param name="Next">Ask again with <c>after</c> = this; null at the end.</param>
internal sealed record History(ImmutableArray<HistoryItem> Entries, long? Next)
{
    /// <summary>A page of a stream's events; 404 where there is no such stream.</summary>
    public static async Task<IResult> OfAsync(HttpContext http, Func<long, int, Task<HistoryPage>> read, QueryNumber? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        var from = faults.Number("after", after, 0, long.MaxValue, 0);
        var most = (int)faults.Number("limit", limit, 1, HistoryPage.MaxLimit, 100);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        var page = await read(from, most);
        return page.Entries.IsEmpty && from == 0
            ? Problems.NotFound(http)
            : Results.Ok(new History(
                [.. page.Entries.Select(e => new HistoryItem(e.Version, e.Type, JsonSerializer.Deserialize<JsonElement>(e.Data), e.Actor, e.RecordedAt, e.EffectiveAt))],
                page.Next));
    }
}

internal sealed record HistoryItem(long Version, string Type, JsonElement Data, Actor Actor, DateTimeOffset RecordedAt, DateTimeOffset EffectiveAt);

internal static class FacilityEndpoints
{
    public static void MapFacilities(this IEndpointRouteBuilder api)
    {
        var facilities = api.MapGroup("/facilities").WithTags("facilities");
        facilities.MapGet("/", ListAsync).WithSummary("Facilities by id, at most 200 after after.").Queries<Stage>("stage").JudgedBySilo(Permission.Read).Produces<FacilityPage>();
        facilities.MapGet("/{id}", ViewAsync).WithSummary("A facility (设施).").JudgedBySilo(Permission.Read).Produces<FacilityView>().ProducesProblem(404);
        facilities.MapGet("/{id}/history", HistoryAsync).WithSummary("The events of a facility.").JudgedBySilo(Permission.Read).Produces<History>().ProducesProblem(404);
        facilities.MapPost("/", (HttpContext http, IGrainFactory grains) => Commands.TellAsync(
            http,
            body => (Grain(grains, body.Id<FacilityId>("id")), (FacilityCommand)new FacilityCommand.Register(Draft(body))),
            receipt => $"/api/v1/facilities/{receipt.Stream.Id}")).JudgedBySilo(Permission.Arrange).WithSummary("Registers a facility.").TakesCommand<FacilityDraft>(StatusCodes.Status201Created);

        Command(facilities, "correction", "Corrects name and details.", Permission.Arrange, body => new FacilityCommand.Correct(body.Required("name"), Details(body.Part("details"))));
        Command(facilities, "progress", "Reports a stage, or a quantity of a measure.", Permission.Report, body => new FacilityCommand.ReportProgress(
            body.OptionalId<MeasureId>("measure"), body.Choice<Stage>("stage"), body.OptionalWhole("quantity"), body.Date("on"), body.Text("note")));
        Command(facilities, "completion", "Reports that it is completed.", Permission.Report, body => new FacilityCommand.ReportCompletion(body.Date("on"), body.Text("note")));
        Command(facilities, "filing", "Files it for acceptance.", Permission.Report, body => new FacilityCommand.File(body.Date("on")));
        Command(facilities, "retraction", "Takes back what was reported.", Permission.Report, body => new FacilityCommand.Retract(body.Choice<Stage>("stage"), body.Required("reason")));
        Command(facilities, "acceptance", "Accepts it (验收).", Permission.Verify, body => new FacilityCommand.Accept(body.Whole("score"), body.Date("on"), body.Text("note")));
        Command(facilities, "return", "Returns it with its shortcomings (退回整改).", Permission.Verify, body => new FacilityCommand.Return(
            body.Texts("shortcomings"), body.Date("rectifyBy"), body.OptionalWhole("score") is { } score ? (int)Math.Clamp(score, int.MinValue, int.MaxValue) : null, body.Date("on")));
        Command(facilities, "suspension", "Suspends it.", Permission.Arrange, body => new FacilityCommand.Suspend(body.Required("reason"), body.OptionalDate("until")));
        Command(facilities, "resumption", "Resumes it.", Permission.Arrange, _ => new FacilityCommand.Resume());
        Command(facilities, "withdrawal", "Withdraws it from the plan.", Permission.Arrange, body => new FacilityCommand.Withdraw(body.Required("reason")));
        Command(facilities, "move", "Moves it to another place.", Permission.Arrange, body => new FacilityCommand.Move(body.Id<PlaceId>("to"), body.Required("reason")));
    }

    private static void Command<TCommand>(RouteGroupBuilder facilities, string name, string summary, Permission needs, Func<CommandBody, TCommand> commandOf)
        where TCommand : FacilityCommand
        => facilities.MapPost($"/{{id}}/{name}", async (HttpContext http, IGrainFactory grains, string id)
            => TextId.TryParse<FacilityId>(id, out var facility)
                ? await Commands.TellAsync(http, body => (Grain(grains, facility), (FacilityCommand)commandOf(body)))
                : Problems.NotFound(http)).WithSummary(summary).JudgedBySilo(needs).TakesCommand<TCommand>();

    private static ICommandGrain<FacilityCommand> Grain(IGrainFactory grains, FacilityId id) => grains.GetGrain<IFacilityGrain>(id.Value);

    private static async Task<IResult> ListAsync(
        HttpContext http, IGrainFactory grains, string? place, string? line, string? stage, string? q, string? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        var query = new FacilityQuery(
            faults.Id<PlaceId>("place", place), faults.Id<LineId>("line", line), faults.Choice<Stage>("stage", stage), q, faults.Id<FacilityId>("after", after), (int)faults.Number("limit", limit, 1, 200, 50));
        faults.Text("q", q, 0, 100);
        return faults.Any
            ? Problems.Of(http, faults.ToRefusal())
            : Results.Ok(await grains.GetGrain<IFacilityQueries>(0).List(query));
    }

    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains, string id)
        => TextId.TryParse<FacilityId>(id, out var facility) && await grains.GetGrain<IFacilityGrain>(facility.Value).View() is { } view
            ? Results.Ok(view)
            : Problems.NotFound(http);

    private static async Task<IResult> HistoryAsync(HttpContext http, IGrainFactory grains, string id, QueryNumber? after, QueryNumber? limit)
        => TextId.TryParse<FacilityId>(id, out var facility)
            ? await History.OfAsync(http, grains.GetGrain<IFacilityGrain>(facility.Value).History, after, limit)
            : Problems.NotFound(http);

    private static FacilityDraft Draft(CommandBody body)
    {
        var quantities = ImmutableDictionary.CreateBuilder<MeasureId, long>();
        foreach (var (name, value) in body.Numbers("quantities"))
        {
            if (TextId.TryParse<MeasureId>(name, out var measure)) quantities[measure] = value;
            else body.Faults.Add($"quantities/{name}", "unknown", "该项目没有这个计量项", "the line has no such measure");
        }

        return new FacilityDraft(
            body.Id<FacilityId>("id"),
            body.Id<LineId>("line"),
            body.Id<PlaceId>("place"),
            body.Required("name"),
            body.Choice<Origin>("origin"),
            quantities.ToImmutable(),
            Details(body.Part("details")),
            body.OptionalDate("since"),
            body.Text("source") ?? "");
    }

    private static FacilityDetails Details(CommandBody? body)
    {
        if (body is null) return FacilityDetails.Unknown;
        var details = new FacilityDetails(body.Text("address"), body.Text("phone"), body.Text("hours"), body.Texts("services"), PositionOf(body.Part("position")));
        body.Close();
        return details;
    }

    internal static Position? PositionOf(CommandBody? body)
    {
        if (body is null) return null;
        var position = new Position(body.OptionalNumber("latitude") ?? double.NaN, body.OptionalNumber("longitude") ?? double.NaN, body.Choice<Datum>("datum"));
        body.Close();
        return position;
    }
}
