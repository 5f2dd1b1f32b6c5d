using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Circle.Cluster.Tests.Faults;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Circle.Cluster.Tests.WritePath;

/// <summary>The writer alone, with a journal that keeps nothing and time that a test moves.</summary>
public sealed class WriterTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly FaultyJournal _journal = new(new NoJournal());
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SiloLifecycleSubject _lifecycle = new(NullLogger<SiloLifecycleSubject>.Instance);
    private readonly JournalMeters _meters;
    private readonly Writer _writer;

    public WriterTests()
    {
        _meters = new JournalMeters(_services.GetRequiredService<IMeterFactory>());
        _writer = new Writer(_journal, _meters, _time, NullLogger<Writer>.Instance);
    }

    public async ValueTask InitializeAsync()
    {
        _writer.Participate(_lifecycle);
        await _lifecycle.OnStart(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _journal.Heal();
        await _lifecycle.OnStop(CancellationToken.None);
        _writer.Dispose();
        _meters.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Runs_that_arrive_while_a_batch_is_out_leave_together()
    {
        var gate = _journal.Hold();
        var first = _writer.SubmitAsync(Run("first"));
        await gate.EnteredAsync();
        var others = Enumerable.Range(0, 50).Select(i => _writer.SubmitAsync(Run($"r{i}"))).ToArray();
        gate.Open();
        Assert.IsType<RunOutcome.Won>(await first);
        Assert.All(await Task.WhenAll(others), o => Assert.IsType<RunOutcome.Won>(o));
        Assert.Equal(2, _journal.Commits);
    }

    [Fact]
    public async Task What_waits_is_bounded_in_events()
    {
        var gate = _journal.Hold();
        var out1 = _writer.SubmitAsync(Run("out", events: 1_000));
        await gate.EnteredAsync();
        var waiting = Enumerable.Range(0, 20).Select(i => _writer.SubmitAsync(Run($"r{i}", events: 1_000))).ToArray();
        var one = _writer.SubmitAsync(Run("one"));
        Assert.True(one.IsCompleted);
        Assert.IsType<RunOutcome.Busy>(await one);
        gate.Open();
        Assert.All(await Task.WhenAll([out1, .. waiting]), o => Assert.IsType<RunOutcome.Won>(o));
    }

    [Fact]
    public async Task A_batch_that_may_be_given_up_is_busy_after_five_seconds()
    {
        // The database honours the token, so nothing was written.
        _journal.OnCommit = async (_, _, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel).ContinueWith(_ => { }, TaskScheduler.Default);
            throw new JournalException(JournalFault.Transient, "busy");
        };
        var run = _writer.SubmitAsync(Run("r"));
        await Eventually.TrueAsync(() => _journal.Commits == 1, "the batch is out");
        _time.Advance(Writer.Patience - TimeSpan.FromMilliseconds(1));
        Assert.False(run.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.IsType<RunOutcome.Busy>(await run.WithinLimitAsync("busy"));
        Assert.True(_writer.IsHealthy);
    }

    [Fact]
    public async Task A_batch_that_is_not_answered_at_all_is_unsure_and_all_behind_it_busy()
    {
        var gate = _journal.Hold();
        var unsure = _writer.SubmitAsync(Run("r"));
        await gate.EnteredAsync();
        var behind = _writer.SubmitAsync(Run("behind"));
        _time.Advance(Writer.Patience + Writer.Patience);

        Assert.IsType<RunOutcome.Unsure>(await unsure.WithinLimitAsync("unsure"));
        Assert.IsType<RunOutcome.Busy>(await behind.WithinLimitAsync("busy"));
        Assert.False(_writer.IsHealthy);
        Assert.IsType<RunOutcome.Busy>(await _writer.SubmitAsync(Run("later")));

        _journal.OnCommit = null;
        gate.Open();
        await Eventually.TrueAsync(() => _writer.IsHealthy, "healthy again");
        Assert.IsType<RunOutcome.Won>(await _writer.SubmitAsync(Run("again")));
        Assert.Equal(2, _journal.Commits);
    }

    [Fact]
    public async Task Rollbacks_that_do_not_end_are_busy()
    {
        _journal.OnCommit = Failing.With(JournalFault.Transient, int.MaxValue);
        var run = _writer.SubmitAsync(Run("r"));
        await Eventually.TrueAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
                return run.IsCompleted;
            },
            "busy");
        Assert.IsType<RunOutcome.Busy>(await run);
        Assert.True(_journal.Commits > 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1, 2, 500)]
    public async Task Of_a_thousand_runs_only_the_poisoned_fail_and_the_others_are_written_once(params int[] culprits)
    {
        var written = new List<StreamId>();
        var gate = _journal.Hold();
        var held = _writer.SubmitAsync(Run("held"));
        await gate.EnteredAsync();
        _journal.OnCommit = (runs, commit, cancel) =>
        {
            if (runs.Any(r => culprits.Any(c => r.Stream == Run($"r{c}").Stream))) throw new JournalException(JournalFault.Poison, "poison");
            written.AddRange(runs.Select(r => r.Stream));
            return commit();
        };
        var runs = Enumerable.Range(0, 1_000).Select(i => _writer.SubmitAsync(Run($"r{i}"))).ToArray();
        gate.Open();
        await held;

        var outcomes = await Task.WhenAll(runs);
        Assert.Equal(culprits, Enumerable.Range(0, 1_000).Where(i => outcomes[i] is RunOutcome.Poisoned));
        Assert.Equal(1_000 - culprits.Length, outcomes.Count(o => o is RunOutcome.Won));
        Assert.Equal(1_000 - culprits.Length, written.Count);
        Assert.Distinct(written);
        Assert.True(_journal.Commits < 25 * culprits.Length + 5, $"{_journal.Commits} attempts");
    }

    [Fact]
    public async Task A_run_that_repeats_an_old_command_drops_out_and_the_others_are_written()
    {
        var gate = _journal.Hold();
        var held = _writer.SubmitAsync(Run("held"));
        await gate.EnteredAsync();
        _journal.OnCommit = (runs, commit, _) => runs.Any(r => r.Stream == Run("r1").Stream)
            ? Task.FromResult<BatchOutcome>(new BatchOutcome.Repeated([.. Enumerable.Range(0, runs.Length).Where(i => runs[i].Stream == Run("r1").Stream)]))
            : commit();
        var answers = Enumerable.Range(0, 3).Select(i => _writer.SubmitAsync(Run($"r{i}"))).ToArray();
        gate.Open();
        await held;
        Assert.Equal([typeof(RunOutcome.Won), typeof(RunOutcome.Repeated), typeof(RunOutcome.Won)], (await Task.WhenAll(answers)).Select(o => o.GetType()));
    }

    [Fact]
    public async Task What_waits_when_the_silo_stops_is_still_written()
    {
        var gate = _journal.Hold();
        var first = _writer.SubmitAsync(Run("first"));
        await gate.EnteredAsync();
        var waiting = _writer.SubmitAsync(Run("waiting"));
        var stopped = _lifecycle.OnStop(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => _writer.SubmitAsync(Run("late")) is { IsCompleted: true, Result: RunOutcome.Busy }, "late runs are turned away");
        Assert.False(stopped.IsCompleted);
        gate.Open();
        await stopped.WithinLimitAsync("the writer stops");
        Assert.IsType<RunOutcome.Won>(await first);
        Assert.IsType<RunOutcome.Won>(await waiting);
    }

    private static Run Run(string stream, int events = 1)
    {
        var id = StreamId.Of("facility", stream);
        return new Run(id, 0, [.. Enumerable.Range(1, events).Select(v => new Envelope(id, v, "t", 1, "{}", null, null, Asking.Street, default, default, ""))], [], []);
    }

    /// <summary>Takes everything and keeps nothing.</summary>
    private sealed class NoJournal : IJournalStore
    {
        public Task<BatchOutcome> CommitAsync(ImmutableArray<Run> runs, CancellationToken cancel)
            => Task.FromResult<BatchOutcome>(new BatchOutcome.Committed([.. runs.Select(_ => new RunVerdict(true, []))]));

        public Task<ImmutableArray<Envelope>> ReadAsync(StreamId stream, long after, int limit, CancellationToken cancel) => throw new NotSupportedException();

        public Task<ImmutableArray<AcceptedCommand>> FindAsync(StreamId stream, ImmutableArray<CommandId> commands, CancellationToken cancel) => throw new NotSupportedException();

        public Task<ImmutableArray<StreamHead>> HeadsAsync(StreamId? after, int limit, CancellationToken cancel) => throw new NotSupportedException();

        public Task<DateTimeOffset?> LastRecordedAsync(CancellationToken cancel) => throw new NotSupportedException();
    }
}
