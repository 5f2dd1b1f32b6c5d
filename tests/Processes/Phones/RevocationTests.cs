using System.Net;
using Circle.Processes.Tests.Accounts;

namespace Circle.Processes.Tests.Phones;

/// <summary>A phone that is lost, or whose holder leaves, is nobody's within seconds; one that lies in a drawer stays what it was.</summary>
public sealed class RevocationTests(QuietWeb quiet)
{
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));

    [Fact]
    public async Task A_stolen_cookie_is_refused_within_seconds_of_the_revocation_and_the_link_does_not_bring_it_back()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        using var phone = Handset.At(web);
        using var thief = Handset.At(web);
        var link = (await team.InvitedAsync()).Text("link")!;
        await phone.EnrolledAsync(link);
        thief.Cookies.Add(phone.Cookies.GetAllCookies());
        Assert.Equal(await phone.WhoAsync(), await thief.WhoAsync());
        await TestServers.Eventually.HoldsAsync(async () => Assert.Single(await team.PhonesAsync()), Seconds, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, (await team.RevokeAsync((await team.PhonesAsync())[0].Text("id")!)).Status);

        await thief.IsOutAsync("the thief is out");
        await phone.IsOutAsync("the phone is out");
        Assert.Equal("invitation-over", (await phone.EnrolAsync(link)).Code());
        Assert.Empty(await team.PhonesAsync());
        Assert.Single(await team.MembersAsync());
    }

    [Fact]
    public async Task Whoever_finds_a_phone_gives_themselves_no_way_in_that_outlives_it()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        var (phone, _) = await team.JoinedAsync(web);
        using (phone)
        {
            foreach (var path in (string[])["authenticator", "passkeys/options"])
            {
                var reply = await phone.Api.PostAsync($"/api/v1/account/{path}", "{}", key: null);
                Assert.Equal((HttpStatusCode.Forbidden, "confirm"), (reply.Status, reply.Code()));
            }
        }
    }

    [Fact]
    public async Task Whoever_signs_their_phone_out_is_out()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        var (phone, _) = await team.JoinedAsync(web);
        using (phone)
        {
            Assert.Equal(HttpStatusCode.NoContent, (await phone.Api.SendAsync(HttpMethod.Delete, "/api/v1/session")).Status);
            await phone.IsOutAsync("it is signed out");
            Assert.Empty(await team.PhonesAsync());
        }
    }

    [Fact]
    public async Task Disabling_an_account_ends_its_phone_and_the_stream_that_the_phone_watches()
    {
        var web = await quiet.GetAsync();
        var office = Api.Of(web);
        using var team = await Team.OfAsync(web);

        // A volunteer alone watches nothing; this one is more, so the office invites.
        var opened = await office.OpenAsync(Office.Name("both"), [Office.Of("volunteer", team: team.Id), Office.Of("leadership")]);
        using var phone = Handset.At(web);
        await phone.EnrolledAsync((await team.InviteAsync(new { account = opened.Id() }, office)).Link());
        await using var screen = await Screen.OpenAsync(web.Address, cookies: phone.Cookies);
        await using var frames = screen.WatchAsync().GetAsyncEnumerator(Cancel);
        Assert.True(await frames.MoveNextAsync());

        Assert.Equal(HttpStatusCode.OK, (await office.CommandAsync($"/api/v1/people/{opened.Id()}/disablement", new { reason = "离岗" })).Status);

        var ended = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (await frames.MoveNextAsync().AsTask().WaitAsync(Seconds, Cancel)) { }
        });
        Assert.Contains("not-allowed", ended.Message);
        await phone.IsOutAsync("the phone is out");
    }

    [Fact]
    public async Task Revoking_a_phone_ends_the_stream_that_it_watches()
    {
        var web = await quiet.GetAsync();
        var office = Api.Of(web);
        using var team = await Team.OfAsync(web);
        var opened = await office.OpenAsync(Office.Name("both"), [Office.Of("volunteer", team: team.Id), Office.Of("leadership")]);
        using var phone = Handset.At(web);
        await phone.EnrolledAsync((await team.InviteAsync(new { account = opened.Id() }, office)).Link());
        await using var screen = await Screen.OpenAsync(web.Address, cookies: phone.Cookies);
        await using var frames = screen.WatchAsync().GetAsyncEnumerator(Cancel);
        Assert.True(await frames.MoveNextAsync());

        // The leader gives this account no phone, and takes one away.
        Assert.Equal(HttpStatusCode.NotFound, (await team.InviteAsync(new { account = opened.Id() })).Status);
        var id = Assert.Single(await team.PhonesAsync()).Text("id")!;
        Assert.Equal(HttpStatusCode.NotFound, (await team.ExtendAsync(id, Today.AddDays(1).ToString("O"))).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await team.RevokeAsync(id)).Status);

        var ended = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (await frames.MoveNextAsync().AsTask().WaitAsync(Seconds, Cancel)) { }
        });
        Assert.Contains("not-allowed", ended.Message);
    }

    [Fact]
    public async Task Whoever_leaves_the_team_leaves_with_all_phones_and_the_account_is_disabled()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        var (phone, account) = await team.JoinedAsync(web);
        using var other = Handset.At(web);
        var waiting = await team.InvitedAgainAsync(account, "stay");
        using (phone)
        {
            var key = Guid.CreateVersion7();
            var removed = await team.RemoveAsync(account, key: key);
            Assert.True(removed.Status == HttpStatusCode.OK, removed.ToString());

            await phone.IsOutAsync("the phone is out");
            await TestServers.Eventually.HoldsAsync(async () => Assert.Empty(await team.MembersAsync()), Seconds, Cancel);
            Assert.Equal("移出志愿者队伍", (await Api.Of(web).GetAsync($"/api/v1/people/{account}")).Text("disabled"));
            Assert.Equal("invitation-over", (await other.EnrolAsync(waiting.Text("link")!)).Code());
            Assert.True((await team.RemoveAsync(account, key: key)).Repeated);
        }
    }

    [Fact]
    public async Task Whoever_the_office_moves_to_another_team_leaves_the_phone_of_the_first()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        var (phone, account) = await team.JoinedAsync(web);
        using var late = Handset.At(web);
        var waiting = await team.InvitedAgainAsync(account, "stay");
        using (phone)
        {
            var moved = await Api.Of(web).CommandAsync($"/api/v1/people/{account}/grants", new { grants = new[] { Office.Of("volunteer", team: Office.Name("team")) } });
            Assert.True(moved.Status == HttpStatusCode.OK, moved.ToString());

            await phone.IsOutAsync("the phone is out");
            Assert.Equal("invitation-over", (await late.EnrolAsync(waiting.Text("link")!)).Code());
        }
    }

    [Fact]
    public async Task A_phone_that_nobody_uses_stays_until_its_day_and_its_cookie_is_given_anew()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        var (phone, account) = await team.JoinedAsync(web);
        using (phone)
        {
            await CredentialsFile.LeaveUnusedAsync(quiet.DataDirectory, account, TimeSpan.FromDays(200));
            var before = phone.Cookie.TimeStamp;
            var seen = Assert.Single(await team.PhonesAsync()).Text("seen");
            Assert.Equal(Today.AddDays(-200).ToString("O"), seen);

            await TestServers.Eventually.IsTrueAsync("a new cookie", async () => await phone.StatusAsync() == HttpStatusCode.OK && phone.Cookie.TimeStamp > before, Seconds, Cancel);
            Assert.True(phone.Cookie.Expires > DateTime.Now.AddDays(390), $"the cookie ends {phone.Cookie.Expires}");
            Assert.Equal(account, await phone.WhoAsync());
            Assert.Equal(Today.ToString("O"), Assert.Single(await team.PhonesAsync()).Text("seen"));

            await CredentialsFile.ShiftAsync(quiet.DataDirectory, "session", account, TimeSpan.FromDays(-367));
            await phone.IsOutAsync("its day is over");
        }
    }

    [Fact]
    public async Task A_leader_moves_a_phones_last_day()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        var (phone, _) = await team.JoinedAsync(web);
        using (phone)
        {
            var id = Assert.Single(await team.PhonesAsync()).Text("id")!;
            Assert.Equal(HttpStatusCode.NoContent, (await team.ExtendAsync(id, Today.AddYears(2).ToString("O"))).Status);
            Assert.Equal(Today.AddYears(2).ToString("O"), (await phone.OwnAsync()).Text("until"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await team.ExtendAsync(id, Today.AddYears(2).AddDays(1).ToString("O"))).Status);

            Assert.Equal(HttpStatusCode.NoContent, (await team.ExtendAsync(id, Today.ToString("O"))).Status);
            Assert.Equal(Today.ToString("O"), (await phone.OwnAsync()).Text("until"));
            Assert.Equal(Today.ToString("O"), Assert.Single(await team.PhonesAsync()).Text("until"));
        }
    }
}
