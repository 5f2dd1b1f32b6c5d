using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Contracts.Supervisions;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Supervisions;
using Circle.Domain.Time;
using Circle.Web.Facilities;
using Circle.Web.Journal;
using Circle.Web.Photos;
using Circle.Web.Rights;

namespace Circle.Web.Supervisions;

/// <summary>An order 督办单; see <see cref="SupervisionCommand.Issue"/>.</summary>
/// <param name="Place">Where the figure is that it came from; <paramref name="Line"/>, <paramref name="Step"/> and <paramref name="Alert"/> likewise.</param>
/// <param name="Matter">In words.</param>
/// <param name="Unit">Whose it is to do: a street or a community; of a lead unit the district.</param>
/// <param name="UnitLine">The line that a lead unit leads; null: it is a street or a community.</param>
internal sealed record SupervisionBody(
    SupervisionId Id, PlaceId Place, LineId? Line, StepId? Step, AlertId? Alert, string Matter, PlaceId Unit, LineId? UnitLine, AccountId? Person, DateOnly Deadline, string Instruction);

/// <summary>See <see cref="SupervisionCommand.Reply"/>.</summary>
internal sealed record ReplyBody(string Text, ImmutableArray<ReplyFile> Evidence);

/// <param name="Passed">False: it is sent back.</param>
/// <param name="Reason">Needed where it is sent back.</param>
internal sealed record ReplyCheckBody(bool Passed, string? Reason);

/// <summary>督办: orders from their issue to their end, and what became of a street since a meeting.</summary>
internal static class SupervisionEndpoints
{
    public static void MapSupervisions(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/supervisions").WithTags("supervisions");
        orders.MapGet("/", ListAsync).WithSummary("Orders (督办单) to a place and all under it, the latest first; of one stage, or those that have not ended.")
            .JudgedBySilo(Permission.Read).Produces<SupervisionPage>();
        orders.MapGet("/since", SinceAsync).NeedsQuery("street", "since").WithSummary("One street's page of a meeting (调度会): what it owed then and owes now, its orders, matters and alerts since the beginning of a day.")
            .JudgedBySilo(Permission.Read).Produces<StreetSince>();
        orders.MapPost("/", (HttpContext http, IGrainFactory grains) => Commands.TellAsync(http, body => Issue(grains, body), receipt => $"/api/v1/supervisions/{receipt.Stream.Id}"))
            .WithSummary("Issues an order; it is given the next number of the year.")
            .TakesCommand<SupervisionBody>(201).JudgedBySilo(Permission.Supervise);
        orders.MapGet("/{id}", ViewAsync).WithSummary("An order with all that was said of it.").JudgedBySilo(Permission.Read).Produces<SupervisionView>().ProducesProblem(404);
        orders.MapGet("/{id}/history", HistoryAsync).WithSummary("The events of an order.").JudgedBySilo(Permission.Read).Produces<History>().ProducesProblem(404);
        Command<SupervisionCommand.Sign>(orders, "signature", "Signs for it (签收).", _ => new SupervisionCommand.Sign()).JudgedBySilo(Permission.Answer);
        Command<ReplyBody>(orders, "reply", "Replies (回告), with files that were sent before.", Reply).JudgedBySilo(Permission.Answer);
        Command<ReplyCheckBody>(orders, "check", "Passes the reply, or sends it back (核查).", Check).JudgedBySilo(Permission.Verify);
        Command<SupervisionCommand.Close>(orders, "closure", "Closes what has passed (销号); only whoever issued it may.", body => new SupervisionCommand.Close(body.Text("note"))).JudgedBySilo(Permission.Supervise);
        Command<SupervisionCommand.Withdraw>(orders, "withdrawal", "Ends it for a reason wherever it stands (撤销).", body => new SupervisionCommand.Withdraw(body.Required("reason"))).JudgedBySilo(Permission.Supervise);
        orders.MapReplyFiles();
    }

