using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Circle.Domain.Time;

namespace Circle.Domain.Duties;

public abstract record DutyEvent
{
    [EventType("duty.assigned")]
    public sealed record Assigned(Duty Duty) : DutyEvent;

    [EventType("duty.stand-in-named")]
    public sealed record StandInNamed(Duty Duty) : DutyEvent;

    /// <param name="On">Its last day; one before its first: it never was.</param>
    [EventType("duty.ended")]
    public sealed record Ended(int Number, DateOnly On) : DutyEvent;

    [EventType("duty.handover-proposed")]
    public sealed record HandOverProposed(HandOver HandOver) : DutyEvent;

    /// <param name="Duties">The receiver's; those that they follow end on the day before.</param>
    [EventType("duty.handed-over")]
    public sealed record HandedOver(int HandOver, AnsweredBy By, ImmutableArray<Duty> Duties) : DutyEvent;

    [EventType("duty.handover-declined")]
    public sealed record HandOverDeclined(int HandOver, AnsweredBy By, string Reason) : DutyEvent;
}

/// <param name="Duties">Those that hold, those to come, and of those that ended the latest.</param>
/// <param name="Open">Hand-overs that wait for their receiver.</param>
/// <param name="Forgotten">Days after it are told by <paramref name="Duties"/> alone, this and earlier ones by the journal; null: none was forgotten.</param>
public sealed record DutyRosterState(ImmutableArray<Duty> Duties, ImmutableArray<HandOver> Open, int LastDuty, int LastHandOver, DateOnly? Forgotten);

/// <summary>责任人名册: who answers for what in one place. Knows accounts by their ids; whose they are the journal does not say.</summary>
public sealed class DutyRoster : IAggregate<DutyRosterState, DutyCommand, DutyEvent>
{
    /// <summary>Past days up to which a roster may still be put right.</summary>
    public const int DaysBack = 31;

    public const int DaysAhead = 731;
    public const int MaxDuties = 400;
    public const int MaxEnded = 50;
    public const int MaxTogether = 30;
    public const int MaxOpen = 20;
    public const int MaxNote = 500;
    public const int MaxReason = 200;

    public static string Kind => "duty";

    public static int FoldVersion => 1;

    public static DutyRosterState Empty { get; } = new([], [], 0, 0, null);

    /// <summary>
    /// Of whoever accepts a hand-over in person it is asked that they may report there: those who only read change nothing. That they
    /// are the receiver, the decision sees by the actor; whoever names people there accepts in their place by another word.
    /// </summary>
    public static Need? Needs(DutyRosterState state, DutyCommand command) => command switch
    {
        DutyCommand.AcceptHandOver { OnBehalf: false } accept => InPerson(state, accept, accept.HandOver),
        DutyCommand.DeclineHandOver { OnBehalf: false } decline => InPerson(state, decline, decline.HandOver),
        _ => new Need(Permission.Appoint, new Subject(command.Place)),
    };

    public static Decision<DutyEvent> Decide(DutyRosterState state, DutyCommand command, Circumstances circumstances) => command switch
    {
        _ when circumstances.Places.Find(command.Place) is null => Refusal.Unknown("place", "没有这个地点", "no such place"),
        DutyCommand.Assign c => Name(state, new Duty(state.LastDuty + 1, c.Line, DutyKind.Lead, c.Holder, c.From, c.Until), c, circumstances),
        DutyCommand.StandIn c => Name(state, new Duty(state.LastDuty + 1, c.Line, DutyKind.StandIn, c.Holder, c.From, c.Until), c, circumstances),
        DutyCommand.End c => End(state, c, circumstances),
        DutyCommand.ProposeHandOver c => Propose(state, c, circumstances),
        DutyCommand.AcceptHandOver c => Accept(state, c, circumstances),
        DutyCommand.DeclineHandOver c => Decline(state, c, circumstances),
        _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
    };

    public static DutyRosterState Fold(DutyRosterState state, Recorded<DutyEvent> recorded)
        => Forget(Apply(state, recorded.Event), District.DateOf(recorded.RecordedAt));

