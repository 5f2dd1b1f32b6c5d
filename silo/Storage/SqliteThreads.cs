using System.Collections.Concurrent;
using Circle.Contracts.Journal;

namespace Circle.Silo.Storage;

/// <summary>
/// A few threads that alone touch one SQLite file. The driver is synchronous: on Orleans' own threads a commit's fsync
/// would hold up grains that have nothing to do with it.
/// </summary>
internal sealed class SqliteThreads : IAsyncDisposable
{
    /// <summary>More waiting jobs than this are refused as busy.</summary>
    public const int Capacity = 4_096;

    private readonly BlockingCollection<IJob> _jobs = new(Capacity);
    private readonly Task[] _ends;
    private int _closed;

    public SqliteThreads(string name, int count, Func<SqliteSession> open)
    {
        _ends = [.. Enumerable.Range(1, count).Select(n => Start($"{name} {n}", open))];
    }

    /// <summary>Queues work for the next free thread.</summary>
    /// <exception cref="JournalException">The queue is full, or what the work met, classified.</exception>
    public Task<T> RunAsync<T>(Func<SqliteSession, T> work, CancellationToken cancel)
    {
        var job = new Job<T>(work, cancel);
        try
        {
            if (_jobs.TryAdd(job)) return job.Answer;
        }
        catch (InvalidOperationException)
        {
            throw new JournalException(JournalFault.Transient, "busy: the database is closing");
        }

        throw new JournalException(JournalFault.Transient, $"busy: {Capacity} database jobs are waiting");
    }

    /// <summary>Takes no more work, finishes what waits, closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0) return;
        _jobs.CompleteAdding();
        await Task.WhenAll(_ends);
        _jobs.Dispose();
    }

    private Task Start(string name, Func<SqliteSession> open)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Work(open, end)) { IsBackground = true, Name = name };
        thread.Start();
        return end.Task;
    }

    private void Work(Func<SqliteSession> open, TaskCompletionSource end)
    {
        try
        {
            SqliteSession? session = null;
            foreach (var job in _jobs.GetConsumingEnumerable()) job.Run(() => session ??= open());
            session?.Dispose();
        }
        finally
        {
            end.SetResult();
        }
    }

    private interface IJob
    {
        void Run(Func<SqliteSession> session);
    }

    private sealed class Job<T>(Func<SqliteSession, T> work, CancellationToken cancel) : IJob
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Answer => _answer.Task;

        public void Run(Func<SqliteSession> session)
        {
            // Only work that has not begun is cancelled: half a commit would be neither.
            if (cancel.IsCancellationRequested)
            {
                _answer.SetCanceled(cancel);
                return;
            }

            try
            {
                _answer.SetResult(work(session()));
            }
            catch (Exception e)
            {
                _answer.SetException(SqliteFaults.Classify(e));
            }
        }
    }
}
