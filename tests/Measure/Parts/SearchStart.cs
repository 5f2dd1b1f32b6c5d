using System.Diagnostics;
using Circle.Domain.Search;
using Circle.Domain.Time;
using Circle.Grains.Plans;
using Circle.Grains.Rehearsal;
using Circle.Grains.Search;
using Circle.Grains.Time;
using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;
using Circle.Measure.Storage;
using Circle.Seeds;
using Circle.Silo.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Circle.Measure.Parts;

/// <summary>How long a silo that starts takes until its search answers: rows read, keys made, index built; each time from nothing.</summary>
internal static class SearchStart
{
    private const int Rounds = 5;

    public static async Task RunAsync(Bench bench, SeedSet seeds, int count, double most)
    {
        var entries = new Shops(seeds).Make(count);
        await foreach (var store in bench.StoresAsync())
        {
            var isServer = store.ConnectionString is not null;
            await using var database = await Database.OpenAsync(
                new StorageOptions
                {
                    Kind = isServer ? StorageKind.PostgreSql : StorageKind.Sqlite,
                    Mode = OperatingMode.Live,
                    DataDirectory = store.Folder,
                    ConnectionString = store.ConnectionString ?? "",
                },
                bench.Cancel);
            using var atlas = new Atlas(database.Journal, database.Places);
            await PointLoad.RunAsync(database.Journal, entries, PointLoad.Prepare(atlas, seeds), bench.Cancel);
            var times = new List<double>();
            for (var round = 0; round < Rounds; round++) times.Add(await StartAsync(database, atlas, seeds.SearchWords, count, bench.Cancel));
            bench.Sheet.Add(new(
                "j", store.Name, $"{count:N0} points: rows read, keys made, index built", [new("first ms", times[0]), new("median ms", Median.Of(times)), new("worst ms", times.Max())],
                Aim.Under(Median.Of(times), most, " ms, median")));
        }
    }

    private static async Task<double> StartAsync(Database database, Atlas atlas, SearchWords words, int count, CancellationToken cancel)
    {
        var clock = new BusinessClock(OperatingMode.Live, new RehearsalOptions(), TimeProvider.System);
        var began = Stopwatch.GetTimestamp();
        var catalog = new SearchCatalog(words, atlas, clock, NullLogger<SearchCatalog>.Instance);
        using var watch = new SearchWatch(catalog, database.Places, database.Search, atlas, TimeProvider.System, NullLogger<SearchWatch>.Instance);
        await watch.RoundAsync(cancel);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var found = catalog.Find(new SearchQuery("社区", [SearchKind.ServicePoint]), null).Total;
        return found > count / 10 ? took : throw new InvalidOperationException($"only {found} are found");
    }
}
