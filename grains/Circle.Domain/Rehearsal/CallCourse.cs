using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>One who calls.</summary>
/// <param name="Caller">Null: nobody who could be called back.</param>
/// <param name="Fate">Dealt, where it is not left to chance: such a call is dispatched at once.</param>
internal sealed record Call(TicketId Id, DateTimeOffset At, CallTarget Target, CallMatter Matter, SubjectId? Caller, CallFate? Fate = null);

internal enum CallFate
{
    /// <summary>Within its limits, of which it takes nearly all the time that there is.</summary>
    Slow,

    SignedLate,

    AnsweredLate,
}

/// <summary>
/// What becomes of a call, in order of time: answered at once, or dispatched, signed for, contacted, answered and called back, mostly within its limits. Whoever
/// asks to return, to extend or to suspend is judged before anything else is done.
/// </summary>
internal sealed class CallCourse
{
    private const int AtOnceOfQuestions = 90;
    private const int AtOnceOfOthers = 20;
    private const int InTheSameBreath = 35;
    private const int LateDispatch = 7;
    private const int LateSign = 8;
    private const int LateContact = 6;
    private const int LateFinish = 12;
    private const int LateCallBack = 11;
    private const int Returned = 5;
    private const int ReturnedAgain = 40;
    private const int Extended = 9;
    private const int Suspended = 6;
    private const int Granted = 80;
    private const int NotReached = 14;
    private const int NotReachedAgain = 35;
    private const int UnsolvedAtFirst = 9;

    /// <summary>查实 of what is complained of about a service point, which opens the review of its qualification.</summary>
    private const int FoundedOfPoint = 9;

    private const int FoundedElsewhere = 55;

    private readonly Setting setting;
    private readonly Call call;
    private readonly Dice dice;
    private readonly CallHours hours;
    private readonly TicketLimits limits;
    private readonly int tries;
    private readonly List<FieldDeed> deeds = [];
    private readonly ImmutableArray<AnsweringUnit> units;
    private AnsweringUnit unit;
    private DateTimeOffset now;

    public CallCourse(Setting setting, Call call, HotlineRules rules)
    {
        (this.setting, this.call) = (setting, call);
        dice = setting.Seed.For("call", call.Id.Value);
        hours = new CallHours(setting.Calendar, dice);
        limits = rules.LimitsOf(call.Matter.Kind, call.Matter.Urgency, rules.Find(TicketCategoryId.Of(call.Matter.Category))!);
        tries = rules.CallBackTries;
        units = CallUnits.Of(setting, call, dice);
        unit = units[0];
        now = call.At;
    }

    private bool IsReport => call.Matter.Kind == TicketKind.Report;

    private bool IsRush => call.Matter.Urgency != Urgency.Ordinary;

    /// <summary>All that a unit has for it is a day: it gets round to it in the hours after.</summary>
    private bool IsShort => limits.Finish.Span <= TimeLimit.Workdays(1).Span;

    public ImmutableArray<FieldDeed> Walk()
    {
        var isQuestion = call.Matter.Kind is TicketKind.Consultation or TicketKind.Praise;
        if (!IsReport && !IsRush && call.Fate is null && dice.Chance(isQuestion ? AtOnceOfQuestions : AtOnceOfOthers))
        {
            Do(call.At, Operator(), Receipt() with { AtOnce = CallWords.AtOnce(call.Matter, dice) });
            return [.. deeds];
        }

        var isDispatched = IsRush || call.Fate is not null || dice.Chance(InTheSameBreath);
        Do(call.At, Operator(), Receipt() with { Unit = isDispatched ? unit : null });
        if (!isDispatched) Dispatch();
        SendBack();
        for (var isAgain = false; ; isAgain = true)
        {
            Handle();
            if (call.Caller is null || CallBack(isAgain)) return [.. deeds];
            Dispatch();
        }
    }

