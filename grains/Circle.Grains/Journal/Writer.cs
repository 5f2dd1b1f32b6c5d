using System.Collections.Immutable;
using System.Diagnostics;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Grains.Places;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Journal;

/// <summary>
/// The silo's one way into the journal: one batch in flight, the runs that arrive meanwhile leave together in the next.
/// What a batch changed leaves for the regions as one. Up before any grain and drained after all of them.
/// </summary>
public sealed class Writer(IJournalStore store, RollUp rollUp, JournalMeters meters, TimeProvider real, ILogger<Writer> log) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>Events that may wait; a run past that hears "busy". Less than a second's work: who waits longer would rather hear so, and walls stay fresh.</summary>
    public const int MaxWaitingEvents = 4_000;

    public const int MaxBatchRuns = 1_000;

    public const int MaxBatchEvents = 2_000;

    /// <summary>How long a batch may be out before its runs hear "unsure" and those behind it "busy".</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long a batch that failed is held against the journal when no other is tried.</summary>
    public static readonly TimeSpan Doubt = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RetryGap = TimeSpan.FromMilliseconds(20);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim arrivals = new(0);
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Waiting> queue = [];
    private int waitingEvents;
    private bool stalled;
    private long failedAt;
    private Task loop = Task.CompletedTask;

    /// <summary>
    /// False while a batch is out for too long, and after one that failed, until one is committed or <see cref="Doubt"/> is over: a
    /// silo that is not ready gets no commands, so it cannot wait for one to succeed.
    /// </summary>
    public bool IsHealthy => !Volatile.Read(ref stalled) && (Interlocked.Read(ref failedAt) is var at && (at == 0 || real.GetElapsedTime(at) >= Doubt));

    /// <summary>True: a run of one event would hear "busy". For who would rather not decide in vain.</summary>
    public bool IsFull => Volatile.Read(ref stalled) || Volatile.Read(ref waitingEvents) >= MaxWaitingEvents;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(Writer),
        ServiceLifecycleStage.RuntimeStorageServices,
        _ =>
        {
            // No caller's request context may leak into a loop that outlives the request.
            using (ExecutionContext.SuppressFlow()) loop = Task.Run(RunAsync, CancellationToken.None);
            return Task.CompletedTask;
        },
        async _ =>
        {
            await stopping.CancelAsync();
            arrivals.Release();
            await loop;
        });

    /// <summary>Answers when the run's batch is committed, or has failed; within about <see cref="Patience"/> of its turn.</summary>
    public Task<RunOutcome> SubmitAsync(Run run)
    {
        lock (gate)
        {
            if (stalled || stopping.IsCancellationRequested || waitingEvents + run.Events.Length > MaxWaitingEvents)
            {
                meters.Turned(run.Events.Length);
                return Task.FromResult<RunOutcome>(new RunOutcome.Busy());
            }

            var waiting = new Waiting(run);
            queue.Add(waiting);
            waitingEvents += run.Events.Length;
            meters.Queue(waitingEvents);
            if (queue.Count == 1) arrivals.Release();
            return waiting.Answer.Task;
        }
    }

    public void Dispose()
    {
        arrivals.Dispose();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await arrivals.WaitAsync();
            while (TakeBatch() is { Length: > 0 } batch)
            {
                var started = Stopwatch.GetTimestamp();
                var writing = WriteAsync(batch);
                using (var onTime = new CancellationTokenSource())
                {
                    await Task.WhenAny(writing, Task.Delay(Patience + Patience, real, onTime.Token));
                    await onTime.CancelAsync();
                }

                if (!writing.IsCompleted) await StallAsync(batch, writing);
                await writing;
                meters.Wrote(batch.Length, batch.Sum(w => w.Run.Events.Length), Stopwatch.GetElapsedTime(started));
            }

            lock (gate)
            {
                if (stopping.IsCancellationRequested && queue.Count == 0) return;
            }
        }
    }

    private ImmutableArray<Waiting> TakeBatch()
    {
        lock (gate)
        {
            var (runs, events) = (0, 0);
            while (runs < queue.Count && runs < MaxBatchRuns && (runs == 0 || events + queue[runs].Run.Events.Length <= MaxBatchEvents))
                events += queue[runs++].Run.Events.Length;
            var batch = queue.GetRange(0, runs).ToImmutableArray();
            queue.RemoveRange(0, runs);
            waitingEvents -= events;
            meters.Queue(waitingEvents);
            return batch;
        }
    }

    /// <summary>The database neither answers nor fails: nobody is left waiting, and nothing else is sent until it does.</summary>
    private async Task StallAsync(ImmutableArray<Waiting> batch, Task writing)
    {
        log.LogError("The journal has not answered for {Seconds} s; {Runs} runs are unsure", (Patience + Patience).TotalSeconds, batch.Length);
        ImmutableArray<Waiting> behind;
        lock (gate)
        {
            stalled = true;
            behind = [.. queue];
            queue.Clear();
            waitingEvents = 0;
            meters.Queue(waitingEvents);
        }

        foreach (var waiting in batch) waiting.Answer.TrySetResult(new RunOutcome.Unsure());
        foreach (var waiting in behind) waiting.Answer.TrySetResult(new RunOutcome.Busy());
        await writing;
        lock (gate) stalled = false;
        log.LogWarning("The journal answers again");
    }

    /// <summary>Attempts until every run of the batch has its outcome. Never throws.</summary>
    private async Task WriteAsync(ImmutableArray<Waiting> batch)
    {
        var began = real.GetTimestamp();
        while (batch.Length > 0)
        {
            try
            {
                using var patience = new CancellationTokenSource(Patience, real);
                switch (await store.CommitAsync([.. batch.Select(w => w.Run)], patience.Token))
                {
                    case BatchOutcome.Committed committed:
                        rollUp.Post(committed.Rows);
                        for (var i = 0; i < batch.Length; i++)
                            batch[i].Answer.TrySetResult(committed.Verdicts[i] is { Won: true, Rows: var rows } ? new RunOutcome.Won(rows) : new RunOutcome.Lost());
                        Interlocked.Exchange(ref failedAt, 0);
                        return;
                    case BatchOutcome.Repeated { Runs.IsEmpty: true }:
                        throw new JournalException(JournalFault.Transient, "a command id was there and is not");
                    case BatchOutcome.Repeated repeated:
                        foreach (var i in repeated.Runs) batch[i].Answer.TrySetResult(new RunOutcome.Repeated());
                        batch = [.. batch.Where((_, i) => !repeated.Runs.Contains(i))];
                        break;
                }
            }
            catch (JournalException e) when (e.Fault == JournalFault.Transient && real.GetElapsedTime(began) < Patience)
            {
                meters.Retried();
                await Task.Delay(RetryGap, real);
            }
            catch (JournalException e) when (e.Fault == JournalFault.Poison && batch.Length > 1)
            {
                await WriteAsync(batch[..(batch.Length / 2)]);
                batch = batch[(batch.Length / 2)..];
            }
            catch (Exception e)
            {
                Fail(batch, e);
                return;
            }
        }
    }

    private void Fail(ImmutableArray<Waiting> batch, Exception e)
    {
        if (e is not JournalException { Fault: JournalFault.Poison }) Interlocked.Exchange(ref failedAt, Math.Max(1, real.GetTimestamp()));
        RunOutcome outcome = e switch
        {
            JournalException { Fault: JournalFault.Transient } => new RunOutcome.Busy(),
            JournalException { Fault: JournalFault.Poison } => new RunOutcome.Poisoned(e.Message),
            _ => new RunOutcome.Unsure(),
        };
        log.LogWarning(e, "{Runs} runs end as {Outcome}", batch.Length, outcome.GetType().Name);
        foreach (var waiting in batch) waiting.Answer.TrySetResult(outcome);
    }

    private sealed record Waiting(Run Run)
    {
        public TaskCompletionSource<RunOutcome> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
