using System.Net;
using Circle.TestServers;

namespace Circle.Processes.Tests.Accounts;

/// <summary>Programs of other units, known by a key.</summary>
public sealed class ServiceKeyTests(QuietWeb quiet)
{
    private const string Own = "/api/v1/facilities?place=dashiqiao";
    private const string Others = "/api/v1/facilities?place=wenhualu";

    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_reads_what_its_account_was_granted_and_changes_nothing()
    {
        var web = await quiet.GetAsync();
        var (id, made) = await ProgramAsync(Api.Of(web));
        using var program = Someone.WithKey(web, Secret(made));

        Assert.Equal(HttpStatusCode.OK, await program.StatusAsync(Own));
        Assert.Equal(HttpStatusCode.Forbidden, await program.StatusAsync(Others));
        Assert.Equal(HttpStatusCode.Forbidden, await program.StatusAsync("/api/v1/people"));
        Assert.Equal(HttpStatusCode.Forbidden, await program.StatusAsync("/api/v1/people/names?ids=demonstration-host"));
        var facility = (await program.Api.GetAsync(Own)).GetProperty("items")[0].Text("id");
        Assert.Equal(HttpStatusCode.Forbidden, (await program.Api.CommandAsync($"/api/v1/facilities/{facility}/withdrawal", new { reason = "试" })).Status);
        Assert.Equal(id, (await program.Api.GetAsync("/api/v1/session")).Text("account"));

        var key = Assert.Single((await Api.Of(web).GetAsync($"/api/v1/people/{id}/keys")).GetProperty("items").EnumerateArray());
        Assert.NotNull(key.Text("used"));
        Assert.DoesNotContain(Secret(made)[^43..], key.GetRawText());
    }

    [Fact]
    public async Task Wrong_keys_are_told_alike()
    {
        var web = await quiet.GetAsync();
        var api = Api.Of(web);
        var (expiredOf, expired) = await ProgramAsync(api);
        var (revokedOf, revoked) = await ProgramAsync(api);
        var (disabledOf, disabled) = await ProgramAsync(api);
        await CredentialsFile.ShiftAsync(quiet.DataDirectory, "service_key", expiredOf, TimeSpan.FromDays(-30));
        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync(HttpMethod.Delete, $"/api/v1/people/{revokedOf}/keys/{revoked.Id()}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await api.SendAsync(HttpMethod.Delete, $"/api/v1/people/{revokedOf}/keys/{revoked.Id()}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await api.CommandAsync($"/api/v1/people/{disabledOf}/disablement", new { reason = "合同到期" })).Status);
        var right = Secret((await ProgramAsync(api)).Made);
        string[] wrong =
        [
            Secret(expired), Secret(revoked), Secret(disabled), "no key at all", right[..^1], $"{right}x", $"{right[..^1]}{(right[^1] == 'A' ? 'B' : 'A')}",
            $"circle_{new string('0', 16)}{right[23..]}", $"{right[..24]}{Secret(expired)[24..]}",
        ];

        var replies = new List<Reply>();
        foreach (var key in wrong)
        {
            using var program = Someone.WithKey(web, key);
            replies.Add(await program.Api.SendAsync(HttpMethod.Get, Own));
        }

