using System.Security.Claims;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Rehearsal;
using Circle.Contracts.ServiceRecords;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServiceRecords;
using Circle.Domain.Volunteering;
using Circle.Web.Imports;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Circle.Web.Volunteering;
using FormFile = Circle.Web.Imports.FormFile;

namespace Circle.Web.ServiceRecords;

/// <summary>申请; see <see cref="ServiceRecordCommand.Ask"/>.</summary>
/// <param name="Who">Null: the caller.</param>
internal sealed record RecordAskBody(FacilityId Team, VolunteerId? Who, DateOnly From, DateOnly Until);

internal sealed record RecordReasonBody(string Reason);

/// <param name="Code">As it was typed or scanned.</param>
internal sealed record VerificationBody(string Code);

/// <summary>志愿服务记录证明</summary>
internal static class ServiceRecordEndpoints
{
    private static readonly Actor Verifier = new("system:verification");

    public static void MapServiceRecords(this IEndpointRouteBuilder api)
    {
        api.MapGet("/volunteer-teams/{team}/own-service", OwnAsync).WithTags("service-records").WithSummary("What the caller did, by month and in whatever team, and their own records.").JudgedBySilo(Permission.Log).Produces<OwnService>().ProducesProblem(404);
        var records = api.MapGroup("/service-records").WithTags("service-records");
        records.MapGet("/", ListAsync).Queries<bool>("waiting").WithSummary("Records (志愿服务记录证明) for whoever issues them, of a place and all under it, a team, or both: newest first, or with waiting=true what waits, longest first.")
            .JudgedBySilo(Permission.Review).Produces<ServiceRecordItems>();
        records.MapPost("/", (HttpContext http, IGrainFactory grains) => Commands.TellAsync(http, body => Ask(http, grains, body), receipt => $"/api/v1/service-records/{receipt.Stream.Id}"))
            .WithSummary("Asks for one (申请), for oneself or, as the team's leader, for a member.").TakesCommand<RecordAskBody>(StatusCodes.Status201Created).JudgedBySilo(Permission.Log, Permission.Invite);
        records.MapPost("/verification", VerifyAsync).WithSummary("Says whether a record is what it says it is, to anybody who has its code (验证).").Takes<VerificationBody>().Produces<VerificationShown>().RequireRateLimiting(ServiceRecordHosting.Verifying).OpenToAll();
        records.MapGet("/{id}", ViewAsync).WithSummary("A record with what it lists, for its volunteer or whoever issues it.").JudgedBySilo(Permission.Log, Permission.Review).Produces<ServiceRecordShown>().ProducesProblem(404);
        records.MapGet("/{id}/table", TableAsync).Queries<FileFormat>("format").WithSummary("What it lists, as a table.").JudgedBySilo(Permission.Log, Permission.Review).Produces<Stream>(StatusCodes.Status200OK, Workbook.MediaType, FormFile.CsvType).ProducesProblem(404);
        Deed<NoFields>("issue", "Issues it (出具), by whoever answers for the team.", _ => new ServiceRecordCommand.Issue());
        Deed<RecordReasonBody>("refusal", "Declines it (不予出具).", body => new ServiceRecordCommand.Decline(body.Required("reason")));
        Deed<RecordReasonBody>("revocation", "Revokes it (撤销): whoever verifies it is told so.", body => new ServiceRecordCommand.Revoke(body.Required("reason")));

        void Deed<TBody>(string name, string summary, Func<CommandBody, ServiceRecordCommand> commandOf) where TBody : notnull
            => records.MapPost($"/{{id}}/{name}", async (HttpContext http, IGrainFactory grains, string id)
                => TextId.TryParse<ServiceRecordId>(id, out var record) ? await Commands.TellAsync(http, body => (Of(grains, record), commandOf(body))) : Problems.NotFound(http))
                .WithSummary(summary).TakesCommand<TBody>().JudgedBySilo(Permission.Review);
    }

    private static ICommandGrain<ServiceRecordCommand> Of(IGrainFactory grains, ServiceRecordId id) => grains.GetGrain<IServiceRecordGrain>(id.Value);

