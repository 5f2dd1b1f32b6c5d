using System.Globalization;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Time;
using Queue = Circle.Domain.Journal.RunQueue<
    Circle.Domain.Tests.Journal.Counter, Circle.Domain.Tests.Journal.CounterState, Circle.Domain.Tests.Journal.CounterCommand, Circle.Domain.Tests.Journal.CounterEvent>;

namespace Circle.Domain.Tests.Journal;

public sealed class RunQueueTests
{
    private static readonly Committed<CounterState> Start = Committed<CounterState>.None(Counter.Empty);

    private readonly Queue queue = new(Counter.Stream);
    private DateTimeOffset now = District.At(Sample.Day("10-01"));

    [Fact]
    public void Nothing_departs_when_nothing_waits() => Assert.Null(Depart(Start));

    [Fact]
    public void Each_is_decided_on_the_state_that_the_one_before_leaves()
    {
        Enqueue(new CounterCommand.Add(60_000), new CounterCommand.Add(50_000), new CounterCommand.Add(40_000), new CounterCommand.Add(1));

        var flight = Depart(Start)!;

        Assert.Equal([true, false, true, false], flight.Decided.Select(d => d.Answer is Answer.Accepted));
        Assert.Equal((100_000, 2), (flight.After.State.Number, flight.After.Version));
        Assert.Equal([1L, 2L], flight.Decided.Select(d => d.Answer).OfType<Answer.Accepted>().Select(a => a.Receipt.Version));
        Assert.Equal("100000 + 1 is too much", flight.Decided[3].Answer is Answer.Refused r ? r.Refusal.Faults[0].En : "");
        Assert.Equal([flight.Decided[1].Pending.Id, flight.Decided[3].Pending.Id], flight.ToLookUp);
        Assert.Equal(0, queue.Waiting);
    }

    [Fact]
    public void Where_all_are_refused_there_is_nothing_to_commit()
    {
        Enqueue(new CounterCommand.Add(-1), new CounterCommand.Add(Counter.Limit + 1));

        var flight = Depart(Start)!;

        Assert.Null(flight.Run);
        Assert.Same(Start, flight.After);
        Assert.Equal(2, flight.ToLookUp.Length);
    }

    [Fact]
    public void A_run_names_the_version_it_was_decided_on_and_its_events_follow_it()
    {
        Enqueue(new CounterCommand.Add(1));
        var first = Depart(Start)!;
        Enqueue(new CounterCommand.Add(1, Events: 2), new CounterCommand.Remind(Sample.Day("10-05")));

        var run = Depart(first.After)!.Run!;

        Assert.Equal(1, run.Expected);
        Assert.Equal([2L, 3L, 4L], run.Events.Select(e => e.Version));
        Assert.Equal(first.Run!.Events[0].Hash, run.Events[0].PreviousHash);
        Assert.Equal([run.Events[0].Hash, run.Events[1].Hash], run.Events.Skip(1).Select(e => e.PreviousHash));
        Assert.All(run.Events, e => Assert.Equal(Counter.Stream, e.Stream));
        Assert.Equal([("counter.added", 1), ("counter.added", 1), ("counter.reminded", 2)], run.Events.Select(e => (e.Type, e.Schema)));

        // Id and payload stand on a command's first event alone.
        Assert.Equal([true, false, true], run.Events.Select(e => e.Command is not null));
        Assert.Equal([true, false, true], run.Events.Select(e => e.PayloadHash is not null));

        // What holds since a day holds from its midnight, the rest since it is recorded.
        Assert.Equal([now, now, District.At(Sample.Day("10-05"))], run.Events.Select(e => e.EffectiveAt));
    }

    [Fact]
    public void A_receipt_says_where_and_when_its_first_event_stands()
    {
        Enqueue(new CounterCommand.Add(1, Events: 3), new CounterCommand.Add(1));

        var flight = Depart(Start)!;

        Assert.Equal(
            [new Receipt(Counter.Stream, 1, now, false), new Receipt(Counter.Stream, 4, now, false)],
            flight.Decided.Select(d => d.Answer).OfType<Answer.Accepted>().Select(a => a.Receipt));
        Assert.Equal(flight.Run!.Events[3].Command, flight.Decided[1].Pending.Id);
    }

    [Fact]
    public void Recorded_time_is_whole_microseconds_and_never_falls()
    {
        now = now.AddTicks(19);
        Enqueue(new CounterCommand.Add(1));
        var first = Depart(Start)!;
        now = now.AddDays(-1);
        Enqueue(new CounterCommand.Add(1));

        var second = Depart(first.After)!.Run!.Events[0];

        Assert.Equal(0, first.Run!.Events[0].RecordedAt.UtcTicks % TimeSpan.TicksPerMicrosecond);
        Assert.Equal(first.Run.Events[0].RecordedAt, second.RecordedAt);
    }

