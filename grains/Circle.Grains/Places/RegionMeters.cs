using System.Diagnostics.Metrics;
using Circle.Contracts.Journal;

namespace Circle.Grains.Places;

/// <summary>What the roll-up tells OpenTelemetry.</summary>
public sealed class RegionMeters : IDisposable
{
    private readonly Meter meter;
    private long drifted;
    private readonly Counter<long> mended;
    private readonly Counter<long> letGo;
    private readonly Counter<long> frames;
    private readonly Histogram<int> batch;

    public RegionMeters(IMeterFactory factory)
    {
        meter = factory.Create(CircleMeter.Name);
        meter.CreateObservableCounter("circle.rollup.drift", () => Interlocked.Read(ref drifted), "{region}", "Regions that at two successive comparisons lacked rows which no message brought either; 0 when healthy");
        mended = meter.CreateCounter<long>("circle.rollup.reread", "{region}", "Regions that read their rows again");
        letGo = meter.CreateCounter<long>("circle.rollup.let_go", "{row}", "Rows that did not fit into a mailbox; the next comparison finds them");
        frames = meter.CreateCounter<long>("circle.frames", "{frame}", "Frames painted");
        batch = meter.CreateHistogram<int>("circle.rollup.batch", "{row}", "Rows in one message to a region");
    }

    public void Drifted() => Interlocked.Increment(ref drifted);

    public void Reread() => mended.Add(1);

    public void LetGo() => letGo.Add(1);

    public void Painted() => frames.Add(1);

    public void Sent(int rows) => batch.Record(rows);

    public void Dispose() => meter.Dispose();
}
