using System.Diagnostics;
using System.Net;
using Circle.TestServers;

namespace Circle.Processes.Tests.Screens;

/// <summary>What the office sees of screens, and what becomes of them when it says so.</summary>
public sealed class OfficeTests(LiveOffice live, QuietWeb quiet)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_revoked_screen_s_stream_ends_within_5_seconds_and_its_stolen_token_is_good_for_nothing()
    {
        var web = await live.GetAsync();
        var office = Api.Of(web);
        using var glass = new Glass(web.Address);
        var id = await glass.PairAsync(office, "wenhualu");
        using var thief = new Glass(web.Address);
        thief.Cookies.Add(web.Address, new Cookie("circle-screen", glass.Token));
        Assert.Equal("wenhualu", await thief.PlaceAsync());
        await using var screen = await glass.OpenAsync();
        var began = new TaskCompletionSource();
        var watching = Task.Run(
            async () =>
            {
                await foreach (var _ in screen.WatchAsync()) began.TrySetResult();
            },
            Cancel);
        await began.Task.WaitAsync(Cancel);

        var revoked = await office.CommandAsync($"/api/v1/screens/{id}/revocation", new { reason = "已拆除" });

        var since = Stopwatch.GetTimestamp();
        Assert.True(revoked.Status == HttpStatusCode.OK, revoked.Text);
        Assert.Contains("not-allowed", (await Assert.ThrowsAnyAsync<Exception>(() => Glass.EndsAsync(watching))).Message);
        foreach (var one in (Glass[])[glass, thief])
        {
            await Eventually.HoldsAsync(
                async () =>
                {
                    var reply = await one.ReportAsync();
                    Assert.Equal((HttpStatusCode.Forbidden, "revoked"), (reply.Status, reply.Json.GetProperty("errors")[0].GetProperty("code").GetString()));
                },
                TimeSpan.FromSeconds(5),
                Cancel);
            Assert.Null(await one.PlaceAsync());
            Assert.Null(await one.PlaceAsync("wenhualu"));
        }

        Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(15));
        Assert.Equal("已拆除", (await Glass.ItemAsync(office, id)).GetProperty("revoked").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await office.CommandAsync($"/api/v1/screens/{id}/reload", new { })).Status);

        // It may be paired anew, as another screen.
        Assert.NotEqual(id, await glass.PairAsync(office, "huayuanlu"));
        Assert.Equal("huayuanlu", await glass.PlaceAsync());
    }

    [Fact]
    public async Task A_moved_screen_loses_its_old_place_and_gets_the_new_one()
    {
        var web = await live.GetAsync();
        var office = Api.Of(web);
        using var glass = new Glass(web.Address);
        var id = await glass.PairAsync(office, "wenhualu");
        await using var screen = await glass.OpenAsync();
        await using var frames = screen.WatchAsync().GetAsyncEnumerator(Cancel);
        Assert.True(await frames.MoveNextAsync());

        Assert.Equal(HttpStatusCode.OK, (await office.CommandAsync($"/api/v1/screens/{id}/move", new { to = "huayuanlu" })).Status);

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (await frames.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel)) { }
        });
        Assert.Equal("huayuanlu", (await glass.ReportAsync()).Json.GetProperty("place").GetString());
        Assert.Equal("huayuanlu", await glass.PlaceAsync());
        Assert.Null(await glass.PlaceAsync("wenhualu"));
    }

    [Fact]
    public async Task The_office_sees_where_a_screen_is_and_how_it_is()
    {
        var web = await live.GetAsync();
        var office = Api.Of(web);
        using var glass = new Glass(web.Address);
        var id = await glass.PairAsync(office, "wenhualu", "二楼");
        var item = await Glass.ItemAsync(office, id);
        Assert.Equal(("二楼", "wenhualu", true, false), (item.GetProperty("name").GetString(), item.GetProperty("place").GetString(), item.GetProperty("isPaired").GetBoolean(), item.GetProperty("isOnline").GetBoolean()));

        Assert.Equal(HttpStatusCode.OK, (await office.CommandAsync($"/api/v1/screens/{id}/correction", new { name = "三楼", inches = 98, metres = 4.5 })).Status);
        Assert.Equal(HttpStatusCode.OK, (await office.CommandAsync($"/api/v1/screens/{id}/reload", new { })).Status);
        var self = (await glass.ReportAsync(frames: 4_711, age: 230, version: "abc")).Json;
        Assert.Equal(("三楼", 98, 1), (self.GetProperty("name").GetString(), self.GetProperty("inches").GetInt32(), self.GetProperty("reloads").GetInt32()));

        await Eventually.HoldsAsync(
            async () =>
            {
                var seen = await Glass.ItemAsync(office, id);
                Assert.Equal(("三楼", true, 4_711L, 230L, "abc"), (
                    seen.GetProperty("name").GetString(), seen.GetProperty("isOnline").GetBoolean(), seen.GetProperty("frames").GetInt64(), seen.GetProperty("age").GetInt64(), seen.GetProperty("version").GetString()));
                Assert.NotEqual("", seen.GetProperty("placeName").GetString());
            },
            cancel: Cancel);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await glass.ReportAsync(frames: -1, version: "")).Status);
    }

    [Theory]
    [InlineData("street")]
    [InlineData("auditor")]
    [InlineData("lead-unit")]
    public async Task Nobody_but_the_office_sees_or_steers_screens_or_learns_of_a_code(string name)
    {
        var web = await quiet.GetAsync();
        using var glass = new Glass(web.Address);
        var id = await glass.PairAsync(Api.Of(web), "wenhualu");
        using var code = new Glass(web.Address);
        await code.BeginAsync();
        using var person = new Glass(web.Address);
        Assert.Equal(HttpStatusCode.OK, (await person.Api.PostAsync("/api/v1/session", $$"""{"name":"{{name}}","password":"{{RunningProgram.DemonstrationPassword}}"}""", key: null)).Status);

        Assert.Equal(HttpStatusCode.Forbidden, (await person.Api.SendAsync(HttpMethod.Get, "/api/v1/screens")).Status);
        foreach (var typed in (string[])[code.Code, "AAAAAA"])
            Assert.Equal(HttpStatusCode.Forbidden, (await Glass.ApproveAsync(person.Api, typed, "wenhualu")).Status);
        foreach (var (path, body) in new (string, object)[] { ("reload", new { }), ("move", new { to = "huayuanlu" }), ("correction", new { name = "试", inches = 55, metres = 4 }), ("revocation", new { reason = "试" }) })
            Assert.Equal(HttpStatusCode.Forbidden, (await person.Api.CommandAsync($"/api/v1/screens/{id}/{path}", body)).Status);
        Assert.Equal("wenhualu", await glass.PlaceAsync());
    }

    [Fact]
    public async Task In_a_rehearsal_this_machine_sees_the_wall_at_once_a_paired_screen_its_own_and_a_person_theirs()
    {
        var web = await quiet.GetAsync();
        using var visitor = new Glass(web.Address);
        Assert.Equal("jinshui", await visitor.PlaceAsync());

        using var glass = new Glass(web.Address);
        var id = await glass.PairAsync(Api.Of(web), "wenhualu");
        Assert.Equal("wenhualu", await glass.PlaceAsync());

        // Whoever signs in at a screen is a person there.
        Assert.Equal(HttpStatusCode.OK, (await glass.Api.PostAsync("/api/v1/session", $$"""{"name":"leadership","password":"{{RunningProgram.DemonstrationPassword}}"}""", key: null)).Status);
        Assert.Equal("jinshui", await glass.PlaceAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await glass.ReportAsync()).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await glass.Api.SendAsync(HttpMethod.Delete, "/api/v1/session")).Status);
        Assert.Equal("wenhualu", await glass.PlaceAsync());

        // A revoked one is not let in as a visitor.
        Assert.Equal(HttpStatusCode.OK, (await Api.Of(web).CommandAsync($"/api/v1/screens/{id}/revocation", new { reason = "试" })).Status);
        await Eventually.HoldsAsync(async () => Assert.Null(await glass.PlaceAsync()), cancel: Cancel);
    }
}
