using System.Net;
using Circle.Processes.Tests.Accounts;
using Circle.Processes.Tests.Duties;
using Circle.TestServers;

namespace Circle.Processes.Tests.Supervisions;

/// <summary>佐证材料: a file of an order, from what is sent to whom a browser shows it afterwards.</summary>
public sealed class EvidenceFileTests(QuietWeb quiet)
{
    [Fact]
    public async Task A_file_is_of_its_order_alone_and_whoever_looks_is_judged_each_time()
    {
        var web = await quiet.GetAsync();
        using var leader = await Someone.AsAsync(web, "leadership");
        using var street = await Someone.AsAsync(web, "street");
        var (order, other) = (await IssuedAsync(web, leader, street), await IssuedAsync(web, leader, street));
        var kept = (await street.Api.PhotoAsync($"{order}/evidence", "%PDF-1.7 done"u8.ToArray(), "application/pdf", Guid.CreateVersion7())).Json;
        var file = new { blob = kept.Text("blob"), name = "完成.pdf", mediaType = kept.Text("mediaType"), bytes = kept.GetProperty("bytes").GetInt32() };

        (await ReplyAsync(street, other, file)).IsRefused(HttpStatusCode.UnprocessableEntity, "not-uploaded");
        (await ReplyAsync(street, order, new { file.blob, file.name, mediaType = "image/jpeg", file.bytes })).IsRefused(HttpStatusCode.UnprocessableEntity, "not-uploaded");
        Assert.Equal(HttpStatusCode.OK, (await ReplyAsync(street, order, file)).Status);
        Assert.Equal(HttpStatusCode.NotFound, await street.StatusAsync($"{other}/evidence/{file.blob}"));

        using var seen = await LookAsync(web, street, $"{order}/evidence/{file.blob}");
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (seen.StatusCode, seen.Content.Headers.ContentType?.MediaType));
        Assert.True(seen.Headers.CacheControl is { Private: true, NoCache: true, MaxAge: null });
        using var again = await LookAsync(web, street, $"{order}/evidence/{file.blob}", seen.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var volunteer = await Someone.AsAsync(web, "volunteer");
        using var barred = await LookAsync(web, volunteer, $"{order}/evidence/{file.blob}", seen.Headers.ETag.Tag);
        Assert.Equal(HttpStatusCode.Forbidden, barred.StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await leader.Api.CommandAsync($"{order}/withdrawal", new { reason = "另行下发" })).Status);
        (await street.Api.PhotoAsync($"{order}/evidence", "%PDF-1.7 late"u8.ToArray(), "application/pdf", Guid.CreateVersion7())).IsRefused(HttpStatusCode.Conflict, "ended");
    }

    [Fact]
    public async Task Who_signs_out_leaves_nothing_in_the_browser()
    {
        var web = await quiet.GetAsync();
        using var street = await Someone.AsAsync(web, "street");
        using var browser = Browser(web, street);
        using var left = await browser.DeleteAsync(new Uri("/api/v1/session", UriKind.Relative), Api.Cancel);
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        Assert.Equal("\"cache\"", Assert.Single(left.Headers.GetValues("Clear-Site-Data")));
    }

    private static async Task<string> IssuedAsync(RunningProgram web, Someone leader, Someone street)
    {
        var id = $"evidence-{Guid.CreateVersion7():n}";
        var place = (await street.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].Text("place");
        var now = (await Api.Of(web).GetAsync("/api/v1/rehearsal")).GetProperty("now").GetDateTimeOffset();
        var issued = await leader.Api.CommandAsync(
            "/api/v1/supervisions", new { id, place, matter = "调解室欠 2 处", unit = place, deadline = now.AddDays(10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), instruction = "限期建成" });
        Assert.True(issued.Status == HttpStatusCode.Created, issued.ToString());
        var order = $"/api/v1/supervisions/{id}";
        Assert.Equal(HttpStatusCode.OK, (await street.Api.CommandAsync($"{order}/signature", new { })).Status);
        return order;
    }

    private static Task<Reply> ReplyAsync(Someone street, string order, object file) => street.Api.CommandAsync($"{order}/reply", new { text = "已建成", evidence = new[] { file } });

    private static async Task<HttpResponseMessage> LookAsync(RunningProgram web, Someone someone, string path, string? tag = null)
    {
        using var browser = Browser(web, someone);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (tag is not null) request.Headers.IfNoneMatch.ParseAdd(tag);
        return await browser.SendAsync(request, Api.Cancel);
    }

    private static HttpClient Browser(RunningProgram web, Someone someone) => new(new HttpClientHandler { CookieContainer = someone.Cookies }) { BaseAddress = web.Address };
}
