using System.Diagnostics;
using Circle.Contracts.Imports;
using Circle.Contracts.Places;
using Circle.Domain.Imports;
using Circle.Domain.Places;
using Circle.Measure.Hosting;
using Circle.Measure.Report;
using Sheet = Circle.Domain.Imports.Sheet;

namespace Circle.Measure.Parts;

/// <summary>A file of many new service points: compared, entered by ordinary commands, and compared again when nothing of it is new.</summary>
internal static class Importing
{
    private const int Rows = 10_000;

    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(Bench bench)
    {
        await foreach (var store in bench.StoresAsync())
        {
            await using var site = await Site.OpenAsync(store);
            var sheet = await SheetAsync(site);
            var (import, compared, view) = await CompareAsync(site, sheet);
            if (view.States.New != Rows) throw new InvalidOperationException($"{view.States} of {Rows} rows");

            var began = Stopwatch.GetTimestamp();
            Site.Enter();
            await import.Apply(Site.Today, "measured");
            do
            {
                await Task.Delay(Gap, bench.Cancel);
                Site.Enter();
                view = (await import.View()).View!;
            }
            while (view.Phase == ImportPhase.Running);

            var entered = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var (_, again, same) = await CompareAsync(site, sheet);
            bench.Sheet.Add(new Row(
                "k",
                store.Name,
                $"{Rows:N0} new service points of one file",
                [new("compared s", compared), new("entered s", entered), new("rows/s", Rows / entered), new("not entered", Rows - view.Counts.Added), new("compared again s", again)],
                Aim.Under(entered, 30, " s").And(Aim.That(view.Counts.Added == Rows && same.States.Unchanged == Rows, "all of it, and nothing twice"))));
        }
    }

    private static async Task<(IImportGrain Import, double Seconds, ImportView View)> CompareAsync(Site site, Sheet sheet)
    {
        var import = site.Grains.GetGrain<IImportGrain>(Guid.CreateVersion7().ToString());
        var began = Stopwatch.GetTimestamp();
        Site.Enter();
        var answer = await import.Prepare(new ImportUpload(ImportFormId.Of("points-laundry"), sheet, "measured.xlsx", new string('0', 64)));
        return (import, Stopwatch.GetElapsedTime(began).TotalSeconds, answer.View ?? throw new InvalidOperationException(answer.Refusal!.Faults[0].En));
    }

    private static async Task<Sheet> SheetAsync(Site site)
    {
        Site.Enter();
        var places = (await site.Grains.GetGrain<IPlaceQueries>(0).List(null)).ToDictionary(p => p.Id);
        var communities = places.Values.Where(p => p.Kind == PlaceKind.Community && places[p.Parent!.Value].Kind == PlaceKind.Street).ToArray();
        return new Sheet(
            ["街道", "社区", "名称", "地址", "电话", "服务项目", "营业时间", "上门服务"],
            [
                .. Enumerable.Range(0, Rows).Select(i =>
                {
                    var place = communities[i % communities.Length];
                    return new SheetRow(
                        i + 2,
                        [places[place.Parent!.Value].Name, place.Name, $"量测洗衣店 {i}", $"文化路 {i} 号", $"0371-6{i:0000000}|固定电话", "干洗|15|件|低于市场价；熨烫|5", "Mo-Su 08:00-20:00", "是"],
                        []);
                }),
            ]);
    }
}