    [Fact]
    public void A_full_queue_takes_no_more()
    {
        for (var i = 0; i < Queue.MaxWaiting; i++) Assert.True(queue.TryEnqueue(Pending(new CounterCommand.Add(1))));

        Assert.False(queue.TryEnqueue(Pending(new CounterCommand.Add(1))));
        Assert.Equal(Queue.MaxTogether, Depart(Start)!.Decided.Length);
        Assert.Equal(Queue.MaxWaiting - Queue.MaxTogether, queue.Waiting);
        Assert.True(queue.TryEnqueue(Pending(new CounterCommand.Add(1))));
    }

    [Fact]
    public void No_more_are_decided_together_than_is_asked()
    {
        Enqueue(Enumerable.Range(1, 5).Select(n => new CounterCommand.Add(n)).ToArray<CounterCommand>());

        Assert.Equal([2, 2, 1], Enumerable.Range(0, 3).Select(_ => Depart(Start, most: 2)!.Decided.Length));
        Assert.Null(Depart(Start));
    }

    [Fact]
    public void What_is_put_back_goes_first_and_in_its_order()
    {
        Enqueue(Numbered(1, 2, 3, 4));
        var flown = Depart(Start, most: 3)!;
        Enqueue(Numbered(5));

        queue.PutBack(flown.Decided.Select(d => d.Pending));

        Assert.Equal([1, 2, 3, 4, 5], Depart(Start)!.Decided.Select(d => ((CounterCommand.Add)d.Pending.Command).Number));
    }

    [Fact]
    public void What_is_drained_waits_no_more()
    {
        Enqueue(Numbered(1, 2));

        Assert.Equal([1, 2], queue.Drain().Select(p => ((CounterCommand.Add)p.Command).Number));
        Assert.Equal(0, queue.Waiting);
        Assert.Null(Depart(Start));
    }

    [Fact]
    public void No_run_has_more_events_than_the_journal_takes()
    {
        Enqueue([.. Enumerable.Repeat(new CounterCommand.Add(1, Events: 7), 200)]);

        for (var at = Start; Depart(at) is { } flight; at = flight.After)
            Assert.InRange(flight.Run!.Events.Length, 1, Run.MaxEvents);
    }

    [Fact]
    public void Rows_carry_the_difference_and_agenda_what_is_new_moved_or_gone()
    {
        Enqueue(new CounterCommand.Add(3), new CounterCommand.Add(4), new CounterCommand.Remind(Sample.Day("10-05")));
        var first = Depart(Start)!;
        Assert.Equal((7, "s1"), OfRow(Assert.Single(first.Run!.Rows)));
        Assert.Equal((Sample.Day("10-05"), false), OfAgenda(Assert.Single(first.Run.Agenda)));

        // Another due time moves the row: one entry, not a removal beside it.
        Enqueue(new CounterCommand.Remind(Sample.Day("10-06")), new CounterCommand.Go("s2"));
        var second = Depart(first.After)!;
        Assert.Equal((0, "s2"), OfRow(Assert.Single(second.Run!.Rows)));
        Assert.Equal((Sample.Day("10-06"), false), OfAgenda(Assert.Single(second.Run.Agenda)));

        Enqueue(new CounterCommand.Remind(null));
        var third = Depart(second.After)!;
        Assert.Empty(third.Run!.Rows);
        Assert.Equal((Sample.Day("10-06"), true), OfAgenda(Assert.Single(third.Run.Agenda)));

        // There and back within one run is no change at all.
        Enqueue(new CounterCommand.Go("s1"), new CounterCommand.Go("s2"), new CounterCommand.Remind(Sample.Day("10-07")), new CounterCommand.Remind(null));
        var fourth = Depart(third.After)!.Run!;
        Assert.Empty(fourth.Rows);
        Assert.Empty(fourth.Agenda);
        Assert.Equal(4, fourth.Events.Length);
    }

    [Fact]
    public void A_row_that_is_contributed_to_no_more_is_taken_back_and_keeps_its_head()
    {
        Enqueue(new CounterCommand.Clear());

        var change = Assert.Single(Depart(Start with { State = Counter.Empty with { Number = 2 } })!.Run!.Rows);

        Assert.Null(change.Head);
        Assert.Equal(-2, change.Delta[Counter.Cell]);
    }

    [Fact]
    public void A_list_row_is_carried_whole_where_it_changed()
    {
        Enqueue(new CounterCommand.Remind(Sample.Day("10-05")));
        var first = Depart(Start)!;
        Assert.Empty(first.Run!.Lists);

        Enqueue(new CounterCommand.Add(3), new CounterCommand.Add(4));
        var second = Depart(first.After)!;
        Assert.Equal(Counter.Lists(second.After.State), second.Run!.Lists);
        Assert.Equal(("s1", District.At(Sample.Day("10-05")), "7"), (second.Run.Lists[0].Region!.Value.Value, second.Run.Lists[0].Due, second.Run.Lists[0].View));

        Enqueue(new CounterCommand.Go("s2"));
        Assert.Equal("s2", Depart(second.After)!.Run!.Lists[0].Region!.Value.Value);
    }

