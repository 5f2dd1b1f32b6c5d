using Circle.TestServers;

namespace Circle.Browser.Tests;

/// <summary>What a place owes, counted anew from what the API says of its sums.</summary>
internal static class Sums
{
    /// <summary>Items whose step has passed and that were not met by then or since.</summary>
    public static async Task<long> OwedAsync(ProgramProcess web, string place)
    {
        var (today, cells) = await CellsAsync(web, place);
        var passed = cells.Where(c => c.Measure == "due" && string.CompareOrdinal(c.Day, today) < 0).ToList();
        var steps = passed.Select(c => (c.Line, c.Point)).ToHashSet();
        var met = cells.Where(c => c.Measure == "met" && steps.Contains((c.Line, c.Point)) && string.CompareOrdinal(c.Day, today) <= 0);
        return passed.Sum(c => c.Quantity) - met.Sum(c => c.Quantity);
    }

    public static async Task<long> AcceptedTodayAsync(ProgramProcess web, string place)
    {
        var (today, cells) = await CellsAsync(web, place);
        return cells.Where(c => (c.Measure, c.Point, c.Day) == ("item", "accepted", today)).Sum(c => c.Quantity);
    }

    public static async Task<string[]> ChildrenAsync(ProgramProcess web, string place)
        => [.. (await web.GetAsync($"places/{place}")).GetProperty("children").EnumerateArray().Select(c => c.GetProperty("id").GetString()!)];

    /// <summary>Cells of confirmed lines: an unconfirmed one is in no total.</summary>
    private static async Task<(string Today, List<(string Line, string Measure, string Point, string Day, long Quantity)> Cells)> CellsAsync(ProgramProcess web, string place)
    {
        var today = (await web.TodayAsync()).Replace("-", "", StringComparison.Ordinal);
        var confirmed = (await web.GetAsync("plan")).GetProperty("baselines").EnumerateObject().Select(b => b.Name).ToHashSet();
        var cells = (await web.GetAsync($"places/{place}/tally")).GetProperty("cells").EnumerateObject()
            .Select(c => (Parts: c.Name.Split('|'), Quantity: c.Value.GetInt64()))
            .Where(c => confirmed.Contains(c.Parts[0]))
            .Select(c => (c.Parts[0], c.Parts[1], c.Parts[2], c.Parts[3], c.Quantity));
        return (today, [.. cells]);
    }
}
