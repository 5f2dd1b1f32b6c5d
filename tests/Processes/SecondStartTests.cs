using System.Net;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests;

/// <summary>A program that is started again on data it has made, with seeds that may have been edited meanwhile.</summary>
public sealed class SecondStartTests
{
    private const string Corrected = "culture-centre-fengqinglu-ruifeng";
    private const string Untouched = "culture-centre-fengqinglu-taihe";
    private const string PatrolTeam = "jinshui/lines/21-patrol-team.json";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>One story, since each start is a whole program's.</summary>
    [Fact]
    public async Task Seeds_come_in_once_edits_but_for_what_a_person_has_corrected_and_of_the_plan_as_a_proposal_that_goes_with_its_edit()
    {
        using var data = new TemporaryFolder();
        using var seeds = TemporaryFolder.OfSeeds();
        var options = new ProgramOptions { DataDirectory = data.FullPath, SeedsDirectory = seeds.FullPath }.Quiet();
        var (version, history, seen) = (0, "", new Seen(0, 0));
        await StartAsync(options, async web =>
        {
            var api = Api.Of(web);
            Assert.DoesNotContain("Seeds: 0 files imported", web.Output);
            version = await PlanVersionAsync(api);
            history = await WrittenAsync(api);
            var reply = await api.CommandAsync($"/api/v1/facilities/{Corrected}/correction", new { name = "居民改的名字" });
            Assert.True((int)reply.Status == 200, reply.Text);
            await using var screen = await Screen.OpenAsync(web.Address);
            seen = Seen.Of(await screen.FirstAsync());
        });

        await StartAsync(options, async web =>
        {
            Assert.Contains("Seeds: 0 files imported", web.Output);
            Assert.Equal(history, await WrittenAsync(Api.Of(web)));
            await NothingIsProposedAsync(Api.Of(web), version);
            await using var back = await Screen.OpenAsync(web.Address);
            Assert.True((await back.FirstAsync(since: seen)).Full, "numbers of the process before say nothing in this one");
        });

        seeds.Edit("jinshui/facilities.csv", "瑞丰社区文化活动中心", "文件里的新名字甲");
        seeds.Edit("jinshui/facilities.csv", "泰和社区文化活动中心", "文件里的新名字乙");
        seeds.Edit(PatrolTeam, "\"shortName\": \"巡防队\"", "\"shortName\": \"社区巡防\"");
        await StartAsync(options, async web =>
        {
            await ThePersonsCorrectionStandsAsync(Api.Of(web));
            await TheUntouchedOneIsUpdatedAsync(Api.Of(web));
            await TheEditedPlanWaitsForAPersonAsync(web, version);
        });

        seeds.Edit(PatrolTeam, "\"shortName\": \"社区巡防\"", "\"shortName\": \"巡防队\"");
        await StartAsync(options, web => NothingIsProposedAsync(Api.Of(web), version));

        seeds.Edit(PatrolTeam, "\"shortName\": \"巡防队\"", "\"shortName\": \"社区巡防\"");
        await StartAsync(options, web => ThePersonTakesItAsync(Api.Of(web), version));
    }

    private static async Task StartAsync(ProgramOptions options, Func<RunningProgram, Task> look)
    {
        await using var web = await HostedProgram.StartAsync(options, Cancel);
        await look(web);
        Assert.Equal(0, await web.StopAsync(Cancel));
    }

    private static async Task<string> WrittenAsync(Api api) => string.Join('\n', (await api.HistoryAsync(Untouched)).Select(e => (e.Version, e.RecordedAt)));

    private static async Task NothingIsProposedAsync(Api api, int version)
    {
        Assert.Equal(HttpStatusCode.NotFound, (await api.SendAsync(HttpMethod.Get, "/api/v1/plan/proposal")).Status);
        Assert.Equal(version, await PlanVersionAsync(api));
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

    private static async Task TheEditedPlanWaitsForAPersonAsync(RunningProgram web, int version)
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
        var reply = await api.CommandAsync("/api/v1/plan/proposal/2/adoption", new { });
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
