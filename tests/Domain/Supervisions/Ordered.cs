using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Supervisions;
using Circle.Domain.Tests.Alerts;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Supervisions;

/// <summary>One order and the time in which it lives: what its agenda holds is started when it is due, as the silo's timekeeper would.</summary>
internal sealed class Ordered
{
    public static readonly SupervisionId Id = SupervisionId.Of("o1");
    public static readonly Actor Office = AccountId.Of("office").Actor;
    public static readonly Actor Leader = AccountId.Of("leader").Actor;
    public static readonly Actor Clerk = AccountId.Of("clerk").Actor;
    public static readonly Actor Inspector = AccountId.Of("inspector").Actor;

    private static readonly PlaceTree Tree = Sample.Tree(2, 1);
    private readonly List<SupervisionEvent> events = [];

    public SupervisionState State { get; private set; } = Supervision.Empty;

    /// <summary>Wednesday, the first working day after National Day being the 8th.</summary>
    public DateTimeOffset Now { get; private set; } = Watched.At("10-09 10:00");

    public IReadOnlyList<SupervisionEvent> Events => events;

    public static SupervisionCommand.Issue Order(string unit = "s1c1", string deadline = "10-25") => new(
        Id, new SupervisionMatter(PlaceId.Of("s1"), null, null, null, "调解室欠 2 处"), new AnsweringUnit(PlaceId.Of(unit), null), null, Sample.Day(deadline), "限期建成并报告")
    { Number = new SupervisionNumber(2013, 12) };

    public static Ordered Issued(string unit = "s1c1", string deadline = "10-25") => new Ordered().Then(Office, Order(unit, deadline));

    public static Ordered Replied() => Issued().Then(Clerk, new SupervisionCommand.Sign()).Then(Clerk, new SupervisionCommand.Reply("已开工", []));

    public Ordered Until(string time)
    {
        var end = Watched.At(time);
        while (Due(end) is { } item)
        {
            if (item.Due > Now) Now = item.Due;
            Start();
        }

        Now = end;
        return this;
    }

    /// <summary>The clock jumps; what came due meanwhile is started then.</summary>
    public Ordered Jump(string time)
    {
        Now = Watched.At(time);
        StartDue();
        return this;
    }

    public void StartDue()
    {
        while (Due(Now) is not null) Start();
    }

    public Ordered Then(Actor by, SupervisionCommand command)
    {
        Assert.True(Try(by, command), $"{command} was refused");
        return this;
    }

    public bool Try(Actor by, SupervisionCommand command)
    {
        if (Decide(by, command) is not Decision<SupervisionEvent>.Accepted accepted) return false;
        foreach (var happened in accepted.Events)
        {
            events.Add(happened.Event);
            State = Supervision.Fold(State, new Recorded<SupervisionEvent>(happened.Event, events.Count, by, Now));
        }

        return true;
    }

    public string[] Codes(Actor by, SupervisionCommand command) => [.. Assert.IsType<Decision<SupervisionEvent>.Declined>(Decide(by, command)).Refusal.Faults.Select(f => $"{f.Field} {f.Code}".Trim())];

    /// <summary>Rungs that fired for the step that is waited for, each with its time.</summary>
    public string[] Fired() => [.. State.Wait!.Fired.Select(f => $"{f.Rung} {Domain.Time.District.Local(f.At):MM-dd HH:mm}")];

    private AgendaItem? Due(DateTimeOffset by) => Supervision.Agenda(State).Where(i => i.Due <= by).OrderBy(i => i.Due).FirstOrDefault();

    private void Start() => Then(Actor.Timekeeper, new SupervisionCommand.Escalate());

    private Decision<SupervisionEvent> Decide(Actor by, SupervisionCommand command) => Supervision.Decide(State, command, new Circumstances(Now, by, null, Tree) { Calendar = Watched.Calendar });
}
