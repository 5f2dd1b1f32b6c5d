using System.Collections.Immutable;
using System.Globalization;
using Circle.Contracts.Delivery;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Web.Facilities;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Delivery;

/// <summary>See <see cref="ReceiverTerms"/>.</summary>
/// <param name="Line">Null: of every line.</param>
/// <param name="Quiet">Null: 20:00 to 07:30.</param>
/// <param name="Topic">Null: alerts.</param>
internal sealed record ReceiverBody(string Name, string Target, Pace Pace, PlaceId Place, LineId? Line, AlertLevel Level, Rung From, QuietBody? Quiet, ReceiverTopic? Topic);

/// <param name="From">As 20:00.</param>
/// <param name="Until">As 07:30.</param>
internal sealed record QuietBody(string From, string Until);

/// <param name="Number">Of one of the receiver's messages: a dead letter, or the one under way.</param>
internal sealed record ResendBody(long Number);

/// <param name="Number">Of the message under way.</param>
internal sealed record GiveUpBody(long Number);

/// <param name="Waiting">Alerts that wait, with those that are only counted.</param>
/// <param name="Failing">Receivers whose message has failed at least once and is tried again.</param>
/// <param name="Dead">Dead letters.</param>
/// <param name="Receivers">Those that have anything waiting, under way or dead.</param>
internal sealed record DeliveriesView(int Waiting, int Failing, int Dead, ImmutableArray<ReceiverView> Receivers);

/// <summary>投递: who is told of alerts, and what is on its way to them.</summary>
internal static class ReceiverEndpoints
{
    public static void MapDelivery(this IEndpointRouteBuilder api)
    {
        var receivers = api.MapGroup("/receivers").WithTags("delivery");
        receivers.MapGet("/", async (IGrainFactory grains, string? closed) => Results.Ok(await grains.GetGrain<IReceiverQueries>(0).List(closed == "true")))
            .WithSummary("Receivers (接收方) of alerts by name; closed ones when asked for.").Produces<ImmutableArray<ReceiverView>>().JudgedBySilo(Permission.Administer);
        receivers.MapGet("/targets", async (IGrainFactory grains) => Results.Ok(await grains.GetGrain<IReceiverQueries>(0).Targets()))
            .WithSummary("Targets that the silos' configuration has, without addresses.").Produces<ImmutableArray<TargetView>>().JudgedBySilo(Permission.Administer);
        receivers.MapPost("/", OpenAsync).WithSummary("Adds a receiver; its id is the command's key.").TakesCommand<ReceiverBody>(StatusCodes.Status201Created).JudgedBySilo(Permission.Administer);
        receivers.MapGet("/{id}", async (HttpContext http, IGrainFactory grains, string id) => Found(http, GrainOf(grains, id) is { } grain ? await grain.View() : null))
            .WithSummary("A receiver and how its queue is.").Produces<ReceiverView>().ProducesProblem(404).JudgedBySilo(Permission.Administer);
        receivers.MapGet("/{id}/history", async (HttpContext http, IGrainFactory grains, string id, QueryNumber? after, QueryNumber? limit)
            => GrainOf(grains, id) is { } grain ? await History.OfAsync(http, grain.History, after, limit) : Problems.NotFound(http))
            .WithSummary("The events of a receiver.").Produces<History>().ProducesProblem(404).JudgedBySilo(Permission.Administer);
        Command<ReceiverBody>(receivers, "correction", "Changes what it hears of and when.", body => new ReceiverCommand.Correct(TermsOf(body)));
        Command<ReceiverCommand.Close>(receivers, "closure", "Closes it for good; what waits is dropped.", body => new ReceiverCommand.Close(body.Required("reason")));
        Command<NoFields>(receivers, "test", "Sends it a message that says nothing, tried once.", _ => new ReceiverCommand.Test());

        var deliveries = api.MapGroup("/deliveries").WithTags("delivery");
        deliveries.MapGet("/", ListAsync).WithSummary("Every open queue (投递队列) that is not empty.").Produces<DeliveriesView>().JudgedBySilo(Permission.Administer);
        deliveries.MapGet("/{id}", async (HttpContext http, IGrainFactory grains, string id) => Found(http, GrainOf(grains, id) is { } grain ? await grain.Queue() : null))
            .WithSummary("A receiver's queue, alert by alert.").Produces<ReceiverQueue>().ProducesProblem(404).JudgedBySilo(Permission.Administer);
        Command<ResendBody>(deliveries, "resend", "Sends a dead letter's alerts again, or tries the message under way at once.", body => new ReceiverCommand.Resend(body.Whole("number")));
        Command<GiveUpBody>(deliveries, "give-up", "Gives the message under way up: it is a dead letter, and what waits behind it leaves.", body => new ReceiverCommand.GiveUp(body.Whole("number")));
    }

