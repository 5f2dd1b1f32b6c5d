using System.Diagnostics;
using Circle.TestServers;

namespace Circle.Processes.Tests.Cluster;

/// <summary>A silo is ended by SIGKILL in the middle of the work; whoever works goes on through a web node that hosts none.</summary>
public sealed class KilledSiloTests(SharedPostgreSql postgres)
{
    private const int Callers = 48;
    private const string Drift = "circle_rollup_drift_total";

    /// <summary>Acknowledgements come again within this, for every caller.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromSeconds(5);

    /// <summary>And nothing is lost between grains any more after this.</summary>
    private static readonly TimeSpan Healed = TimeSpan.FromSeconds(15);

    /// <summary>Two comparisons and the time between them: so long it takes to see that nothing is.</summary>
    private static readonly TimeSpan Seen = TimeSpan.FromSeconds(11);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_acknowledgements_come_again_and_the_sums_are_right()
    {
        await using var site = await TwoSilos.StartAsync(TwoSilos.Options(await postgres.CreateDatabaseAsync()), webs: 1, Cancel);
        var api = Api.Of(site.Webs[0]);
        await api.StandStillAsync();
        var before = await Task.WhenAll(site.Silos.Select(EventsAsync));

        var load = new SteadyLoad(api);
        var work = load.RunAsync(Callers);
        await Eventually.IsTrueAsync(
            "the work is under way",
            async () =>
            {
                if (work.IsCompleted) await work;
                return load.Acknowledged > 20 * Callers;
            },
            cancel: Cancel);

        // The one that does more of it.
        var done = (await Task.WhenAll(site.Silos.Select(EventsAsync))).Zip(before, (now, then) => now - then).ToList();
        var (killed, left) = done[0] > done[1] ? (site.Silos[0], site.Silos[1]) : (site.Silos[1], site.Silos[0]);
        var (atKill, quick) = (load.Acknowledged, load.Silence);
        await killed.KillAsync();
        var sinceKill = Stopwatch.StartNew();

        var (drift, lastRise) = (0.0, TimeSpan.Zero);
        while (sinceKill.Elapsed < Healed + Seen && !work.IsCompleted)
        {
            var now = await TwoSilos.CountAsync(left, Drift, Cancel);
            if (now > drift) (drift, lastRise) = (now, sinceKill.Elapsed);
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(250), Cancel));
        }

        load.End();
        await work;
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{atKill} acknowledged before the kill ({string.Join(" and ", done)} events on the silos, longest silence {quick}), {load.Acknowledged - atKill} after it; silence {load.Silence}, one caller waited {load.Wait}; {load.Resent} resent; drift {drift}, last at {lastRise}");

        await Journaled.IsAcknowledgedAsync(api, load.Sent);
        await Journaled.HappenedOnceAsync(api, load.Sent);
        await Tallies.AreTheSumOfFacilitiesAsync(api);
        foreach (var place in SteadyLoad.Places) await Tallies.AreTheSumOfFacilitiesAsync(api, place);
        Assert.True(lastRise < Healed, $"drift rose to {drift} {lastRise} after the kill");
        Assert.True(load.Wait < Back, $"a caller heard no acknowledgement for {load.Wait}");
    }

    private static Task<double> EventsAsync(ProgramProcess silo) => TwoSilos.CountAsync(silo, TwoSilos.Events, Cancel);
}
