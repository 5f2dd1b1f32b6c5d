using System.Net;
using System.Text;
using Circle.TestServers;

namespace Circle.Processes.Tests.Accounts;

/// <summary>What a phone sends later than it was entered is its owner's, or is not done.</summary>
public sealed class OwnerHeaderTests(QuietWeb quiet)
{
    private const string Path = "/api/v1/facilities/no-such-facility/acceptance/position";
    private const string Uploads = "/api/v1/acceptance/inspection-uploads";

    [Fact]
    public async Task An_entry_or_an_upload_of_another_account_is_refused_and_ones_own_is_not()
    {
        var web = await quiet.GetAsync();
        using var inspector = await Someone.AsAsync(web, "inspector");
        var own = (await inspector.Api.GetAsync("/api/v1/session")).Text("account")!;

        foreach (var path in (string[])[Path, Uploads])
        {
            Assert.Contains("other-account", await SendAsync(web, inspector, path, "demonstration-host", HttpStatusCode.Conflict), StringComparison.Ordinal);
            Assert.DoesNotContain("other-account", await SendAsync(web, inspector, path, own, path == Path ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Created), StringComparison.Ordinal);
            await SendAsync(web, inspector, path, null, path == Path ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Created);
        }
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_hears_that()
    {
        var web = await quiet.GetAsync();
        using var nobody = Someone.At(web);
        foreach (var path in (string[])[Path, Uploads]) await SendAsync(web, nobody, path, "demonstration-inspector", HttpStatusCode.Unauthorized);
    }

    private static async Task<string> SendAsync(RunningProgram web, Someone someone, string path, string? owner, HttpStatusCode expected)
    {
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = someone.Cookies }) { BaseAddress = web.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = path == Path ? new StringContent("{}", Encoding.UTF8, "application/json") : null };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Length", "10");
        if (owner is not null) request.Headers.Add("Circle-Account", owner);
        using var answer = await browser.SendAsync(request, Api.Cancel);
        var text = await answer.Content.ReadAsStringAsync(Api.Cancel);
        Assert.True(answer.StatusCode == expected, $"{path} of {owner}: {answer.StatusCode} {text}");
        return text;
    }
}
