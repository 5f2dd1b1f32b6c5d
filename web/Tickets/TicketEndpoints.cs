using System.Collections.Immutable;
using System.Globalization;
using Circle.Contracts.Journal;
using Circle.Contracts.Tickets;
using Circle.Domain.Accounts;
using Circle.Domain.Audit;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Web.Facilities;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Tickets;

/// <summary>热线: what operators and their supervisor do with tickets. No answer is kept by a browser.</summary>
internal static class TicketEndpoints
{
    private const int MostSimilar = 6;

    public static void MapTickets(this IEndpointRouteBuilder api)
    {
        var tickets = api.MapGroup("/tickets").WithTags("tickets");
        tickets.MapGet("/queue", QueueAsync).WithSummary("What is open (待办队列), stage by stage, the earliest due first.").JudgedBySilo(Permission.Intake).Produces<QueueShown>();
        tickets.MapGet("/", FindAsync).WithSummary("Tickets (工单) of a target, of a caller or all, the newest first; or the one of a number (工单号), by which alone it is sought then.").Queries<TicketStage>("stage").JudgedBySilo(Permission.Intake).Produces<TicketItems>();
        tickets.MapGet("/limits", LimitsAsync).NeedsQuery("kind", "urgency", "category").Queries<TicketKind>("kind").Queries<Urgency>("urgency")
            .WithSummary("What the hotline goes by, and by when a ticket that is received now would be done (时限).").JudgedBySilo(Permission.Intake).Produces<HotlineLimits>();
        tickets.MapPost("/similar", SimilarAsync).WithSummary("Tickets that a call being taken may be the same as (疑似重复), with why; the most alike first, at most six.")
            .Takes<SimilarBody>().JudgedBySilo(Permission.Intake).Produces<ListOf<SimilarItem>>();
        tickets.MapPost("/", (HttpContext http, TicketDesk desk, IGrainFactory grains) => desk.TellAsync(http, form => Receive(grains, form), receipt => $"/api/v1/tickets/{receipt.Stream.Id}"))
            .WithSummary("Receives what somebody asks (受理); dispatched or answered in the same breath where it says so.").TakesCommand<TicketBody>(201).JudgedBySilo(Permission.Intake);
        tickets.MapGet("/{id}", ViewAsync).WithSummary("A ticket with all that was written of it; with covered=true as its unit reads it, for what leaves the hotline on paper.").JudgedBySilo(Permission.Intake).Produces<TicketShown>().ProducesProblem(404);
        tickets.MapGet("/{id}/history", HistoryAsync).WithSummary("The events of a ticket.").JudgedBySilo(Permission.Intake).Produces<History>().ProducesProblem(404);
        tickets.MapOversight();
        tickets.MapRates();
        tickets.MapCity();
        tickets.MapTicketFiles();
        tickets.MapOperatorCommands();
        tickets.MapSupervisorCommands();
    }

    private static void MapOperatorCommands(this RouteGroupBuilder tickets)
    {
        tickets.MapTicketCommand<DispatchBody>("dispatch", "Dispatches it to a unit (派单).", Permission.Intake, form => new TicketCommand.Dispatch(UnitOf(form.Body), form.OptionallySaid("note", TicketTexts.MaxNote)));
        tickets.MapTicketCommand<AtOnceBody>("answer-at-once", "Answers what was only registered (当场答复).", Permission.Intake, form => new TicketCommand.AnswerAtOnce(form.Said("answer", TicketTexts.MaxAnswer)));
        tickets.MapTicketCommand<LinkBody>("link", "Joins it to another ticket (并案); whoever called is called back when that one is answered.", Permission.Intake, form => new TicketCommand.Link(form.Body.Id<TicketId>("parent")));
        tickets.MapTicketCommand<TicketCommand.Take>("take", "Takes it in hand (领办): for a while nobody else at the hotline does anything with it.", Permission.Intake, _ => new TicketCommand.Take());
        tickets.MapTicketCommand<TicketCommand.LetGo>("let-go", "Puts it back (放回).", Permission.Intake, _ => new TicketCommand.LetGo());
        tickets.MapTicketCommand<ClassificationBody>("classification", "Changes category and urgency (改类别、紧急程度); time that has passed stays passed.", Permission.Intake,
            form => new TicketCommand.Reclassify(form.Body.Id<TicketCategoryId>("category"), form.Body.Choice<Urgency>("urgency")));
        tickets.MapTicketCommand<TargetBody>("target", "Changes what it is about (改对象); its counts go along.", Permission.Intake, form => new TicketCommand.Move(form.About("about")));
        tickets.MapTicketCommand<TicketCommand.Urge>("urging", "Urges the unit (催办).", Permission.Intake, _ => new TicketCommand.Urge());
        tickets.MapTicketCommand<CallBackBody>("callback", "Says what the callback brought (回访); unsolved reopens it.", Permission.Intake, form => new TicketCommand.CallBack(
            form.Body.OptionalFlag("isReached") ?? RequiredFlag(form, "isReached"), form.Body.OptionalFlag("isSolved") ?? false, form.Body.OptionalChoice<Satisfaction>("satisfaction"),
            form.OptionallySaid("note", TicketTexts.MaxNote)));
    }

