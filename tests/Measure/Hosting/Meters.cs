using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Circle.Contracts.Journal;

namespace Circle.Measure.Hosting;

/// <summary>What the program in this process counts by itself, since this began to listen.</summary>
internal sealed class Meters : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, double> sums = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, long> lasts = new(StringComparer.Ordinal);

    public Meters()
    {
        listener.InstrumentPublished = (instrument, mine) =>
        {
            if (instrument.Meter.Name == CircleMeter.Name) mine.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Take(instrument, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Take(instrument, value));
        listener.Start();
    }

    /// <summary>A counter's sum, an observable's last value; 0 for one that has said nothing.</summary>
    public double this[string instrument]
    {
        get
        {
            listener.RecordObservableInstruments();
            return sums.GetValueOrDefault(instrument);
        }
    }

    /// <summary>Monotonic ticks of a counter's last change; 0 when it has said nothing.</summary>
    public long LastOf(string instrument) => lasts.GetValueOrDefault(instrument);

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value)
    {
        lasts[instrument.Name] = Stopwatch.GetTimestamp();
        if (instrument.IsObservable) sums[instrument.Name] = value;
        else sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
    }
}
