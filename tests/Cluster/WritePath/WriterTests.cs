using Circle.Contracts.Journal;
using Circle.Grains.Journal;

namespace Circle.Cluster.Tests.WritePath;

public sealed class WriterTests : WriterAlone
{
    [Fact]
    public async Task Runs_that_arrive_while_a_batch_is_out_leave_together()
    {
        var gate = Journal.Hold();
        var first = Writer.SubmitAsync(Run("first"));
        await gate.EnteredAsync();
        var others = Enumerable.Range(0, 50).Select(i => Writer.SubmitAsync(Run($"r{i}"))).ToArray();
        gate.Open();
        Assert.IsType<RunOutcome.Won>(await first);
        Assert.All(await Task.WhenAll(others), o => Assert.IsType<RunOutcome.Won>(o));
        Assert.Equal(2, Journal.Commits);
    }

    [Fact]
    public async Task What_waits_is_bounded_in_events()
    {
        var gate = Journal.Hold();
        var out1 = Writer.SubmitAsync(Run("out", events: 1_000));
        await gate.EnteredAsync();
        var waiting = Enumerable.Range(0, Writer.MaxWaitingEvents / 1_000).Select(i => Writer.SubmitAsync(Run($"r{i}", events: 1_000))).ToArray();
        var one = Writer.SubmitAsync(Run("one"));
        Assert.True(one.IsCompleted);
        Assert.True(Writer.IsFull);
        Assert.IsType<RunOutcome.Busy>(await one);
        gate.Open();
        Assert.All(await Task.WhenAll([out1, .. waiting]), o => Assert.IsType<RunOutcome.Won>(o));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1, 2, 500)]
    public async Task Of_a_thousand_runs_only_the_poisoned_fail_and_the_others_are_written_once(params int[] culprits)
    {
        var written = new List<StreamId>();
        var gate = Journal.Hold();
        var held = Writer.SubmitAsync(Run("held"));
        await gate.EnteredAsync();
        Journal.OnCommit = (runs, commit, cancel) =>
        {
            if (runs.Any(r => culprits.Any(c => r.Stream == Run($"r{c}").Stream))) throw new JournalException(JournalFault.Poison, "poison");
            written.AddRange(runs.Select(r => r.Stream));
            return commit();
        };
        var runs = Enumerable.Range(0, 1_000).Select(i => Writer.SubmitAsync(Run($"r{i}"))).ToArray();
        gate.Open();
        await held;

        var outcomes = await Task.WhenAll(runs);
        Assert.Equal(culprits, Enumerable.Range(0, 1_000).Where(i => outcomes[i] is RunOutcome.Poisoned));
        Assert.Equal(1_000 - culprits.Length, outcomes.Count(o => o is RunOutcome.Won));
        Assert.Equal(1_000 - culprits.Length, written.Count);
        Assert.Distinct(written);
        Assert.True(Journal.Commits < 25 * culprits.Length + 5, $"{Journal.Commits} attempts");
    }

    [Fact]
    public async Task A_run_that_repeats_an_old_command_drops_out_and_the_others_are_written()
    {
        var gate = Journal.Hold();
        var held = Writer.SubmitAsync(Run("held"));
        await gate.EnteredAsync();
        Journal.OnCommit = (runs, commit, _) => runs.Any(r => r.Stream == Run("r1").Stream)
            ? Task.FromResult<BatchOutcome>(new BatchOutcome.Repeated([.. Enumerable.Range(0, runs.Length).Where(i => runs[i].Stream == Run("r1").Stream)]))
            : commit();
        var answers = Enumerable.Range(0, 3).Select(i => Writer.SubmitAsync(Run($"r{i}"))).ToArray();
        gate.Open();
        await held;
        Assert.Equal([typeof(RunOutcome.Won), typeof(RunOutcome.Repeated), typeof(RunOutcome.Won)], (await Task.WhenAll(answers)).Select(o => o.GetType()));
    }
}