        Assert.All(replies, r => Assert.Equal(HttpStatusCode.Unauthorized, r.Status));
        Assert.Single(replies.Distinct());
        using var known = Someone.WithKey(web, right);
        Assert.Equal(HttpStatusCode.OK, await known.StatusAsync(Own));
    }

    [Fact]
    public async Task A_key_that_is_withdrawn_or_whose_account_is_disabled_is_refused_within_two_seconds()
    {
        var web = await quiet.GetAsync();
        var api = Api.Of(web);
        var (id, made) = await ProgramAsync(api);
        var other = await api.CommandAsync($"/api/v1/people/{id}/keys", new { name = "第二把", days = 365 });
        using var first = Someone.WithKey(web, Secret(made));
        using var second = Someone.WithKey(web, Secret(other));
        Assert.Equal(HttpStatusCode.OK, await first.StatusAsync(Own));
        Assert.Equal(HttpStatusCode.OK, await second.StatusAsync(Own));

        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync(HttpMethod.Delete, $"/api/v1/people/{id}/keys/{made.Id()}")).Status);
        await Eventually.IsTrueAsync("it is refused", async () => await first.StatusAsync(Own) == HttpStatusCode.Unauthorized, Seconds, Cancel);
        Assert.Equal(HttpStatusCode.OK, await second.StatusAsync(Own));

        Assert.Equal(HttpStatusCode.OK, (await api.CommandAsync($"/api/v1/people/{id}/disablement", new { reason = "合同到期" })).Status);
        await Eventually.IsTrueAsync("the other one is too", async () => await second.StatusAsync(Own) == HttpStatusCode.Unauthorized, Seconds, Cancel);
    }

    [Fact]
    public async Task A_key_needs_no_origin_and_takes_no_cookie_with_it()
    {
        var web = await quiet.GetAsync();
        var (_, made) = await ProgramAsync(Api.Of(web));
        using var program = Someone.WithKey(web, Secret(made));
        Assert.Equal(HttpStatusCode.OK, await program.StatusAsync(Own));

        // Judged for what it may do, not for where it comes from; and a cookie beside a wrong key helps nobody.
        Assert.Equal("not-yours", await program.FromElsewhereAsync("/api/v1/people/demonstration-auditor/enablement"));
        using var both = await Someone.AsAsync(web, "programme");
        both.Bear("no key at all");
        Assert.Equal("wrong-key", await both.FromElsewhereAsync("/api/v1/people/demonstration-auditor/enablement"));
        Assert.Equal(HttpStatusCode.Unauthorized, await both.StatusAsync("/api/v1/people"));
        using var person = await Someone.AsAsync(web, "programme");
        Assert.Equal("cross-site", await person.FromElsewhereAsync("/api/v1/people/demonstration-auditor/enablement"));
    }

    [Fact]
    public async Task A_key_says_what_it_is_for_and_ends_within_a_year()
    {
        var api = Api.Of(await quiet.GetAsync());
        var (id, _) = await ProgramAsync(api);

        foreach (var (body, field) in new (object, string)[] { (new { name = "", days = 30 }, "name"), (new { name = "试", days = 366 }, "days"), (new { name = "试", days = 0 }, "days"), (new { name = "试" }, "days") })
        {
            var reply = await api.CommandAsync($"/api/v1/people/{id}/keys", body);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, field), (reply.Status, reply.Json.GetProperty("errors")[0].Text("field")));
        }

        for (var i = 0; i < 9; i++) Assert.Equal(HttpStatusCode.Created, (await api.CommandAsync($"/api/v1/people/{id}/keys", new { name = $"第 {i} 把", days = 1 })).Status);
        Assert.Equal("too-many-keys", (await api.CommandAsync($"/api/v1/people/{id}/keys", new { name = "又一把", days = 1 })).Code());
    }

    [Fact]
    public async Task A_request_for_a_key_that_is_repeated_leaves_one_key()
    {
        var web = await quiet.GetAsync();
        var api = Api.Of(web);
        var (id, _) = await ProgramAsync(api);
        var key = Guid.CreateVersion7();

        await api.CommandAsync($"/api/v1/people/{id}/keys", new { name = "重发", days = 1 }, key);
        var again = await api.CommandAsync($"/api/v1/people/{id}/keys", new { name = "重发", days = 1 }, key);

        Assert.Equal(2, (await api.GetAsync($"/api/v1/people/{id}/keys")).GetProperty("items").GetArrayLength());
        using var program = Someone.WithKey(web, Secret(again));
        Assert.Equal(HttpStatusCode.OK, await program.StatusAsync(Own));
    }

    [Fact]
    public async Task A_key_that_asks_without_pause_is_told_to_wait_and_others_are_not()
    {
        var web = await quiet.GetAsync();
        var api = Api.Of(web);
        var (_, busy) = await ProgramAsync(api);
        var (_, calm) = await ProgramAsync(api);
        using var program = Someone.WithKey(web, Secret(busy));
        using var other = Someone.WithKey(web, Secret(calm));

        // A session's view is the cheapest that there is.
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => program.StatusAsync("/api/v1/session")));

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        Assert.Equal(HttpStatusCode.OK, answers.First(a => a != HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.OK, await other.StatusAsync(Own));
    }

    private static string Secret(Reply made) => made.Json.GetProperty("secret").GetString()!;

    private static async Task<(string Id, Reply Made)> ProgramAsync(Api api)
    {
        var opened = await api.OpenAsync(Office.Name("program"), [Office.Of("service", place: "dashiqiao")], displayName: "市级平台");
        Assert.True(opened.Status == HttpStatusCode.Created, opened.ToString());
        var made = await api.CommandAsync($"/api/v1/people/{opened.Id()}/keys", new { name = "每日取数", days = 30 });
        Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
        return (opened.Id(), made);
    }
}