    private static void MapSupervisorCommands(this RouteGroupBuilder tickets)
    {
        tickets.MapTicketCommand<TicketCommand.Grant>("grant", "Grants what the unit asks for (同意退单、延期、挂起).", Permission.Oversee, _ => new TicketCommand.Grant());
        tickets.MapTicketCommand<TicketReasonBody>("decline", "Declines it (不同意).", Permission.Oversee, form => new TicketCommand.Decline(form.Said("reason", TicketTexts.MaxNote)));
        tickets.MapTicketCommand<TicketReasonBody>("supervision", "Supervises it (督办).", Permission.Oversee, form => new TicketCommand.Supervise(form.Said("reason", TicketTexts.MaxNote)));
        tickets.MapTicketCommand<ClosureBody>("closure", "Closes it without an answer: withdrawn, invalid or unreasonable (撤回、无效、不合理诉求).", Permission.Oversee,
            form => new TicketCommand.Close(form.Body.Choice<TicketEnd>("end"), form.Said("reason", TicketTexts.MaxNote)));
    }

    private static (ICommandGrain<TicketCommand> Grain, TicketCommand Command) Receive(IGrainFactory grains, TicketForm form)
    {
        var body = form.Body;
        var id = body.Id<TicketId>("id");
        var city = (Number: body.Text("cityNumber"), Deadline: body.OptionalMoment("cityDeadline"));
        var intake = new TicketIntake(
            id, body.Choice<TicketKind>("kind"), body.Id<TicketCategoryId>("category"), body.Choice<Urgency>("urgency"), body.Choice<TicketSource>("source"), form.About("about"),
            form.Said("matter", TicketTexts.MaxMatter), form.OptionallySaid("wish", TicketTexts.MaxNote), body.OptionalId<SubjectId>("caller"), Uncalled(body.Text("call")),
            city.Number is null && city.Deadline is null ? null : new CityReference(city.Number ?? "", city.Deadline))
        {
            Recording = form.OptionallySaid("recording", TicketTexts.MaxAddress),
        };
        form.Subject = intake.Caller;
        AnsweringUnit? unit = body.OptionalId<PlaceId>("unit") is { } place ? new AnsweringUnit(place, body.OptionalId<LineId>("unitLine")) : null;
        if (unit is null) _ = body.OptionalId<LineId>("unitLine");
        return (grains.GetGrain<ITicketGrain>(id.Value), new TicketCommand.Receive(intake, unit, form.OptionallySaid("answer", TicketTexts.MaxAnswer)));
    }

    /// <summary>Some telephone systems name a call after whoever calls, and it stands in the events.</summary>
    private static string? Uncalled(string? call) => call is not null && PersonalNumber.IsInReference(call) ? Mask.Text(call) : call;

    private static AnsweringUnit UnitOf(CommandBody body) => new(body.Id<PlaceId>("unit"), body.OptionalId<LineId>("unitLine"));

    private static bool RequiredFlag(TicketForm form, string field)
    {
        if (!form.Body.Faults.Has(field)) form.Body.Faults.Add(field, "required", "请选择是否接通", "say whether anybody answered");
        return false;
    }

