using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Coordinations;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Rehearsal;
using Circle.Domain.Supervisions;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Rehearsal;

/// <summary>Slips of a district, through the real decisions, with the mornings that time starts and the people at their desks.</summary>
internal sealed class Autumn
{
    private static readonly SyntheticDistrict Town = SyntheticDistrict.Instance;

    private readonly PlanVersion plan = Town.Play([]).Until(District.At(new DateOnly(2013, 10, 1))).InForce;
    private readonly SortedDictionary<string, Kept<Alert, AlertState, AlertCommand, AlertEvent>> alerts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Kept<Supervision, SupervisionState, SupervisionCommand, SupervisionEvent>> orders = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Kept<Coordination, CoordinationState, CoordinationCommand, CoordinationEvent>> matters = new(StringComparer.Ordinal);
    private readonly DeskWork people;

    public Autumn(int seed) => people = new DeskWork(seed, Town.Plan, Town.Places, Town.Calendar);

    /// <summary>What was refused, in words.</summary>
    public List<string> Declined { get; } = [];

    /// <summary>Everything that happened to anything, in its order.</summary>
    public List<object> Events { get; } = [];

    public List<FieldDeed> Deeds { get; } = [];

    public Autumn Play(DateOnly first, DateOnly last)
    {
        for (var now = District.At(first); District.DateOf(now) <= last;)
        {
            var today = District.DateOf(now);
            var morning = District.At(today, AlertWatch.Morning);
            Raise(today, morning);
            StartDue(morning);
            for (now = DeskWork.NextAfter(morning, Town.Calendar); District.DateOf(now) == today; now = DeskWork.NextAfter(now, Town.Calendar)) SitDown(now);
            now = District.At(today.AddDays(1));
        }

        return this;
    }

    /// <summary>One street's line a day slips, one more of a community and one of the district itself now and then; it is met five weeks later.</summary>
    private void Raise(DateOnly today, DateTimeOffset morning)
    {
        var n = today.DayNumber;
        var line = Town.Plan.Lines[n % Town.Plan.Lines.Length];
        var streets = Town.Places.OfKind(PlaceKind.Street).ToArray();
        var communities = Town.Places.OfKind(PlaceKind.Community).ToArray();
        Tell(streets[n % streets.Length].Id, line, n % 5 == 0 ? AlertLevel.Forecast : AlertLevel.Behind, today, morning);
        if (n % 2 == 0) Tell(communities[n % communities.Length].Id, line, AlertLevel.Behind, today, morning);
        if (n % 7 == 0) Tell(Town.Places.Root!.Id, line, AlertLevel.Missed, today, morning);
        foreach (var old in alerts.Values.Where(a => a.State.Open is { } open && morning - open.RaisedAt > TimeSpan.FromDays(35)).ToList())
            Do(old, Actor.Timekeeper, morning, new AlertCommand.Meet(), isSure: false);
    }

    private void Tell(PlaceId unit, Line line, AlertLevel level, DateOnly today, DateTimeOffset morning)
    {
        var key = new AlertKey(AlertRule.Step, unit, line.Id, line.Steps is [var step, ..] ? step.Id.Value : "");
        var finding = new Finding(key, new AlertFacts(level, "第一批", 1, 2, today.AddDays(-1)));
        Do(Of(alerts, AlertId.Of(key).Value), Actor.Timekeeper, morning, new AlertCommand.Raise(finding), isSure: false);
    }

    private void StartDue(DateTimeOffset now)
    {
        foreach (var alert in alerts.Values)
        {
            foreach (var item in alert.Due(now).Where(i => i.Kind != AlertCommand.TellNews.AgendaKind))
                Do(alert, Actor.Timekeeper, now, item.Kind == AlertCommand.Lapse.AgendaKind ? new AlertCommand.Lapse() : new AlertCommand.Escalate(), isSure: false);
        }

        foreach (var order in orders.Values.Where(o => o.Due(now).Any())) Do(order, Actor.Timekeeper, now, new SupervisionCommand.Escalate(), isSure: true);
        foreach (var matter in matters.Values.Where(m => m.Due(now).Any())) Do(matter, Actor.Timekeeper, now, new CoordinationCommand.Escalate(), isSure: true);
    }

    private void SitDown(DateTimeOffset hour)
    {
        var desks = new Desks(
            [.. alerts.Values.Select(a => AlertView.Of(a.State)!).Where(v => v.Ended is null)],
            [.. orders.Values.Select(o => SupervisionView.Of(o.State)!)],
            [.. matters.Values.Select(m => m.State.View!)]);
        var deeds = people.Deeds(hour, desks);
        Assert.Equal(deeds, people.Deeds(hour, desks));
        foreach (var deed in deeds)
        {
            Deeds.Add(deed);
            switch (deed)
            {
                case FieldDeed.OfAlert of: Do(Of(alerts, of.Alert.Value), of.Actor, hour, of.Command, isSure: true); break;
                case FieldDeed.OfOrder { Command: SupervisionCommand.Issue issue } of:
                    Do(Of(orders, of.Order.Value), of.Actor, hour, issue with { Number = new SupervisionNumber(2013, orders.Count) }, isSure: true);
                    break;
                case FieldDeed.OfOrder of: Do(Of(orders, of.Order.Value), of.Actor, hour, of.Command, isSure: true); break;
                case FieldDeed.OfMatter of: Do(Of(matters, of.Matter.Value), of.Actor, hour, of.Command, isSure: true); break;
                default: Declined.Add($"nobody does {deed}"); break;
            }
        }
    }

    private static Kept<TAggregate, TState, TCommand, TEvent> Of<TAggregate, TState, TCommand, TEvent>(SortedDictionary<string, Kept<TAggregate, TState, TCommand, TEvent>> all, string id)
        where TAggregate : IAggregate<TState, TCommand, TEvent>
        where TEvent : class
        => all.TryGetValue(id, out var known) ? known : all[id] = new();

    /// <param name="isSure">A refusal is a fault of whoever asked.</param>
    private void Do<TAggregate, TState, TCommand, TEvent>(Kept<TAggregate, TState, TCommand, TEvent> kept, Actor actor, DateTimeOffset now, TCommand command, bool isSure)
        where TAggregate : IAggregate<TState, TCommand, TEvent>
        where TEvent : class
    {
        var refusal = kept.Tell(command, new Circumstances(now, actor, plan, Town.Places) { Calendar = Town.Calendar }, Events);
        if (refusal is not null && isSure) Declined.Add($"{now:O} {command}: {string.Join(", ", refusal.Faults.Select(f => $"{f.Field} {f.Code}"))}");
    }

    /// <summary>One of them, as its grain would keep it.</summary>
    private sealed class Kept<TAggregate, TState, TCommand, TEvent>
        where TAggregate : IAggregate<TState, TCommand, TEvent>
        where TEvent : class
    {
        private long version;

        public TState State { get; private set; } = TAggregate.Empty;

        public ImmutableArray<AgendaItem> Due(DateTimeOffset now) => [.. TAggregate.Agenda(State).Where(i => i.Due <= now)];

        /// <returns>Null: it was done.</returns>
        public Refusal? Tell(TCommand command, Circumstances at, List<object> events)
        {
            if (TAggregate.Decide(State, command, at) is not Decision<TEvent>.Accepted accepted) return ((Decision<TEvent>.Declined)TAggregate.Decide(State, command, at)).Refusal;
            foreach (var happened in accepted.Events)
            {
                State = TAggregate.Fold(State, new Recorded<TEvent>(happened.Event, ++version, at.Actor, at.Now));
                events.Add(happened.Event);
            }

            return null;
        }
    }
}
