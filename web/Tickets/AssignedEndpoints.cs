using Circle.Contracts.Tickets;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Web.Journal;
using Circle.Web.Photos;
using Circle.Web.Rights;
using Circle.Web.Subjects;

namespace Circle.Web.Tickets;

/// <summary>承办: what the unit does with a ticket that it has. Numbers of people are covered; that of whoever called is shown one by one, for a reason.</summary>
internal static class AssignedEndpoints
{
    /// <summary>How long a page may show a number that was asked for.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromMinutes(2);

    public static void MapAssignedTickets(this IEndpointRouteBuilder api)
    {
        var tickets = api.MapGroup("/assigned-tickets").WithTags("tickets");
        tickets.MapGet("/", ListAsync).NeedsQuery("unit").WithSummary("What a unit has to do (承办工单), with below=true what places under it have too, the earliest due first; or what it had, the newest first.").JudgedBySilo(Permission.Answer).Produces<TicketItems>();
        tickets.MapGet("/{id}", ViewAsync).WithSummary("A ticket as its unit sees it.").JudgedBySilo(Permission.Answer).Produces<TicketShown>().ProducesProblem(404);
        tickets.MapTicketCommand<TicketCommand.Sign>("signature", "Signs for it (签收).", Permission.Answer, _ => new TicketCommand.Sign());
        tickets.MapTicketCommand<TicketCommand.Contact>("contact", "Says that whoever called was spoken to (先行联系).", Permission.Answer, _ => new TicketCommand.Contact());
        tickets.MapTicketCommand<TicketAnswerBody>("answer", "Answers (答复), with files that were sent before.", Permission.Answer,
            form => new TicketCommand.Answer(form.Said("answer", TicketTexts.MaxAnswer), form.Body.Choice<TicketFinding>("finding"), EvidenceFiles.Named(form.Body, "files", Ticket.MostFiles)));
        tickets.MapTicketCommand<AskBody>("request", "Asks the hotline to take it back, for more time, or to let it rest (申请退单、延期、挂起).", Permission.Answer, form => new TicketCommand.AskFor(
            form.Body.Choice<TicketAsk>("ask"), form.Said("reason", TicketTexts.MaxNote), (int)Math.Clamp(form.Body.OptionalWhole("days") ?? 0, int.MinValue, int.MaxValue), form.Body.OptionalDate("until")));
        tickets.MapTicketCommand<TicketCommand.GoOn>("resumption", "Goes on before the suspension is over (恢复办理).", Permission.Answer, _ => new TicketCommand.GoOn());
        tickets.MapAnswerFiles();
        tickets.MapPost("/{id}/caller", RevealAsync).WithSummary("Shows whoever called in full for a stated reason, which the audit keeps; of a report (举报) nobody is shown.").Takes<RevealBody>()
            .JudgedBySilo(Permission.Answer).Produces<CallerShown>().ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, IGrainFactory grains, TicketReading reading, string? unit, string? unitLine, string? below, string? over, string? afterAt, string? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        if (unit is null) faults.Add("unit", "required", "请选择承办单位", "choose a unit");
        var (place, line, isOver) = (faults.Id<PlaceId>("unit", unit), faults.Id<LineId>("unitLine", unitLine), faults.Flag("over", over) == true);
        var withBelow = faults.Flag("below", below) == true;
        var (cursor, most) = (TicketCursors.Read(faults, afterAt, after), (int)faults.Number("limit", limit, 1, TicketPage.MaxLimit, 50));
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        var page = await grains.GetGrain<ITicketQueries>(0).Assigned(new AssignedQuery(new AnsweringUnit(place!.Value, line), isOver, cursor, most, withBelow));
        return Results.Ok(await reading.ListAsync(page, false));
    }

    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains, TicketReading reading, string id)
        => TextId.TryParse<TicketId>(id, out var ticket) && await grains.GetGrain<ITicketGrain>(ticket.Value).Assigned() is { } view
            ? Results.Ok(await reading.ShowAsync(view, false))
            : Problems.NotFound(http);

    /// <summary>While the unit has the ticket, and not afterwards.</summary>
    private static Task<IResult> RevealAsync(HttpContext http, IGrainFactory grains, SubjectBook book, SubjectStore store, TimeProvider real, string id) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var request = RevealBodies.Read(json, faults);
        if (!TextId.TryParse<TicketId>(id, out var ticket) || await grains.GetGrain<ITicketGrain>(ticket.Value).Assigned() is not { } view) return Problems.NotFound(http);
        if (view.Ledger.Holder is not (ClockHolder.Unit or ClockHolder.Suspended)) return Problems.Of(http, NotHere);
        if (view.Intake.Caller is not { } caller || await store.FindAsync(caller) is not { } row) return Problems.Of(http, Nobody);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        var by = Asker.Of(http);
        if (!await store.TakeRevealAsync(AccountId.Of(by.Actor)!.Value)) return RevealBodies.TooMany(http);
        var (data, refusal) = await book.RevealAsync(by, row, request);
        if (refusal is not null) return Problems.Of(http, refusal);
        // A program leaves a number alone: what else is known of whose it is, somebody said of another matter.
        var shown = view.Intake.Source == TicketSource.Api ? data! with { Name = null, Address = null } : data!;
        return Results.Ok(new CallerShown(shown.Name, shown.Phone, shown.Address, real.GetUtcNow() + Shown));
    });

    private static readonly Refusal NotHere = Refusal.NotNow("not-at-a-unit", "该工单已不在本单位办理，不能再查看来电人", "your unit has the ticket no more: whoever called is not shown");

    private static readonly Refusal Nobody = Refusal.NotNow("no-caller", "没有可查看的来电人：匿名、举报件，或已按规定删除", "there is nobody to show: unknown, a report, or erased by rule");
}

/// <summary>Whoever called, in full.</summary>
/// <param name="Until">From then on a page shows it no more.</param>
internal sealed record CallerShown(string? Name, string? Phone, string? Address, DateTimeOffset Until);
