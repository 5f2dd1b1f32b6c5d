using Circle.Contracts.Acceptance;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Domain.Acceptance;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Web.Accounts;
using Circle.Web.Duties;
using Circle.Web.Facilities;
using Circle.Web.Journal;
using Circle.Web.Photos;
using Circle.Web.Rights;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Acceptance;

/// <summary>验收: from a report with its evidence to the verdict that the facility is told.</summary>
internal static class AcceptanceEndpoints
{
    public static void MapAcceptance(this IEndpointRouteBuilder api)
    {
        api.MapGet("/inspections", ListAsync).WithTags("acceptance")
            .WithSummary("Acceptances that wait to be checked, planned or inspected, by facility, at most 200 after after; with mine=true those that whoever asks inspects.")
            .Queries<Waiting>("waits").JudgedBySilo(Permission.Read).Produces<AcceptancePage>();
        api.MapGet("/acceptance/inspectors", InspectorsAsync).WithTags("acceptance").WithSummary("People that may inspect there (验收人员), by name; without place and line those who may inspect anything.")
            .JudgedBySilo(Permission.Plan).Produces<CandidatesView>();
        var acceptance = api.MapGroup("/facilities/{id}/acceptance").WithTags("acceptance");
        acceptance.MapGet("/", ViewAsync).WithSummary("A facility's acceptance (验收) with all its rounds.").JudgedBySilo(Permission.Read).Produces<AcceptanceView>().ProducesProblem(404);
        acceptance.MapGet("/history", HistoryAsync).WithSummary("The events of an acceptance.").JudgedBySilo(Permission.Read).Produces<History>().ProducesProblem(404);
        acceptance.MapGet("/photos/{photo}", PhotoAsync).WithSummary("A photo that one of its rounds shows; it never changes, and who may see it is judged each time.")
            .JudgedBySilo(Permission.Read).Produces<Stream>(StatusCodes.Status200OK, Photo.Jpeg).ProducesProblem(404);
        acceptance.MapPost("/report", ReportAsync).WithSummary("Shows that what is reported as built is built (报竣材料); photos are sent before.").JudgedBySilo(Permission.Report).TakesCommand<ReportBody>();
        Command<AcceptanceCommand.TakeBack>(acceptance, "retraction", "Takes back what one reported oneself (撤回), before it is inspected.", Permission.Report, body => new AcceptanceCommand.TakeBack(body.Required("reason")));
        Command<AcceptanceCommand.CheckReport>(acceptance, "check", "Says whether what was reported is so (街道核查).", Permission.Arrange, body => new AcceptanceCommand.CheckReport(body.OptionalFlag("isSound") ?? false, body.Text("note")));
        Command<InspectionBody>(acceptance, "inspection", "Plans the joint inspection (联合验收), by the standard in force.", Permission.Plan, AcceptanceBodies.Inspection);
        Command<AcceptanceCommand.CallOff>(acceptance, "cancellation", "Ends a round without a verdict (取消).", Permission.Plan, body => new AcceptanceCommand.CallOff(body.Required("reason")));
        Command<AcceptanceCommand.DrawCards>(acceptance, "cards", "Has the system draw which residents are asked (抽取居民), once.", Permission.Verify, body => new AcceptanceCommand.DrawCards(body.Whole("population")));
        Command<AcceptanceCommand.AnswerCard>(acceptance, "answers", "Records what was answered on a drawn card.", Permission.Verify, AcceptanceBodies.Answers);
        Command<ItemFinding>(acceptance, "findings", "Scores an item of the standard (打分).", Permission.Verify, AcceptanceBodies.Finding);
        Command<SitePositionBody>(acceptance, "position", "Says where the inspection takes place.", Permission.Verify, AcceptanceBodies.Located);
        Command<AcceptanceCommand.Pass>(acceptance, "pass", "Passes it (通过): the facility is told.", Permission.Verify, body => new AcceptanceCommand.Pass(body.Date("on"), body.Text("note")));
        Command<AcceptanceCommand.Fail>(acceptance, "failure", "Returns it with every defect that was recorded (退回整改): the facility is told.", Permission.Verify, body => new AcceptanceCommand.Fail(body.Date("on"), body.Date("rectifyBy"), body.Texts("further")));
        api.MapAcceptanceUploads();
    }

