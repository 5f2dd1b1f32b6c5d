using System.Text.Json;

namespace Circle.Browser.Tests;

/// <summary>What a rehearsal has behind it when people meet it.</summary>
public sealed class RehearsalTests(Suite suite)
{
    private static readonly TimeSpan Nine = TimeSpan.FromHours(9);
    private static readonly DateTimeOffset WatchedFrom = new(2013, 11, 12, 8, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task Over_the_autumn_slips_were_raised_at_nine_promised_lapsed_supervised_and_closed()
    {
        var open = await AllAsync("alerts?limit=200", "alerts");
        var over = await AllAsync("alerts?limit=200&over=true", "alerts");
        var raised = open.Concat(over).Select(a => a.GetProperty("alert").GetProperty("raisedAt").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8))).ToArray();
        // From when on people watch, ten minutes of its time are a second of theirs, and what is due at nine is done some minutes later.
        Assert.All(raised.Where(at => at < WatchedFrom), at => Assert.Equal(Nine, at.TimeOfDay));
        Assert.All(raised, at => Assert.InRange(at.TimeOfDay, Nine, TimeSpan.FromHours(18)));

        Assert.Contains(open, a => a.GetProperty("alert").TryGetProperty("promise", out _));
        Assert.Contains(open.Concat(over), a => a.GetProperty("alert").TryGetProperty("ended", out _));
        Assert.Contains(open, a => a.GetProperty("alert").GetProperty("lapses").GetInt32() > 0);
        Assert.Contains(open, a => a.GetProperty("alert").GetProperty("fired").GetArrayLength() > 1);
        Assert.Contains(await AllAsync("supervisions?limit=200", "orders"), o => o.GetProperty("stage").GetString() == "closed");
        Assert.NotEmpty(await AllAsync("coordinations?limit=200", "matters"));
    }

    private async Task<List<JsonElement>> AllAsync(string path, string name) => [.. (await suite.Web.GetAsync(path)).GetProperty(name).EnumerateArray()];
}
