using System.Net;
using Circle.Processes.Tests.Accounts;

namespace Circle.Processes.Tests.Phones;

/// <summary>A team is its leader's and the office's; to everybody else it is not there.</summary>
public sealed class TeamRightsTests(QuietWeb quiet)
{
    private static readonly string Tomorrow = DateTime.UtcNow.AddHours(8).AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_teams_leader_sees_and_does_nothing_and_learns_not_even_that_there_is_a_team()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        using var other = await Team.OfAsync(web);
        var (phone, account) = await team.JoinedAsync(web);
        using (phone)
        {
            var invitation = (await team.InvitedAsync()).Text("id")!;
            var id = await PhoneAsync(team);

            var refusals = await EverythingAsync(team, account, id, invitation, other.Api);
            Assert.All(refusals, r => Assert.Equal((HttpStatusCode.Forbidden, "not-yours"), (r.Status, r.Code())));
            var none = await other.Api.SendAsync(HttpMethod.Get, "/api/v1/phones/teams/there-is-no-such-team");
            Assert.Equal((refusals[0].Status, refusals[0].Json.Text("title"), refusals[0].Code()), (none.Status, none.Json.Text("title"), none.Code()));

            // Nor through their own team.
            Assert.Equal(HttpStatusCode.NotFound, (await other.RevokeAsync(id)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await other.ExtendAsync(id, Tomorrow)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await other.CancelAsync(invitation)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await other.RemoveAsync(account)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await other.InviteAsync(new { account })).Status);
            Assert.Equal([other.Id], await TeamsAsync(other.Api));

            Assert.Equal(account, await phone.WhoAsync());
            Assert.Single(await team.InvitationsAsync());
        }
    }

    [Fact]
    public async Task The_office_sees_every_team_and_does_all_of_it()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        using var office = await Someone.AsAsync(web, "programme");
        using var phone = Handset.At(web);

        await phone.EnrolledAsync((await team.InviteAsync(new { name = "李四" }, office.Api)).Link());
        var account = (await phone.WhoAsync())!;
        await TestServers.Eventually.HoldsAsync(async () => Assert.Contains(team.Id, await TeamsAsync(office.Api)), TimeSpan.FromSeconds(10), Cancel);
        var id = await PhoneAsync(team);
        Assert.Equal(HttpStatusCode.NoContent, (await team.ExtendAsync(id, Tomorrow, office.Api)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await team.RevokeAsync(id, office.Api)).Status);
        await phone.IsOutAsync("the office revoked it");
        Assert.Equal(HttpStatusCode.OK, (await team.RemoveAsync(account, office.Api)).Status);
    }

    [Fact]
    public async Task A_volunteer_invites_nobody()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        var (phone, account) = await team.JoinedAsync(web);
        using (phone)
        {
            var id = await PhoneAsync(team);
            Assert.All(await EverythingAsync(team, account, id, "none", phone.Api), r => Assert.Equal((HttpStatusCode.Forbidden, "not-yours"), (r.Status, r.Code())));
            Assert.Equal(HttpStatusCode.Forbidden, await phone.StatusAsync("/api/v1/phones/teams"));
            Assert.Equal(HttpStatusCode.Forbidden, await phone.StatusAsync("/api/v1/people"));
            Assert.Equal(HttpStatusCode.Forbidden, await phone.StatusAsync("/api/v1/facilities"));
        }
    }

    [Theory]
    [InlineData("leadership")]
    [InlineData("street")]
    [InlineData("auditor")]
    [InlineData("supervisor")]
    public async Task Whoever_leads_no_team_gets_nothing(string role)
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        using var someone = await Someone.AsAsync(web, role);

        Assert.All(await EverythingAsync(team, "somebody", "a", "b", someone.Api), r => Assert.Equal((HttpStatusCode.Forbidden, "not-yours"), (r.Status, r.Code())));
        Assert.Equal(HttpStatusCode.NotFound, await someone.StatusAsync("/api/v1/phones/own"));
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_asked_to()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        using var stranger = Handset.At(web);

        Assert.All(await EverythingAsync(team, "somebody", "a", "b", stranger.Api), r => Assert.Equal(HttpStatusCode.Unauthorized, r.Status));
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.StatusAsync());
    }

    [Fact]
    public async Task A_leader_who_no_longer_leads_has_invited_nobody()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        using var phone = Handset.At(web);
        var link = (await team.InvitedAsync()).Text("link")!;
        var leader = (await team.Api.GetAsync("/api/v1/session")).Text("account");

        Assert.Equal(HttpStatusCode.OK, (await Api.Of(web).CommandAsync($"/api/v1/people/{leader}/disablement", new { reason = "离队" })).Status);

        await TestServers.Eventually.HoldsAsync(
            async () =>
            {
                var reply = await phone.EnrolAsync(link);
                Assert.Equal((HttpStatusCode.Forbidden, "invitation-over"), (reply.Status, reply.Code()));
            },
            TimeSpan.FromSeconds(10),
            Cancel);
        Assert.Null(await phone.WhoAsync());
    }

    [Fact]
    public async Task An_auditor_finds_who_invited_what_was_enrolled_and_who_revoked_it()
    {
        var web = await quiet.GetAsync();
        using var team = await Team.OfAsync(web);
        var (phone, account) = await team.JoinedAsync(web, "赵大河");
        using (phone)
        {
            var leader = $"account:{(await team.Api.GetAsync("/api/v1/session")).Text("account")}";
            Assert.Equal(HttpStatusCode.NoContent, (await team.RevokeAsync(await PhoneAsync(team))).Status);
            using var auditor = await Someone.AsAsync(web, "auditor");

            var found = (await auditor.Api.GetAsync($"/api/v1/audit?limit=200&subject=account:{account}")).GetProperty("items");

            (string? Action, string? Actor)[] told = [.. found.EnumerateArray().Select(i => (i.Text("action"), i.Text("actor"))).Where(i => i.Item1 != "workedFrom")];
            var self = $"account:{account}";
            // What the journal says is of business time, which stands still here: it comes last.
            Assert.Equal([("phoneRevoked", leader), ("phoneEnrolled", self), ("invitationUsed", self), ("invited", leader), ("account.opened", leader)], told);
            Assert.DoesNotContain(found.EnumerateArray(), i => (i.TryGetProperty("data", out var data) ? data.GetRawText() : "").Contains("赵大河", StringComparison.Ordinal) || i.Text("note")?.Contains("赵大河", StringComparison.Ordinal) == true);
        }
    }

    private static async Task<string> PhoneAsync(Team team)
    {
        await TestServers.Eventually.HoldsAsync(async () => Assert.NotEmpty(await team.PhonesAsync()), TimeSpan.FromSeconds(10), Cancel);
        return Assert.Single(await team.PhonesAsync()).Text("id")!;
    }

    private static async Task<string?[]> TeamsAsync(Api api) => [.. (await api.GetAsync("/api/v1/phones/teams")).GetProperty("items").EnumerateArray().Select(t => t.Text("id"))];

    private static async Task<Reply[]> EverythingAsync(Team team, string account, string phone, string invitation, Api by) =>
    [
        await by.SendAsync(HttpMethod.Get, team.Path()),
        await team.InviteAsync(new { name = "张小河" }, by),
        await team.InviteAsync(new { account }, by),
        await team.CancelAsync(invitation, by),
        await team.ExtendAsync(phone, Tomorrow, by),
        await team.RevokeAsync(phone, by),
        await team.RemoveAsync(account, by),
    ];
}