    [Fact]
    public void A_list_row_that_stays_as_it_was_is_not_carried_and_neither_is_one_that_is_none_any_more()
    {
        Enqueue(new CounterCommand.Add(3));
        var first = Depart(Start)!;

        Enqueue(new CounterCommand.Go("s2"), new CounterCommand.Go("s1"));
        var second = Depart(first.After)!;
        Assert.Empty(second.Run!.Lists);

        Enqueue(new CounterCommand.Clear());
        Assert.Empty(Depart(second.After)!.Run!.Lists);
    }

    /// <summary>A run that was not committed is decided again: what the queue remembers of it is not what the journal has.</summary>
    [Fact]
    public void A_list_row_is_compared_with_what_the_run_was_decided_on()
    {
        Enqueue(new CounterCommand.Add(3));
        var lost = Depart(Start)!;
        queue.PutBack(lost.Decided.Select(d => d.Pending));

        var again = Depart(Start)!;
        Assert.NotEmpty(again.Run!.Lists);
        Assert.Equal(lost.Run!.Lists, again.Run.Lists);
        Assert.Equal((3, "s1"), OfRow(Assert.Single(again.Run.Rows)));

        Enqueue(new CounterCommand.Go("s2"));
        Assert.NotEmpty(Depart(again.After)!.Run!.Lists);
        Enqueue(new CounterCommand.Go("s2"));
        Assert.NotEmpty(Depart(again.After)!.Run!.Lists);
    }

    [Fact]
    public void Replay_refuses_a_gap_and_continues_from_where_it_is()
    {
        Enqueue(Numbered(1, 2, 3));
        var flight = Depart(Start)!;
        var stored = flight.Run!.Events;

        var half = Queue.Replay(Start, stored[..2]);
        Assert.Equal(flight.After, Queue.Replay(half, stored[2..]));
        Assert.Same(half, Queue.Replay(half, []));
        Assert.Throws<InvalidOperationException>(() => Queue.Replay(Start, [stored[0], stored[2]]));
        Assert.Throws<InvalidOperationException>(() => Queue.Replay(half, stored));
    }

    [Fact]
    public void A_bug_in_a_decision_is_not_swallowed()
    {
        Enqueue(new CounterCommand.Break());

        Assert.Throws<InvalidOperationException>(() => Depart(Start));
    }

    [Fact]
    public void The_payload_s_hash_tells_commands_apart_and_not_who_sent_them()
    {
        var id = new CommandId(Guid.CreateVersion7());
        string Hash(CounterCommand command, string actor) => Pending<CounterCommand>.Of(id, command, new Actor(actor)).PayloadHash;

        Assert.Equal(Hash(new CounterCommand.Add(1), "a:1"), Hash(new CounterCommand.Add(1), "a:2"));
        Assert.NotEqual(Hash(new CounterCommand.Add(1), "a:1"), Hash(new CounterCommand.Add(2), "a:1"));
        Assert.Matches("^[0-9a-f]{64}$", Hash(new CounterCommand.Go("s1"), "a:1"));
    }

    /// <summary>Two commands with the same fields are not the same command.</summary>
    [Fact]
    public void The_payload_s_hash_knows_what_sort_of_command_it_is()
    {
        var id = new CommandId(Guid.CreateVersion7());
        var withdraw = Pending<Domain.Facilities.FacilityCommand>.Of(id, new Domain.Facilities.FacilityCommand.Withdraw("x"), default);
        var register = Pending<Domain.Facilities.FacilityCommand>.Of(id, new Domain.Facilities.FacilityCommand.Register(Facilities.Site.Draft(Facilities.Site.Room)), default);
        var import = Pending<Domain.Facilities.FacilityCommand>.Of(id, new Domain.Facilities.FacilityCommand.Import(Facilities.Site.Draft(Facilities.Site.Room)), default);

        Assert.NotEqual(withdraw.PayloadHash, register.PayloadHash);
        Assert.NotEqual(register.PayloadHash, import.PayloadHash);
    }

    private static CounterCommand[] Numbered(params IEnumerable<int> numbers) => [.. numbers.Select(n => new CounterCommand.Add(n))];

    private static Pending<CounterCommand> Pending(CounterCommand command) => Pending<CounterCommand>.Of(new CommandId(Guid.CreateVersion7()), command, new Actor("test:a"));

    private static (int Quantity, string Region) OfRow(RowChange row) => ((int)row.Delta[Counter.Cell], row.Head!.Region.Value);

    private static (DateOnly Due, bool Remove) OfAgenda(AgendaChange change)
    {
        Assert.Equal((Counter.Stream, "remind"), (change.Item.Stream, change.Item.Kind));
        return (District.DateOf(change.Item.Due), change.Remove);
    }

    private Circumstances At(Actor actor) => new(now, actor, null, PlaceTree.Empty);

    private Flight<CounterState, CounterCommand>? Depart(Committed<CounterState> from, int most = Queue.MaxTogether) => queue.Depart(from, At, most);

    private void Enqueue(params CounterCommand[] commands)
    {
        foreach (var command in commands) Assert.True(queue.TryEnqueue(Pending(command)), string.Create(CultureInfo.InvariantCulture, $"{queue.Waiting} wait"));
    }
}
