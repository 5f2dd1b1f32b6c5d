using System.Diagnostics;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Grains.Plans;
using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;
using Circle.Measure.Storage;
using Circle.Measure.Walls;
using Circle.Silo.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Circle.Measure.Parts;

/// <summary>Whether an event costs more where there are a hundred times as many facilities: the same number at work among them.</summary>
internal static class Large
{
    private const int Few = 6_000;
    private const int Most = 600_000;
    private const int Rounds = 5;

    private sealed record Cost(double PerSecond, double Microseconds, double Megabytes, double SettledMilliseconds);

    public static async Task RunAsync(Bench bench)
    {
        using var store = await bench.StoreAsync("postgresql");
        var many = bench.Options.Facilities > 0 ? bench.Options.Facilities : Most;
        Cost few;
        FacilityDraft[] drafts;
        Circumstances circumstances;
        await using (var site = await Site.OpenAsync(store))
        {
            var plan = await site.ConfirmAsync();
            drafts = await Field.DraftsAsync(site, plan, many);
            few = await MeasureAsync(bench, site, await Field.RegisterAsync(site, plan, Few, bench.Cancel));
            var atlas = site.Services.GetRequiredService<Atlas>();
            circumstances = new Circumstances(District.At(Site.Today).AddHours(8), new Actor("rehearsal:street"), atlas.Plan, atlas.Places);
        }

        Show(bench, Few, few, null);
        var began = Stopwatch.GetTimestamp();
        await using (var database = await Database.OpenAsync(new StorageOptions { Kind = StorageKind.PostgreSql, Mode = OperatingMode.Rehearsal, ConnectionString = store.ConnectionString! }, bench.Cancel))
            await BulkLoad.RunAsync<Facility, FacilityState, FacilityCommand, FacilityEvent>(
                database.Journal, drafts.Skip(Few).Select(draft => (Facility.StreamOf(draft.Id), (FacilityCommand)new FacilityCommand.Register(draft), circumstances)), bench.Cancel);
        await store.TidyAsync();
        Bench.Say($"{many - Few:N0} more are loaded after {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s");

        await using var large = await Site.OpenAsync(store);
        var every = Math.Max(1, (many - Few) / Few);
        Show(bench, many, await MeasureAsync(bench, large, Field.Of(large, Math.Min(Few, many - Few), Few, every)), few);
    }

    private static async Task<Cost> MeasureAsync(Bench bench, Site site, Field field)
    {
        await using var crowd = await Crowd.OpenAsync(site.Address, bench.Cancel, await Throughput.TenWallsAsync(site));
        var settled = await Settled.WaitAsync(site, bench.Cancel, TimeSpan.FromMinutes(3));
        await field.WakeAsync(bench.Cancel);
        await Warmth.ReachAsync(field, 512, bench.Cancel);
        var rounds = new List<(double PerSecond, double Microseconds)>();
        while (rounds.Count < Rounds)
        {
            var (cpu, accepted) = (Cpu.Now(bench.Postmaster), field.Accepted);
            var result = await ClosedLoop.RunAsync(field.Count, field.TellAsync, 512, TimeSpan.Zero, TimeSpan.FromSeconds(6), bench.Cancel);
            rounds.Add((result.PerSecond, (Cpu.Now(bench.Postmaster) - cpu).TotalMicroseconds / (field.Accepted - accepted)));
        }

        return new Cost(Median.Of(rounds.Select(r => r.PerSecond)), Median.Of(rounds.Select(r => r.Microseconds)), Environment.WorkingSet / 1e6, settled.TotalMilliseconds);
    }

    private static void Show(Bench bench, int facilities, Cost cost, Cost? few) => bench.Sheet.Add(new Row(
        "h",
        "PostgreSQL",
        $"{facilities:N0} facilities, {Few:N0} of them at work, 512 callers, 10 walls",
        [
            new("events/s", cost.PerSecond),
            new("CPU µs/event", cost.Microseconds),
            new("MB", cost.Megabytes),
            new("whole at the top after ms", cost.SettledMilliseconds),
            .. few is null ? Array.Empty<Value>() : [new("events/s ×", cost.PerSecond / few.PerSecond), new("CPU ×", cost.Microseconds / few.Microseconds)],
        ],
        few is null ? null : Aim.That(cost.PerSecond >= few.PerSecond / 1.2 && cost.Microseconds <= few.Microseconds * 1.2, "within 20 %")));
}
