using System.Net;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Hygiene;

/// <summary>By what name a node is called, and for whom a proxy says that it asks.</summary>
public sealed class HostTests(QuietWeb quiet)
{
    private const string Stranger = "203.0.113.9";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("attacker.example")]
    [InlineData("127.0.0.1.attacker.example")]
    [InlineData("localhost.attacker.example:5080")]
    public async Task A_name_that_is_not_ours_is_answered_with_400(string host)
    {
        var web = await quiet.GetAsync();
        foreach (var path in (string[])["/", "/api/v1/facilities", "/hubs/wall", "/health/live"])
            Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(web, path, ("Host", host)));
    }

    [Fact]
    public async Task This_machine_s_own_names_are_ours()
    {
        var web = await quiet.GetAsync();
        foreach (var host in (string[])["localhost", $"127.0.0.1:{web.Port}", $"[::1]:{web.Port}"])
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(web, "/api/v1/places", ("Host", host)));
    }

    [Theory]
    [InlineData("X-Forwarded-For", Stranger)]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("X-Real-IP", Stranger)]
    [InlineData("Via", "1.1 proxy")]
    public async Task Whoever_comes_through_a_proxy_does_not_sit_at_the_machine(string header, string value)
    {
        var web = await quiet.GetAsync();
        using var here = new HttpClient { BaseAddress = web.Address };

        Assert.Equal(HttpStatusCode.OK, (await new Api(here).SendAsync(HttpMethod.Get, "/api/v1/facilities")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(web, "/api/v1/facilities", (header, value)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(web, "/metrics", (header, value)));
    }

    [Fact]
    public async Task A_proxy_that_is_not_named_is_not_believed()
    {
        var web = await quiet.GetAsync();
        using var answer = await SendAsync(web, "/api/v1/places", ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "circle.example"), ("Host", "localhost"));

        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_named_proxy_is_believed_and_nobody_behind_it()
    {
        using var data = new TemporaryFolder();
        await using var web = await HostedProgram.StartAsync(
            new ProgramOptions
            {
                DataDirectory = data.FullPath,
                More = new Dictionary<string, string> { ["Circle:Proxies"] = "127.0.0.1, 10.0.0.0/8", ["Circle:Monitors"] = "198.51.100.0/24", ["AllowedHosts"] = "circle.example;127.0.0.1" },
            }.Quiet(),
            Cancel);

        using (var answer = await SendAsync(web, "/api/v1/places", ("X-Forwarded-For", Stranger), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "circle.example")))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("max-age=31536000; includeSubDomains", string.Join(", ", answer.Headers.GetValues("Strict-Transport-Security")));
        }

        // A stranger writes what it likes; the proxy adds whom it saw.
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(web, "/api/v1/facilities", ("X-Forwarded-For", $"127.0.0.1, {Stranger}")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(web, "/metrics", ("X-Forwarded-For", $"198.51.100.7, {Stranger}")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(web, "/metrics", ("X-Forwarded-For", "198.51.100.7")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(web, "/api/v1/places", ("Host", "localhost")));

        // Nor does one hide behind what the proxy cannot have meant.
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(web, "/api/v1/places", ("X-Forwarded-For", $"\", {Stranger}")));
    }

    [Fact]
    public async Task A_live_system_answers_to_the_address_that_browsers_know_and_invites_its_first_administrator_there()
    {
        using var data = new TemporaryFolder();
        await using var web = await HostedProgram.StartAsync(
            new ProgramOptions { DataDirectory = data.FullPath, Mode = "Live", More = new Dictionary<string, string> { ["Circle:Origin"] = "https://circle.example" } }, Cancel);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(web, "/health/live", ("Host", "circle.example")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(web, "/health/live", ("Host", "attacker.example")));
        await Eventually.IsTrueAsync("the link is printed", () => Task.FromResult(web.Output.Contains("https://circle.example/first-administrator#", StringComparison.Ordinal)), cancel: Cancel);
    }

    [Theory]
    [InlineData("Circle:Proxies", "proxy.example")]
    [InlineData("Circle:Monitors", "10.0.0.0/40")]
    [InlineData("Circle:Limits:PerAccount", "-1")]
    public async Task A_wrong_setting_is_named_before_anything_starts(string name, string value)
    {
        await using var web = ProgramProcess.Launch(new ProgramOptions { DataDirectory = "none", IsLimited = true, More = new Dictionary<string, string> { [name] = value } });

        Assert.Equal(1, await web.ExitAsync(Cancel));
        Assert.Contains(name, web.Errors, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningProgram web, string path, params (string Name, string Value)[] headers)
    {
        using var answer = await SendAsync(web, path, headers);
        return answer.StatusCode;
    }

    /// <summary>As nobody.</summary>
    private static async Task<HttpResponseMessage> SendAsync(RunningProgram web, string path, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient { BaseAddress = web.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await http.SendAsync(request, Cancel);
    }
}
