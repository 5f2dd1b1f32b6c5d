using System.Net;
using System.Text.Json;
using Circle.Processes.Tests.Hosting;
using Circle.Processes.Tests.Screens;
using Circle.TestServers;

namespace Circle.Processes.Tests.Cluster;

/// <summary>Two silos and two web nodes, whose screens' codes are soon over.</summary>
public sealed class TwoWebs(SharedPostgreSql postgres) : IAsyncLifetime
{
    internal TwoSilos Site { get; private set; } = null!;

    public async ValueTask InitializeAsync()
        => Site = await TwoSilos.StartAsync(TwoSilos.Options(await postgres.CreateDatabaseAsync()) with { More = Codes.Short }, webs: 2, CancellationToken.None);

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

/// <summary>Two silos and two web nodes that host none, on one database by configuration alone.</summary>
public sealed class OneDatabaseTests(SharedPostgreSql postgres, TwoWebs webs) : IClassFixture<TwoWebs>
{
    private const string Street = "huayuanlu";
    private const int Most = 400;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TwoSilos Site => webs.Site;

    [Fact]
    public async Task What_happens_on_either_silo_reaches_a_wall_on_the_other_web_node()
    {
        var (here, there) = (Api.Of(Site.Webs[0]), Api.Of(Site.Webs[1]));
        await here.StandStillAsync();
        await AssertAsync(HttpStatusCode.OK, here.CommandAsync($"/api/v1/lines/{QuietWeb.ConfirmedLine}/baseline", new { asOf = "2013-09-25", source = "摸底" }));
        var place = Text((await there.FacilitiesAsync(Street)).First(f => Text(f, "line") == QuietWeb.ConfirmedLine), "place");
        var before = await EventsAsync(Site);

        await using var screen = await Screen.OpenAsync(Site.Webs[1].Address);
        await using var frames = screen.WatchAsync(Street).GetAsyncEnumerator(Cancel);
        var completed = await CompletedAsync(frames, at => at is not null);

        // New ones: where those of the seeds live was decided while one silo may have been alone.
        var done = 0;
        for (var isOnBoth = false; !isOnBoth; isOnBoth = (await EventsAsync(Site)).Zip(before).All(e => e.First > e.Second))
        {
            Assert.True(done < Most, "one of the silos gets nothing to do, so this run proves nothing");
            for (var until = done + 8; done < until; done++)
            {
                await AssertAsync(HttpStatusCode.Created, here.CommandAsync("/api/v1/facilities", new { id = $"placed-{done}", line = QuietWeb.ConfirmedLine, place, name = $"新建 {done}", origin = "planned" }));
                await AssertAsync(HttpStatusCode.OK, here.CommandAsync($"/api/v1/facilities/placed-{done}/completion", new { on = "2013-09-26" }));
            }

            // Read each time: a screen that takes nothing for fifteen seconds is hung up on.
            await CompletedAsync(frames, at => at == completed + done);
        }

        await Tallies.AreTheSumOfFacilitiesAsync(there);
    }

    [Fact]
    public async Task A_code_of_one_web_node_is_approved_on_another_and_the_screen_is_known_to_both()
    {
        using var here = new Glass(Site.Webs[0].Address);
        await here.BeginAsync();
        var approved = await Glass.ApproveAsync(Api.Of(Site.Webs[1]), here.Code, "wenhualu");
        Assert.True(approved.Status == HttpStatusCode.Created, approved.Text);
        Assert.Equal(HttpStatusCode.OK, (await here.ClaimAsync()).Status);
        using var there = new Glass(Site.Webs[1].Address, here.Cookies);
        var id = (await here.ReportAsync()).Json.GetProperty("screen").GetString()!;

        foreach (var (glass, frames) in new[] { (here, 1L), (there, 2L) })
        {
            await Eventually.HoldsAsync(async () => Assert.Equal("wenhualu", await glass.PlaceAsync()), cancel: Cancel);
            await Eventually.HoldsAsync(
                async () =>
                {
                    await glass.ReportAsync(frames);
                    Assert.Equal(frames, (await Glass.ItemAsync(Api.Of(Site.Webs[0]), id)).GetProperty("frames").GetInt64());
                },
                cancel: Cancel);
        }

        Assert.Equal(HttpStatusCode.OK, (await Api.Of(Site.Webs[0]).CommandAsync($"/api/v1/screens/{id}/revocation", new { reason = "试" })).Status);
        foreach (var glass in (Glass[])[here, there])
            await Eventually.HoldsAsync(async () => Assert.Null(await glass.PlaceAsync()), TimeSpan.FromSeconds(5), Cancel);
        await Codes.EndAsync(Site.Webs[1]);
        await Codes.AreLimitedAsync(Site.Webs[1]);
    }

    [Fact]
    public async Task Silos_that_start_together_prepare_the_database_once_and_rehearse_as_one_process_does()
    {
        // Four days, so that its people wait for the clock of the other silo.
        const string until = "2013-09-30T08:00:00+08:00";
        using var data = new TemporaryFolder();
        var alone = new ProgramOptions { DataDirectory = data.FullPath, WatchedFrom = until, Paused = true };
        await using var one = await HostedProgram.StartAsync(alone, Cancel);
        var cluster = alone with { DataDirectory = "none", ConnectionString = await postgres.CreateDatabaseAsync(), SiloElsewhere = true };
        await using var site = await TwoSilos.StartAsync(cluster, webs: 1, Cancel);
        var (single, several) = (Api.Of(one), Api.Of(site.Webs[0]));
        await single.StandStillAsync();
        await several.StandStillAsync();

        Assert.Equal(1, (await several.GetAsync("/api/v1/plan")).GetProperty("version").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await several.SendAsync(HttpMethod.Get, "/api/v1/plan/proposal")).Status);
        Assert.Equal(await StagesAsync(single), await StagesAsync(several));
        await Tallies.AreTheSumOfFacilitiesAsync(several);

        // Not one event more than one process makes, in what the seeds and the field have done together.
        foreach (var id in (await single.FacilitiesAsync("fengqinglu")).Select(f => Text(f, "id")))
            Assert.Equal((await single.HistoryAsync(id)).Select(e => e.Type), (await several.HistoryAsync(id)).Select(e => e.Type));
    }

    private static async Task<List<string>> StagesAsync(Api api)
        => [.. (await api.FacilitiesAsync()).Select(f => $"{Text(f, "id")} {Text(f, "place")} {Text(f, "name")} {f.GetProperty("reached").GetRawText()}")];

    /// <summary>What the wall says was completed today, as soon as it is as wanted; null: nothing yet.</summary>
    private static async Task<long> CompletedAsync(IAsyncEnumerator<Frame> frames, Predicate<long?> wanted)
    {
        while (await frames.MoveNextAsync())
        {
            if (!frames.Current.Cells.ContainsKey("today")) continue;
            var completed = frames.Current.Cell("today")!.Value.GetProperty("completed").GetInt64();
            if (wanted(completed)) return completed;
        }

        throw new InvalidOperationException("the stream ended");
    }

    private static Task<double[]> EventsAsync(TwoSilos site) => Task.WhenAll(site.Silos.Select(s => TwoSilos.CountAsync(s, TwoSilos.Events, Cancel)));

    private static async Task AssertAsync(HttpStatusCode status, Task<Reply> asked)
    {
        var reply = await asked;
        Assert.True(reply.Status == status, reply.ToString());
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
