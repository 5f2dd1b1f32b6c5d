using System.Collections.Immutable;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Volunteering;

/// <summary>队员</summary>
/// <param name="Craft">专长; null: none that the plan asks for.</param>
/// <param name="Since">First day in the team.</param>
/// <param name="Until">Last day; null: still in it.</param>
[GenerateSerializer, Immutable, Alias("RosterMember")]
public sealed record RosterMember([property: Id(0)] VolunteerId Who, [property: Id(1)] CraftId? Craft, [property: Id(2)] DateOnly Since, [property: Id(3)] DateOnly? Until)
{
    public bool IsIn(DateOnly day) => Since <= day && (Until is not { } until || day <= until);
}

public abstract record RosterEvent
{
    [EventType("roster.joined")]
    public sealed record Joined(VolunteerId Who, CraftId? Craft, DateOnly Since) : RosterEvent;

    [EventType("roster.changed")]
    public sealed record Changed(VolunteerId Who, CraftId? Craft) : RosterEvent;

    [EventType("roster.left")]
    public sealed record Left(VolunteerId Who, DateOnly Until) : RosterEvent;
}

[GenerateSerializer, Immutable, Alias("RosterCommand")]
public abstract record RosterCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>加入名册; of whoever was in it before, anew.</summary>
    /// <param name="Since">First day, today or up to <see cref="Roster.MostDaysBack"/> days ago.</param>
    [GenerateSerializer, Immutable, Alias("RosterCommand.Join")]
    public sealed record Join([property: Id(0)] VolunteerId Who, [property: Id(1)] CraftId? Craft, [property: Id(2)] DateOnly Since) : RosterCommand;

    [GenerateSerializer, Immutable, Alias("RosterCommand.Change")]
    public sealed record Change([property: Id(0)] VolunteerId Who, [property: Id(1)] CraftId? Craft) : RosterCommand;

    /// <summary>离队: today is the last day. What they did stays theirs.</summary>
    [GenerateSerializer, Immutable, Alias("RosterCommand.Leave")]
    public sealed record Leave([property: Id(0)] VolunteerId Who) : RosterCommand;
}

/// <summary>As a team's leader reads it. Names stand apart, in the store of personal data.</summary>
/// <param name="Team">Whose it is, as its grain says: no event does.</param>
[GenerateSerializer, Immutable, Alias("RosterState")]
public sealed record RosterState([property: Id(0)] FacilityId? Team, [property: Id(1)] ImmutableArray<RosterMember> Members)
{
    public bool Has(VolunteerId who, DateOnly day) => Members.Any(m => m.Who == who && m.IsIn(day));
}

/// <summary>队伍名册 of one team: who is in it, and was.</summary>
public sealed class Roster : IAggregate<RosterState, RosterCommand, RosterEvent>
{
    /// <summary>In it at one time.</summary>
    public const int MostMembers = 200;

    /// <summary>With those who left; past it whoever left first is forgotten.</summary>
    public const int MostKept = 400;

    public const int MostDaysBack = 60;

    public static string Kind => "roster";

    public static int FoldVersion => 1;

    public static RosterState Empty { get; } = new(null, []);

    public static StreamId StreamOf(FacilityId team) => StreamId.Of(Kind, team.Value);

    public static Need? Needs(RosterState state, RosterCommand command) => state.Team is { } team ? new Need(Permission.Invite, new Subject(Team: team)) : new Need(Permission.Invite, Subject.District);

    public static Decision<RosterEvent> Decide(RosterState state, RosterCommand command, Circumstances circumstances)
    {
        var rules = circumstances.Plan?.Document.Volunteering ?? VolunteeringRules.Usual;
        var today = circumstances.Today;
        return command switch
        {
            RosterCommand.Join c => Join(state, c, rules, today),
            RosterCommand.Change c => Change(state, c, rules),
            RosterCommand.Leave c => Open(state, c.Who) is null ? Unknown : Decision<RosterEvent>.Accept(new RosterEvent.Left(c.Who, today)),
            _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
        };
    }

    public static RosterState Fold(RosterState state, Recorded<RosterEvent> recorded) => recorded.Event switch
    {
        RosterEvent.Joined e => state with { Members = Kept(state.Members.RemoveAll(m => m.Who == e.Who && m.Until is null).Add(new RosterMember(e.Who, e.Craft, e.Since, null))) },
        RosterEvent.Changed e => state with { Members = [.. state.Members.Select(m => m.Who == e.Who && m.Until is null ? m with { Craft = e.Craft } : m)] },
        RosterEvent.Left e => state with { Members = [.. state.Members.Select(m => m.Who == e.Who && m.Until is null ? m with { Until = e.Until } : m)] },
        _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
    };

    public static ImmutableArray<RowImage> Contribute(RosterState state) => [];

    public static ImmutableArray<AgendaItem> Agenda(RosterState state) => [];

    private static readonly Refusal Unknown = Refusal.Unknown("who", "名册中没有这个人，请刷新后再看", "the roster has no such member: look at it anew");

    private static RosterMember? Open(RosterState state, VolunteerId who) => state.Members.FirstOrDefault(m => m.Who == who && m.Until is null);

    private static ImmutableArray<RosterMember> Kept(ImmutableArray<RosterMember> members)
        => members.Length <= MostKept || members.FirstOrDefault(m => m.Until is not null) is not { } first ? members : members.Remove(first);

    private static Decision<RosterEvent> Join(RosterState state, RosterCommand.Join command, VolunteeringRules rules, DateOnly today)
    {
        var faults = new FaultList();
        CheckCraft(faults, command.Craft, rules);
        faults.Day("since", command.Since, today.AddDays(-MostDaysBack), today);
        if (faults.Any) return faults.ToRefusal();
        if (Open(state, command.Who) is not null) return Refusal.NotNow("joined", "已在名册中", "is on the roster already");
        if (state.Members.Count(m => m.Until is null) >= MostMembers) return Refusal.NotNow("full", $"一支队伍最多 {MostMembers} 人", $"a team has at most {MostMembers} members");
        return Decision<RosterEvent>.Accept(new RosterEvent.Joined(command.Who, command.Craft, command.Since), command.Since);
    }

    private static Decision<RosterEvent> Change(RosterState state, RosterCommand.Change command, VolunteeringRules rules)
    {
        var faults = new FaultList();
        CheckCraft(faults, command.Craft, rules);
        if (faults.Any) return faults.ToRefusal();
        if (Open(state, command.Who) is not { } member) return Unknown;
        return member.Craft == command.Craft ? Refusal.NotNow("unchanged", "没有变化", "nothing changes") : Decision<RosterEvent>.Accept(new RosterEvent.Changed(command.Who, command.Craft));
    }

    private static void CheckCraft(FaultList faults, CraftId? craft, VolunteeringRules rules)
    {
        if (craft is { } one && rules.Find(one) is null) faults.Add("craft", "unknown", "没有这种专长", "no such craft");
    }
}
