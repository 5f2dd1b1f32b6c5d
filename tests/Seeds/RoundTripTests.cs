using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using CsvHelper;

namespace Circle.Seeds.Tests;

public sealed class RoundTripTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("circle-seeds-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_was_read_can_be_written_and_read_again()
    {
        var seeds = Shipped.Live;
        Write("plan.json", JsonSerializer.Serialize(new { seeds.Plan.Number, seeds.Plan.Title, seeds.Plan.IssuedOn, seeds.Plan.Doubts, seeds.Plan.Directory, seeds.Plan.Alerts, seeds.Plan.Supervision, seeds.Plan.Hotline, seeds.Plan.Volunteering }, JournalJson.Options));
        foreach (var line in seeds.Plan.Lines)
            Write($"lines/{line.Id}.json", JsonSerializer.Serialize(line, JournalJson.Options));
        Write("places.csv", Csv(["id", "kind", "name", "parent", "aliases", "doubts", "source"], seeds.Places.Select(Cells)));
        Write("facilities.csv", Csv(["id", "line", "place", "name", "origin", "quantities", "source"], seeds.Facilities.Select(Cells)));

        File.Copy(Path.Combine(Shipped.PlanFolder, "calendar.csv"), Path.Combine(folder, "calendar.csv"));

        var again = SeedLoader.Load(folder);

        Assert.Empty(again.Errors);
        Assert.Equal(Json(seeds.Plan), Json(again.Set!.Plan));
        Assert.Equal(Json(seeds.Places), Json(again.Set.Places));
        Assert.Equal(Json(seeds.Facilities), Json(again.Set.Facilities));
    }

    [Fact]
    public void Each_file_is_known_by_the_hash_of_its_bytes()
    {
        var seeds = Shipped.Rehearsal;
        SeedFile[] files =
        [
            .. seeds.PlanFiles, .. seeds.CalendarFiles,
            .. seeds.PlaceParts.Select(p => p.File), .. seeds.FacilityParts.Select(p => p.File), .. seeds.BaselineParts.Select(p => p.File),
        ];
        Assert.Equal(24 + 1 + 1 + 2 + 4 + 1, files.DistinctBy(f => f.Path).Count());
        Assert.All(files, f => Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "seeds", f.Path)))), f.Sha256));
    }

    private static string[] Cells(PlaceDraft p) =>
    [
        p.Id.Value, Word(p.Kind), p.Name, p.Parent?.Value ?? "", string.Join('；', p.Aliases), string.Join('；', p.Doubts), p.Source,
    ];

    private static string[] Cells(FacilityDraft f) =>
    [
        f.Id.Value, f.Line.Value, f.Place.Value, f.Name, Word(f.Origin), string.Join('；', f.Quantities.Select(q => $"{q.Key}={q.Value}")), f.Source,
    ];

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, JournalJson.Options);

    private static string Csv(string[] header, IEnumerable<string[]> rows)
    {
        using var text = new StringWriter();
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture, leaveOpen: true);
        foreach (var row in rows.Prepend(header))
        {
            foreach (var cell in row)
                csv.WriteField(cell);
            csv.NextRecord();
        }

        csv.Flush();
        return text.ToString();
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
