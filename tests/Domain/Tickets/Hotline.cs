using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Circle.Domain.Tests.Alerts;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tickets;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Tickets;

/// <summary>
/// Tickets and the time in which they live: what their agenda holds is started when it is due, and what one starts at another is carried there, as the silo
/// and the tickets' grains would. After each command the times in its events are those that its state gives, and no row of the agenda comes twice.
/// </summary>
/// <param name="town">Where it is; null: a district of two streets.</param>
internal sealed class Hotline(HotlineRules? rules = null, (PlaceTree Places, PlanDocument Plan, WorkCalendar Calendar, DateTimeOffset Begins)? town = null, Func<StreamId, TicketSite?>? sites = null)
{
    public static readonly Actor Wang = AccountId.Of("wang").Actor;
    public static readonly Actor Li = AccountId.Of("li").Actor;
    public static readonly Actor Chief = AccountId.Of("chief").Actor;
    public static readonly Actor Clerk = AccountId.Of("clerk").Actor;

    public static readonly AnsweringUnit Community = new(PlaceId.Of("s1c1"), null);
    public static readonly AnsweringUnit Street = new(PlaceId.Of("s1"), null);
    public static readonly AnsweringUnit OtherStreet = new(PlaceId.Of("s2"), null);
    public static readonly AnsweringUnit Parks = new(Sample.District, LineId.Of("park"));
    public static readonly AnsweringUnit Clinics = new(Sample.District, LineId.Of("clinic"));

    public static readonly WordsId Words = WordsId.Of("words");

    private static readonly PlaceTree Tree = Sample.Tree(2, 1);

    private readonly PlaceTree places = town?.Places ?? Tree;
    private readonly WorkCalendar calendar = town?.Calendar ?? Watched.Calendar;

    private readonly PlanVersion plan = new(
        1,
        town?.Plan ?? new PlanDocument("1号", "方案", Sample.Day("09-20"), [Sample.Line("park"), Sample.Line("clinic")], [], Hotline: rules),
        [],
        ImmutableDictionary<LineId, Baseline>.Empty);

    private readonly Dictionary<string, TicketState> tickets = [];
    private readonly Dictionary<string, ImmutableArray<AgendaItem>> agendas = [];
    private readonly Dictionary<string, List<Recorded<TicketEvent>>> events = [];
    private readonly Dictionary<StreamId, Tally> rows = [];
    private readonly HashSet<(StreamId, string, string, DateTimeOffset)> started = [];
    private int last;

    public DateTimeOffset Now { get; private set; } = town?.Begins ?? Watched.At("10-09 10:00");

    /// <summary>What was started elsewhere.</summary>
    public List<string> Reviews { get; } = [];

    public List<Finding> Alerts { get; } = [];

    /// <summary>Stages that the city was told of.</summary>
    public List<(string Ticket, StageNews News)> City { get; } = [];

    public IReadOnlyDictionary<StreamId, Tally> Rows => rows;

    public IEnumerable<TicketView> All => tickets.Values.Select(t => t.View!);

    public TicketView this[string id] => tickets[id].View!;

    public static TicketCommand.Receive Call(
        string id, TicketKind kind = TicketKind.Complaint, string about = "place:s1c1", string category = "damage", Urgency urgency = Urgency.Ordinary, string? caller = "caller", CityReference? city = null)
        => new(
            new TicketIntake(
                city is null ? TicketId.Of(id) : CityReference.IdOf(city.Number), kind, TicketCategoryId.Of(category), urgency, city is null ? TicketSource.Phone : TicketSource.City, new StreamId(about), Words, null,
                caller is null ? null : SubjectId.Of(caller), null, city),
            null, null);

    /// <summary>As a program of another unit hands it in.</summary>
    public static TicketCommand.File Filed(string id, string about = "place:s1c1", string category = "damage", string? caller = "caller")
        => new(TicketId.Of(id), TicketCategoryId.Of(category), new StreamId(about), Words, caller is null ? null : SubjectId.Of(caller));

    public static TicketCommand.Dispatch To(AnsweringUnit unit) => new(unit, null);