    private static VolunteerId OwnOf(HttpContext http) => VolunteerId.Of(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!);

    /// <summary>Of the command's key: the same request, sent twice, is one record.</summary>
    private static (ICommandGrain<ServiceRecordCommand> Grain, ServiceRecordCommand Command) Ask(HttpContext http, IGrainFactory grains, CommandBody body)
    {
        var id = ServiceRecordId.Of(CommandId.Derive("service-record", Commands.KeyOf(http, new FaultList()).ToString()).Value.ToString("n"));
        return (Of(grains, id), new ServiceRecordCommand.Ask(id, body.Id<FacilityId>("team"), body.OptionalId<VolunteerId>("who"), body.Date("from"), body.Date("until")));
    }

    private static async Task<IResult> OwnAsync(HttpContext http, IGrainFactory grains, ServiceRecordReading reading, string team)
    {
        if (Caller.Current is null) return Problems.Of(http, Caller.SignedOut);
        if (!TextId.TryParse<FacilityId>(team, out var id)) return Problems.NotFound(http);
        return Results.Ok(await reading.OwnAsync(id, OwnOf(http), (await grains.GetGrain<IRehearsalGrain>(0).View()).Now));
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, IGrainFactory grains, ServiceRecordReading reading, string? place, string? line, string? team, string? waiting, string? afterKey, string? afterRow, QueryNumber? limit)
    {
        var faults = new FaultList();
        var (at, of, only, isWaiting) = (faults.Id<PlaceId>("place", place), faults.Id<LineId>("line", line), faults.Id<FacilityId>("team", team), faults.Flag("waiting", waiting) == true);
        var after = ActivityCursors.Read(faults, afterKey, afterRow);
        var most = (int)faults.Number("limit", limit, 1, ServiceRecordPage.MaxLimit, 50);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        return Results.Ok(await reading.ListAsync(await grains.GetGrain<IServiceRecordQueries>(0).List(new ServiceRecordQuery(at, of, only, isWaiting, after, most))));
    }

    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains, ServiceRecordReading reading, string id)
        => await ShownAsync(http, grains, reading, id) is { } shown ? Results.Ok(shown) : Problems.NotFound(http);

    /// <summary>Their own, or one that they may issue: another member's is none.</summary>
    private static async Task<ServiceRecordShown?> ShownAsync(HttpContext http, IGrainFactory grains, ServiceRecordReading reading, string id)
    {
        if (!TextId.TryParse<ServiceRecordId>(id, out var record) || await grains.GetGrain<IServiceRecordGrain>(record.Value).View() is not { Matter: var matter } view) return null;
        var mayReview = await grains.GetGrain<IRightsGrain>(0).Missing(new Need(Permission.Review, new Subject(matter.Site.Place, matter.Site.Line, matter.Team))) is null;
        var isOwn = OwnOf(http) == matter.Who;
        return mayReview || isOwn ? await reading.ShowAsync(view, mayReview && !isOwn) : null;
    }

    private static async Task<IResult> TableAsync(HttpContext http, IGrainFactory grains, ServiceRecordReading reading, string id, string? format)
    {
        var faults = new FaultList();
        var kind = faults.Choice<FileFormat>("format", format) ?? FileFormat.Xlsx;
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        if (await ShownAsync(http, grains, reading, id) is not { } shown) return Problems.NotFound(http);
        var rows = shown.Lines.Select(ServiceRecordReading.Row).ToList();
        var name = $"志愿服务记录-{shown.Record.Issued?.Number ?? $"{shown.Record.Matter.Until:yyyyMMdd}"}";
        return FormFile.TableOf(kind, "志愿服务记录", name, ServiceRecordReading.Heads, rows);
    }

    /// <summary>The code travels in the body: no log of addresses has it.</summary>
    private static Task<IResult> VerifyAsync(HttpContext http, ServiceRecordReading reading) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var code = body.Secret("code");
        body.Close();
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        Caller.Current = Verifier;
        http.Response.Headers.CacheControl = "no-store";
        return Results.Ok(await reading.VerifyAsync(code));
    });
}
