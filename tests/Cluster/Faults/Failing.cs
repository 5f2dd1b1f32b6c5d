using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Journal;
using Circle.Domain.Alerts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Grains.Journal;
using Circle.Grains.Plans;

namespace Circle.Cluster.Tests.Faults;

/// <summary>Ways in which a commit fails.</summary>
public static class Failing
{
    /// <summary>Commits, then loses the answer, so many times; after that all is well.</summary>
    public static CommitFault LoseAnswers(int times)
    {
        var left = times;
        return async (runs, commit, _) =>
        {
            var outcome = await commit();
            return IsOfWatches(runs) || Interlocked.Decrement(ref left) < 0 ? outcome : throw new JournalException(JournalFault.Unknown, "the answer is lost");
        };
    }

    /// <summary>Fails without committing, so many times.</summary>
    public static CommitFault With(JournalFault fault, int times)
    {
        var left = times;
        return (runs, commit, _) => IsOfWatches(runs) || Interlocked.Decrement(ref left) < 0 ? commit() : throw new JournalException(fault, $"{fault} on purpose");
    }

    /// <summary>No batch passes that holds an event with this text: as a database that cannot store it.</summary>
    public static CommitFault Poisoned(string text) => (runs, commit, _) =>
        runs.Any(r => r.Events.Any(e => e.Data.Contains(text, StringComparison.Ordinal)))
            ? throw new JournalException(JournalFault.Poison, $"'{text}' cannot be stored")
            : commit();

    /// <summary>Another silo gets in before, so many times.</summary>
    /// <param name="rival">What it does at each time, from 1.</param>
    public static CommitFault Overtaken(Member member, string facility, int times, Func<int, FacilityCommand> rival)
    {
        var done = 0;
        return async (runs, commit, _) =>
        {
            var mine = Facility.StreamOf(FacilityId.Of(facility));
            if (done < times && runs.Any(r => r.Stream == mine)) await OvertakeAsync(member, mine, rival(++done));
            return await commit();
        };
    }

    /// <summary>Watches begin whenever their silo comes to it: what is to fail so many times is what the test asks for.</summary>
    private static bool IsOfWatches(IReadOnlyList<Run> runs) => runs.All(r => r.Stream.IsOf(AlertWatch.Kind));

    private static async Task OvertakeAsync(Member member, StreamId stream, FacilityCommand command)
    {
        var events = await member.Journal.Inner.ReadAsync(stream, 0, 1_000, CancellationToken.None);
        var at = RunQueue<Facility, FacilityState, FacilityCommand, FacilityEvent>.Replay(Committed<FacilityState>.None(Facility.Empty), events);
        var queue = new RunQueue<Facility, FacilityState, FacilityCommand, FacilityEvent>(stream);
        queue.TryEnqueue(Pending<FacilityCommand>.Of(Asking.NewId(), command, Asking.Inspector));
        var atlas = member.Get<Atlas>();
        var run = queue.Depart(at, actor => new Circumstances(SmallDistrict.Morning, actor, atlas.Plan, atlas.Places))!.Run!;
        var outcome = Assert.IsType<BatchOutcome.Committed>(await member.Journal.Inner.CommitAsync([run], CancellationToken.None));
        Assert.True(outcome.Verdicts.Single().Won);
    }
}
