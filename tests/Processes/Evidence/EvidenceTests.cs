using System.Net;
using System.Text.Json;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Evidence;

/// <summary>A figure of a wall leads to what stands behind it, and that adds up to the figure.</summary>
public sealed class EvidenceTests(QuietWeb quiet)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_a_rehearsal_that_stands_units_items_and_the_wall_s_sums_say_the_same()
    {
        using var data = new TemporaryFolder();
        await using var web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, WatchedFrom = "2013-10-16T18:00:00+08:00", Paused = true }, Cancel);
        var api = Api.Of(web);
        await api.StandStillAsync();

        var evidence = await api.GetAsync("/api/v1/evidence?place=jinshui");
        var today = Text(evidence, "today");
        var owed = evidence.GetProperty("lines").EnumerateArray().ToDictionary(l => Text(l, "line"), l => l.GetProperty("owed").GetInt64());
        Assert.Equal(24, owed.Count);
        Assert.Contains(owed, l => l.Value > 0);

        // The sums of regions follow the commits within milliseconds, but they follow.
        await Eventually.HoldsAsync(
            async () =>
            {
                var cells = (await api.GetAsync("/api/v1/places/jinshui/tally")).GetProperty("cells").EnumerateObject().Select(c => (Key: c.Name.Split('|'), Items: c.Value.GetInt64())).ToList();
                Assert.All(owed, line => Assert.Equal((line.Key, Owed(cells, line.Key, today)), (line.Key, line.Value)));
            },
            cancel: Cancel);

        foreach (var (line, figure) in owed)
        {
            var units = (await api.GetAsync($"/api/v1/evidence?place=jinshui&line={line}")).GetProperty("units").EnumerateArray().ToList();
            Assert.Equal((line, figure), (line, units.Sum(u => u.GetProperty("owed").GetInt64())));
        }

        await ListedItemsAddUpAsync(api, owed);
    }

    [Fact]
    public async Task One_line_brings_the_sentences_that_ask_for_it_and_who_confirmed_it()
    {
        var evidence = await Api.Of(await quiet.GetAsync()).GetAsync($"/api/v1/evidence?place=jinshui&line={QuietWeb.ConfirmedLine}");

        var sentence = Assert.Single(evidence.GetProperty("sentences").EnumerateArray());
        Assert.Contains("436家药店", Text(sentence, "text"), StringComparison.Ordinal);
        Assert.Equal(436, sentence.GetProperty("items").GetInt64());
        Assert.Contains("436 家", Text(Assert.Single(evidence.GetProperty("lines").EnumerateArray()).GetProperty("reason"), "zh"), StringComparison.Ordinal);
        Assert.Equal("jinshui", Text(Assert.Single(evidence.GetProperty("units").EnumerateArray()).GetProperty("place"), "id"));
        Assert.False(string.IsNullOrEmpty(Text(evidence.GetProperty("baseline"), "source")));
    }

    [Fact]
    public async Task Items_come_page_by_page_and_none_twice()
    {
        var api = Api.Of(await quiet.GetAsync());
        var ids = new List<string?>();
        var total = 0;
        for (int? after = 0; after is not null;)
        {
            var page = await api.GetAsync($"/api/v1/evidence/facilities?place=jinshui&ring=health&figure=registered&from=2013-01-01&to=2014-12-31&after={after}&limit=200");
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()));
            after = page.GetProperty("next").ValueKind == JsonValueKind.Number ? page.GetProperty("next").GetInt32() : null;
            total = page.GetProperty("total").GetInt32();
        }

        Assert.True(total > 200, $"{total} fit on one page");
        Assert.Equal((total, total), (ids.Count, ids.Distinct().Count()));
    }

    [Theory]
    [InlineData("evidence?place=nowhere")]
    [InlineData("evidence?place=jinshui&line=nothing")]
    [InlineData("evidence/facilities?place=nowhere&figure=owed")]
    [InlineData("evidence/facilities?place=jinshui&line=nothing&figure=owed")]
    public async Task What_is_not_known_is_not_found(string path)
        => Assert.Equal(HttpStatusCode.NotFound, (await Api.Of(await quiet.GetAsync()).SendAsync(HttpMethod.Get, $"/api/v1/{path}")).Status);

    [Theory]
    [InlineData("evidence?place=A_B&line=&ring=7&figure=red", "figure line place ring")]
    [InlineData("evidence/facilities?figure=all&limit=201&after=-1&from=yesterday&to=2013-13-01", "after figure from limit to")]
    [InlineData("evidence/facilities?limit=0&from=2013-11-02&to=2013-11-01", "limit to")]
    public async Task Every_fault_of_a_question_is_named_at_once(string path, string fields)
    {
        var reply = await Api.Of(await quiet.GetAsync()).SendAsync(HttpMethod.Get, $"/api/v1/{path}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal(fields, string.Join(' ', reply.Json.GetProperty("errors").EnumerateArray().Select(e => Text(e, "field")).Order(StringComparer.Ordinal)));
    }

    private static async Task ListedItemsAddUpAsync(Api api, Dictionary<string, long> owed)
    {
        var page = await api.GetAsync("/api/v1/evidence/facilities?place=jinshui&figure=owed&limit=200");
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
        var items = page.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            owed.Where(l => l.Value > 0).OrderBy(l => l.Key, StringComparer.Ordinal),
            items.GroupBy(i => Text(i, "line")).Select(l => KeyValuePair.Create(l.Key, l.Sum(i => i.GetProperty("count").GetInt64()))).OrderBy(l => l.Key, StringComparer.Ordinal));
        Assert.Equal(items.Select(i => i.GetProperty("daysOverdue").GetInt32()).OrderDescending(), items.Select(i => i.GetProperty("daysOverdue").GetInt32()));
    }

    /// <summary>Due before today, less what met those steps by today: what is owed, counted here on its own.</summary>
    private static long Owed(List<(string[] Key, long Items)> cells, string line, string today)
    {
        var day = today.Replace("-", "", StringComparison.Ordinal);
        var passed = cells.Where(c => c.Key[0] == line && c.Key[1] == "due" && string.CompareOrdinal(c.Key[3], day) < 0).ToList();
        var steps = passed.Select(c => c.Key[2]).ToHashSet();
        return passed.Sum(c => c.Items) - cells.Where(c => c.Key[0] == line && c.Key[1] == "met" && steps.Contains(c.Key[2]) && string.CompareOrdinal(c.Key[3], day) <= 0).Sum(c => c.Items);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
