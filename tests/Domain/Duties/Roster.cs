using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Duties;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Duties;

/// <summary>The roster of street s1, told one command after the other.</summary>
internal sealed class Roster
{
    public static readonly PlaceId Street = PlaceId.Of("s1");
    public static readonly LineId Park = LineId.Of("park");
    public static readonly LineId Clinic = LineId.Of("clinic");
    public static readonly AccountId Wang = AccountId.Of("wang");
    public static readonly AccountId Li = AccountId.Of("li");
    public static readonly AccountId Zhao = AccountId.Of("zhao");
    public static readonly AccountId Office = AccountId.Of("office");

    private static readonly PlanVersion Plan = new(
        1,
        new PlanDocument("1", "1", Sample.Day("09-20"), [Sample.Line("park"), Sample.Line("clinic"), Sample.Line("elsewhere") with { Excluded = [Street] }], []),
        [],
        ImmutableDictionary<LineId, Baseline>.Empty);

    private static readonly PlaceTree Tree = Sample.Tree(2, 1);

    public DutyRosterState State { get; private set; } = DutyRoster.Empty;

    /// <summary>All that happened, in order.</summary>
    public List<DutyEvent> Events { get; } = [];

    public DateOnly Today { get; set; } = Sample.Day("10-08");

    public static DutyCommand.Assign Assign(AccountId holder, string from, string? until = null, LineId? line = null)
        => new(Street, line ?? Park, holder, Sample.Day(from), until is null ? null : Sample.Day(until));

    public static DutyCommand.StandIn StandIn(AccountId holder, string from, string until) => new(Street, Park, holder, Sample.Day(from), Sample.Day(until));

    public static DutyCommand.ProposeHandOver HandOver(AccountId to, string on, params ImmutableArray<int> duties) => new(Street, duties, to, Sample.Day(on), null);

    public Decision<DutyEvent> Decide(DutyCommand command, AccountId? by = null)
        => DutyRoster.Decide(State, command, new Circumstances(Circle.Domain.Time.District.At(Today, new TimeOnly(9, 0)), (by ?? Office).Actor, Plan, Tree));

    /// <summary>True: it was accepted, and has happened.</summary>
    public bool Try(DutyCommand command, AccountId? by = null)
    {
        if (Decide(command, by) is not Decision<DutyEvent>.Accepted { Events: [var happened] }) return false;
        Events.Add(happened.Event);
        State = DutyRoster.Fold(State, new Recorded<DutyEvent>(happened.Event, Events.Count, (by ?? Office).Actor, Circle.Domain.Time.District.At(Today, new TimeOnly(9, 0))));
        return true;
    }

    public Roster After(DutyCommand command, AccountId? by = null)
    {
        Assert.True(Try(command, by), $"{command}: {Decide(command, by)}");
        return this;
    }

    public Refusal Refused(DutyCommand command, AccountId? by = null) => Assert.IsType<Decision<DutyEvent>.Declined>(Decide(command, by)).Refusal;

    public string[] Faults(DutyCommand command) => [.. Refused(command).Faults.Select(f => $"{f.Field}:{f.Code}")];

    public Post? On(string day, LineId? line) => Post.On(State.Duties, Sample.Day(day)).FirstOrDefault(p => p.Line == line);

    /// <summary>Whose the line is on a day; null: nobody's.</summary>
    public AccountId? Lead(string day) => On(day, Park)?.Lead?.Holder;
}
