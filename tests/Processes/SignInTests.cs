using System.Net;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.TestServers;

namespace Circle.Processes.Tests;

/// <summary>Who is signed in, and what that opens and closes, by the program itself.</summary>
public sealed class SignInTests(QuietWeb quiet)
{
    private const string Password = RunningProgram.DemonstrationPassword;
    private const string Own = "plane trees along the canal";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_name_and_a_wrong_password_are_told_alike()
    {
        var (http, api) = await StrangerAsync();
        using (http)
        {
            var password = await SignInAsync(api, "auditor", "not the one");
            var name = await SignInAsync(api, "nobody", "not the one");

            Assert.Equal(HttpStatusCode.Unauthorized, password.Status);
            Assert.Equal(password, name);
        }
    }

    [Fact]
    public async Task Five_wrong_tries_keep_even_the_right_password_out()
    {
        // Nobody whom another test would want to be meanwhile.
        var (web, name) = (await quiet.GetAsync(), Office.Name("locked"));
        using var owner = (await Api.Of(web).WelcomeAsync(web, name, Own, Office.Of("leadership"))).Person;
        var (http, api) = await StrangerAsync();
        using (http)
        {
            for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync(api, name, $"wrong {i}")).Status);

            var reply = await SignInAsync(api, name, Own);

            Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
            Assert.Contains("一分钟", reply.Json.GetProperty("detail").GetString());
        }
    }

    [Fact]
    public async Task A_stolen_cookie_ends_with_its_session()
    {
        var cookies = new CookieContainer();
        var (http, api) = await StrangerAsync(cookies);
        using (http)
        {
            Assert.Equal(HttpStatusCode.OK, (await SignInAsync(api, "leadership", Password)).Status);
            var (thief, stolen) = await StrangerAsync(CopyOf(cookies, (await quiet.GetAsync()).Address));
            using (thief)
            {
                Assert.Equal("demonstration-leadership", await AccountAsync(stolen));

                Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync(HttpMethod.Delete, "/api/v1/session")).Status);

                await Eventually.IsTrueAsync("the stolen cookie is nobody's", async () => await AccountAsync(stolen) is null, cancel: Cancel);
            }
        }
    }

    [Fact]
    public async Task A_street_s_own_is_its_to_report_and_another_s_is_not_even_there()
    {
        var (http, api) = await StrangerAsync();
        using (http)
        {
            var session = (await SignInAsync(api, "street", Password)).Json;
            var own = session.GetProperty("grants")[0].GetProperty("place").GetString()!;
            var all = await Api.Of(await quiet.GetAsync()).FacilitiesAsync();
            var mine = (await api.FacilitiesAsync(own)).Select(f => f.GetProperty("id").GetString()!).ToHashSet();
            var other = all.Select(f => f.GetProperty("id").GetString()!).First(id => !mine.Contains(id));

            Assert.NotEmpty(mine);
            var missing = await api.SendAsync(HttpMethod.Get, "/api/v1/facilities/no-such");
            foreach (var path in (string[])[$"facilities/{other}", $"facilities/{other}/history", "facilities", "evidence"])
            {
                var reply = await api.SendAsync(HttpMethod.Get, $"/api/v1/{path}");
                Assert.Equal((missing.Status, Detail(missing)), (reply.Status, Detail(reply)));
            }

            foreach (var (action, body) in new (string, object)[] { ("completion", new { on = "2013-09-26" }), ("withdrawal", new { reason = "试" }), ("acceptance", new { score = 95, on = "2013-09-26" }) })
            {
                var reply = await api.CommandAsync($"/api/v1/facilities/{other}/{action}", body);
                Assert.Equal((HttpStatusCode.Forbidden, Detail(missing)), (reply.Status, Detail(reply)));
            }

            // Its own it may report, and not verify.
            Assert.Equal(HttpStatusCode.Forbidden, (await api.CommandAsync($"/api/v1/facilities/{mine.First()}/acceptance", new { score = 95, on = "2013-09-26" })).Status);
            Assert.NotEqual(HttpStatusCode.Forbidden, (await api.CommandAsync($"/api/v1/facilities/{mine.First()}/correction", new { name = "" })).Status);
        }
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_changes_nothing()
    {
        var (http, api) = await StrangerAsync();
        using (http)
        {
            foreach (var path in (string[])["facilities/any/completion", "lines/fitness/baseline", "plan/proposal/1/adoption"])
                Assert.Equal(HttpStatusCode.Unauthorized, (await api.CommandAsync($"/api/v1/{path}", new { on = "2013-09-26", asOf = "2013-09-26", source = "试" })).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await api.PostAsync("/api/v1/rehearsal/resume", "", key: null)).Status);
        }
    }

    private async Task<(HttpClient Http, Api Api)> StrangerAsync(CookieContainer? cookies = null)
    {
        var http = new HttpClient(new HttpClientHandler { CookieContainer = cookies ?? new CookieContainer() }) { BaseAddress = (await quiet.GetAsync()).Address };
        return (http, new Api(http));
    }

    private static CookieContainer CopyOf(CookieContainer cookies, Uri address)
    {
        var copy = new CookieContainer();
        foreach (Cookie cookie in cookies.GetCookies(address)) copy.Add(address, new Cookie(cookie.Name, cookie.Value));
        return copy;
    }

    private static Task<Reply> SignInAsync(Api api, string name, string password)
        => api.PostAsync("/api/v1/session", JsonSerializer.Serialize(new { name, password }), key: null);

    private static async Task<string?> AccountAsync(Api api)
        => (await api.GetAsync("/api/v1/session")).TryGetProperty("account", out var account) ? account.GetString() : null;

    private static string? Detail(Reply reply) => reply.Json.GetProperty("detail").GetString();
}
