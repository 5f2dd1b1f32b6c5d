using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Volunteering;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Volunteering;
using Circle.Web.Journal;
using Circle.Web.Photos;
using Circle.Web.Rights;
using Circle.Web.Subjects;

namespace Circle.Web.Volunteering;

/// <summary>志愿活动记录</summary>
internal static class ActivityEndpoints
{
    public static void MapActivities(this IEndpointRouteBuilder api)
    {
        var activities = api.MapGroup("/activities").WithTags("activities");
        activities.MapGet("/", ToReviewAsync).Queries<bool>("waiting")
            .WithSummary("Records for whoever reviews them, of a place and all under it, a team, or both: newest first, or with waiting=true what waits for it, longest first.").JudgedBySilo(Permission.Review).Produces<ActivityItems>();
        api.MapGet("/volunteer-teams/{team}/activities", OfTeamAsync).WithTags("activities").Queries<ActivityStage>("stage").WithSummary("Records of a team, newest first.").JudgedBySilo(Permission.Log).Produces<ActivityItems>();
        activities.MapPost("/", EnterAsync).WithSummary("Logs an activity (活动登记). It is received before its pictures, which it announces.").TakesCommand<ActivityBody>(StatusCodes.Status201Created).JudgedBySilo(Permission.Log);
        activities.MapGet("/{id}", ViewAsync).WithSummary("A record with its words, for its team or whoever reviews it.").JudgedBySilo(Permission.Log, Permission.Review).Produces<ActivityShown>().ProducesProblem(404);
        activities.MapGet("/{id}/photos/{blob}", PhotoAsync).WithSummary("A picture of it, always the same.").JudgedBySilo(Permission.Log, Permission.Review).Produces<Stream>(StatusCodes.Status200OK, Photo.Jpeg).ProducesProblem(404);
        Deed<ArrivalBody>("attachments", "Says that a picture has arrived, with what its upload answered.", Permission.Log, ReadArrival);
        Deed<ActivityReasonBody>("withdrawal", "Takes it back, by whoever entered it (撤回).", Permission.Log, body => new ActivityCommand.Withdraw(body.Required("reason")));
        Deed<ApprovalBody>("approval", "Approves it (审核通过), by another one than entered it.", Permission.Review, body => new ActivityCommand.Approve(body.Text("despiteOverlap") is { Length: > 0 } why ? why : null));
        Deed<ActivityReasonBody>("return", "Returns it (退回): it counts no more until it is corrected.", Permission.Review, body => new ActivityCommand.Return(body.Required("reason")));

        void Deed<TBody>(string name, string summary, Permission needs, Func<CommandBody, ActivityCommand> commandOf) where TBody : notnull
            => activities.MapPost($"/{{id}}/{name}", async (HttpContext http, IGrainFactory grains, string id)
                => TextId.TryParse<ActivityId>(id, out var activity) ? await Commands.TellAsync(http, body => (Of(grains, activity), commandOf(body))) : Problems.NotFound(http))
                .WithSummary(summary).TakesCommand<TBody>().JudgedBySilo(needs);
    }

    private static ICommandGrain<ActivityCommand> Of(IGrainFactory grains, ActivityId id) => grains.GetGrain<IActivityGrain>(id.Value);

    private static ActivityCommand ReadArrival(CommandBody body)
        => new ActivityCommand.Attach(body.Id<BlobId>("sha"), body.Part("photo") is { } photo ? PhotoEndpoints.Named(photo) : Nothing(body));

    /// <summary>Beside the fault.</summary>
    private static Photo Nothing(CommandBody body)
    {
        if (!body.Faults.Has("photo")) body.Faults.Add("photo", "required", "不能为空", "is required");
        return new Photo(BlobId.Of("-"), 0, 0, 0, Photo.Jpeg);
    }

    private static async Task<IResult> EnterAsync(HttpContext http, IGrainFactory grains, WordsDesk desk)
    {
        if (Caller.Current is null) return Problems.Of(http, Caller.SignedOut);
        var rules = await grains.GetGrain<IActivityQueries>(0).Rules();
        return await WordsDesk.TellAsync(
            http,
            (body, key) => new ActivityEntry(body, key, rules),
            form =>
            {
                var log = form.Read();
                return (Of(grains, log.Id), (ActivityCommand)new ActivityCommand.Enter(log));
            },
            (grain, key, command, form) => desk.TellAsync(grain, key, command, form.Words, StreamId.Of(VolunteerActivity.Kind, grain.GetPrimaryKeyString())),
            receipt => $"/api/v1/activities/{receipt.Stream.Id}");
    }

    private static async Task<IResult> OfTeamAsync(HttpContext http, IGrainFactory grains, ActivityReading reading, string team, string? stage, string? afterKey, string? afterRow, QueryNumber? limit)
    {
        if (!TextId.TryParse<FacilityId>(team, out var id)) return Problems.NotFound(http);
        var faults = new FaultList();
        var (only, after, most) = (faults.Choice<ActivityStage>("stage", stage), ActivityCursors.Read(faults, afterKey, afterRow), LimitOf(faults, limit));
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        return Results.Ok(await reading.ListAsync(await grains.GetGrain<IActivityQueries>(0).OfTeam(new TeamActivities(id, only is { } one ? [one] : [], after, most))));
    }

    private static async Task<IResult> ToReviewAsync(
        HttpContext http, IGrainFactory grains, ActivityReading reading, string? place, string? line, string? team, string? waiting, string? afterKey, string? afterRow, QueryNumber? limit)
    {
        var faults = new FaultList();
        var (at, of, only, isWaiting) = (faults.Id<PlaceId>("place", place), faults.Id<LineId>("line", line), faults.Id<FacilityId>("team", team), faults.Flag("waiting", waiting) == true);
        var (after, most) = (ActivityCursors.Read(faults, afterKey, afterRow), LimitOf(faults, limit));
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        return Results.Ok(await reading.ListAsync(await grains.GetGrain<IActivityQueries>(0).ToReview(new ActivitiesToReview(at, of, only, isWaiting, after, most))));
    }

    private static int LimitOf(FaultList faults, QueryNumber? limit) => (int)faults.Number("limit", limit, 1, ActivityPage.MaxLimit, 50);

    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains, ActivityReading reading, string id)
    {
        if (!TextId.TryParse<ActivityId>(id, out var activity) || await grains.GetGrain<IActivityGrain>(activity.Value).View() is not { } view) return Problems.NotFound(http);
        var mayReview = await grains.GetGrain<IRightsGrain>(0).Missing(new Need(Permission.Review, new Subject(view.Site.Place, view.Site.Line, view.Log.Team))) is null;
        return Results.Ok(await reading.ShowAsync(view, mayReview ? await grains.GetGrain<IActivityGrain>(activity.Value).Overlaps() : []));
    }

    private static async Task<IResult> PhotoAsync(HttpContext http, IGrainFactory grains, string id, string blob)
        => TextId.TryParse<ActivityId>(id, out var activity) && TextId.TryParse<BlobId>(blob, out var photo)
            ? PhotoEndpoints.Show(http, photo, await grains.GetGrain<IActivityGrain>(activity.Value).Photo(photo))
            : Problems.NotFound(http);
}