    private static async Task<IResult> QueueAsync(HttpContext http, IGrainFactory grains, TicketReading reading, QueryNumber? each)
    {
        var faults = new FaultList();
        var most = (int)faults.Number("each", each, 1, TicketQueue.MostEach, 30);
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await reading.ListAsync(await grains.GetGrain<ITicketQueries>(0).Queue(most)));
    }

    private static async Task<IResult> FindAsync(
        HttpContext http, IGrainFactory grains, TicketReading reading, string? number, string? about, string? caller, string? stage, string? since, string? afterAt, string? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        var query = new TicketQuery(
            about is null ? null : new StreamId(about),
            faults.Id<SubjectId>("caller", caller),
            faults.Choice<TicketStage>("stage", stage) is { } one ? [one] : [],
            faults.Day("since", since) is { } day ? Domain.Time.District.At(day) : null,
            TicketCursors.Read(faults, afterAt, after),
            (int)faults.Number("limit", limit, 1, TicketPage.MaxLimit, 50));
        var named = number is null ? null : NumberOf(faults, number);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        var queries = grains.GetGrain<ITicketQueries>(0);
        return Results.Ok(await reading.ListAsync(await (named is { } of ? queries.Numbered(of.Month, of.Day, of.Serial) : queries.Find(query)), true));
    }

    /// <summary>As it is written, e.g. 1112-0062, or without its zeros; blanks around it are nobody's fault.</summary>
    private static (int Month, int Day, int Serial)? NumberOf(FaultList faults, string number)
    {
        var parts = number.Trim().Split('-');
        if (parts is [{ Length: 4 } date, { Length: >= 1 and <= 6 } serial]
            && int.TryParse(date, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && int.TryParse(serial, NumberStyles.None, CultureInfo.InvariantCulture, out var of)
            && day / 100 is >= 1 and <= 12 && day % 100 is >= 1 and <= 31) return (day / 100, day % 100, of);
        faults.Add("number", "wrong-shape", "应为月日加短横线加序号，如 1112-0062", "must be month and day, a dash and a serial like 1112-0062");
        return null;
    }

    private static Task<IResult> SimilarAsync(HttpContext http, IGrainFactory grains, TicketReading reading) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        StreamId? about = body.Text("about") is null ? null : new TicketForm(body, default).About("about");
        var (caller, category, matter) = (body.OptionalId<SubjectId>("caller"), body.OptionalId<TicketCategoryId>("category"), body.Text("matter") ?? "");
        body.Close();
        if (!faults.Has("matter")) faults.Text("matter", matter, 0, TicketTexts.MaxMatter, lines: true);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        var found = await grains.GetGrain<ITicketQueries>(0).Similar(about, caller, category);
        var call = new LikenessOf(about, caller, category, matter, found.Tickets.Where(f => f.Metres is not null).GroupBy(f => f.Ticket.About.Row).ToDictionary(g => g.Key, g => g.Min(f => f.Metres!.Value)));
        return Results.Ok(new ListOf<SimilarItem>(await reading.CompareAsync(call, found, MostSimilar)));
    });

    private static async Task<IResult> LimitsAsync(HttpContext http, IGrainFactory grains, string? kind, string? urgency, string? category)
    {
        var faults = new FaultList();
        var (of, how, what) = (faults.Choice<TicketKind>("kind", kind), faults.Choice<Urgency>("urgency", urgency), faults.Id<TicketCategoryId>("category", category));
        foreach (var (name, missing) in (ReadOnlySpan<(string, bool)>)[("kind", kind is null), ("urgency", urgency is null), ("category", category is null)])
            if (missing) faults.Add(name, "required", "不能为空", "is required");
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<ITicketQueries>(0).Limits(of!.Value, how!.Value, what!.Value));
    }

    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains, TicketReading reading, string id, string? covered)
    {
        var faults = new FaultList();
        var isCovered = faults.Flag("covered", covered) == true;
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        return TextId.TryParse<TicketId>(id, out var ticket) && await grains.GetGrain<ITicketGrain>(ticket.Value).View() is { } view
            ? Results.Ok(await (isCovered ? reading.ShowAsync(view.ForUnit(), false) : reading.ShowAsync(view, true, await OthersAsync(grains, view))))
            : Problems.NotFound(http);
    }

    /// <summary>Tickets that its course names.</summary>
    private static async Task<IReadOnlyCollection<TicketView>> OthersAsync(IGrainFactory grains, TicketView view)
        => view.Changes.Select(c => c.Other).OfType<TicketId>().Distinct().ToImmutableArray() is { IsEmpty: false } ids ? await grains.GetGrain<ITicketQueries>(0).Known(ids) : [];

    private static async Task<IResult> HistoryAsync(HttpContext http, IGrainFactory grains, string id, QueryNumber? after, QueryNumber? limit)
        => TextId.TryParse<TicketId>(id, out var ticket) ? await History.OfAsync(http, grains.GetGrain<ITicketGrain>(ticket.Value).History, after, limit) : Problems.NotFound(http);
}