    private static void Command<TBody>(RouteGroupBuilder group, string name, string summary, Func<CommandBody, ReceiverCommand> commandOf) where TBody : notnull
        => group.MapPost($"/{{id}}/{name}", async (HttpContext http, IGrainFactory grains, string id)
            => GrainOf(grains, id) is { } grain
                ? await Commands.TellAsync(http, body => ((ICommandGrain<ReceiverCommand>)grain, commandOf(body)))
                : Problems.NotFound(http)).WithSummary(summary).TakesCommand<TBody>().JudgedBySilo(Permission.Administer);

    private static Task<IResult> OpenAsync(HttpContext http, IGrainFactory grains)
    {
        // Of the command's key: the same receiver, sent twice, is one.
        var id = ReceiverId.Of(Commands.KeyOf(http, new FaultList()).Value.ToString("n"));
        return Commands.TellAsync(
            http, body => ((ICommandGrain<ReceiverCommand>)grains.GetGrain<IReceiverGrain>(id.Value), (ReceiverCommand)new ReceiverCommand.Open(id, TermsOf(body))), _ => $"/api/v1/receivers/{id}");
    }

    private static ReceiverTerms TermsOf(CommandBody body) => new(
        body.Required("name"),
        body.Required("target"),
        body.Choice<Pace>("pace"),
        body.Id<PlaceId>("place"),
        body.OptionalId<LineId>("line"),
        body.Choice<AlertLevel>("level"),
        body.Choice<Rung>("from"),
        QuietOf(body),
        body.OptionalChoice<ReceiverTopic>("topic"));

    private static QuietHours? QuietOf(CommandBody body)
    {
        if (body.Part("quiet") is not { } quiet) return null;
        var hours = new QuietHours(Time(quiet, "from"), Time(quiet, "until"));
        quiet.Close();
        return hours;
    }

    /// <summary>What cannot be read stands in as a harmless value.</summary>
    private static TimeOnly Time(CommandBody quiet, string name)
    {
        var text = quiet.Required(name);
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        if (text.Length > 0) quiet.Faults.Add($"quiet/{name}", "wrong-shape", "应为时间，如 20:00", "must be a time like 20:00");
        return name == "from" ? QuietHours.Usual.From : QuietHours.Usual.Until;
    }

    private static async Task<IResult> ListAsync(IGrainFactory grains)
    {
        var all = await grains.GetGrain<IReceiverQueries>(0).List(isClosed: false);
        return Results.Ok(new DeliveriesView(
            all.Sum(r => r.Waiting + r.More),
            all.Count(r => r.Out is { Tries: > 0 }),
            all.Sum(r => r.Dead.Length),
            [.. all.Where(r => r.Waiting + r.More > 0 || r.Out is not null || !r.Dead.IsEmpty)]));
    }

    private static IReceiverGrain? GrainOf(IGrainFactory grains, string id) => TextId.TryParse<ReceiverId>(id, out var receiver) ? grains.GetGrain<IReceiverGrain>(receiver.Value) : null;

    private static IResult Found<T>(HttpContext http, T? view) where T : class => view is null ? Problems.NotFound(http) : Results.Ok(view);
}