    /// <summary>A second call about the same: joined, and called back when the first has its answer.</summary>
    /// <param name="first">What becomes of the one that it is joined to.</param>
    public ImmutableArray<FieldDeed> Follow(TicketId parent, ImmutableArray<FieldDeed> first, DateTimeOffset linked)
    {
        Do(call.At, Operator(), Receipt());
        Do(linked, Operator(), new TicketCommand.Link(parent));
        var answered = first.OfType<FieldDeed.OfTicket>().First(d => d.Command is TicketCommand.Answer).At;

        // Time tells it of the answer: at the latest the next morning.
        if (call.Caller is not null) Do(hours.Morning(District.DateOf(answered).AddDays(1)), Operator(), Said(true));
        return [.. deeds];
    }

    private TicketCommand.Receive Receipt() => new(
        new TicketIntake(
            call.Id, call.Matter.Kind, TicketCategoryId.Of(call.Matter.Category), call.Matter.Urgency, TicketSource.Phone, call.Target.Row, CallWords.IdOf(call.Matter.Text),
            call.Caller is not null && dice.Chance(15) ? Words(CallWords.Wishes) : null, call.Caller, null, null),
        null,
        null);

    private void Dispatch()
    {
        var isLate = dice.Chance(LateDispatch);
        Do(hours.After(now, limits.Dispatch, isLate ? 102 : 6, isLate ? 120 : 80, isUnit: false), Operator(), new TicketCommand.Dispatch(unit, dice.Chance(45) ? Words(CallWords.Notes) : null));
    }

    /// <summary>退单, now and then twice: then the first one has it again and keeps it.</summary>
    private void SendBack()
    {
        if (IsReport || IsRush || call.Fate is not null || !dice.Chance(Returned) || units is not [var first, var other, ..]) return;
        foreach (var next in dice.Chance(ReturnedAgain) ? (AnsweringUnit[])[other, first] : [other])
        {
            Do(hours.Open(now.AddMinutes(dice.Between(30, 300)), isUnit: true), Who(), new TicketCommand.AskFor(TicketAsk.Return, Words(CallWords.Returns), 0, null));
            Do(hours.Open(now.AddMinutes(dice.Between(20, 180)), isUnit: false), Cast.Supervisor, new TicketCommand.Grant());
            unit = next;
            Do(hours.Open(now.AddMinutes(dice.Between(20, 120)), isUnit: false), Operator(), new TicketCommand.Dispatch(unit, null));
        }
    }

    private void Handle()
    {
        var dispatched = now;
        var isLate = call.Fate is { } sign ? sign == CallFate.SignedLate : dice.Chance(LateSign);
        Do(hours.After(now, limits.Sign, isLate ? 130 : 6, isLate ? 160 : IsShort && !IsRush ? 20 : 94, isUnit: true), Who(), new TicketCommand.Sign());
        if (call.Caller is not null && !IsReport)
        {
            isLate = call.Fate is null && !IsShort && dice.Chance(LateContact);
            Do(hours.After(now, limits.Contact, isLate ? 105 : 3, isLate ? 130 : IsShort && !IsRush ? 12 : 55, isUnit: true), Who(), new TicketCommand.Contact());
        }

        var added = IsShort ? 0 : Ask(dispatched);
        isLate = call.Fate is { } answer ? answer == CallFate.AnsweredLate : !IsRush && dice.Chance(LateFinish);
        var (low, high) = (isLate, call.Fate) switch
        {
            (true, null) => (105, IsShort ? 220 : 145),
            (true, _) => (140, 165),
            (_, CallFate.Slow) => (80, 90),
            _ => (48, 94),
        };
        var answered = hours.After(dispatched, limits.Finish, low, high, isUnit: true);
        if (added > 0) answered = hours.After(answered, TimeLimit.Workdays(added), 40, 90, isUnit: true);
        if (isLate) Push(hours.After(dispatched, limits.Finish, 100, 100, isUnit: true), answered);
        var finding = Finding();
        Do(answered, Who(), new TicketCommand.Answer(CallWords.Answer(call.Matter, finding, dice), finding, []));
    }

