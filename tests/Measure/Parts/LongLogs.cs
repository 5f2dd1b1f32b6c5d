using System.Diagnostics;
using Circle.Contracts.Volunteering;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;
using Circle.Grains.Plans;
using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;
using Circle.Measure.Storage;
using Circle.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Circle.Measure.Parts;

/// <summary>
/// Whether a team's log costs more the longer it is: one team has logged very much and another one a few, and both are woken, logged to and held in turns.
/// Others show what a grain holds: as many with a long log as with a short one.
/// </summary>
internal static class LongLogs
{
    private const int Usual = 100_000;
    private const int Most = 1_000_000;
    private const int Short = 20;
    private const int Long = 500;
    private const int Held = 100;
    private const int Rounds = 15;
    private const int Logs = 300;

    /// <summary>The team with the very long log, that with the short one, and then those that are held.</summary>
    private const int VeryLong = 0;

    public static async Task RunAsync(Bench bench)
    {
        var many = bench.Options.Activities > 0 ? bench.Options.Activities : bench.Options.Long ? Most : Usual;
        await foreach (var store in bench.StoresAsync())
        {
            await FillAsync(bench, store, many);
            await using var site = await Site.OpenAsync(store);
            var teams = await Teams.OfAsync(site, 2 + Held * 2);
            await Settled.WaitAsync(site, bench.Cancel, TimeSpan.FromMinutes(1));
            await WakeAsync(bench, site, store, teams, many);
            await LogAsync(bench, store, teams, many);
            await HoldAsync(bench, site, store, teams);
        }
    }

    private static async Task FillAsync(Bench bench, Store store, int many)
    {
        var began = Stopwatch.GetTimestamp();
        IEnumerable<(StreamId, ActivityCommand, Circumstances)> all;
        await using (var site = await Site.OpenAsync(store))
        {
            await site.ConfirmAsync();
            var teams = await Teams.RegisterAsync(site, 2 + Held * 2, bench.Cancel);
            var atlas = site.Services.GetRequiredService<Atlas>();
            var at = new Circumstances(District.At(Site.Today), new Actor("rehearsal:leader"), atlas.Plan, atlas.Places);
            all = Enumerable.Range(0, teams.Count).SelectMany(team => teams.History(team, team == VeryLong ? many : team < 2 + Held ? Short : Long, at));
        }

        var options = new StorageOptions
        {
            Kind = store.ConnectionString is null ? StorageKind.Sqlite : StorageKind.PostgreSql,
            Mode = OperatingMode.Rehearsal,
            DataDirectory = store.Folder,
            ConnectionString = store.ConnectionString ?? "",
        };
        await using (var database = await Database.OpenAsync(options, bench.Cancel))
            await BulkLoad.RunAsync<VolunteerActivity, ActivityState, ActivityCommand, Domain.Volunteering.ActivityEvent>(database.Journal, all, bench.Cancel);
        await store.TidyAsync();
        Bench.Say($"{store.Name}: {many:N0} and {(Short + Long) * Held:N0} activities are logged after {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s");
    }

    /// <summary>From the first question to a team that sleeps to its answer, with its sums and newest records.</summary>
    private static async Task WakeAsync(Bench bench, Site site, Store store, Teams teams, int many)
    {
        var (full, few) = (new List<double>(), new List<double>());
        while (full.Count < Rounds)
        {
            await site.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
            full.Add(await AskAsync(teams, VeryLong));
            few.Add(await AskAsync(teams, VeryLong + 1));
        }

        var worst = full.Max();
        bench.Sheet.Add(new Row(
            "o",
            store.Name,
            $"a team with {many:N0} activities woken, {Rounds} times in turns with one of {Short}",
            [new("median ms", Median.Of(full)), new("worst ms", worst), new("of a short log, median ms", Median.Of(few)), new("worst of it ms", few.Max())],
            Aim.Under(worst, 100, " ms")));
    }

    private static async Task<double> AskAsync(Teams teams, int team)
    {
        Site.Enter();
        var began = Stopwatch.GetTimestamp();
        var activity = await teams.Grain(team).Activity();
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        if (activity.Newest.Length != TeamSheet.MostNewest) throw new InvalidOperationException($"{Teams.IdOf(team)} shows {activity.Newest.Length} records");
        return took;
    }

    /// <summary>One log to each in turn, each answered before the next.</summary>
    private static async Task LogAsync(Bench bench, Store store, Teams teams, int many)
    {
        var (full, few) = (new Timed(_ => teams.LogAsync(VeryLong)), new Timed(_ => teams.LogAsync(VeryLong + 1)));
        for (var n = 0; n < Logs; n++)
        {
            foreach (var told in (Told[])[await full.TellAsync(n), await few.TellAsync(n)])
            {
                if (told != Told.Accepted) throw new InvalidOperationException($"a log was answered {told}");
            }
        }

        var ratio = full.Took.Percentile(50) / few.Took.Percentile(50);
        bench.Sheet.Add(new Row(
            "o",
            store.Name,
            $"{Logs} logs to a team of {many:N0} activities, in turns with one of {Short}",
            [new("p50 ms", full.Took.Percentile(50)), new("p99 ms", full.Took.Percentile(99)), new("of a short log, p50 ms", few.Took.Percentile(50)), new("p99 of it ms", few.Took.Percentile(99)), new("ratio", ratio)],
            Aim.Under(ratio, 1.2, " ×")));
    }

    /// <summary>What is alive before and after so many of them are woken, of each kind.</summary>
    private static async Task HoldAsync(Bench bench, Site site, Store store, Teams teams)
    {
        await site.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        var few = await HeldAsync(teams, 2);
        var full = await HeldAsync(teams, 2 + Held);
        bench.Sheet.Add(new Row(
            "o",
            store.Name,
            $"held by a team's grain: {Held} with {Long} activities beside {Held} with {Short}",
            [new("KB each", full / 1e3), new("of a short log, KB each", few / 1e3), new("ratio", full / few)],
            Aim.Under(full / few, 1.2, " ×")));
    }

    private static async Task<double> HeldAsync(Teams teams, int from)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var team = from; team < from + Held; team++) await AskAsync(teams, team);
        return (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Held;
    }
}