    public static TicketCommand.Answer Answer(TicketFinding finding = TicketFinding.Substantiated) => new(Words, finding, []);

    public static TicketCommand.AskFor Ask(TicketAsk ask, int days = 0, string? until = null) => new(ask, Words, days, until is null ? null : Sample.Day(until));

    public static TicketCommand.CallBack Said(bool solved, Satisfaction? how = null) => new(true, solved, how, null);

    public static TicketCommand.CallBack NotReached => new(false, false, null, null);

    /// <summary>Clocks that run, each with when it is used up, e.g. <c>Sign 10-10 11:00</c>.</summary>
    public string[] Dues(string id) => [.. from clock in Enum.GetValues<TicketClock>() let due = this[id].Dues.Of(clock) where due is not null select $"{clock} {District.Local(due.Value):MM-dd HH:mm}"];

    /// <summary>What a row holds: points in their order, those of more than one with how many.</summary>
    public string Counts(string row) => string.Join(' ', from cell in rows.GetValueOrDefault(new StreamId(row), Tally.Empty).Cells orderby cell.Key.Measure.Value, cell.Key.Point select cell.Value == 1 ? cell.Key.Point : $"{cell.Key.Point}×{cell.Value}");

    public IReadOnlyList<Recorded<TicketEvent>> Events(string id) => events[id];

    public Circumstances At(Actor by) => new(Now, by, plan, places) { Calendar = calendar };

    public TicketState State(string id) => tickets.GetValueOrDefault(id, Ticket.Empty);

    public bool Has(string id) => tickets.ContainsKey(id);

    /// <summary>Asserts that it is accepted, and starts what it starts at once.</summary>
    public Hotline Then(string id, Actor by, TicketCommand command)
    {
        Assert.Equal("", Code(id, by, command));
        return this;
    }

    public Hotline Receive(TicketCommand.Receive call, AnsweringUnit? unit = null) => Then(call.Intake.Id.Value, Wang, call with { Unit = unit });

    /// <summary>Dispatched, signed for and contacted at once.</summary>
    public Hotline Underway(string id, AnsweringUnit unit) => Then(id, Wang, To(unit)).Then(id, Clerk, new TicketCommand.Sign()).Then(id, Clerk, new TicketCommand.Contact());

    /// <summary>Codes of the refusal; empty: it was accepted.</summary>
    public string Code(string id, Actor by, TicketCommand command)
    {
        var code = Tell(id, by, command);
        StartDue();
        return code;
    }

    public Hotline Until(string time) => Until(Watched.At(time));

    /// <summary>Lets time pass up to then, and starts what comes due, each at its own time.</summary>
    public Hotline Until(DateTimeOffset end)
    {
        while (Due(end) is { } item)
        {
            if (item.Due > Now) Now = item.Due;
            Start(item);
        }

        Now = end;
        return this;
    }

    private void StartDue()
    {
        while (Due(Now) is { } item) Start(item);
    }

    private AgendaItem? Due(DateTimeOffset by) => agendas.Values.SelectMany(a => a).Where(i => i.Due <= by).OrderBy(i => i.Due).FirstOrDefault();

    /// <summary>A row's command has an id made of it: the journal answers a second one as a repeat of the first, and the row stays for ever.</summary>
    private void Start(AgendaItem item)
    {
        Assert.True(started.Add((item.Stream, item.Kind, item.Key, item.Due)), $"{item} was started before");
        var id = item.Target.Id;
        if (item.Kind == TicketCommand.React.AgendaKind) React(this[id], Ticket.ReactionOf(item));
        var code = Tell(id, Actor.Timekeeper, item.Kind switch
        {
            TicketCommand.RunOut.AgendaKind => new TicketCommand.RunOut(Ticket.ClockOf(item)),
            TicketCommand.Resume.AgendaKind => new TicketCommand.Resume(),
            TicketCommand.React.AgendaKind => new TicketCommand.React(Ticket.ReactionOf(item).What, Ticket.ReactionOf(item).Version),
            _ => throw new InvalidOperationException(item.Kind),
        });
        Assert.True(code == "", $"{item} was refused: {code}");
    }

