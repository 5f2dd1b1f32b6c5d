using System.Net;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Accounts;

public sealed class LiveSecondFactorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_office_of_a_live_system_does_nothing_by_a_password_alone_but_set_up_the_second_factor()
    {
        using var data = new TemporaryFolder();
        await using var web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, Mode = "Live" }, Cancel);

        // Opened without its second factor first.
        await web.OpenFirstAccountAsync(Cancel);
        using var office = await Somebody.SignedInAsync(web, RunningProgram.FirstName, RunningProgram.FirstPassword);
        var session = await office.Api.GetAsync("/api/v1/session");
        Assert.True(session.GetProperty("needsSecondFactor").GetBoolean());
        Assert.Empty(session.GetProperty("permissions").EnumerateArray());
        await NothingIsDoneAsync(office);

        var authenticator = await Authenticator.SetUpAsync(office.Http, Cancel);

        await WorksAsync(office);
        using var again = new Somebody(web, "127.0.0.31");
        var byPassword = await again.SignInAsync(RunningProgram.FirstName, RunningProgram.FirstPassword);
        Assert.Equal("needs-code", Somebody.Code(byPassword));
        Assert.Equal(HttpStatusCode.OK, (await again.SignInAsync(RunningProgram.FirstName, RunningProgram.FirstPassword, authenticator.Next())).Status);
        await WorksAsync(again);

        // Whoever removes it is where they began.
        Assert.Equal(HttpStatusCode.NoContent, (await again.PostAsync("account/authenticator/removal", new { password = RunningProgram.FirstPassword })).Status);
        await NothingIsDoneAsync(again);
    }

    [Fact]
    public async Task Whoever_comes_to_more_by_a_password_alone_holds_none_of_it_from_the_first_request_on()
    {
        const string password = "long evening at the river";
        using var data = new TemporaryFolder();
        await using var web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = data.FullPath, Mode = "Live" }, Cancel);
        await web.OpenFirstAccountAsync(Cancel);
        using var office = await Somebody.SignedInAsync(web, RunningProgram.FirstName, RunningProgram.FirstPassword);
        await Authenticator.SetUpAsync(office.Http, Cancel);
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var (person, id) = await office.Api.WelcomeAsync(web, Office.Name("rising"), password, Office.Of("auditor", from: today));
        using (person)
        {
            Assert.Equal(HttpStatusCode.OK, await person.StatusAsync("/api/v1/audit"));
            Assert.Equal(HttpStatusCode.OK, (await office.Api.CommandAsync($"/api/v1/people/{id}/grants", new { grants = new[] { Office.Of("programme", from: today) } })).Status);

            var refused = await person.Api.OpenAsync(Office.Name("accomplice"), [Office.Of("programme", from: today)]);

            Assert.Equal((HttpStatusCode.Unauthorized, "second-factor"), (refused.Status, refused.Code()));
        }
    }

    private static async Task WorksAsync(Somebody office)
    {
        Assert.Equal(HttpStatusCode.OK, (await office.Api.SendAsync(HttpMethod.Get, "/api/v1/plan")).Status);
        Assert.Equal(HttpStatusCode.OK, (await office.Api.SendAsync(HttpMethod.Get, "/api/v1/account/sessions")).Status);
        Assert.False((await office.Api.GetAsync("/api/v1/session")).TryGetProperty("needsSecondFactor", out _));
    }

    private static async Task NothingIsDoneAsync(Somebody office)
    {
        foreach (var path in (string[])["plan", "facilities", "targets", "plan/proposal"])
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, (await office.Api.SendAsync(HttpMethod.Get, $"/api/v1/{path}")).Status));
        Assert.Equal(HttpStatusCode.Unauthorized, (await office.Api.CommandAsync("/api/v1/facilities/any/withdrawal", new { reason = "试" })).Status);
        foreach (var (method, path) in new (HttpMethod, string)[] { (HttpMethod.Get, "sessions"), (HttpMethod.Delete, "sessions"), (HttpMethod.Post, "recovery-codes") })
        {
            using var body = method == HttpMethod.Post ? new StringContent("{}", System.Text.Encoding.UTF8, "application/json") : null;
            var reply = body is null ? await office.Api.SendAsync(method, $"/api/v1/account/{path}") : await office.Api.SendAsync(method, $"/api/v1/account/{path}", body);
            Assert.Equal((path, HttpStatusCode.Unauthorized, "second-factor"), (path, reply.Status, Somebody.Code(reply)));
        }
    }
}
