using System.Net;
using System.Text.RegularExpressions;

namespace Circle.Processes.Tests.Hygiene;

/// <summary>What a browser is told of every answer.</summary>
public sealed partial class HeaderTests(QuietWeb quiet)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/icon.svg")]
    [InlineData("/no-such-page")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/v1/places")]
    [InlineData("/api/v1/plan?version=latest")]
    [InlineData("/api/v1/no-such-thing")]
    [InlineData("/open311/v2/services.xml")]
    [InlineData("/open311/no-such-thing.json")]
    public async Task Every_answer_says_how_it_may_be_used(string path)
    {
        using var answer = await (await quiet.GetAsync()).Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);

        Assert.Equal("nosniff", Of(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Of(answer, "X-Frame-Options"));
        Assert.Equal("no-referrer", Of(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Of(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Of(answer, "Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Of(answer, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Null(Of(answer, "Server"));
        Assert.Null(Of(answer, "Strict-Transport-Security"));
        var policy = Of(answer, "Content-Security-Policy");
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
    }

    /// <summary>What holds a secret beside what somebody sent is never compressed: its length would tell of it.</summary>
    [Theory]
    [InlineData(null, "br")]
    [InlineData("/icon.svg", "br")]
    [InlineData("/", null)]
    [InlineData("/api/v1/session", null)]
    [InlineData("/openapi/v1.json", null)]
    public async Task What_is_the_same_for_everybody_comes_compressed_and_nothing_else(string? path, string? encoding)
    {
        var http = (await quiet.GetAsync()).Http;
        path ??= Script().Match(await http.GetStringAsync(new Uri("/", UriKind.Relative), Cancel)).Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Encoding", "br, gzip" } } };
        using var answer = await http.SendAsync(request, Cancel);

        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        if (path.StartsWith("/assets", StringComparison.Ordinal)) Assert.StartsWith("default-src 'none'", Of(answer, "Content-Security-Policy"));
    }

    [Theory]
    [InlineData("/api/v1/facilities?limit=1")]
    [InlineData("/api/v1/session")]
    [InlineData("/api/v1/no-such-thing")]
    [InlineData("/open311/v2/services.json")]
    [InlineData("/open311/v2/requests.json")]
    public async Task What_the_API_answers_is_kept_nowhere(string path)
    {
        using var answer = await (await quiet.GetAsync()).Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);

        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.StartsWith("default-src 'none'", Of(answer, "Content-Security-Policy"));
    }

    [Fact]
    public async Task A_page_s_policy_lets_in_its_own_scripts_and_styles_alone()
    {
        var web = await quiet.GetAsync();
        using var answer = await web.Http.GetAsync(new Uri("/no-such-page", UriKind.Relative), Cancel);

        var directives = Of(answer, "Content-Security-Policy")!.Split(';', StringSplitOptions.TrimEntries);

        Assert.Superset(
            new HashSet<string>
            {
                "default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "form-action 'self'", "require-trusted-types-for 'script'",
                $"connect-src 'self' ws://127.0.0.1:{web.Port}",
            },
            directives.ToHashSet());
    }

    [Theory]
    [InlineData("/scalar")]
    [InlineData("/scalar/v1")]
    [InlineData("/dashboard")]
    public async Task What_is_for_developers_is_not_there(string path)
        => Assert.Equal(HttpStatusCode.NotFound, (await Api.Of(await quiet.GetAsync()).SendAsync(HttpMethod.Get, path)).Status);

    [Theory]
    [InlineData("TRACE")]
    [InlineData("OPTIONS")]
    [InlineData("PROPFIND")]
    public async Task Other_methods_are_none(string method)
    {
        var reply = await Api.Of(await quiet.GetAsync()).SendAsync(HttpMethod.Parse(method), "/api/v1/places");

        Assert.InRange((int)reply.Status, 404, 405);
    }

    private static string? Of(HttpResponseMessage answer, string name)
        => answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    [GeneratedRegex(@"/assets/index-[^""]+\.js")]
    private static partial Regex Script();
}