    private void React(TicketView ticket, PendingReaction reaction)
    {
        var answer = ticket.Answers.LastOrDefault();
        switch (reaction.What)
        {
            case TicketReaction.Children:
                var (words, finding) = ticket switch
                {
                    { Stage: TicketStage.Answered } or { End: TicketEnd.Told } => (answer!.Words, answer.Finding),
                    { End: TicketEnd.AtOnce } => (ticket.EndedFor, TicketFinding.None),
                    _ => ((WordsId?)null, TicketFinding.None),
                };
                foreach (var child in ticket.Children) Tell(child.Value, Actor.Timekeeper, new TicketCommand.FollowParent(ticket.Intake.Id, words, finding));
                break;
            case TicketReaction.Join when ticket.Parent is { } parent:
                if (Tell(parent.Value, Actor.Timekeeper, new TicketCommand.Adopt(ticket.Intake.Id)) is not ("" or "adopted"))
                    Tell(ticket.Intake.Id.Value, Actor.Timekeeper, new TicketCommand.FollowParent(parent, null, TicketFinding.None));
                break;
            case TicketReaction.Review:
                Reviews.Add($"{ticket.Intake.Id} {ticket.About.Row}");
                break;
            case TicketReaction.Alert:
                Alerts.Add(LifeSafetyRule.Of(ticket, places.Root!.Id));
                break;
            case TicketReaction.City:
                City.Add((ticket.Intake.Id.Value, ticket.Untold.Single(n => n.Version == reaction.Version)));
                break;
        }
    }

    private string Tell(string id, Actor by, TicketCommand command)
    {
        var before = State(id);
        var decision = Ticket.Decide(before, Complete(id, command), At(by));
        if (decision is Decision<TicketEvent>.Declined { Refusal.Faults: var faults }) return string.Join(' ', faults.Select(f => f.Field == "" ? f.Code : $"{f.Field}:{f.Code}"));
        var (state, told) = (before, events.GetValueOrDefault(id, []));
        foreach (var happened in ((Decision<TicketEvent>.Accepted)decision).Events)
        {
            told.Add(new Recorded<TicketEvent>(happened.Event, told.Count + 1, by, Now));
            state = Ticket.Fold(state, told[^1]);
        }

        (tickets[id], events[id], agendas[id]) = (state, told, Ticket.Agenda(state));
        if (agendas[id].IsEmpty) agendas.Remove(id);
        Assert.Equal(TicketTimes.Of(state.View!, At(by)), state.View!.Dues);
        foreach (var image in Ticket.Contribute(before)) rows[image.Row] = rows.GetValueOrDefault(image.Row, Tally.Empty).Minus(image.Cells);
        foreach (var image in Ticket.Contribute(state)) rows[image.Row] = rows.GetValueOrDefault(image.Row, Tally.Empty).Plus(image.Cells);
        return "";
    }

    /// <summary>What a ticket's own grain finds out before it decides.</summary>
    private TicketCommand Complete(string id, TicketCommand command) => command switch
    {
        TicketCommand.Receive c => c with { Number = new TicketNumber(District.DateOf(Now), ++last), Site = SiteOf(c.Intake.About) },
        TicketCommand.File c => c with { Number = new TicketNumber(District.DateOf(Now), ++last), Site = SiteOf(c.About) },
        TicketCommand.Move c => c with { Site = SiteOf(c.About) },
        TicketCommand.Link c => c with { MayJoin = Has(c.Parent.Value) && State(c.Parent.Value).View!.MayAdopt(TicketId.Of(id)) },
        TicketCommand.Answer c => c with { Kept = c.Files },
        _ => command,
    };

    /// <summary>A park that a community runs; a clinic and a nursery that their lead units run; and a shop.</summary>
    private TicketSite? SiteOf(StreamId about) => sites is not null ? sites(about) : about.Value switch
    {
        "facility:park" => new(PlaceId.Of("s1c1"), LineId.Of("park")),
        "facility:clinic" => new(Sample.District, LineId.Of("clinic")),
        "facility:nursery" => new(Sample.District, LineId.Of("park")),
        "point:shop" => new(PlaceId.Of("s2c1"), LineId.Of("clinic")),
        _ => null,
    };
}
