using System.Diagnostics.Metrics;
using Circle.Contracts.Journal;

namespace Circle.Grains.Journal;

/// <summary>What the write path tells OpenTelemetry; meter <see cref="CircleMeter.Name"/>.</summary>
public sealed class JournalMeters : IDisposable
{
    private readonly Meter meter;
    private readonly Histogram<int> batchRuns;
    private readonly Histogram<double> batchTime;
    private readonly Counter<long> events;
    private readonly Counter<long> turned;
    private readonly Counter<long> retries;
    private int waiting;

    public JournalMeters(IMeterFactory factory)
    {
        meter = factory.Create(CircleMeter.Name);
        batchRuns = meter.CreateHistogram<int>("circle.journal.batch", "{run}", "Runs in a batch");
        batchTime = meter.CreateHistogram<double>("circle.journal.batch.duration", "s", "From leaving to commit, retries included");
        events = meter.CreateCounter<long>("circle.journal.events", "{event}", "Events in batches that left");
        turned = meter.CreateCounter<long>("circle.journal.busy", "{event}", "Events turned away because the queue was full or stalled");
        retries = meter.CreateCounter<long>("circle.journal.retries", "{batch}", "Batches tried again after a definite rollback");
        meter.CreateObservableGauge("circle.journal.queue", () => waiting, "{event}", "Events that wait for the next batch");
    }

    public void Wrote(int runs, int eventCount, TimeSpan took)
    {
        batchRuns.Record(runs);
        batchTime.Record(took.TotalSeconds);
        events.Add(eventCount);
    }

    public void Turned(int eventCount) => turned.Add(eventCount);

    public void Retried() => retries.Add(1);

    public void Queue(int eventCount) => waiting = eventCount;

    public void Dispose() => meter.Dispose();
}
