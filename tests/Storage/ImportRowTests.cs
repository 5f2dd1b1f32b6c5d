using System.Text.Json;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    [Fact]
    public async Task Records_of_imports_are_listed_newest_first_and_go_on_before_an_id()
    {
        foreach (var id in (string[])["20131010000000-b", "20131012000000-a", "20131011000000-c"])
        {
            var stream = Import.StreamOf(ImportId.Of(id));
            await Journal.CommitAsync(Runs.On(stream, null, 1).Touching(stream, 0, new RowHead(PlaceId.Of("d"), null, null, null, "表.csv", $"\"{id}\"")));
        }

        Assert.Equal(["20131012000000-a", "20131011000000-c", "20131010000000-b"], await RecordsAsync(null, 10));
        Assert.Equal(["20131011000000-c"], await RecordsAsync("20131012000000-a", 1));
        Assert.Empty(await RecordsAsync("20131010000000-b", 10));
    }

    [Fact]
    public async Task Service_points_of_a_kind_are_exported_whole_or_of_some_places_by_id()
    {
        await EnterPointsAsync(("a", "p", "laundry", "open", "found", []), ("a-b", "q", "laundry", "closed", "found", []), ("b", "p", "bath", "open", "found", []), ("c", "p", "laundry", "open", "found", []));

        Assert.Equal(["a", "a-b", "c"], await ExportedAsync(null, null, 10));
        Assert.Equal(["a", "c"], await ExportedAsync("p", null, 10));
        Assert.Equal(["a-b"], await ExportedAsync(null, "a", 1));
    }

    private async Task<IEnumerable<string?>> RecordsAsync(string? before, int limit)
        => (await _database.Imports.ListAsync(before is null ? null : ImportId.Of(before), limit, Cancel)).Select(v => JsonSerializer.Deserialize<string>(v));

    private async Task<IEnumerable<string>> ExportedAsync(string? place, string? after, int limit)
        => (await _database.ServicePoints.OfAsync(place is null ? null : [PlaceId.Of(place)], [PointKindId.Of("laundry")], Cancel, after is null ? null : ServicePointId.Of(after), limit))
            .Select(v => JsonDocument.Parse(v).RootElement.GetProperty("id").GetString()!);
}