    private static RouteHandlerBuilder Command<TBody>(RouteGroupBuilder orders, string name, string summary, Func<CommandBody, SupervisionCommand> commandOf) where TBody : notnull
        => orders.MapPost($"/{{id}}/{name}", async (HttpContext http, IGrainFactory grains, string id)
            => TextId.TryParse<SupervisionId>(id, out var order)
                ? await Commands.TellAsync(http, body => ((ICommandGrain<SupervisionCommand>)grains.GetGrain<ISupervisionGrain>(order.Value), commandOf(body)))
                : Problems.NotFound(http)).WithSummary(summary).TakesCommand<TBody>();

    private static (ICommandGrain<SupervisionCommand> Grain, SupervisionCommand Command) Issue(IGrainFactory grains, CommandBody body)
    {
        var id = body.Id<SupervisionId>("id");
        var matter = new SupervisionMatter(body.Id<PlaceId>("place"), body.OptionalId<LineId>("line"), body.OptionalId<StepId>("step"), body.OptionalId<AlertId>("alert"), body.Required("matter"));
        var unit = new AnsweringUnit(body.Id<PlaceId>("unit"), body.OptionalId<LineId>("unitLine"));
        return (grains.GetGrain<ISupervisionGrain>(id.Value), new SupervisionCommand.Issue(id, matter, unit, body.OptionalId<AccountId>("person"), body.Date("deadline"), body.Required("instruction")));
    }

    private static SupervisionCommand.Reply Reply(CommandBody body) => new(body.Required("text"), EvidenceFiles.Named(body, "evidence", Supervision.MostFiles));

    private static SupervisionCommand Check(CommandBody body)
    {
        var (passed, reason) = (body.OptionalFlag("passed"), body.Text("reason"));
        if (passed is null) body.Faults.Add("passed", "required", "请选择通过或退回", "passed or not");
        return passed == true ? new SupervisionCommand.Pass(reason) : new SupervisionCommand.SendBack(reason ?? "");
    }

    private static async Task<IResult> ListAsync(HttpContext http, IGrainFactory grains, string? place, string? line, string? stage, string? open, string? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        var one = faults.Choice<SupervisionStage>("stage", stage);
        var query = new SupervisionQuery(
            faults.Id<PlaceId>("place", place),
            faults.Id<LineId>("line", line),
            one is { } asked ? [asked] : faults.Flag("open", open) == true ? [.. Enum.GetValues<SupervisionStage>().Where(s => s < SupervisionStage.Closed)] : [],
            faults.Id<SupervisionId>("after", after),
            (int)faults.Number("limit", limit, 1, SupervisionPage.MaxLimit, 100));
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<ISupervisionQueries>(0).List(query));
    }

    private static async Task<IResult> SinceAsync(HttpContext http, IGrainFactory grains, string? street, string? line, string? since)
    {
        var faults = new FaultList();
        if (street is null) faults.Add("street", "required", "请选择街道", "choose a street");
        if (since is null) faults.Add("since", "required", "请选择日期", "choose a day");
        var (place, of, day) = (faults.Id<PlaceId>("street", street), faults.Id<LineId>("line", line), faults.Day("since", since));
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<ISupervisionQueries>(0).Since(new SinceQuery(place!.Value, of, District.At(day!.Value))));
    }

    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains, string id)
        => TextId.TryParse<SupervisionId>(id, out var order) && await grains.GetGrain<ISupervisionGrain>(order.Value).View() is { } view ? Results.Ok(view) : Problems.NotFound(http);

    private static async Task<IResult> HistoryAsync(HttpContext http, IGrainFactory grains, string id, QueryNumber? after, QueryNumber? limit)
        => TextId.TryParse<SupervisionId>(id, out var order) ? await History.OfAsync(http, grains.GetGrain<ISupervisionGrain>(order.Value).History, after, limit) : Problems.NotFound(http);
}
