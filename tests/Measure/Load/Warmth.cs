using Circle.Measure.Hosting;

namespace Circle.Measure.Load;

/// <summary>
/// Work that counts for nothing, until it gets no faster: the runtime compiles anew what is used much, and on few cores that
/// takes its time under load. A figure before that is one of the compiler.
/// </summary>
internal static class Warmth
{
    private const int MostRounds = 15;
    private const double StillFaster = 1.05;

    /// <summary>A few slow rounds are the compiler at work or a neighbour on the machine: after two of them the same code has doubled its speed.</summary>
    private const int EnoughWithoutGain = 4;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);

    public static Task ReachAsync(Field field, int callers, CancellationToken cancel) => ReachAsync(field.Count, field.TellAsync, callers, cancel);

    public static async Task ReachAsync(int facilities, Func<int, Task<Told>> tell, int callers, CancellationToken cancel)
    {
        var (best, without) = (0.0, 0);
        for (var round = 1; round <= MostRounds; round++)
        {
            var now = (await ClosedLoop.RunAsync(facilities, tell, callers, TimeSpan.Zero, Round, cancel)).PerSecond;
            without = now < best * StillFaster ? without + 1 : 0;
            if (without == EnoughWithoutGain)
            {
                Bench.Say($"warm after {round} rounds, {Math.Max(best, now):N0}/s");
                return;
            }

            best = Math.Max(best, now);
        }

        Bench.Say($"not warm after {MostRounds} rounds: still faster each time, {best:N0}/s");
    }
}
