using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Circle.Cluster.Tests.Faults;
using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Journal;
using Circle.Grains.Journal;
using Circle.Grains.Places;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Circle.Cluster.Tests.WritePath;

/// <summary>The writer alone, with a journal that keeps nothing and time that a test moves.</summary>
public abstract class WriterAlone : IAsyncLifetime
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private readonly JournalMeters _meters;

    private readonly RegionMeters _regions;

    protected WriterAlone()
    {
        _meters = new JournalMeters(_services.GetRequiredService<IMeterFactory>());
        _regions = new RegionMeters(_services.GetRequiredService<IMeterFactory>());

        // Nothing that this journal keeps moves a row, so nobody is called.
        Writer = new Writer(Journal, new Grains.Places.RollUp(null!, _regions, new Grains.Time.SiloStop(), NullLogger<Grains.Places.RollUp>.Instance), _meters, Time, NullLogger<Writer>.Instance);
    }

    protected FakeTimeProvider Time { get; } = new();

    private protected FaultyJournal Journal { get; } = new(new NoJournal());

    protected Writer Writer { get; }

    protected SiloLifecycleSubject Lifecycle { get; } = new(NullLogger<SiloLifecycleSubject>.Instance);

    public async ValueTask InitializeAsync()
    {
        Writer.Participate(Lifecycle);
        await Lifecycle.OnStart(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Journal.Heal();
        await Lifecycle.OnStop(CancellationToken.None);
        Writer.Dispose();
        _meters.Dispose();
        _regions.Dispose();
        await _services.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static Run Run(string stream, int events = 1)
    {
        var id = StreamId.Of("facility", stream);
        return new Run(id, 0, [.. Enumerable.Range(1, events).Select(v => new Envelope(id, v, "t", 1, "{}", null, null, Asking.Street, default, default, ""))], [], []);
    }

    /// <summary>Takes everything and keeps nothing.</summary>
    private sealed class NoJournal : IJournalStore
    {
        public Task<BatchOutcome> CommitAsync(ImmutableArray<Run> runs, CancellationToken cancel)
            => Task.FromResult<BatchOutcome>(new BatchOutcome.Committed([.. runs.Select(_ => new RunVerdict(true, []))], []));

        public Task<ImmutableArray<Envelope>> ReadAsync(StreamId stream, long after, int limit, CancellationToken cancel) => throw new NotSupportedException();

        public Task<FoundCommands> FindAsync(StreamId stream, ImmutableArray<CommandId> commands, CancellationToken cancel) => throw new NotSupportedException();

        public Task<ImmutableArray<StreamHead>> HeadsAsync(StreamId? after, int limit, CancellationToken cancel) => throw new NotSupportedException();

        public Task<DateTimeOffset?> LastRecordedAsync(CancellationToken cancel) => throw new NotSupportedException();
    }
}
