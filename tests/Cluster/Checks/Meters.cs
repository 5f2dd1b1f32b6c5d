using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Circle.Contracts.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Circle.Cluster.Tests.Checks;

/// <summary>What some silos tell OpenTelemetry, together; others of the process have meters of the same name.</summary>
public sealed class Meters : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, long> _values = new();

    public Meters(params IEnumerable<IServiceProvider> silos)
    {
        var factories = silos.Select(s => s.GetRequiredService<IMeterFactory>()).ToHashSet<object>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == CircleMeter.Name && instrument.Meter.Scope is { } factory && factories.Contains(factory)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Take(instrument, value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Take(instrument, value));
        _listener.Start();
    }

    /// <summary>What a gauge or an observable counter shows now; of a counter, the sum since this began to listen.</summary>
    public long Read(string instrument)
    {
        _listener.RecordObservableInstruments();
        return _values.Where(v => v.Key.Name == instrument).Sum(v => v.Value);
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, long value)
    {
        if (instrument.IsObservable) _values[instrument] = value;
        else _values.AddOrUpdate(instrument, value, (_, sum) => sum + value);
    }
}
