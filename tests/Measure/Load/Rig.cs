using System.Diagnostics;
using Circle.Measure.Hosting;
using Circle.Measure.Report;
using Circle.Measure.Walls;

namespace Circle.Measure.Load;

/// <summary>A site at work by the clock, with probes among the load and screens before it.</summary>
internal sealed class Rig(Site site, Meters meters, Field load, Probes probes)
{
    /// <summary>For screens to get their first picture, and for the last events to arrive.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1.5);

    public Field Field => load;

    /// <param name="District">At the first group of screens.</param>
    /// <param name="Durable">From the scheduled send to the answer, in milliseconds.</param>
    /// <param name="Load">Probes too.</param>
    /// <param name="Frames">A second, per screen.</param>
    /// <param name="Cpu">Cores that this process took while the load went.</param>
    public sealed record Result(
        Delays.Result District, Spread Durable, Answers Load, double Late, TimeSpan Settled, double Drift, IReadOnlyList<double> Frames,
        double Cpu, double ScreensCpu, Probes.Result Probes, IReadOnlyList<Watched> Screens);

    public static async Task<Rig> PrepareAsync(Site site, Meters meters, int facilities, int probes, CancellationToken cancel)
    {
        var plan = await site.ConfirmAsync();
        var field = await Field.RegisterAsync(site, plan, facilities, cancel);
        return new Rig(site, meters, field, await Load.Probes.RegisterAsync(site, plan, probes, cancel));
    }

    /// <param name="perSecond">Probes and load together; up to 50 they are all probes.</param>
    public Task<Result> RunAsync(double perSecond, TimeSpan length, CancellationToken cancel, params Group[] screens)
        => RunAsync(perSecond, length, Calm, cancel, screens);

    /// <param name="linger">How long the screens stay after the last event.</param>
    public async Task<Result> RunAsync(double perSecond, TimeSpan length, TimeSpan linger, CancellationToken cancel, params Group[] screens)
    {
        await Load.Settled.WaitAsync(site, cancel);
        await using var crowd = await Crowd.OpenAsync(site.Address, cancel, screens);
        await Task.Delay(Calm, cancel);
        var rate = Math.Min(perSecond, perSecond <= 50 ? perSecond : 100);
        var cpu = Cpu.OfThisProcess;
        var began = Stopwatch.GetTimestamp();
        var going = probes.RunAsync(rate, length, cancel);
        var loaded = perSecond > rate ? await OpenLoop.RunAsync(load.TellNextAsync, perSecond - rate, length, cancel) : null;
        var probed = await going;
        var cores = (Cpu.OfThisProcess - cpu) / Stopwatch.GetElapsedTime(began);
        var settled = await Load.Settled.WaitAsync(site, cancel);
        await Task.Delay(linger, cancel);
        var seen = await crowd.CloseAsync(cancel);
        await probes.ResetAsync(cancel);

        var answers = loaded?.Answers ?? new Answers();
        answers.Add(probed.Loop.Answers);
        return new Result(
            Delays.Of(seen.Where(s => s.Group == 0), probed),
            new Spread(probed.Accepted.Select(p => Clock.Milliseconds(p.Due, p.Answered))),
            answers,
            Math.Max(loaded?.Late ?? 0, probed.Loop.Late),
            settled,
            meters["circle.rollup.drift"],
            [.. seen.Select(s => Delays.FramesPerSecond(s, probed, length))],
            cores,
            crowd.Cpu,
            probed,
            seen);
    }
}
