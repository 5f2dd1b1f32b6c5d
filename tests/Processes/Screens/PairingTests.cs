using System.Net;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Screens;

/// <summary>From a code on a glass to a wall that needs nobody, and what a stranger gets by it: nothing.</summary>
public sealed class PairingTests(LiveOffice live)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_approved_screen_shows_its_own_place_and_no_other()
    {
        var web = await live.GetAsync();
        using var glass = new Glass(web.Address);
        Assert.Null(await glass.PlaceAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await glass.ReportAsync()).Status);
        await glass.BeginAsync();
        Assert.Matches("^[A-HJ-NP-Z2-9]{6}$", glass.Code);
        Assert.Equal(HttpStatusCode.Accepted, (await glass.ClaimAsync()).Status);

        // As a person types it.
        var approved = await Glass.ApproveAsync(Api.Of(web), $"{glass.Code[..3].ToLowerInvariant()} {glass.Code[3..]}", "wenhualu");

        Assert.True(approved.Status == HttpStatusCode.Created, approved.Text);
        Assert.Null(await glass.PlaceAsync());
        Assert.Equal(HttpStatusCode.OK, (await glass.ClaimAsync()).Status);
        Assert.Equal("wenhualu", await glass.PlaceAsync());
        Assert.Equal("wenhualu", await glass.PlaceAsync("wenhualu"));
        Assert.Null(await glass.PlaceAsync("huayuanlu"));
        var self = (await glass.ReportAsync()).Json;
        Assert.Equal(("大厅", "wenhualu", 55, 4m), (
            self.GetProperty("name").GetString(), self.GetProperty("place").GetString(), self.GetProperty("inches").GetInt32(), self.GetProperty("metres").GetDecimal()));
    }

    [Fact]
    public async Task Its_token_reads_nothing_but_the_wall_and_changes_nothing()
    {
        var web = await live.GetAsync();
        using var glass = new Glass(web.Address);
        var id = await glass.PairAsync(Api.Of(web), "wenhualu");

        foreach (var path in (string[])["facilities", "plan", "plan/files", "evidence", "places/huayuanlu/tally"])
            Assert.Equal(HttpStatusCode.Forbidden, (await glass.Api.SendAsync(HttpMethod.Get, $"/api/v1/{path}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await glass.Api.SendAsync(HttpMethod.Get, "/api/v1/screens")).Status);
        foreach (var (path, body) in new (string, object)[]
                 {
                     ("facilities/any/completion", new { on = "2013-09-26" }), ("lines/fitness/baseline", new { asOf = "2013-09-26", source = "试" }),
                     ($"screens/{id}/reload", new { }), ($"screens/{id}/move", new { to = "wenhualu" }), ("screens", new { code = "AAAAAA", name = "试", place = "jinshui", inches = 55, metres = 4 }),
                 })
            Assert.Equal(HttpStatusCode.Unauthorized, (await glass.Api.CommandAsync($"/api/v1/{path}", body)).Status);
    }

    [Fact]
    public async Task A_code_approves_one_screen_and_the_same_approval_sent_twice_is_one()
    {
        var web = await live.GetAsync();
        var office = Api.Of(web);
        using var glass = new Glass(web.Address);
        await glass.BeginAsync();
        var key = Guid.CreateVersion7();

        var first = await Glass.ApproveAsync(office, glass.Code, "wenhualu", "甲", key);
        var again = await Glass.ApproveAsync(office, glass.Code, "wenhualu", "甲", key);
        var other = await Glass.ApproveAsync(office, glass.Code, "huayuanlu", "乙");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity), (first.Status, again.Status, other.Status));
        Assert.True(again.Repeated);
        Assert.Equal("code", Assert.Single(other.Json.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task Whoever_reads_the_code_off_the_glass_gets_no_token_by_it()
    {
        var web = await live.GetAsync();
        using var glass = new Glass(web.Address);
        using var stranger = new Glass(web.Address);
        await glass.BeginAsync();
        await stranger.BeginAsync();
        Assert.Equal(HttpStatusCode.Created, (await Glass.ApproveAsync(Api.Of(web), glass.Code, "wenhualu")).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.ClaimAsync(glass.Code)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.ClaimAsync(glass.Secret[..^1] + (glass.Secret[^1] == 'A' ? 'B' : 'A'))).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await stranger.ClaimAsync()).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await stranger.ClaimAsync("")).Status);
        Assert.Empty(stranger.Cookies.GetCookies(web.Address));
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_once_and_the_code_stays_good()
    {
        var web = await live.GetAsync();
        var office = Api.Of(web);
        using var glass = new Glass(web.Address);
        await glass.BeginAsync();

        var reply = await office.CommandAsync("/api/v1/screens", new { code = "O0", name = "", place = "nowhere", inches = 5, metres = 0.1 });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal(["code", "inches", "metres", "name", "place"], reply.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Glass.ApproveAsync(office, glass.Code, "nowhere")).Status);
        Assert.Equal(HttpStatusCode.Created, (await Glass.ApproveAsync(office, glass.Code, "wenhualu")).Status);
    }

    [Fact]
    public async Task A_code_is_over_in_time_one_address_has_only_so_many_and_a_screen_comes_back_after_a_power_cut()
    {
        using var data = new TemporaryFolder();
        var options = new ProgramOptions { DataDirectory = data.FullPath, Mode = "Live", More = Codes.Short };
        CookieContainer cookies;
        await using (var web = await ProgramProcess.StartAsync(options, Cancel))
        {
            await web.OpenFirstAdministratorAsync(Cancel);
            using var glass = new Glass(web.Address);
            await glass.PairAsync(Api.Of(web), "wenhualu");
            cookies = glass.Cookies;
            await Codes.EndAsync(web);
            await Codes.AreLimitedAsync(web);
            await web.KillAsync();
        }

        // Without forgetting: a browser keeps its cookie by the host's name, whatever the port.
        await using var back = await ProgramProcess.StartAsync(options, Cancel);
        using var same = new Glass(back.Address, cookies);
        await Eventually.HoldsAsync(async () => Assert.Equal("wenhualu", await same.PlaceAsync()), cancel: Cancel);
    }

    [Fact]
    public async Task All_addresses_together_have_only_so_many_codes()
    {
        using var data = new TemporaryFolder();
        await using var web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, Mode = "Live" }, Cancel);
        var begun = 0;
        for (var last = 2; last <= 27; last++)
        {
            using var glass = new Glass(web.Address, from: new IPAddress([127, 0, 0, (byte)last]));
            Reply reply;
            while ((reply = await glass.BeginAsync()).Status == HttpStatusCode.OK) Assert.True(++begun <= 1_000);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
            Assert.Equal(Math.Min(1_000, (last - 1) * 40), begun);
        }
    }
}
