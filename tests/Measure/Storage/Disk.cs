using System.Diagnostics;
using Circle.Measure.Report;
using Microsoft.Win32.SafeHandles;

namespace Circle.Measure.Storage;

/// <summary>What the disk alone takes to keep a page: no commit is faster, and a shared one stalls by itself.</summary>
internal static class Disk
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(5);

    public static async Task<Row> MeasureAsync(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("circle-measure-");
        try
        {
            using var file = File.OpenHandle(Path.Combine(folder.FullName, "page"), FileMode.CreateNew, FileAccess.Write);
            var took = new Spread(await KeepAsync(file, cancel));
            return new Row("", "disk", "8 KB written and on disk, 100 a second at most", [new("p50 ms", took.Percentile(50)), new("p99 ms", took.Percentile(99)), new("worst ms", took.Worst)], null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<double>> KeepAsync(SafeFileHandle file, CancellationToken cancel)
    {
        var page = new byte[8_192];
        var took = new List<double>();
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Length)
        {
            var at = Stopwatch.GetTimestamp();
            RandomAccess.Write(file, page, 0);
            RandomAccess.FlushToDisk(file);
            took.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            await Task.Delay(10, cancel);
        }

        return took;
    }
}
