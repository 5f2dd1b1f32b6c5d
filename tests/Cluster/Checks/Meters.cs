using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Circle.Contracts.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Circle.Cluster.Tests.Checks;

/// <summary>What one silo tells OpenTelemetry; other silos of the process have meters of the same name.</summary>
public sealed class Meters : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _values = new();

    public Meters(IServiceProvider silo)
    {
        var factory = silo.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == CircleMeter.Name && ReferenceEquals(instrument.Meter.Scope, factory)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Take(instrument, value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Take(instrument, value));
        _listener.Start();
    }

    /// <summary>What a gauge or an observable counter shows now; of a counter, the sum since this began to listen.</summary>
    public long Read(string instrument)
    {
        _listener.RecordObservableInstruments();
        return _values.GetValueOrDefault(instrument);
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, long value)
    {
        if (instrument.IsObservable) _values[instrument.Name] = value;
        else _values.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
    }
}
