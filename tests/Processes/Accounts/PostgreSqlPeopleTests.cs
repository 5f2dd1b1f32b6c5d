using System.Net;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Accounts;

/// <summary>The same stories on the other database.</summary>
public sealed class PostgreSqlPeopleTests(SharedPostgreSql postgreSql)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_are_opened_found_and_disabled_and_programs_get_keys()
    {
        using var data = new TemporaryFolder();
        await using var web = await HostedProgram.StartAsync(
            new ProgramOptions { DataDirectory = data.FullPath, ConnectionString = await postgreSql.CreateDatabaseAsync() }.Quiet(), Cancel);
        var api = Api.Of(web);
        var (person, id) = await api.WelcomeAsync(web, "wang", "long evening at the river", Office.Of("leadership"));
        using (person)
        {
            Assert.Equal(HttpStatusCode.OK, await person.StatusAsync("/api/v1/facilities"));
            Assert.Equal(["auditor", "bureau", "community"], (await api.PeopleAsync(limit: 2)).Take(3).Select(p => p.Text("name")));
            var found = Assert.Single(await api.PeopleAsync("&q=Wang&role=leadership"));
            Assert.Equal((id, 1), (found.Text("id"), found.GetProperty("sessions").GetInt32()));
            Assert.NotNull(found.Text("seen"));

            Assert.Equal(HttpStatusCode.OK, (await api.CommandAsync($"/api/v1/people/{id}/disablement", new { reason = "离岗" })).Status);
            await Eventually.IsTrueAsync("the session is over", async () => (await person.Api.GetAsync("/api/v1/session")).Text("account") is null, cancel: Cancel);
        }

        var program = await api.OpenAsync("platform", [Office.Of("service")]);
        var key = await api.CommandAsync($"/api/v1/people/{program.Id()}/keys", new { name = "每日取数", days = 30 });
        using var other = Someone.WithKey(web, key.Json.GetProperty("secret").GetString()!);
        Assert.Equal(HttpStatusCode.OK, await other.StatusAsync("/api/v1/facilities"));
        Assert.Equal(1, (await api.GetAsync($"/api/v1/people/{program.Id()}")).GetProperty("keys").GetInt32());
    }
}
