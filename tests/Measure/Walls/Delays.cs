using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;

namespace Circle.Measure.Walls;

/// <summary>When each probe was first on a screen.</summary>
internal static class Delays
{
    /// <param name="Spread">From the scheduled send to the frame, in milliseconds, over all screens.</param>
    /// <param name="SinceDurable">From the caller's answer to the frame; a frame may be there first.</param>
    /// <param name="Missing">
    /// Probes that some screen never showed, or showed although their caller was not told so: the spread says nothing of them.
    /// </param>
    public sealed record Result(Spread Spread, Spread SinceDurable, long Missing);

    public static Result Of(IEnumerable<Watched> screens, Probes.Result probes)
    {
        var (all, durable) = (new List<double>(), new List<double>());
        var missing = 0L;
        foreach (var screen in screens)
        {
            var before = screen.Frames.LastOrDefault(f => f.At < probes.Began && f.Completed >= 0);
            if (before == default) throw new InvalidOperationException("a screen had no picture before the first probe left");
            var next = 0;
            foreach (var (at, completed) in screen.Frames)
            {
                while (next < probes.Accepted.Count && completed - before.Completed > next)
                {
                    var probe = probes.Accepted[next++];
                    all.Add(Clock.Milliseconds(probe.Due, at));
                    durable.Add(Clock.Milliseconds(probe.Answered, at));
                }
            }

            var apart = Math.Abs(probes.Accepted.Count - (screen.Frames[^1].Completed - before.Completed));
            if (apart > 0 && missing == 0) Bench.Say($"a screen showed {before.Completed} before the probes, at most {screen.Frames.Max(f => f.Completed)}, {screen.Frames[^1].Completed} at the end; {probes.Accepted.Count} were accepted");
            missing += apart;
        }

        return new Result(new Spread(all), new Spread(durable), missing);
    }

    /// <summary>Frames a second of one screen while the probes went.</summary>
    public static double FramesPerSecond(Watched screen, Probes.Result probes, TimeSpan length)
        => screen.Frames.Count(f => f.At >= probes.Began && f.At < Clock.After(probes.Began, length)) / length.TotalSeconds;
}