    /// <summary>延期、挂起</summary>
    /// <returns>Working days by which the answer may be later.</returns>
    private int Ask(DateTimeOffset dispatched)
    {
        if (call.Fate is not null) return 0;
        var at = hours.After(dispatched, limits.Finish, 30, 60, isUnit: true);
        if (dice.Chance(Extended))
        {
            var days = dice.Between(2, 4);
            Do(at, Who(), new TicketCommand.AskFor(TicketAsk.Extend, Words(CallWords.Extensions), days, null));
            return Judge() ? days : 0;
        }

        if (!dice.Chance(Suspended)) return 0;
        var until = District.DateOf(at > now ? at : now).AddDays(dice.Between(4, 9));
        Do(at, Who(), new TicketCommand.AskFor(TicketAsk.Suspend, Words(CallWords.Suspensions), 0, until));
        if (!Judge()) return 0;
        var first = now;

        // Half go on before the last day; else time does it the day after, and by that morning it is done.
        if (dice.Chance(50) && hours.Open(District.At(until.AddDays(-2)), isUnit: true) is var early && early > first && District.DateOf(early) <= until) Do(early, Who(), new TicketCommand.GoOn());
        else now = hours.Morning(until.AddDays(1));
        return 0;
    }

    private bool Judge()
    {
        var isGranted = dice.Chance(Granted);
        Do(hours.Open(now.AddMinutes(dice.Between(25, 240)), isUnit: false), Cast.Supervisor, isGranted ? new TicketCommand.Grant() : new TicketCommand.Decline(Words(CallWords.Refusals)));
        return isGranted;
    }

    /// <summary>催办、督办 of what is late.</summary>
    private void Push(DateTimeOffset due, DateTimeOffset answered)
    {
        var urged = hours.Open(due.AddMinutes(dice.Between(30, 240)), isUnit: false);
        if (dice.Chance(60) && urged > now && urged < answered) Do(urged, Operator(), new TicketCommand.Urge());
        var ordered = hours.Open(now.AddMinutes(dice.Between(60, 240)), isUnit: false);
        if (dice.Chance(35) && ordered > due && ordered < answered) Do(ordered, Cast.Supervisor, new TicketCommand.Supervise(Words(CallWords.Orders)));
    }

    /// <returns>False: it is unsolved, and dispatched once more.</returns>
    private bool CallBack(bool isAgain)
    {
        var isLate = dice.Chance(LateCallBack);
        var at = hours.After(now, limits.CallBack, isLate ? 104 : 4, isLate ? 125 : 85, isUnit: false);
        for (var missed = 0; dice.Chance(missed == 0 ? NotReached : NotReachedAgain);)
        {
            Do(at, Operator(), new TicketCommand.CallBack(false, false, null, Words(CallWords.Missed)));
            if (++missed == tries) return true;
            at = hours.Open(now.AddHours(dice.Between(3, 22)), isUnit: false);
        }

        var isSolved = isAgain || !dice.Chance(UnsolvedAtFirst);
        Do(at, Operator(), Said(isSolved));
        return isSolved;
    }

    private TicketCommand.CallBack Said(bool isSolved) => new(
        true,
        isSolved,
        dice.Chance(6) ? null : dice.Below(100) switch
        {
            < 30 when isSolved => Satisfaction.VerySatisfied,
            < 76 when isSolved => Satisfaction.Satisfied,
            < 92 when isSolved => Satisfaction.Fair,
            < 60 or >= 92 => Satisfaction.Dissatisfied,
            _ => Satisfaction.VeryDissatisfied,
        },
        Words(isSolved ? CallWords.Solved : CallWords.Unsolved));

    private TicketFinding Finding() => call.Matter.Kind is not (TicketKind.Complaint or TicketKind.Report) ? TicketFinding.None
        : dice.Chance(call.Target.Tags.Contains(CallTarget.Shop) ? FoundedOfPoint : FoundedElsewhere) ? TicketFinding.Substantiated
        : TicketFinding.Unfounded;

    private Actor Who() => DeskWork.Unit(setting, unit.Place, unit.Line)!.Value;

    private Actor Operator() => Cast.Operator(1 + dice.Below(Cast.Operators));

    private WordsId Words(ImmutableArray<string> some) => CallWords.IdOf(dice.Pick(some));

    /// <summary>One after the other, whatever was planned.</summary>
    private void Do(DateTimeOffset at, Actor actor, TicketCommand command)
    {
        now = deeds.Count == 0 || at > now ? at : now.AddSeconds(dice.Between(60, 240));
        deeds.Add(new FieldDeed.OfTicket(now, actor, call.Id, command) { IsRush = IsRush });
    }
}
