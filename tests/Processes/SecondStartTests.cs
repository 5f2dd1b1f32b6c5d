using System.Net;
using Circle.TestServers;

namespace Circle.Processes.Tests;

/// <summary>A program that is started again on data it has made, with seeds that may have been edited meanwhile.</summary>
public sealed class SecondStartTests
{
    private const string Corrected = "culture-centre-fengqinglu-ruifeng";
    private const string Untouched = "culture-centre-fengqinglu-taihe";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Edited_seeds_come_in_but_for_what_a_person_has_corrected_and_a_screen_starts_anew()
    {
        using var data = new TemporaryFolder();
        using var seeds = TemporaryFolder.OfSeeds();
        var options = new ProgramOptions { DataDirectory = data.FullPath, SeedsDirectory = seeds.FullPath }.Quiet();
        int version;
        Seen seen;
        await using (var first = await ProgramProcess.StartAsync(options, Cancel))
        {
            var api = Api.Of(first);
            version = await PlanVersionAsync(api);
            var reply = await api.CommandAsync($"/api/v1/facilities/{Corrected}/correction", new { name = "居民改的名字" });
            Assert.True((int)reply.Status == 200, reply.Text);
            await using var screen = await Screen.OpenAsync(first.Address);
            seen = Seen.Of(await screen.FirstAsync());
            Assert.Equal(0, await first.StopAsync(Cancel));
        }

        seeds.Edit("jinshui/facilities.csv", "瑞丰社区文化活动中心", "文件里的新名字甲");
        seeds.Edit("jinshui/facilities.csv", "泰和社区文化活动中心", "文件里的新名字乙");
        seeds.Edit("jinshui/lines/21-patrol-team.json", "\"shortName\": \"巡防队\"", "\"shortName\": \"社区巡防\"");

        await using var second = await ProgramProcess.StartAsync(options, Cancel);
        await ThePersonsCorrectionStandsAsync(Api.Of(second));
        await TheUntouchedOneIsUpdatedAsync(Api.Of(second));
        await TheEditedPlanWaitsForAPersonAsync(second, version);
        await ThePersonTakesItAsync(Api.Of(second), version);
        await using var back = await Screen.OpenAsync(second.Address);
        Assert.True((await back.FirstAsync(since: seen)).Full, "numbers of the process before say nothing in this one");
    }

    [Fact]
    public async Task An_edit_of_the_plan_that_is_taken_back_takes_its_proposal_back()
    {
        using var data = new TemporaryFolder();
        using var seeds = TemporaryFolder.OfSeeds();
        var options = new ProgramOptions { DataDirectory = data.FullPath, SeedsDirectory = seeds.FullPath }.Quiet();
        await StartAsync(async api => Assert.Equal(HttpStatusCode.NotFound, (await api.SendAsync(HttpMethod.Get, "/api/v1/plan/proposal")).Status));

        seeds.Edit("jinshui/lines/21-patrol-team.json", "\"shortName\": \"巡防队\"", "\"shortName\": \"社区巡防\"");
        await StartAsync(async api => Assert.Equal(1, (await api.GetAsync("/api/v1/plan/proposal")).GetProperty("number").GetInt32()));

        seeds.Edit("jinshui/lines/21-patrol-team.json", "\"shortName\": \"社区巡防\"", "\"shortName\": \"队\"");
        await StartAsync(async api => Assert.Equal(2, (await api.GetAsync("/api/v1/plan/proposal")).GetProperty("number").GetInt32()));

        seeds.Edit("jinshui/lines/21-patrol-team.json", "\"shortName\": \"队\"", "\"shortName\": \"巡防队\"");
        await StartAsync(async api =>
        {
            Assert.Equal(HttpStatusCode.NotFound, (await api.SendAsync(HttpMethod.Get, "/api/v1/plan/proposal")).Status);
            Assert.Equal(1, await PlanVersionAsync(api));
        });

        async Task StartAsync(Func<Api, Task> look)
        {
            await using var web = await ProgramProcess.StartAsync(options, Cancel);
            await look(Api.Of(web));
            Assert.Equal(0, await web.StopAsync(Cancel));
        }
    }

