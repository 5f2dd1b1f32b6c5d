using System.Net;
using System.Text;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.Processes.Tests.Duties;
using Circle.TestServers;

namespace Circle.Processes.Tests.Tickets;

/// <summary>Drafts of calls, over HTTP: what was answered survives, two tabs do not overwrite each other, and nobody else finds them.</summary>
public sealed class CallDraftTests(QuietWeb quiet)
{
    private const string Path = "/api/v1/tickets/drafts";
    private const string Said = "司马示例说电梯困人";

    /// <summary>Of three bytes each, in 16 KB with the eight around them.</summary>
    private const int Longest = (16_384 - 8) / 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_put_is_listed_and_of_two_tabs_the_later_is_shown_what_stands()
    {
        var web = await quiet.GetAsync();
        using var tab = await Someone.AsAsync(web, "supervisor");
        using var other = await Someone.AsAsync(web, "supervisor");
        var id = $"{Guid.CreateVersion7()}";

        var first = await PutAsync(tab.Api, id, new { data = new { matter = Said, caller = new { phone = "15670001111" } } });
        Assert.Equal((HttpStatusCode.OK, id, Said), (first.Status, first.Json.Text("id"), first.Json.GetProperty("data").Text("matter")));
        var second = await PutAsync(other.Api, id, new { seen = first.Version, data = new { matter = "改过" } });
        Assert.Equal(HttpStatusCode.OK, second.Status);

        var late = await PutAsync(tab.Api, id, new { seen = first.Version, data = new { matter = "晚了" } });
        late.IsRefused(HttpStatusCode.Conflict, "changed-meanwhile");
        Assert.Equal((second.Version, "改过"), (late.Json.GetProperty("stands").GetProperty("version").GetInt64(), late.Json.GetProperty("stands").GetProperty("data").Text("matter")));
        Assert.Equal("改过", (await DraftAsync(tab.Api, id))?.GetProperty("data").Text("matter"));

        using var stranger = await Someone.AsAsync(web, "operator");
        Assert.Null(await DraftAsync(stranger.Api, id));
        (await stranger.Api.SendAsync(HttpMethod.Delete, $"{Path}/{id}")).IsRefused(HttpStatusCode.NotFound, "unknown");
        var theirs = await PutAsync(stranger.Api, id, new { seen = second.Version, data = new { } });
        theirs.IsRefused(HttpStatusCode.Conflict, "changed-meanwhile");
        Assert.False(theirs.Json.TryGetProperty("stands", out _));

        Assert.Equal(HttpStatusCode.NoContent, (await tab.Api.SendAsync(HttpMethod.Delete, $"{Path}/{id}")).Status);
        Assert.Null(await DraftAsync(other.Api, id));
        foreach (var told in (string[])["司马", "电梯", "15670001111"]) Assert.DoesNotContain(told, web.Output + web.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_draft_is_named_and_nothing_is_kept_by_a_browser()
    {
        var web = await quiet.GetAsync();
        using var caller = await Someone.AsAsync(web, "operator");
        foreach (var (body, field) in ((string, string)[])
            [("{}", "data"), ("""{"data":[]}""", "data"), ("""{"data":{},"seen":"x","more":1}""", "more,seen"), ("""{"data":{"a":"\ud800"}}""", "data"), (JsonSerializer.Serialize(new { data = new { a = new string('长', Longest + 1) } }), "data")])
        {
            var reply = await caller.Api.SendAsync(HttpMethod.Put, $"{Path}/bad", new StringContent(body, Encoding.UTF8, "application/json"));
            Assert.Equal((HttpStatusCode.UnprocessableEntity, field), (reply.Status, string.Join(',', reply.Json.GetProperty("errors").EnumerateArray().Select(e => e.Text("field")).Order(StringComparer.Ordinal))));
        }

        (await PutAsync(caller.Api, "Not-An-Id", new { data = new { } })).IsRefused(HttpStatusCode.NotFound, "unknown");

        // The longest that there is.
        var whole = await PutAsync(caller.Api, "whole", new { data = new { a = new string('长', Longest) } });
        Assert.Equal(HttpStatusCode.OK, whole.Status);
        Assert.Equal(HttpStatusCode.NoContent, (await caller.Api.SendAsync(HttpMethod.Delete, $"{Path}/whole")).Status);

        using var http = new HttpClient { BaseAddress = web.Address };
        using var answer = await http.GetAsync(new Uri(Path, UriKind.Relative), Cancel);
        Assert.Equal((HttpStatusCode.Unauthorized, true), (answer.StatusCode, answer.Headers.CacheControl?.NoStore));
    }

    [Fact]
    public async Task What_was_answered_survives_a_kill()
    {
        using var data = new TemporaryFolder();
        var options = new ProgramOptions { DataDirectory = data.FullPath }.Quiet();
        long version = 0;
        await using (var killed = await ProgramProcess.StartAsync(options, Cancel))
        {
            using var caller = await Someone.AsAsync(killed, "operator");
            for (var length = 1; length <= Said.Length; length++)
            {
                var put = await PutAsync(caller.Api, "call", new { seen = length == 1 ? (long?)null : version, data = new { matter = Said[..length] } });
                Assert.True(put.Status == HttpStatusCode.OK, put.ToString());
                version = put.Version;
            }

            await killed.KillAsync();
        }

        await using var web = await ProgramProcess.StartAsync(options, Cancel);
        using var again = await Someone.AsAsync(web, "operator");
        Assert.Equal(Said, (await DraftAsync(again.Api, "call"))?.GetProperty("data").Text("matter"));
    }

    private static Task<Reply> PutAsync(Api api, string id, object body) => api.SendAsync(HttpMethod.Put, $"{Path}/{id}", new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"));

    private static async Task<JsonElement?> DraftAsync(Api api, string id)
        => (await api.GetAsync(Path)).GetProperty("items").EnumerateArray().Cast<JsonElement?>().SingleOrDefault(d => d!.Value.Text("id") == id);
}
