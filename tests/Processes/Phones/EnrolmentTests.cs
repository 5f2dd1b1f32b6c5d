using System.Net;
using Circle.Processes.Tests.Accounts;

namespace Circle.Processes.Tests.Phones;

/// <summary>扫码登记手机, from the code that a leader shows to a phone that is signed in.</summary>
public sealed class EnrolmentTests(QuietWeb quiet)
{
    private static DateOnly Today => DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));

    private static (HttpStatusCode, string) Over => (HttpStatusCode.Forbidden, "invitation-over");

    [Fact]
    public async Task A_leader_shows_a_code_and_the_phone_that_reads_it_is_signed_in_without_a_password()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        using var phone = Handset.At(web);

        var shown = await team.InvitedAsync("张小河");
        var link = shown.Text("link")!;
        Assert.Matches($"^{web.Address}enrol#[A-Za-z0-9_-]{{43}}$", link);
        Assert.Equal(Today.AddYears(1).ToString("O"), shown.Text("until"));
        Assert.InRange(shown.GetProperty("ends").GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        var open = Assert.Single(await team.InvitationsAsync());
        Assert.Equal((shown.Text("id"), "张小河", null), (open.Text("id"), open.Text("name"), open.Text("account")));

        // Whoever finds the link learns the team and a first character.
        var preview = (await phone.PreviewAsync(link)).Json;
        Assert.Equal((team.Id, "张＊＊"), (preview.Text("team"), preview.Text("name")));
        Assert.Empty(await team.MembersAsync());

        await phone.EnrolledAsync(link);

        var own = await phone.OwnAsync();
        Assert.Equal(("张小河", team.Id, "Android · Chrome", Today.AddYears(1).ToString("O")), (own.Text("name"), own.Text("team"), own.Text("phone"), own.Text("until")));
        Assert.True(phone.Cookie.HttpOnly);
        Assert.True(phone.Cookie.Expires > DateTime.Now.AddDays(390), $"the cookie ends {phone.Cookie.Expires}");
        await TestServers.Eventually.HoldsAsync(async () =>
        {
            var member = Assert.Single(await team.MembersAsync());
            Assert.Equal((await phone.WhoAsync(), "张小河"), (member.Text("account"), member.Text("name")));
            var listed = Assert.Single(member.GetProperty("phones").EnumerateArray());
            Assert.Equal(("Android · Chrome", Today.ToString("O"), Today.ToString("O"), Today.AddYears(1).ToString("O")), (listed.Text("name"), listed.Text("enrolled"), listed.Text("seen"), listed.Text("until")));
        }, TimeSpan.FromSeconds(10), Api.Cancel);
        Assert.Empty(await team.InvitationsAsync());

        // There is no password, so nobody guesses one.
        using var guesser = Someone.At(web);
        Assert.Equal(HttpStatusCode.Unauthorized, (await guesser.SignInAsync((await phone.WhoAsync())!, "any password at all")).Status);
    }

    [Fact]
    public async Task A_link_works_once_and_for_the_phone_that_came_first_again_where_it_heard_no_answer()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        using var first = Handset.At(web);
        using var second = Handset.At(web);
        var link = (await team.InvitedAsync()).Text("link")!;

        await first.EnrolledAsync(link);
        foreach (var reply in (Reply[])[await second.EnrolAsync(link), await second.PreviewAsync(link), await second.EnrolAsync("/enrol#" + new string('a', 43))])
            Assert.Equal(Over, (reply.Status, reply.Code()));
        Assert.Null(await second.WhoAsync());

        var who = await first.WhoAsync();
        first.Cookie.Expired = true;
        Assert.Null(await first.WhoAsync());
        await first.EnrolledAsync(link);
        Assert.Equal(who, await first.WhoAsync());
        Assert.Single(await team.PhonesAsync());
    }

    [Fact]
    public async Task Of_phones_that_come_together_one_wins()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        var link = (await team.InvitedAsync()).Text("link")!;
        Handset[] phones = [.. Enumerable.Range(0, 6).Select(_ => Handset.At(web))];

        var replies = await Task.WhenAll(phones.Select(p => p.EnrolAsync(link)));

        Assert.Single(replies, r => r.Status == HttpStatusCode.NoContent);
        Assert.All(replies.Where(r => r.Status != HttpStatusCode.NoContent), r => Assert.Equal(Over, (r.Status, r.Code())));
        await TestServers.Eventually.HoldsAsync(async () => Assert.Single(await team.PhonesAsync()), TimeSpan.FromSeconds(10), Api.Cancel);
        foreach (var phone in phones) phone.Dispose();
    }

    [Fact]
    public async Task A_link_ends_after_a_quarter_of_an_hour_and_when_it_is_cancelled()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        using var phone = Handset.At(web);
        var (late, cancelled) = (await team.InvitedAsync("甲"), await team.InvitedAsync("乙"));

        await CredentialsFile.EndPhoneInvitationAsync(quiet.DataDirectory, late.Text("id")!);
        Assert.Equal(HttpStatusCode.NoContent, (await team.CancelAsync(cancelled.Text("id")!)).Status);

        foreach (var link in (string[])[late.Text("link")!, cancelled.Text("link")!])
        {
            var reply = await phone.EnrolAsync(link);
            Assert.Equal(Over, (reply.Status, reply.Code()));
        }

        Assert.Empty(await team.InvitationsAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await team.CancelAsync(cancelled.Text("id")!)).Status);
        Assert.Empty(await team.MembersAsync());
    }

    [Fact]
    public async Task What_broke_off_half_way_goes_on_when_the_link_is_opened_again()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        using var phone = Handset.At(web);
        var link = (await team.InvitedAsync("张小河")).Text("link")!;
        await phone.EnrolledAsync(link);
        var account = (await phone.WhoAsync())!;

        await CredentialsFile.BreakOffEnrolmentAsync(quiet.DataDirectory, account, "张小河");
        await phone.IsOutAsync("the session went with the crash");

        await phone.EnrolledAsync(link);
        Assert.Equal((account, "张小河"), (await phone.WhoAsync(), (await phone.OwnAsync()).Text("name")));
        Assert.Single(await team.MembersAsync());
    }

    [Fact]
    public async Task Somebody_has_five_phones_at_most_and_a_new_one_may_end_the_others()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        var (first, account) = await team.JoinedAsync(web);
        List<Handset> phones = [first];
        for (var i = 1; i < 5; i++)
        {
            phones.Add(Handset.At(web));
            await phones[^1].EnrolledAsync((await team.InvitedAgainAsync(account, "stay")).Text("link")!);
        }

        Assert.All(await Task.WhenAll(phones.Select(p => p.WhoAsync())), who => Assert.Equal(account, who));
        Assert.Equal("too-many-phones", (await team.InviteAsync(new { account, others = "stay" })).Code());

        using var next = Handset.At(web);
        var again = await team.InvitedAgainAsync(account, "end");
        Assert.Equal("张＊＊", (await next.PreviewAsync(again.Text("link")!)).Json.Text("name"));
        await next.EnrolledAsync(again.Text("link")!);

        foreach (var phone in phones)
        {
            await phone.IsOutAsync("a phone that was replaced is out");
            phone.Dispose();
        }

        Assert.Equal(account, await next.WhoAsync());
        Assert.Single(await team.PhonesAsync());
    }

    [Fact]
    public async Task A_team_has_fifty_open_invitations_at_most()
    {
        using var team = await Team.OfAsync(await quiet.GetAsync());
        for (var i = 0; i < 50; i++) await team.InvitedAsync($"队员{i}");

        Assert.Equal("too-many-invitations", (await team.InviteAsync(new { name = "再来一位" })).Code());

        var open = await team.InvitationsAsync();
        Assert.Equal(50, open.Count);
        Assert.Equal(HttpStatusCode.NoContent, (await team.CancelAsync(open[0].Text("id")!)).Status);
        await team.InvitedAsync("再来一位");
    }

    [Fact]
    public async Task Whoever_tries_links_without_pause_is_slowed_down()
    {
        using var guesser = new Somebody(await quiet.GetAsync(), from: "127.0.0.77");
        var guess = new { token = new string('a', 43), claim = new string('b', 43) };

        HttpStatusCode[] answers = [.. await Task.WhenAll(Enumerable.Range(0, 160).Select(async i => (await guesser.PostAsync(i % 2 == 0 ? "phones/enrolment" : "phones/preview", guess)).Status))];

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.All(answers, a => Assert.True(a is HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests, $"{a}"));
    }

    [Fact]
    public async Task Every_fault_of_an_invitation_is_named_at_once()
    {
        using var team = await Team.OfAsync(await quiet.GetAsync());

        var empty = await team.InviteAsync(new { until = Today.AddYears(2).AddDays(1).ToString("O"), others = "burn" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Equal(["name", "others", "until"], Fields(empty));
        Assert.Equal(["until"], Fields(await team.InviteAsync(new { name = "张小河", until = Today.AddDays(-1).ToString("O") })));
        Assert.Equal(["name"], Fields(await team.InviteAsync(new { name = "张小河", account = "demonstration-volunteer" })));
        Assert.Equal(Today.AddYears(2).ToString("O"), (await team.InvitedAsync(until: Today.AddYears(2).ToString("O"))).Text("until"));

        using var phone = Handset.At(await quiet.GetAsync());
        Assert.Equal(["token"], Fields(await phone.EnrolAsync("/enrol#half")));

        static string[] Fields(Reply reply) => [.. reply.Json.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("field").GetString()!).Order(StringComparer.Ordinal)];
    }
}
