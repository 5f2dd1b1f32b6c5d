using Circle.Contracts.Alerts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Web.Accounts;
using Circle.Web.Facilities;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Alerts;

/// <summary>See <see cref="AlertCommand.Acknowledge"/>; whoever asks answers for it.</summary>
internal sealed record AcknowledgementBody(DateOnly On, SlipReason Reason, string? Note, string? Plan);

// Without it the command would have, in the description, the name of the silence that stands.
/// <summary>See <see cref="AlertCommand.Silence"/>.</summary>
internal sealed record SilenceBody(DateOnly Until, string Reason);

/// <summary>预警: what slips, who answers, and until when.</summary>
internal static class AlertEndpoints
{
    public static void MapAlerts(this IEndpointRouteBuilder api)
    {
        var alerts = api.MapGroup("/alerts").WithTags("alerts");
        alerts.MapGet("/", ListAsync).WithSummary("Alerts (预警) of a place and all under it, worst first; without the copies that a street's alert holds back, unless asked for.")
            .JudgedBySilo(Permission.Read).Produces<AlertPage>();
        alerts.MapGet("/{id}", ViewAsync).WithSummary("An alert's open episode, else the one before.")
            .JudgedBySilo(Permission.Read).Produces<AlertView>().ProducesProblem(404);
        alerts.MapGet("/{id}/history", HistoryAsync).WithSummary("The events of an alert, of all its episodes.")
            .JudgedBySilo(Permission.Read).Produces<History>().ProducesProblem(404);
        Command<AcknowledgementBody>(alerts, "acknowledgement", "Acknowledges it and promises a day (确认并承诺); the ladder stops until then.", Acknowledge).JudgedBySilo(Permission.Answer, Permission.Oversee);
        Command<AlertCommand.SayHow>(alerts, "plan", "Says how what was promised is done (整改方案).", (_, body) => new AlertCommand.SayHow(body.Required("plan"))).JudgedBySilo(Permission.Answer, Permission.Oversee);
        Command<SilenceBody>(alerts, "silence", "Tells nobody of it until the end of a day (静默).", (_, body) => new AlertCommand.Silence(body.Date("until"), body.Required("reason"))).JudgedBySilo(Permission.Arrange);
        Command<AlertCommand.Unsilence>(alerts, "silence-end", "Ends a silence before its day.", (_, _) => new AlertCommand.Unsilence()).JudgedBySilo(Permission.Arrange);
        Command<AlertCommand.Close>(alerts, "closure", "Ends it for a reason though it is not met (关闭).", (_, body) => new AlertCommand.Close(body.Required("reason"))).JudgedBySilo(Permission.Plan);
    }

    private static RouteHandlerBuilder Command<TBody>(RouteGroupBuilder alerts, string name, string summary, Func<HttpContext, CommandBody, AlertCommand> commandOf) where TBody : notnull
        => alerts.MapPost($"/{{id}}/{name}", async (HttpContext http, IGrainFactory grains, string id)
            => TextId.TryParse<AlertId>(id, out var alert)
                ? await Commands.TellAsync(http, body => ((ICommandGrain<AlertCommand>)grains.GetGrain<IAlertGrain>(alert.Value), commandOf(http, body)))
                : Problems.NotFound(http)).WithSummary(summary).TakesCommand<TBody>();

    private static AlertCommand.Acknowledge Acknowledge(HttpContext http, CommandBody body)
        => new(OwnOf(http), body.Date("on"), body.Choice<SlipReason>("reason"), body.Text("note"), body.Text("plan"));

    /// <summary>Of somebody who is not signed in the silo refuses whatever is said.</summary>
    private static AccountId OwnOf(HttpContext http) => AccountHosting.PersonOf(http.User) ?? AccountId.Of("-");

    private static async Task<IResult> ListAsync(HttpContext http, IGrainFactory grains, string? place, string? line, string? handling, string? copies, string? over, QueryNumber? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        var query = new AlertQuery(
            faults.Id<PlaceId>("place", place),
            faults.Id<LineId>("line", line),
            faults.Choice<Handling>("handling", handling),
            faults.Flag("copies", copies) == true,
            faults.Flag("over", over) == true,
            (int)faults.Number("after", after, 0, AlertPage.MostRead, 0),
            (int)faults.Number("limit", limit, 1, AlertPage.MaxLimit, 100));
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<IAlertQueries>(0).List(query));
    }

    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains, string id)
        => TextId.TryParse<AlertId>(id, out var alert) && await grains.GetGrain<IAlertGrain>(alert.Value).View() is { } view ? Results.Ok(view) : Problems.NotFound(http);

    private static async Task<IResult> HistoryAsync(HttpContext http, IGrainFactory grains, string id, QueryNumber? after, QueryNumber? limit)
        => TextId.TryParse<AlertId>(id, out var alert) ? await History.OfAsync(http, grains.GetGrain<IAlertGrain>(alert.Value).History, after, limit) : Problems.NotFound(http);
}
