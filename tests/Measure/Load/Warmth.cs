using Circle.Measure.Hosting;

namespace Circle.Measure.Load;

/// <summary>
/// Work that counts for nothing, until it gets no faster: the runtime compiles anew what is used much, and on few cores that
/// takes its time under load. A figure before that is one of the compiler.
/// </summary>
internal static class Warmth
{
    private const int MostRounds = 6;
    private const double StillFaster = 1.05;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    public static async Task ReachAsync(Field field, int callers, CancellationToken cancel)
    {
        var best = 0.0;
        for (var round = 1; round <= MostRounds; round++)
        {
            var now = (await ClosedLoop.RunAsync(field.Count, field.TellAsync, callers, TimeSpan.Zero, Round, cancel)).PerSecond;
            if (now < best * StillFaster)
            {
                Bench.Say($"warm after {round} rounds, {now:N0}/s");
                return;
            }

            best = Math.Max(best, now);
        }

        Bench.Say($"not warm after {MostRounds} rounds: still faster each time, {best:N0}/s");
    }
}