    /// <summary>As <see cref="Fold"/>, and forgets nothing: for days that are long past.</summary>
    public static DutyRosterState Apply(DutyRosterState state, DutyEvent happened) => happened switch
    {
        DutyEvent.Assigned e => With(state, [e.Duty]),
        DutyEvent.StandInNamed e => With(state, [e.Duty]),
        DutyEvent.Ended e => state with { Duties = EndOn(state.Duties, [e.Number], e.On) },
        DutyEvent.HandOverProposed e => state with { Open = state.Open.Add(e.HandOver), LastHandOver = Math.Max(state.LastHandOver, e.HandOver.Number) },
        DutyEvent.HandedOver e => With(HandedOn(state, e.HandOver), e.Duties),
        DutyEvent.HandOverDeclined e => Without(state, e.HandOver),
        _ => throw new InvalidOperationException($"unknown event {happened.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(DutyRosterState state) => [];

    public static ImmutableArray<AgendaItem> Agenda(DutyRosterState state) => [];

    private static Need InPerson(DutyRosterState state, DutyCommand command, int number)
        => new(Permission.Report, [.. (Find(state, number)?.Duties.Select(d => d.Line) ?? [null]).Distinct().Select(line => new Subject(command.Place, line))]);

    private static HandOver? Find(DutyRosterState state, int number) => state.Open.FirstOrDefault(h => h.Number == number);

    private static Decision<DutyEvent> Name(DutyRosterState state, Duty duty, DutyCommand command, Circumstances at)
    {
        var faults = new FaultList();
        CheckLine(faults, duty.Line, command, at);
        CheckDay(faults, "from", duty.From, at);
        if (duty.Until is { } until && !faults.Has("from")) CheckUntil(faults, duty.From, until);
        if (!faults.Any)
        {
            var same = state.Duties.Where(d => d.Line == duty.Line && d.Meets(duty.From, duty.Until)).ToList();
            if (same.Find(d => d.Kind == duty.Kind) is { } taken)
                faults.Add("from", "taken", Say($"这段时间已有人（{Days(taken, "至", "起")}），请先结束，或办理交接"), Say($"somebody has it then ({Days(taken, "to", "on")}): end that first, or hand it over"));
            if (duty.Kind == DutyKind.StandIn && same.Any(d => d.Kind == DutyKind.Lead && d.Holder == duty.Holder))
                faults.Add("holder", "same-person", "责任人不能代理自己，请另选一人", "nobody stands in for themselves: choose somebody else");
        }

        if (faults.Any) return faults.ToRefusal();
        if (state.Duties.Length >= MaxDuties)
            return Refusal.NotNow("too-many", Say($"一地最多保存 {MaxDuties} 条在期和待生效的责任，请先结束不用的"), Say($"a place keeps {MaxDuties} duties that hold or are to come: end some first"));
        return Decision<DutyEvent>.Accept(duty.Kind == DutyKind.Lead ? new DutyEvent.Assigned(duty) : new DutyEvent.StandInNamed(duty), duty.From);
    }

    private static Decision<DutyEvent> End(DutyRosterState state, DutyCommand.End command, Circumstances at)
    {
        if (state.Duties.FirstOrDefault(d => d.Number == command.Number) is not { } duty) return Refusal.Unknown("number", "没有这项责任", "no such duty");
        var faults = new FaultList();
        CheckDay(faults, "on", command.On, at);
        if (!faults.Any && command.On > duty.Until)
            faults.Add("on", "out-of-range", Say($"该责任到 {duty.Until:yyyy-MM-dd} 为止，结束日期不能更晚"), Say($"it ends on {duty.Until:yyyy-MM-dd}: choose no later day"));
        if (faults.Any) return faults.ToRefusal();
        return command.On == duty.Until
            ? Refusal.NotNow("unchanged", "该责任本来就到这一天为止", "it ends on that day already")
            : Decision<DutyEvent>.Accept(new DutyEvent.Ended(command.Number, command.On), command.On);
    }

    private static Decision<DutyEvent> Propose(DutyRosterState state, DutyCommand.ProposeHandOver command, Circumstances at)
    {
        ImmutableArray<int> numbers = command.Duties.IsDefault ? [] : command.Duties;
        var faults = new FaultList();
        CheckDay(faults, "on", command.On, at);
        faults.Prose("note", command.Note, 0, MaxNote, lines: true);
        var duties = numbers.Length is > 0 and <= MaxTogether ? state.Duties.Where(d => d.Kind == DutyKind.Lead && numbers.Contains(d.Number)).ToImmutableArray() : [];
        if (numbers.Length is 0 or > MaxTogether)
            faults.Add("duties", "required", Say($"请选择 1 至 {MaxTogether} 项责任"), Say($"choose 1 to {MaxTogether} duties"));
        else if (duties.Length < numbers.Length)
            faults.Add("duties", "unknown", "有的责任不存在、重复或不是责任人的责任", "some are not there, come twice or are no lead's");
        else if (duties.Any(d => d.Holder != duties[0].Holder))
            faults.Add("duties", "two-people", "一次只能交接同一人的责任", "one person's duties are handed over at a time");
        else if (state.Open.Any(h => h.Duties.Any(d => numbers.Contains(d.Number))))
            faults.Add("duties", "proposed", "有的责任已在交接中，请先办完", "some are being handed over already: finish that first");
        else if (!faults.Has("on") && !duties.All(d => d.IsOn(command.On)))
            faults.Add("on", "not-held", "这一天交出人不负责其中的某项，请另选日期", "the giver does not hold all of them on that day: choose another one");
        if (duties.Any(d => d.Holder == command.To))
            faults.Add("to", "same-person", "交出人和接手人是同一人", "giver and receiver are the same person");
        if (faults.Any) return faults.ToRefusal();

        return state.Open.Length >= MaxOpen
            ? Refusal.NotNow("too-many", Say($"一地最多同时有 {MaxOpen} 份交接，请先办完"), Say($"a place has at most {MaxOpen} hand-overs open: finish some first"))
            : Decision<DutyEvent>.Accept(new DutyEvent.HandOverProposed(new HandOver(state.LastHandOver + 1, duties, command.To, command.On, command.Note)));
    }

    private static Decision<DutyEvent> Accept(DutyRosterState state, DutyCommand.AcceptHandOver command, Circumstances at)
    {
        if (Find(state, command.HandOver) is not { } handOver) return NoHandOver;
        if (!MayAnswer(handOver, command.OnBehalf, at)) return NotReceiver;
        if (handOver.Duties.Any(d => d.Holder.Actor == at.Actor)) return OwnHandOver;
        var duties = handOver.Duties.Select(was => state.Duties.FirstOrDefault(d => d.Number == was.Number)).OfType<Duty>().Where(d => d.IsOn(handOver.On)).ToList();
        if (duties.Count < handOver.Duties.Length || handOver.On < at.Today.AddDays(-DaysBack))
            return Refusal.NotNow("changed", "责任已变动，或交接日期已过太久：请不予接收，重新办理", "the duties have changed, or the day is long past: decline it and propose it anew");

        ImmutableArray<Duty> next = [.. duties.Select((d, i) => d with { Number = state.LastDuty + 1 + i, Holder = handOver.To, From = handOver.On })];
        return Decision<DutyEvent>.Accept(new DutyEvent.HandedOver(handOver.Number, By(handOver, at), next), handOver.On);
    }

    private static Decision<DutyEvent> Decline(DutyRosterState state, DutyCommand.DeclineHandOver command, Circumstances at)
    {
        if (Find(state, command.HandOver) is not { } handOver) return NoHandOver;
        if (!MayAnswer(handOver, command.OnBehalf, at)) return NotReceiver;
        var faults = new FaultList();
        faults.Prose("reason", command.Reason, 1, MaxReason);
        return faults.Any ? faults.ToRefusal() : Decision<DutyEvent>.Accept(new DutyEvent.HandOverDeclined(handOver.Number, By(handOver, at), command.Reason));
    }

    private static readonly Refusal NoHandOver = Refusal.Unknown("handOver", "没有这份交接，或已经办完", "no such hand-over, or it is done");

    private static readonly Refusal NotReceiver = new(RefusalKind.Forbidden,
    [
        new Fault("", "not-receiver", "只有接手人本人可以接收；代办请由有权安排责任人的人选择“代为办理”", "only the receiver accepts in person; whoever names people there may do so on their behalf"),
    ]);

    /// <summary>Nobody verifies what is their own: the giver may name people there too.</summary>
    private static readonly Refusal OwnHandOver = new(RefusalKind.Forbidden,
    [
        new Fault("", "own-handover", "不能替接手人接收自己交出的责任，请由接手人或区长效办办理", "nobody accepts what they hand over themselves: the receiver does, or the programme office"),
    ]);

    private static bool MayAnswer(HandOver handOver, bool onBehalf, Circumstances at) => onBehalf || handOver.To.Actor == at.Actor;

    private static AnsweredBy By(HandOver handOver, Circumstances at) => handOver.To.Actor == at.Actor ? AnsweredBy.Receiver : AnsweredBy.Appointer;

    private static void CheckLine(FaultList faults, LineId? line, DutyCommand command, Circumstances at)
    {
        if (line is not { } asked) return;
        if (at.Plan?.Find(asked) is not { } found)
            faults.Add("line", "unknown", "没有这个项目", "no such line");
        else if (at.Places.IsWithin(command.Place, found.Excluded))
            faults.Add("line", "left-out", "方案规定该项目不在这里实施", "the plan leaves this place out of the line");
    }

    private static void CheckDay(FaultList faults, string field, DateOnly day, Circumstances at)
    {
        var (first, last) = (at.Today.AddDays(-DaysBack), at.Today.AddDays(DaysAhead));
        if (day < first || day > last)
            faults.Add(field, "out-of-range", Say($"日期应在 {first:yyyy-MM-dd} 到 {last:yyyy-MM-dd} 之间"), Say($"must lie between {first:yyyy-MM-dd} and {last:yyyy-MM-dd}"));
    }

    private static void CheckUntil(FaultList faults, DateOnly from, DateOnly until)
    {
        if (until < from)
            faults.Add("until", "out-of-range", "截止日期不能早于开始日期", "must not be before the first day");
        else if (until > from.AddDays(DaysAhead))
            faults.Add("until", "out-of-range", Say($"最长 {DaysAhead} 天；一直负责的不填截止日期"), Say($"at most {DaysAhead} days; leave it empty for good"));
    }

    private static DutyRosterState With(DutyRosterState state, ImmutableArray<Duty> duties)
        => state with { Duties = state.Duties.AddRange(duties), LastDuty = duties.Select(d => d.Number).Append(state.LastDuty).Max() };

    private static DutyRosterState HandedOn(DutyRosterState state, int number)
        => Find(state, number) is { } handOver
            ? Without(state, number) with { Duties = EndOn(state.Duties, [.. handOver.Duties.Select(d => d.Number)], handOver.On.AddDays(-1)) }
            : state;

    private static DutyRosterState Without(DutyRosterState state, int handOver) => state with { Open = state.Open.RemoveAll(h => h.Number == handOver) };

    private static ImmutableArray<Duty> EndOn(ImmutableArray<Duty> duties, int[] numbers, DateOnly last)
        => [.. duties.Select(d => numbers.Contains(d.Number) ? d with { Until = last } : d).Where(d => d.Until is not { } until || d.From <= until)];

    /// <summary>Of what ended so long ago that nothing may be entered for it any more, only the latest stay.</summary>
    private static DutyRosterState Forget(DutyRosterState state, DateOnly today)
    {
        var over = state.Duties.Where(d => d.Until < today.AddDays(-DaysBack)).OrderByDescending(d => d.Until).Skip(MaxEnded).ToHashSet();
        if (over.Count == 0) return state;
        var last = over.Max(d => d.Until)!.Value;
        return state with { Duties = state.Duties.RemoveAll(over.Contains), Forgotten = last > state.Forgotten || state.Forgotten is null ? last : state.Forgotten };
    }

    private static string Days(Duty duty, string to, string on)
        => duty.Until is { } until ? Say($"{duty.From:yyyy-MM-dd} {to} {until:yyyy-MM-dd}") : Say($"{duty.From:yyyy-MM-dd} {on}");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