    [Fact]
    public async Task Unchanged_seeds_are_skipped()
    {
        using var data = new TemporaryFolder();
        var options = new ProgramOptions { DataDirectory = data.FullPath }.Quiet();
        string before;
        await using (var first = await ProgramProcess.StartAsync(options, Cancel))
        {
            before = string.Join('\n', (await Api.Of(first).HistoryAsync(Untouched)).Select(e => (e.Version, e.RecordedAt)));
            Assert.DoesNotContain("Seeds: 0 files imported", first.Output);
            Assert.Equal(0, await first.StopAsync(Cancel));
        }

        await using var second = await ProgramProcess.StartAsync(options, Cancel);

        Assert.Contains("Seeds: 0 files imported", second.Output);
        Assert.Equal(before, string.Join('\n', (await Api.Of(second).HistoryAsync(Untouched)).Select(e => (e.Version, e.RecordedAt))));
    }

    private static async Task ThePersonsCorrectionStandsAsync(Api api)
    {
        var view = await api.GetAsync($"/api/v1/facilities/{Corrected}");
        Assert.Equal("居民改的名字", view.GetProperty("name").GetString());
        Assert.Equal(2, (await api.HistoryAsync(Corrected)).Count);
    }

    private static async Task TheUntouchedOneIsUpdatedAsync(Api api)
    {
        var view = await api.GetAsync($"/api/v1/facilities/{Untouched}");
        Assert.Equal("文件里的新名字乙", view.GetProperty("name").GetString());
        var history = await api.HistoryAsync(Untouched);
        Assert.Equal(["facility.registered", "facility.corrected"], history.Select(e => e.Type));
        Assert.Equal("system:seeds", history[1].Actor);
    }

    private static async Task TheEditedPlanWaitsForAPersonAsync(ProgramProcess web, int version)
    {
        var api = Api.Of(web);
        Assert.Contains("proposal 1 waits at /plan", web.Output);
        Assert.Equal(version, await PlanVersionAsync(api));
        Assert.Equal("巡防队", await ShortNameAsync(api, "/api/v1/plan"));
        var proposal = await api.GetAsync("/api/v1/plan/proposal");
        Assert.Equal("文件有改动：jinshui/lines/21-patrol-team.json", proposal.GetProperty("source").GetString());
        var line = Assert.Single(proposal.GetProperty("differences").GetProperty("lines").EnumerateArray());
        var change = Assert.Single(line.GetProperty("changes").EnumerateArray());
        Assert.Equal(("shortName", "巡防队", "社区巡防"), (change.GetProperty("field").GetString(), change.GetProperty("from").GetString(), change.GetProperty("to").GetString()));
    }

    private static async Task ThePersonTakesItAsync(Api api, int version)
    {
        var reply = await api.CommandAsync("/api/v1/plan/proposal/1/adoption", new { });
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
        Assert.Equal(version + 1, await PlanVersionAsync(api));
        Assert.Equal("社区巡防", await ShortNameAsync(api, "/api/v1/plan"));
        Assert.Equal("社区巡防", await ShortNameAsync(api, $"/api/v1/plan?version={version + 1}"));
        Assert.Equal("巡防队", await ShortNameAsync(api, $"/api/v1/plan?version={version}"));
    }

    private static async Task<int> PlanVersionAsync(Api api) => (await api.GetAsync("/api/v1/plan")).GetProperty("version").GetInt32();

    private static async Task<string?> ShortNameAsync(Api api, string path)
        => (await api.GetAsync(path)).GetProperty("lines").EnumerateArray()
            .Single(l => l.GetProperty("id").GetString() == "patrol-team").GetProperty("shortName").GetString();
}
