using System.Collections.Concurrent;
using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Grains.Journal;

namespace Circle.Cluster.Tests.Faults;

/// <summary>What happens instead of a plain commit; <paramref name="commit"/> is the real one.</summary>
public delegate Task<BatchOutcome> CommitFault(ImmutableArray<Run> runs, Func<Task<BatchOutcome>> commit, CancellationToken cancel);

/// <summary>A real journal behind which a test stands: it delegates, counts, and does what it is told to do instead.</summary>
public sealed class FaultyJournal(IJournalStore inner) : IJournalStore
{
    private readonly ConcurrentBag<Gate> _gates = [];
    private int _commits;
    private volatile bool _isDead;
    private volatile CommitFault? _onCommit;
    private volatile Func<Task>? _onFind;
    private volatile Func<Task>? _onRead;

    /// <summary>The journal without faults, as another process would see it.</summary>
    public IJournalStore Inner => inner;

    /// <summary>Attempts, whatever became of them.</summary>
    public int Commits => Volatile.Read(ref _commits);

    /// <summary>Reads of streams since <see cref="Heal"/>: where they began and how many events came.</summary>
    public ConcurrentQueue<(StreamId Stream, long After, int Events)> Reads { get; } = new();

    public CommitFault? OnCommit
    {
        get => _onCommit;
        set => _onCommit = value;
    }

    public Func<Task>? OnFind
    {
        get => _onFind;
        set => _onFind = value;
    }

    public Func<Task>? OnRead
    {
        get => _onRead;
        set => _onRead = value;
    }

    /// <summary>Holds commits from now on; the gate opens at the latest when the journal is healed.</summary>
    /// <param name="after">True: the commit is done and its answer is held; false: the commit itself waits.</param>
    public Gate Hold(bool after = false)
    {
        var gate = new Gate(after);
        _gates.Add(gate);
        OnCommit = gate.HoldAsync;
        return gate;
    }

    public void Heal()
    {
        foreach (var gate in _gates) gate.Open();
        _gates.Clear();
        (OnCommit, OnFind, OnRead) = (null, null, null);
        Reads.Clear();
    }

    /// <summary>As when the process is killed: what is on its way may still commit, but nobody hears of it.</summary>
    public void Die() => _isDead = true;

    public async Task<BatchOutcome> CommitAsync(ImmutableArray<Run> runs, CancellationToken cancel)
    {
        Interlocked.Increment(ref _commits);
        CheckAlive();
        var outcome = OnCommit is { } fault ? await fault(runs, () => inner.CommitAsync(runs, cancel), cancel) : await inner.CommitAsync(runs, cancel);
        CheckAlive();
        return outcome;
    }

    public async Task<ImmutableArray<Envelope>> ReadAsync(StreamId stream, long after, int limit, CancellationToken cancel)
    {
        CheckAlive();
        if (OnRead is { } fault) await fault();
        var events = await inner.ReadAsync(stream, after, limit, cancel);
        Reads.Enqueue((stream, after, events.Length));
        return events;
    }

    public async Task<FoundCommands> FindAsync(StreamId stream, ImmutableArray<CommandId> commands, CancellationToken cancel)
    {
        CheckAlive();
        if (OnFind is { } fault) await fault();
        return await inner.FindAsync(stream, commands, cancel);
    }

    public Task<ImmutableArray<StreamHead>> HeadsAsync(StreamId? after, int limit, CancellationToken cancel) => inner.HeadsAsync(after, limit, cancel);

    public Task<DateTimeOffset?> LastRecordedAsync(CancellationToken cancel) => inner.LastRecordedAsync(cancel);

    private void CheckAlive()
    {
        if (_isDead) throw new JournalException(JournalFault.Unknown, "the process is dead");
    }
}
