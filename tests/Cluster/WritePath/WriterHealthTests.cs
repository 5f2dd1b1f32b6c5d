using Circle.Cluster.Tests.Faults;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Journal;
using Circle.Grains.Journal;

namespace Circle.Cluster.Tests.WritePath;

/// <summary>A journal that is slow, ill or going.</summary>
public sealed class WriterHealthTests : WriterAlone
{
    [Fact]
    public async Task A_batch_that_may_be_given_up_is_busy_after_five_seconds()
    {
        // The database honours the token, so nothing was written.
        Journal.OnCommit = async (_, _, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
            throw new JournalException(JournalFault.Transient, "busy");
        };
        var run = Writer.SubmitAsync(Run("r"));
        await Eventually.TrueAsync(() => Journal.Commits == 1, "the batch is out");
        Time.Advance(Writer.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(run.IsCompleted);
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.IsType<RunOutcome.Busy>(await run.WithinLimitAsync("busy"));
    }

    [Theory]
    [InlineData(JournalFault.Transient, false)]
    [InlineData(JournalFault.Unknown, false)]
    [InlineData(JournalFault.Poison, true)]
    public async Task A_batch_that_failed_is_a_sign_of_ill_health_until_one_is_committed(JournalFault fault, bool isHealthy)
    {
        await FailAsync(fault);
        Assert.Equal(isHealthy, Writer.IsHealthy);
        Assert.IsType<RunOutcome.Won>(await Writer.SubmitAsync(Run("r")));
        await Eventually.TrueAsync(() => Writer.IsHealthy, "healthy again");
    }

    /// <summary>Readiness follows the writer's health: what is not ready gets no commands, and none would ever be committed.</summary>
    [Fact]
    public async Task A_silo_that_nobody_tries_any_more_is_healthy_again_after_a_while()
    {
        await FailAsync(JournalFault.Unknown);
        Assert.False(Writer.IsHealthy);
        Time.Advance(Writer.Doubt);
        Assert.True(Writer.IsHealthy);
    }

    [Fact]
    public async Task A_batch_that_is_not_answered_at_all_is_unsure_and_all_behind_it_busy()
    {
        var gate = Journal.Hold();
        var unsure = Writer.SubmitAsync(Run("r"));
        await gate.EnteredAsync();
        var behind = Writer.SubmitAsync(Run("behind"));

        Assert.IsType<RunOutcome.Unsure>(await Time.PassAsync(unsure, "unsure"));
        Assert.IsType<RunOutcome.Busy>(await behind.WithinLimitAsync("busy"));
        Assert.False(Writer.IsHealthy);
        Assert.IsType<RunOutcome.Busy>(await Writer.SubmitAsync(Run("later")));

        Journal.OnCommit = null;
        gate.Open();
        await Eventually.TrueAsync(() => Writer.IsHealthy, "healthy again");
        Assert.IsType<RunOutcome.Won>(await Writer.SubmitAsync(Run("again")));
        Assert.Equal(2, Journal.Commits);
    }

    [Fact]
    public async Task Rollbacks_that_do_not_end_are_busy()
    {
        Journal.OnCommit = Failing.With(JournalFault.Transient, int.MaxValue);
        var run = Writer.SubmitAsync(Run("r"));
        Assert.IsType<RunOutcome.Busy>(await Time.PassAsync(run, "busy", stepMilliseconds: 50));
        Assert.True(Journal.Commits > 10);
    }

    [Fact]
    public async Task What_waits_when_the_silo_stops_is_still_written()
    {
        var gate = Journal.Hold();
        var first = Writer.SubmitAsync(Run("first"));
        await gate.EnteredAsync();
        var waiting = Writer.SubmitAsync(Run("waiting"));
        var stopped = Lifecycle.OnStop(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Writer.SubmitAsync(Run("late")) is { IsCompleted: true, Result: RunOutcome.Busy }, "late runs are turned away");
        Assert.False(stopped.IsCompleted);
        gate.Open();
        await stopped.WithinLimitAsync("the writer stops");
        Assert.IsType<RunOutcome.Won>(await first);
        Assert.IsType<RunOutcome.Won>(await waiting);
    }

    private async Task FailAsync(JournalFault fault)
    {
        Journal.OnCommit = Failing.With(fault, int.MaxValue);
        var run = Writer.SubmitAsync(Run("failing"));
        Assert.IsNotType<RunOutcome.Won>(await Time.PassAsync(run, "the batch fails", stepMilliseconds: 500));
        Journal.OnCommit = null;
    }
}
