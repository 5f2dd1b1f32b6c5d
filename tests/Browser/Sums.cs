using System.Text.Json;

namespace Circle.Browser.Tests;

/// <summary>What a place owes, counted anew from what the API says of its sums.</summary>
internal static class Sums
{
    /// <summary>Items of confirmed lines whose step has passed and that were not met by then or since.</summary>
    public static async Task<long> OwedAsync(Suite suite, string place)
    {
        var today = (await suite.TodayAsync()).Replace("-", "", StringComparison.Ordinal);
        var confirmed = (await suite.GetAsync("plan")).GetProperty("baselines").EnumerateObject().Select(b => b.Name).ToHashSet();
        var cells = (await suite.GetAsync($"places/{place}/tally")).GetProperty("cells").EnumerateObject()
            .Select(c => (Parts: c.Name.Split('|'), Quantity: c.Value.GetInt64())).Where(c => confirmed.Contains(c.Parts[0])).ToList();
        var passed = cells.Where(c => c.Parts[1] == "due" && string.CompareOrdinal(c.Parts[3], today) < 0).ToList();
        var steps = passed.Select(c => (c.Parts[0], c.Parts[2])).ToHashSet();
        var met = cells.Where(c => c.Parts[1] == "met" && steps.Contains((c.Parts[0], c.Parts[2])) && string.CompareOrdinal(c.Parts[3], today) <= 0);
        return passed.Sum(c => c.Quantity) - met.Sum(c => c.Quantity);
    }

    public static async Task<long> AcceptedTodayAsync(Suite suite, string place)
    {
        var today = (await suite.TodayAsync()).Replace("-", "", StringComparison.Ordinal);
        return (await suite.GetAsync($"places/{place}/tally")).GetProperty("cells").EnumerateObject()
            .Where(c => c.Name.EndsWith($"|item|accepted|{today}", StringComparison.Ordinal)).Sum(c => c.Value.GetInt64());
    }

    public static async Task<string[]> ChildrenAsync(Suite suite, string place)
        => [.. (await suite.GetAsync($"places/{place}")).GetProperty("children").EnumerateArray().Select(c => c.GetProperty("id").GetString()!)];
}
