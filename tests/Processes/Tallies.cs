using System.Text.Json;
using Circle.TestServers;

namespace Circle.Processes.Tests;

/// <summary>What a place says it has, against what its facilities say one by one.</summary>
internal static class Tallies
{
    private static readonly string[] Stages = ["prepared", "delivered", "completed", "filed", "accepted"];

    /// <param name="place">Null: the district.</param>
    public static async Task AreTheSumOfFacilitiesAsync(Api api, string? place = null)
    {
        var lines = (await api.GetAsync("/api/v1/plan")).GetProperty("lines").EnumerateArray().ToDictionary(Name("id"), l => l.GetProperty("countsExisting").GetBoolean());
        var facilities = await api.FacilitiesAsync(place);
        Assert.True(facilities.Count > (place is null ? 1_000 : 0), "the seeds alone are more than a thousand");
        var counted = facilities.Where(f => Name("origin")(f) == "planned" || lines[Name("line")(f)]).ToList();
        var expected = counted.SelectMany(Cells).GroupBy(c => c).ToDictionary(g => g.Key, g => (long)g.Count());
        place ??= await api.DistrictAsync();

        // The sums follow the commits within milliseconds, but they follow.
        await Eventually.HoldsAsync(
            async () =>
            {
                var cells = (await api.GetAsync($"/api/v1/places/{place}/tally")).GetProperty("cells").EnumerateObject()
                    .Where(c => c.Name.Contains("|item|", StringComparison.Ordinal)).ToDictionary(c => c.Name, c => c.Value.GetInt64());
                var planned = cells.Where(c => c.Key.Contains("|item|planned|", StringComparison.Ordinal));
                Assert.Equal(
                    counted.CountBy(Name("line")).ToDictionary(l => l.Key, l => (long)l.Value).OrderBy(l => l.Key, StringComparer.Ordinal),
                    planned.GroupBy(c => c.Key.Split('|')[0]).ToDictionary(l => l.Key, l => l.Sum(c => c.Value)).OrderBy(l => l.Key, StringComparer.Ordinal));
                var reached = cells.Where(c => !c.Key.Contains("|item|planned|", StringComparison.Ordinal)).ToDictionary();
                Assert.Equal(expected.OrderBy(c => c.Key, StringComparer.Ordinal), reached.OrderBy(c => c.Key, StringComparer.Ordinal));
            },
            cancel: Api.Cancel);
    }

    /// <summary>A facility counts once at each stage, on the day it reached that stage.</summary>
    private static IEnumerable<string> Cells(JsonElement facility)
        => facility.GetProperty("reached").EnumerateArray()
            .Where(r => Stages.Contains(Name("stage")(r)))
            .Select(r => $"{Name("line")(facility)}|item|{Name("stage")(r)}|{Name("on")(r).Replace("-", "", StringComparison.Ordinal)}");

    private static Func<JsonElement, string> Name(string property) => element => element.GetProperty(property).GetString()!;
}
