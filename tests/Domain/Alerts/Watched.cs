using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Alerts;

/// <summary>One alert and the time in which it lives: what its agenda holds is started when it is due, as the silo's timekeeper would.</summary>
internal sealed class Watched(PlaceId unit)
{
    public static readonly AccountId Wang = AccountId.Of("wang");
    public static readonly LineId Line = LineId.Of("mediation-room");

    /// <summary>National Day of 2013 with the days worked for it.</summary>
    public static readonly WorkCalendar Calendar = new(
        [.. Enumerable.Range(1, 7).Select(d => new DateOnly(2013, 10, d))], [new DateOnly(2013, 9, 29), new DateOnly(2013, 10, 12)]);

    private static readonly PlaceTree Tree = Sample.Tree(2, 1);
    private readonly List<AlertEvent> events = [];

    public static Watched Street() => new(PlaceId.Of("s1"));

    public static Watched Community() => new(PlaceId.Of("s1c1"));

    public AlertState State { get; private set; } = Alert.Empty;

    public DateTimeOffset Now { get; private set; } = At("10-01 09:00");

    /// <summary>But for <see cref="AlertEvent.Told"/>, which is nothing of its life.</summary>
    public IReadOnlyList<AlertEvent> Events => events;

    public int Tellings { get; private set; }

    public Episode Open => State.Open!;

    /// <summary><c>MM-dd HH:mm</c> of 2013, or with a year.</summary>
    public static DateTimeOffset At(string text) => District.At(Sample.Day(text[..^6]), TimeOnly.ParseExact(text[^5..], "HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    public Finding Found(AlertLevel level = AlertLevel.Behind, long open = 1, string due = "09-30", bool heldBack = false)
        => new(new AlertKey(AlertRule.Step, unit, Line, "2013-09-30-completed"), new AlertFacts(level, "第一批", open, 2, Sample.Day(due), Stage.Completed), heldBack);

    /// <summary>Lets time pass up to then, and starts what comes due, each at its own time.</summary>
    public Watched Until(string time)
    {
        var end = At(time);
        while (Due(end) is { } item)
        {
            if (item.Due > Now) Now = item.Due;
            Start(item);
        }

        Now = end;
        return this;
    }

    /// <summary>The clock jumps; what came due meanwhile is started then.</summary>
    public Watched Jump(string time)
    {
        Now = At(time);
        StartDue();
        return this;
    }

    /// <summary>What is due by now, e.g. a promise whose day passed while its alert was met.</summary>
    public void StartDue()
    {
        while (Due(Now) is { } item) Start(item);
    }

    public Watched Then(AlertCommand command)
    {
        if (!Try(command)) Assert.Fail($"{command} was refused: {string.Join(", ", Refused(command).Faults.Select(f => f.Code))}");
        return this;
    }

    public bool Try(AlertCommand command)
    {
        if (Decide(command) is not Decision<AlertEvent>.Accepted accepted) return false;
        foreach (var happened in accepted.Events)
        {
            if (happened.Event is AlertEvent.Told) Tellings++;
            else events.Add(happened.Event);
            State = Alert.Fold(State, new Recorded<AlertEvent>(happened.Event, ++version, Wang.Actor, Now));
        }
        return true;
    }

    public Refusal Refused(AlertCommand command) => Assert.IsType<Decision<AlertEvent>.Declined>(Decide(command)).Refusal;

    public string Code(AlertCommand command) => Assert.Single(Refused(command).Faults).Code;

    /// <summary>Rungs that fired, each with its time, e.g. <c>Street 10-10 09:00</c>.</summary>
    public string[] Fired() => [.. Open.Fired.Select(f => $"{f.Rung} {District.Local(f.At):MM-dd HH:mm}")];

    public AgendaItem? Due(DateTimeOffset by) => Alert.Agenda(State).Where(i => i.Due <= by).OrderBy(i => i.Due).FirstOrDefault();

    public void Start(AgendaItem item) => Then(item.Kind switch
    {
        AlertCommand.Escalate.AgendaKind => new AlertCommand.Escalate(),
        AlertCommand.Lapse.AgendaKind => new AlertCommand.Lapse(),
        AlertCommand.Unsilence.AgendaKind => new AlertCommand.Unsilence(),
        AlertCommand.TellNews.AgendaKind => new AlertCommand.TellNews(long.Parse(item.Key, System.Globalization.CultureInfo.InvariantCulture)),
        _ => throw new InvalidOperationException(item.Kind),
    });

    public static AlertCommand.Acknowledge Promise(string on, string? plan = "增派施工队") => new(Wang, Sample.Day(on), SlipReason.Rooms, null, plan);

    private long version;

    private Decision<AlertEvent> Decide(AlertCommand command) => Alert.Decide(State, command, new Circumstances(Now, Wang.Actor, null, Tree) { Calendar = Calendar });
}
