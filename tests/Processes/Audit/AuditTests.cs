using System.Net;
using System.Text;
using System.Text.Json;
using Circle.TestServers;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Circle.Processes.Tests.Audit;

/// <summary>What an auditor finds, and what everybody leaves.</summary>
public sealed class AuditTests(QuietWeb quiet) : IClassFixture<QuietWeb>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_auditor_finds_who_accepted_a_facility_and_from_where()
    {
        var api = Api.Of(await quiet.GetAsync());
        var place = (await api.FacilitiesAsync()).First(f => f.GetProperty("line").GetString() == QuietWeb.ConfirmedLine).GetProperty("place").GetString()!;
        await AssertAsync(HttpStatusCode.Created, api.CommandAsync("/api/v1/facilities", new { id = "audited", line = QuietWeb.ConfirmedLine, place, name = "药店 13912345678", origin = "planned" }));
        foreach (var (action, body) in new (string, object)[] { ("completion", new { on = "2013-09-26" }), ("filing", new { on = "2013-09-26" }) })
            await AssertAsync(HttpStatusCode.OK, api.CommandAsync($"/api/v1/facilities/audited/{action}", body));
        using var inspector = await SignedInAsync("inspector");
        await AssertAsync(HttpStatusCode.OK, new Api(inspector).CommandAsync("/api/v1/facilities/audited/acceptance", new { score = 96, on = "2013-09-26", note = "电话 0371-63812345" }));

        using var auditor = await SignedInAsync("auditor");
        var found = await ItemsAsync(auditor, "subject=facility:audited");

        Assert.Equal(["facility.accepted", "facility.filed", "facility.completed", "facility.registered"], found.Select(i => Text(i, "action")));
        Assert.Equal(("account:demonstration-inspector", "验收人员"), (Text(found[0], "actor"), Text(found[0], "actorName")));
        Assert.Equal(["127.0.0.1"], found[0].GetProperty("addresses").EnumerateArray().Select(a => a.GetString()));
        Assert.Equal(96, found[0].GetProperty("data").GetProperty("score").GetInt32());
        Assert.Equal("电话 037*-******45", Text(found[0].GetProperty("data"), "note"));
        Assert.DoesNotContain("13912345678", found[3].GetRawText(), StringComparison.Ordinal);

        // The same by its type and by who did it, and not by another.
        Assert.Contains(await ItemsAsync(auditor, "action=facility.accepted&actor=account:demonstration-inspector"), i => Text(i, "subject") == "facility:audited");
        Assert.Empty(await ItemsAsync(auditor, "subject=facility:audited&actor=account:demonstration-street"));
        Assert.Empty(await ItemsAsync(auditor, "subject=facility:audited&done=false"));
        Assert.Empty(await ItemsAsync(auditor, "subject=facility:audited&to=2013-09-25"));
    }

    [Fact]
    public async Task Who_is_no_auditor_is_refused_and_that_is_in_the_audit()
    {
        using var street = await SignedInAsync("street");
        foreach (var path in (string[])["audit", "audit/export", "audit/people?name=a", "audit/state"])
            Assert.Equal(HttpStatusCode.Forbidden, (await new Api(street).SendAsync(HttpMethod.Get, $"/api/v1/{path}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await new Api(street).PostAsync("/api/v1/audit/digests", "", key: null)).Status);
        using var nobody = await NobodyAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await new Api(nobody).SendAsync(HttpMethod.Get, "/api/v1/audit?subject=geheim")).Status);

        using var auditor = await SignedInAsync("auditor");
        var found = await ItemsAsync(auditor, "actor=account:demonstration-street&action=refused");

        string[] expected = ["GET /api/v1/audit/", "GET /api/v1/audit/export", "GET /api/v1/audit/people", "GET /api/v1/audit/state", "POST /api/v1/audit/digests"];
        Assert.Equal([], expected.Except(found.Select(i => Text(i, "subject"))));
        Assert.All(found, i => Assert.Equal((false, "127.0.0.1"), (i.GetProperty("done").GetBoolean(), i.GetProperty("addresses")[0].GetString())));
        var refused = (await ItemsAsync(auditor, "action=refused&subject=GET /api/v1/audit/")).First(i => !i.TryGetProperty("actor", out _));
        Assert.Equal("401", Text(refused, "note"));
    }

    [Fact]
    public async Task What_a_silo_refuses_is_audited_too_with_what_it_was_about()
    {
        using var community = await SignedInAsync("community");
        Assert.Equal(HttpStatusCode.Forbidden, (await new Api(community).CommandAsync("/api/v1/facilities/no-such-one/acceptance", new { score = 95, on = "2013-09-26" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await new Api(community).SendAsync(HttpMethod.Get, "/api/v1/facilities")).Status);

        using var auditor = await SignedInAsync("auditor");
        var found = await ItemsAsync(auditor, "actor=account:demonstration-community&done=false");

        Assert.Contains(found, i => Text(i, "subject") == "POST /api/v1/facilities/{id}/acceptance" && Text(i, "note") == "403 id=no-such-one");
        Assert.Contains(found, i => Text(i, "subject") == "GET /api/v1/facilities/" && Text(i, "note") == "403");
    }

    [Fact]
    public async Task A_wall_that_may_not_be_watched_is_audited()
    {
        var web = await quiet.GetAsync();
        var cookies = new CookieContainer();
        using var volunteer = await SignedInAsync("volunteer", cookies);
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(web.Address, "/hubs/wall"), options => options.Cookies = cookies).Build();
        await hub.StartAsync(Cancel);

        await Assert.ThrowsAsync<HubException>(async () =>
        {
            await foreach (var _ in hub.StreamAsync<object>("Watch", null, 1, null, Cancel)) break;
        });

        using var auditor = await SignedInAsync("auditor");
        Assert.Contains(await ItemsAsync(auditor, "actor=account:demonstration-volunteer&action=refused"), i => Text(i, "subject") == "watch jinshui");
    }

    [Fact]
    public async Task Signing_in_well_or_in_vain_and_out_is_audited_without_what_was_typed()
    {
        using var http = await NobodyAsync();
        var api = new Api(http);
        foreach (var (name, password) in new[] { ("operator", "geheim-8841"), ("13912345678", "geheim-8841"), ("operator", RunningProgram.DemonstrationPassword) })
            await api.PostAsync("/api/v1/session", JsonSerializer.Serialize(new { name, password }), key: null);
        Assert.Equal(HttpStatusCode.NoContent, (await api.SendAsync(HttpMethod.Delete, "/api/v1/session")).Status);

        using var auditor = await SignedInAsync("auditor");
        var own = await ItemsAsync(auditor, "subject=account:demonstration-operator&source=audit");
        Assert.Equal(["signedOut", "workedFrom", "signedIn", "signInFailed"], own.Select(i => Text(i, "action")));
        var unknown = await ItemsAsync(auditor, "subject=unknown&action=signInFailed");
        Assert.NotEmpty(unknown);
        Assert.All([.. own, .. unknown], i => Assert.DoesNotContain("139", i.GetRawText().Replace(Text(i, "at")!, "", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.All([.. own, .. unknown], i => Assert.DoesNotContain("geheim", i.GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_refused_all_the_time_fills_no_chain()
    {
        using var leader = await SignedInAsync("team-leader");
        var api = new Api(leader);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => api.SendAsync(HttpMethod.Get, "/api/v1/facilities")));

        using var auditor = await SignedInAsync("auditor");
        var found = await ItemsAsync(auditor, "actor=account:demonstration-team-leader&action=refused");

        // Two minutes at the most.
        Assert.InRange(found.Count(i => Text(i, "subject") == "GET /api/v1/facilities/"), 10, 20);
        await Eventually.HoldsAsync(
            async () => Assert.NotEmpty(await ItemsAsync(auditor, "actor=account:demonstration-team-leader&action=refused&subject=many")), TimeSpan.FromSeconds(120), Cancel);
        var sum = (await ItemsAsync(auditor, "actor=account:demonstration-team-leader&action=refused&subject=many"))[0];
        Assert.Matches("^[0-9]+ more in the minute from ", Text(sum, "note"));
    }

    [Fact]
    public async Task A_list_is_read_to_its_end_page_by_page_and_is_the_same_as_a_table()
    {
        using var auditor = await SignedInAsync("auditor");
        var api = new Api(auditor);
        var read = new List<string>();
        for (var next = ""; ;)
        {
            var page = await api.GetAsync($"/api/v1/audit?action=account.opened&limit=5{(next.Length == 0 ? "" : $"&before={Uri.EscapeDataString(next)}")}");
            read.AddRange(page.GetProperty("items").EnumerateArray().Select(i => $"{Text(i, "stream")} {i.GetProperty("version")}"));
            if (!page.TryGetProperty("next", out var more)) break;
            next = more.GetString()!;
        }

        Assert.Equal(13, read.Count);
        Assert.Equal(13, read.Distinct().Count());

        var bytes = await api.BytesAsync("/api/v1/audit/export?action=account.opened");
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(14, lines.Length);
        Assert.All(lines, l => Assert.Equal('"', l.TrimStart('\uFEFF')[0]));
        var exported = (await ItemsAsync(auditor, "action=exported"))[0];
        Assert.Equal("action=account.opened", Text(exported, "note"));
    }

    [Fact]
    public async Task People_are_found_by_a_part_of_their_name()
    {
        using var auditor = await SignedInAsync("auditor");
        var found = await new Api(auditor).GetAsync("/api/v1/audit/people?name=验收");

        Assert.Equal("account:demonstration-inspector", Text(Assert.Single(found.GetProperty("items").EnumerateArray()), "actor"));
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2013-10-02&to=2013-10-01", "to")]
    [InlineData("before=x", "before")]
    [InlineData("done=maybe", "done")]
    [InlineData("source=elsewhere", "source")]
    [InlineData("limit=1000", "limit")]
    [InlineData("subject=a%00b", "subject")]
    public async Task A_question_that_makes_no_sense_is_told_so(string query, string field)
    {
        using var auditor = await SignedInAsync("auditor");
        var reply = await new Api(auditor).SendAsync(HttpMethod.Get, $"/api/v1/audit?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.Equal(field, reply.Json.GetProperty("errors")[0].GetProperty("field").GetString());
    }

    private async Task<HttpClient> NobodyAsync(CookieContainer? cookies = null)
        => new(new HttpClientHandler { CookieContainer = cookies ?? new CookieContainer() }) { BaseAddress = (await quiet.GetAsync()).Address };

    private async Task<HttpClient> SignedInAsync(string name, CookieContainer? cookies = null)
    {
        var http = await NobodyAsync(cookies);
        await AssertAsync(HttpStatusCode.OK, new Api(http).PostAsync("/api/v1/session", JsonSerializer.Serialize(new { name, password = RunningProgram.DemonstrationPassword }), key: null));
        return http;
    }

    private static async Task<List<JsonElement>> ItemsAsync(HttpClient http, string query)
        => [.. (await new Api(http).GetAsync($"/api/v1/audit?limit=200&{query}")).GetProperty("items").EnumerateArray()];

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static async Task AssertAsync(HttpStatusCode status, Task<Reply> asked)
    {
        var reply = await asked;
        Assert.True(reply.Status == status, reply.ToString());
    }
}
