using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Facilities;
using Circle.Domain.Journal;
using Circle.Grains.Journal;

namespace Circle.Cluster.Tests.WritePath;

/// <summary>A database that neither answers nor fails.</summary>
public sealed class StallTests(OneSilo silo) : WritePathTests(silo)
{
    [Fact]
    public async Task Everybody_is_answered_nothing_piles_up_and_all_is_accepted_once_when_it_recovers()
    {
        var facilities = new List<IFacilityGrain>();
        for (var i = 0; i < 20; i++) facilities.Add(await RegisterAsync());
        var commands = facilities.SelectMany(f => Enumerable.Range(0, 10).Select(n => (Facility: f, Id: Asking.NewId(), Command: Rename(n)))).ToArray();
        var gate = Journal.Hold();

        // The first is in flight, the others wait behind it in the writer and in their grains.
        var first = commands[0].Facility.AskAsync(commands[0].Command, commands[0].Id);
        await gate.EnteredAsync();
        var answers = commands.Skip(1).Select(c => c.Facility.AskAsync(c.Command, c.Id)).Prepend(first).ToArray();
        await Eventually.TrueAsync(() => Meters.Read("circle.journal.queue") >= 19, "runs wait behind the stalled batch");
        Assert.True(Writer.IsHealthy);

        var heard = await WriterTime.PassAsync(Task.WhenAll(answers), "everybody is answered");
        Assert.All(heard, a => Assert.True(a is Answer.Unsure or Answer.Busy, $"{a}"));
        Assert.Contains(heard, a => a is Answer.Unsure);
        Assert.Contains(heard, a => a is Answer.Busy);
        Assert.False(Writer.IsHealthy);

        // It goes on: turned away at once, nothing is kept.
        var more = await Task.WhenAll(Enumerable.Range(0, 2_000).Select(n => facilities[n % 20].AskAsync(Rename(n)))).WithinLimitAsync("callers of a stalled silo are turned away");
        Assert.All(more, a => Assert.IsType<Answer.Busy>(a));
        Assert.Equal(0, Meters.Read("circle.journal.queue"));

        Journal.OnCommit = null;
        gate.Open();
        foreach (var (facility, id, command) in commands)
        {
            Answer? answer = null;
            await Eventually.TrueAsync(async () => (answer = await facility.AskAsync(command, id)) is not Answer.Busy, () => "the journal answers again");
            answer!.Accepted();
        }

        await Eventually.TrueAsync(() => Writer.IsHealthy, "the writer is healthy again");
        foreach (var facility in facilities)
        {
            var ids = commands.Where(c => c.Facility == facility).Select(c => c.Id);
            Assert.Equal(ids.Order(ById), (await ReadAsync(facility)).Skip(1).Select(e => e.Command!.Value).Order(ById));
        }
    }

    [Fact]
    public async Task A_full_queue_is_busy_at_once_and_all_that_waited_is_accepted()
    {
        const int room = RunQueueRoom;
        var facility = await RegisterAsync();
        var gate = Journal.Hold();
        var first = facility.AskAsync(Rename(-1));
        await gate.EnteredAsync();

        var waiting = Enumerable.Range(0, room + 1).Select(n => facility.AskAsync(Rename(n))).ToArray();
        Assert.IsType<Answer.Busy>(await (await Task.WhenAny(waiting).WithinLimitAsync("one is turned away")));
        await ArrivedAsync(facility, room + 2);
        Assert.Equal(room, waiting.Count(w => !w.IsCompleted));
        Journal.OnCommit = null;
        gate.Open();

        (await first).Accepted();
        var answers = await Task.WhenAll(waiting);
        Assert.Equal(room, answers.Count(a => a is Answer.Accepted));
        Assert.Equal(room + 2, (await ReadAsync(facility)).Count);
    }

    private const int RunQueueRoom = RunQueue<Domain.Facilities.Facility, Domain.Facilities.FacilityState, Domain.Facilities.FacilityCommand, Domain.Facilities.FacilityEvent>.MaxWaiting;

    private static readonly Comparer<CommandId> ById = Comparer<CommandId>.Create((a, b) => a.Value.CompareTo(b.Value));
}
