using System.Collections.Immutable;
using System.Diagnostics;
using Circle.Domain.Search;
using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;
using Circle.Seeds;
using Circle.TestServers;

namespace Circle.Measure.Parts;

/// <summary>The search of the directory: queries as people type them, one after the other, and how long the index takes to be built of rows.</summary>
internal static class SearchTimes
{
    private const int Rounds = 60;

    private static readonly ImmutableArray<(string What, string[] Texts)> Queries =
    [
        ("two letters", ["yz", "lf", "sq", "dc", "ng", "wy", "zz", "hs"]),
        ("two characters", ["姚砦", "理发", "东昌", "社区", "药店", "戊院", "金盛", "路社"]),
        ("initials", ["wydc", "yzlf", "yzsq", "jdwx", "lhysq"]),
        ("full pinyin", ["yaozhai", "lifadian", "liuheyuan", "dongchang", "xiaomengzhai"]),
        ("mixed", ["姚z", "yao寨", "东ch", "戊院lifa", "姚砦gan"]),
        ("synonym", ["剪头", "托老站", "收废品", "jiantou", "姚砦租房", "修家电"]),
        ("typo", ["姚塞社区", "六和苑社区", "yaozhau", "wuyuanshequu", "东唱理发店", "zijinshanlu"]),
        ("nothing", ["丁丁", "丁丁丁丁丁", "qqq", "qweasdzxc", "哈哈哈哈"]),
    ];

    public static async Task RunAsync(Bench bench)
    {
        var seeds = SeedLoader.Load(Path.Combine(Repository.Seeds, "jinshui")).Set ?? throw new InvalidOperationException("the seeds are not sound");
        var shops = new Shops(seeds);
        foreach (var (count, most, rebuild) in ((int, double, double)[])[(10_000, 20, 1_000), (100_000, 50, double.PositiveInfinity)])
        {
            var entries = shops.Make(count);
            var index = new SearchIndex(shops.Words);
            Run(index, seeds, 3, bench.Cancel);
            bench.Sheet.Add(Built(index, entries, rebuild));
            Run(index, seeds, 3, bench.Cancel);
            var took = Run(index, seeds, Rounds, bench.Cancel);
            foreach (var (what, times) in took) bench.Sheet.Add(Row($"{what}, {count:N0} points", times, most));
            bench.Sheet.Add(Row($"all of them, {count:N0} points", took.SelectMany(t => t.Times), most));
        }

        await SearchStart.RunAsync(bench, seeds, 10_000, 1_000);
    }

    /// <summary>With keys that are made anew, as a silo does: none are stored.</summary>
    private static Row Built(SearchIndex index, ImmutableArray<SearchEntry> entries, double most)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var times = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            var began = Stopwatch.GetTimestamp();
            index.Rebuild(entries);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        var changed = Stopwatch.GetTimestamp();
        foreach (var entry in entries.Take(1_000)) index.Put(entry);
        var change = Stopwatch.GetElapsedTime(changed).TotalMilliseconds;
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        return new(
            "j", "", $"{entries.Length:N0} points, keys made and index built; one changed",
            [new("first ms", times[0]), new("median ms", Median.Of(times)), new("worst ms", times.Max()), new("change ms", change / 1_000), new("bytes a point", (double)held / entries.Length)],
            Aim.Under(Median.Of(times), most, " ms, median"));
    }

    private static Row Row(string what, IEnumerable<double> times, double most)
    {
        var spread = new Spread(times);
        return new(
            "j", "", what, [new("p50 ms", spread.Percentile(50)), new("p95 ms", spread.Percentile(95)), new("p99 ms", spread.Percentile(99)), new("worst ms", spread.Worst)],
            Aim.Under(spread.Percentile(95), most, " ms at p95"));
    }

    private static List<(string What, List<double> Times)> Run(SearchIndex index, SeedSet seeds, int rounds, CancellationToken cancel)
    {
        var took = Queries.Select(q => (q.What, Times: new List<double>())).ToList();
        for (var round = 0; round < rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            var near = seeds.Places[round % seeds.Places.Length];
            foreach (var (number, (_, texts)) in Queries.Index())
            {
                foreach (var text in texts)
                {
                    var began = Stopwatch.GetTimestamp();
                    index.Find(new SearchQuery(text, [], near.Parent, near.Id));
                    took[number].Times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }
            }
        }

        return took;
    }
}
