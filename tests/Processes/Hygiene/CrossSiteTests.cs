using System.Net;
using System.Text;
using Circle.TestServers;

namespace Circle.Processes.Tests.Hygiene;

/// <summary>What a page of another site can have a signed-in person's browser send is not taken.</summary>
public sealed class CrossSiteTests(QuietWeb quiet)
{
    /// <summary>Of a clock that stands still already.</summary>
    private const string Pause = "/api/v1/rehearsal/pause";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Origin", "https://attacker.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "whatever comes next")]
    public async Task Another_site_changes_nothing_and_reads_no_stream(string header, string value)
    {
        foreach (var (method, path) in ((HttpMethod, string)[])[(HttpMethod.Post, Pause), (HttpMethod.Delete, "/api/v1/session"), (HttpMethod.Post, "/hubs/wall/negotiate?negotiateVersion=1"), (HttpMethod.Get, "/hubs/wall")])
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(method, path, "application/json", (header, value)));
        Assert.NotNull((await Api.Of(await quiet.GetAsync()).GetAsync("/api/v1/session")).GetProperty("account").GetString());
    }

    [Fact]
    public async Task Our_own_page_does()
    {
        var own = (await quiet.GetAsync()).Address.GetLeftPart(UriPartial.Authority);

        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Post, Pause, "application/json", ("Origin", own), ("Sec-Fetch-Site", "same-origin")));
    }

    [Fact]
    public async Task One_word_that_fits_does_not_make_up_for_the_other()
    {
        var own = (await quiet.GetAsync()).Address.GetLeftPart(UriPartial.Authority);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Post, Pause, "application/json", ("Origin", own), ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(HttpMethod.Post, Pause, "application/json", ("Origin", "https://attacker.example"), ("Sec-Fetch-Site", "same-origin")));
    }

    [Fact]
    public async Task A_program_that_is_no_browser_is_taken_by_its_type_or_its_key()
    {
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Post, Pause, "application/json"));
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Post, Pause, null, ("Idempotency-Key", Guid.CreateVersion7().ToString())));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task What_a_form_can_send_is_not_taken_whoever_sends_it(string? mediaType)
    {
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await StatusAsync(HttpMethod.Post, Pause, mediaType));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await StatusAsync(HttpMethod.Post, "/api/v1/session", mediaType));
    }

    [Fact]
    public async Task An_upload_without_a_key_proposes_nothing()
    {
        var reply = await Api.Of(await quiet.GetAsync()).UploadAsync("/api/v1/plan/proposal", key: null, ("plan.json", "{}"u8.ToArray()));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Contains(reply.Json.GetProperty("errors").EnumerateArray(), e => e.GetProperty("field").GetString() == "Idempotency-Key");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Api.Of(await quiet.GetAsync()).UploadAsync("/api/v1/rehearsal/pause", key: null, ("plan.json", "{}"u8.ToArray()))).Status);
    }

    [Fact]
    public async Task The_session_s_cookies_are_for_our_own_pages_and_no_script()
    {
        var web = await quiet.GetAsync();
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = web.Address };
        using var body = new StringContent($$"""{"name":"auditor","password":"{{RunningProgram.DemonstrationPassword}}"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/api/v1/session", UriKind.Relative), body, Cancel);

        // The session's, and the one by which the browser is known when others guess.
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal(["circle", "circle.device"], cookies.Select(c => c.Split('=')[0]).Order(StringComparer.Ordinal));
        Assert.All(cookies, cookie =>
        {
            Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    private async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string? mediaType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (mediaType is not null) request.Content = new StringContent("{}", Encoding.UTF8, mediaType);
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        using var answer = await (await quiet.GetAsync()).Http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