    private static void Command<TBody>(RouteGroupBuilder acceptance, string name, string summary, Permission needs, Func<CommandBody, AcceptanceCommand> commandOf) where TBody : notnull
        => acceptance.MapPost($"/{name}", async (HttpContext http, IGrainFactory grains, string id)
            => TextId.TryParse<FacilityId>(id, out var facility)
                ? await Commands.TellAsync(http, body => (Grain(grains, facility), commandOf(body)))
                : Problems.NotFound(http)).WithSummary(summary).JudgedBySilo(needs).TakesCommand<TBody>();

    /// <summary>Place and line are the facility's own: nobody says them for it.</summary>
    private static async Task<IResult> ReportAsync(HttpContext http, IGrainFactory grains, string id)
    {
        if (Caller.Current is null) return Problems.Of(http, Caller.SignedOut);
        return TextId.TryParse<FacilityId>(id, out var facility) && await grains.GetGrain<IFacilityGrain>(facility.Value).View() is { } view
            ? await Commands.TellAsync(http, body => (Grain(grains, facility), AcceptanceBodies.Report(body, view)))
            : Problems.NotFound(http);
    }

    private static ICommandGrain<AcceptanceCommand> Grain(IGrainFactory grains, FacilityId id) => grains.GetGrain<IAcceptanceGrain>(id.Value);

    private static async Task<IResult> ListAsync(
        HttpContext http, IGrainFactory grains, string? place, string? line, string? waits, string? mine, string? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        var query = new AcceptanceQuery(
            faults.Id<PlaceId>("place", place),
            faults.Id<LineId>("line", line),
            faults.Choice<Waiting>("waits", waits),
            faults.Flag("mine", mine) == true ? AccountHosting.PersonOf(http.User)?.Actor ?? new Actor("-") : null,
            faults.Id<FacilityId>("after", after),
            (int)faults.Number("limit", limit, 1, AcceptancePage.MaxLimit, 50));
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<IAcceptanceQueries>(0).List(query));
    }

    private static async Task<IResult> InspectorsAsync(HttpContext http, IGrainFactory grains, IDbContextFactory<Credentials> credentials, string? place, string? line, string? q)
    {
        var faults = new FaultList();
        var (at, of) = (faults.Id<PlaceId>("place", place), faults.Id<LineId>("line", line));
        faults.Text("q", q, 0, Person.MaxName);
        return faults.Any
            ? Problems.Of(http, faults.ToRefusal())
            : Results.Ok(await new Inspectors(credentials, grains).OfAsync(at, of, string.IsNullOrWhiteSpace(q) ? null : q.Trim()));
    }

    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains, string id)
        => TextId.TryParse<FacilityId>(id, out var facility) && await grains.GetGrain<IAcceptanceGrain>(facility.Value).View() is { } view ? Results.Ok(view) : Problems.NotFound(http);

    private static async Task<IResult> HistoryAsync(HttpContext http, IGrainFactory grains, string id, QueryNumber? after, QueryNumber? limit)
        => TextId.TryParse<FacilityId>(id, out var facility) ? await History.OfAsync(http, grains.GetGrain<IAcceptanceGrain>(facility.Value).History, after, limit) : Problems.NotFound(http);

    private static async Task<IResult> PhotoAsync(HttpContext http, IGrainFactory grains, string id, string photo)
    {
        if (!TextId.TryParse<FacilityId>(id, out var facility) || !TextId.TryParse<BlobId>(photo, out var blob)) return Problems.NotFound(http);
        return PhotoEndpoints.Show(http, blob, await grains.GetGrain<IAcceptanceGrain>(facility.Value).Photo(blob));
    }
}
