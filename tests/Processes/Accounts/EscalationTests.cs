using System.Net;
using Circle.TestServers;

namespace Circle.Processes.Tests.Accounts;

/// <summary>Nobody gets more than they were given, and a team leader sees and makes volunteers of the own team alone.</summary>
public sealed class EscalationTests(QuietWeb quiet)
{
    private const string Password = "long evening at the river";
    private const string Team = "demonstration-team";
    private const string Victim = "demonstration-auditor";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static object Volunteer(string team = Team) => Office.Of("volunteer", team: team);

    [Theory]
    [InlineData("leadership")]
    [InlineData("lead-unit")]
    [InlineData("inspector")]
    [InlineData("street")]
    [InlineData("community")]
    [InlineData("operator")]
    [InlineData("volunteer")]
    [InlineData("auditor")]
    [InlineData("team-leader")]
    public async Task No_role_but_the_office_administers_anybody(string role)
    {
        using var someone = await Someone.AsAsync(await quiet.GetAsync(), role);
        var isLeader = role == "team-leader";

        foreach (var (path, body) in Commands(Victim)) IsRefused(await someone.Api.CommandAsync(path, body), $"{role} {path}", isLeader);
        foreach (var path in (string[])[$"people/{Victim}/sessions", $"people/{Victim}/keys/0123456789abcdef"])
            IsRefused(await someone.Api.SendAsync(HttpMethod.Delete, $"/api/v1/{path}"), $"{role} {path}", isLeader);
        foreach (var path in (string[])[$"people/{Victim}", $"people/{Victim}/keys"])
            IsRefused(await someone.Api.SendAsync(HttpMethod.Get, $"/api/v1/{path}"), $"{role} {path}", isLeader);

        // Nor themselves.
        foreach (var (path, body) in Commands($"demonstration-{role}").Where(c => !c.Path.EndsWith("/people", StringComparison.Ordinal)))
            IsRefused(await someone.Api.CommandAsync(path, body), $"{role} {path}", isLeader);
        if (!isLeader)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await someone.StatusAsync("/api/v1/people"));
            Assert.Equal(HttpStatusCode.Forbidden, await someone.StatusAsync("/api/v1/people/roles"));
        }

        var isReader = role is not ("volunteer" or "team-leader");
        Assert.Equal(isReader ? HttpStatusCode.OK : HttpStatusCode.Forbidden, await someone.StatusAsync($"/api/v1/people/names?ids={Victim}"));
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_asked_to()
    {
        using var stranger = Someone.At(await quiet.GetAsync());

        foreach (var (path, body) in Commands(Victim)) Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Api.CommandAsync(path, body)).Status);
        foreach (var path in (string[])["people", "people/roles", $"people/names?ids={Victim}", $"people/{Victim}", $"people/{Victim}/keys"])
            Assert.Equal(HttpStatusCode.Unauthorized, await stranger.StatusAsync($"/api/v1/{path}"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Api.SendAsync(HttpMethod.Delete, $"/api/v1/people/{Victim}/sessions")).Status);
    }

    [Fact]
    public async Task A_team_leader_sees_the_own_volunteers_and_nobody_else()
    {
        var web = await quiet.GetAsync();
        var api = Api.Of(web);
        Assert.Equal(HttpStatusCode.Created, (await api.OpenAsync(Office.Name("stranger"), [Volunteer("another-team")])).Status);
        Assert.Equal(HttpStatusCode.Created, (await api.OpenAsync(Office.Name("both"), [Volunteer(), Volunteer("another-team")])).Status);
        using var leader = await Someone.AsAsync(web, "team-leader");

        var seen = await leader.Api.PeopleAsync();

        Assert.Contains(seen, p => p.Text("id") == "demonstration-volunteer");
        Assert.All(seen, p => Assert.All(p.GetProperty("grants").EnumerateArray(), g => Assert.Equal(("volunteer", Team), (g.Text("role"), g.Text("team")))));

        // Nor by searching, nor by where a page ends.
        Assert.Empty(await leader.Api.PeopleAsync("&q=auditor"));
        var pages = (await leader.Api.SendAsync(HttpMethod.Get, "/api/v1/people?limit=1")).Text;
        Assert.DoesNotContain("AUDITOR", pages.ToUpperInvariant());
    }

    [Fact]
    public async Task A_team_leader_invites_volunteers_of_the_own_team_and_nobody_else()
    {
        var web = await quiet.GetAsync();
        using var leader = await Someone.AsAsync(web, "team-leader");

        foreach (var grants in (object[][])[
            [Office.Of("programme")], [Office.Of("leadership")], [Office.Of("teamLeader", team: Team)], [Volunteer("another-team")], [Volunteer(), Volunteer("another-team")],
            [Volunteer(), Office.Of("auditor")], [Office.Of("service")], [Office.Of("screen")]])
        {
            var refused = await leader.Api.OpenAsync(Office.Name("more"), grants);
            Assert.True(refused.Status is HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity, refused.ToString());
        }

        var (volunteer, id) = await leader.Api.WelcomeAsync(web, Office.Name("volunteer"), Password, Volunteer());
        using (volunteer)
        {
            foreach (var grants in (object[][])[[Office.Of("leadership")], [Volunteer("another-team")], [Volunteer(), Office.Of("street", place: "dashiqiao")]])
                Assert.Equal(HttpStatusCode.Forbidden, (await leader.Api.CommandAsync($"/api/v1/people/{id}/grants", new { grants })).Status);
            Assert.Equal(HttpStatusCode.OK, (await leader.Api.CommandAsync($"/api/v1/people/{id}/disablement", new { reason = "手机丢失" })).Status);
            Assert.Equal(HttpStatusCode.OK, (await leader.Api.CommandAsync($"/api/v1/people/{id}/enablement", new { })).Status);
            Assert.Equal(HttpStatusCode.OK, (await leader.Api.CommandAsync($"/api/v1/people/{id}/invitation", new { })).Status);
        }
    }

    /// <summary>The leader holds a link to a volunteer's password; when the office makes more of the volunteer, it opens nothing.</summary>
    [Fact]
    public async Task A_link_ends_with_the_rights_that_it_was_made_for()
    {
        var web = await quiet.GetAsync();
        var office = Api.Of(web);
        using var leader = await Someone.AsAsync(web, "team-leader");
        var key = Guid.CreateVersion7();
        var name = Office.Name("rising");
        var opened = await leader.Api.OpenAsync(name, [Volunteer()], key);
        Assert.Equal(HttpStatusCode.OK, (await office.CommandAsync($"/api/v1/people/{opened.Id()}/grants", new { grants = new[] { Office.Of("programme") } })).Status);

        Assert.Equal(HttpStatusCode.Forbidden, (await leader.UseAsync(opened.Link(), Password)).Status);
        var again = await leader.Api.OpenAsync(name, [Volunteer()], key);
        Assert.True(again.Status != HttpStatusCode.Created || !again.Json.TryGetProperty("invitation", out _), again.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await leader.Api.CommandAsync($"/api/v1/people/{opened.Id()}/invitation", new { })).Status);
        Assert.DoesNotContain(await leader.Api.PeopleAsync(), p => p.Text("id") == opened.Id());
    }

    /// <summary>The leader may have set a volunteer's password, or be signed in by it; what the office then grants is not the leader's.</summary>
    [Fact]
    public async Task Whoever_a_leader_let_in_comes_to_more_by_credentials_of_their_own()
    {
        var web = await quiet.GetAsync();
        var office = Api.Of(web);
        using var leader = await Someone.AsAsync(web, "team-leader");
        var name = Office.Name("lifted");
        var (volunteer, id) = await leader.Api.WelcomeAsync(web, name, Password, Volunteer());
        using (volunteer)
        {
            // In vain: nothing is lost by it.
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await office.CommandAsync($"/api/v1/people/{id}/grants", new { grants = new[] { Office.Of("street") } })).Status);
            Assert.Equal(HttpStatusCode.OK, await volunteer.StatusAsync("/api/v1/account"));
            Assert.Equal(HttpStatusCode.OK, (await office.CommandAsync($"/api/v1/people/{id}/grants", new { grants = new[] { Volunteer(), Office.Of("programme") } })).Status);

            await Eventually.IsTrueAsync("the session is over", async () => await volunteer.StatusAsync("/api/v1/people") == HttpStatusCode.Unauthorized, cancel: Cancel);
            using var again = Someone.At(web);
            Assert.Equal(HttpStatusCode.Unauthorized, (await again.SignInAsync(name, Password)).Status);
            var link = (await office.CommandAsync($"/api/v1/people/{id}/invitation", new { })).Link();
            Assert.Equal(HttpStatusCode.OK, (await again.UseAsync(link, "another evening at the river")).Status);
            Assert.Equal(HttpStatusCode.OK, (await again.SignInAsync(name, "another evening at the river")).Status);
            Assert.Equal(HttpStatusCode.OK, await again.StatusAsync("/api/v1/people"));
        }
    }

    [Fact]
    public async Task Nobody_changes_their_own_rights_or_sends_themselves_a_link()
    {
        var web = await quiet.GetAsync();
        using var office = await Someone.AsAsync(web, "programme");
        const string self = "/api/v1/people/demonstration-programme";

        Assert.Equal("own-account", (await office.Api.CommandAsync($"{self}/grants", new { grants = new[] { Office.Of("programme"), Office.Of("auditor") } })).Code());
        Assert.Equal("own-account", (await office.Api.CommandAsync($"{self}/disablement", new { reason = "试" })).Code());
        Assert.Equal("own-account", (await office.Api.CommandAsync($"{self}/enablement", new { })).Code());
        Assert.Equal("own-account", (await office.Api.CommandAsync($"{self}/invitation", new { })).Code());
    }

    [Fact]
    public async Task Programs_and_people_are_kept_apart()
    {
        var api = Api.Of(await quiet.GetAsync());
        Assert.Equal("mixed", (await api.OpenAsync(Office.Name("mixed"), [Office.Of("service"), Office.Of("programme")])).Code());
        Assert.Equal("other-holder", (await api.CommandAsync($"/api/v1/people/{Victim}/grants", new { grants = new[] { Office.Of("service") } })).Code());
        Assert.Equal("no-program", (await api.CommandAsync($"/api/v1/people/{Victim}/keys", new { name = "试", days = 1 })).Code());
        var program = await api.OpenAsync(Office.Name("program"), [Office.Of("service")]);
        Assert.False(program.Json.TryGetProperty("invitation", out _));
        Assert.Equal("no-person", (await api.CommandAsync($"/api/v1/people/{program.Id()}/invitation", new { })).Code());
        Assert.Equal("other-holder", (await api.CommandAsync($"/api/v1/people/{program.Id()}/grants", new { grants = new[] { Office.Of("programme") } })).Code());
    }

    private static IEnumerable<(string Path, object Body)> Commands(string id) =>
    [
        ("/api/v1/people", new { name = Office.Name("x"), displayName = "试", grants = new[] { Office.Of("programme") } }),
        ($"/api/v1/people/{id}/grants", new { grants = new[] { Office.Of("programme") } }),
        ($"/api/v1/people/{id}/disablement", new { reason = "试" }),
        ($"/api/v1/people/{id}/enablement", new { }),
        ($"/api/v1/people/{id}/invitation", new { }),
        ($"/api/v1/people/{id}/keys", new { name = "试", days = 1 }),
    ];

    /// <summary>A leader is let through to where the account is looked for, and does not find it.</summary>
    private static void IsRefused(Reply reply, string what, bool isLeader)
        => Assert.True(reply.Status == HttpStatusCode.Forbidden || (isLeader && reply.Status == HttpStatusCode.NotFound), $"{what}: {reply}");
}
