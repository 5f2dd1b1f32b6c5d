using System.Diagnostics.Metrics;
using Circle.Contracts.Journal;

namespace Circle.Web.Walls;

/// <summary>What screens tell OpenTelemetry.</summary>
internal sealed class ScreenMeters : IDisposable
{
    private readonly Meter meter;
    private readonly UpDownCounter<int> screens;
    private readonly Histogram<double> age;
    private readonly Counter<long> cutOff;

    public ScreenMeters(IMeterFactory factory)
    {
        meter = factory.Create(CircleMeter.Name);
        screens = meter.CreateUpDownCounter<int>("circle.screens", "{screen}", "Screens that watch");
        age = meter.CreateHistogram<double>("circle.screen.age", "s", "From sending a frame to the screen's word that it is drawn");
        cutOff = meter.CreateCounter<long>("circle.screens.cut_off", "{screen}", "Screens that acknowledged nothing for 10 s");
    }

    public void Joined() => screens.Add(1);

    public void Left() => screens.Add(-1);

    public void Drawn(TimeSpan took) => age.Record(took.TotalSeconds);

    public void CutOff() => cutOff.Add(1);

    public void Dispose() => meter.Dispose();
}
