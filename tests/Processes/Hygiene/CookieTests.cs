using System.Net;
using System.Text;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Hygiene;

/// <summary>Over https, as a proxy in front says, a cookie is this host's alone.</summary>
public sealed class CookieTests : IAsyncLifetime
{
    private const string Session = "/api/v1/session";

    private readonly TemporaryFolder _data = new();
    private RunningProgram _web = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _web = await HostedProgram.StartAsync(
        new ProgramOptions
        {
            DataDirectory = _data.FullPath,
            More = new Dictionary<string, string> { ["Circle:Proxies"] = "127.0.0.1", ["AllowedHosts"] = "circle.example;127.0.0.1" },
        }.Quiet(),
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task Its_name_says_so_and_no_other_name_signs_anybody_in()
    {
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = _web.Address };
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("X-Forwarded-For", "203.0.113.1"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "circle.example")])
            http.DefaultRequestHeaders.Add(name, value);
        using var body = new StringContent($$"""{"name":"auditor","password":"{{RunningProgram.DemonstrationPassword}}"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(Session, UriKind.Relative), body, Cancel);

        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal(["__Host-circle", "__Host-circle.device"], cookies.Select(c => c.Split('=')[0]).Order(StringComparer.Ordinal));
        Assert.All(cookies, cookie =>
        {
            var words = cookie.ToLowerInvariant().Split(';', StringSplitOptions.TrimEntries);
            Assert.Superset(new HashSet<string> { "secure", "path=/", "httponly", "samesite=strict" }, words.ToHashSet());
            Assert.DoesNotContain(words, w => w.StartsWith("domain", StringComparison.Ordinal));
        });

        var session = cookies.Single(c => c.StartsWith("__Host-circle=", StringComparison.Ordinal)).Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, await WhoAsync(http, session));
        Assert.NotEqual(HttpStatusCode.OK, await WhoAsync(http, session.Replace("__Host-", "", StringComparison.Ordinal)));
    }

    private static async Task<HttpStatusCode> WhoAsync(HttpClient http, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/account");
        request.Headers.Add("Cookie", cookie);
        using var answer = await http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
