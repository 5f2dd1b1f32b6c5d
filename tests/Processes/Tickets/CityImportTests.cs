using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.Processes.Tests.Duties;
using Circle.Processes.Tests.Imports;
using Circle.Processes.Tests.Subjects;
using Circle.TestServers;

namespace Circle.Processes.Tests.Tickets;

/// <summary>A file of the city's 12345 over HTTP, and the state of its tickets back.</summary>
public sealed class CityImportTests(QuietWeb quiet)
{
    private const string Path = "/api/v1/tickets/city-import";
    private const string Heads = "工单编号,来电时间,诉求人,联系电话,诉求类型,诉求类别,紧急程度,诉求内容,诉求地址,办理时限,街道,社区\n";

    private static int files;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_run_dry_received_once_and_its_state_goes_back_without_whoever_called()
    {
        var web = await quiet.GetAsync();
        using var hotline = await Someone.AsAsync(web, "operator");
        using var street = await Someone.AsAsync(web, "street");
        var (phone, run) = (Recording.Phone(), Run());
        var csv = $"{Heads}{run}-1,,李来电,{phone},投诉,收费,加急,多收费，请回电 {phone},没有的店,,北林路,广电社区\n{run}-2,,,,咨询,,,怎么办理,北林路,,,\n"
            + $"{run}-3,,,{phone}1,投诉,收费,,乱收费,,,北林路,\n,,,{phone},无,,,,{phone},,,\n";

        var dry = await CheckAsync(hotline, csv);
        Assert.Equal(["new", "new", "faulty", "faulty"], States(dry));
        var rows = dry.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(["联系电话:wrong-shape"], Faults(rows[2]));
        Assert.Equal(["工单编号:required", "诉求内容:required", "诉求类型:unknown"], Faults(rows[3]).Order(StringComparer.Ordinal));
        Assert.Equal(("place-instead", "广电社区"), (rows[0].GetProperty("notes")[0].Text("code"), rows[0].Text("aboutName")));
        Assert.Contains("北林路", rows[1].Text("aboutName"), StringComparison.Ordinal);

        // Nothing was received, and nobody recorded.
        Assert.Equal(["new", "new", "faulty", "faulty"], States(await CheckAsync(hotline, csv)));
        Assert.Empty((await hotline.Api.SearchAsync(phone)).Json.GetProperty("items").EnumerateArray());

        (await EnterAsync(hotline, csv, "other")).IsRefused(HttpStatusCode.Conflict, "changed-meanwhile");
        var results = Results(await EnterAsync(hotline, csv, dry.Text("fingerprint")!));
        Assert.Equal(["received", "received", "faulty", "faulty"], results.Select(r => r.Text("outcome")));
        var id = results[0].Text("ticketId")!;
        var ticket = await hotline.Api.GetAsync($"/api/v1/tickets/{id}");
        Assert.Equal(("city", $"{run}-1"), (ticket.GetProperty("ticket").GetProperty("intake").Text("source"), ticket.GetProperty("ticket").GetProperty("intake").GetProperty("city").Text("number")));
        Assert.Contains(phone, ticket.GetProperty("words").GetRawText(), StringComparison.Ordinal);
        Assert.Single((await hotline.Api.SearchAsync(phone)).Json.GetProperty("items").EnumerateArray());

        // The same again makes nothing, and another deadline is shown.
        var again = await CheckAsync(hotline, csv);
        Assert.Equal(["standing", "standing", "faulty", "faulty"], States(again));
        Assert.Equal(["standing", "standing", "faulty", "faulty"], Results(await EnterAsync(hotline, csv, again.Text("fingerprint")!)).Select(r => r.Text("outcome")));
        var moved = await CheckAsync(hotline, $"{Heads}{run}-2,,,,咨询,,,怎么办理,北林路,{DateTime.Parse(ticket.GetProperty("ticket").GetProperty("received").Text("at")!, CultureInfo.InvariantCulture).AddDays(9):yyyy-MM-dd},,\n");
        Assert.Equal(["changed"], States(moved));

        var place = (await street.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].Text("place")!;
        // An operator's own receipt of the same number is the same ticket.
        (await hotline.Api.CommandAsync("/api/v1/tickets", new { id = "of-another-id", kind = "complaint", category = "damage", urgency = "ordinary", source = "city", about = $"place:{place}", matter = "x", cityNumber = $"{run}-1" }))
            .IsRefused(HttpStatusCode.UnprocessableEntity, "not-of-number");

        foreach (var (who, path, body) in ((Someone, string, object)[])
        [
            (hotline, $"/api/v1/tickets/{id}/dispatch", new { unit = place }), (street, $"/api/v1/assigned-tickets/{id}/signature", new { }), (street, $"/api/v1/assigned-tickets/{id}/contact", new { }),
            (street, $"/api/v1/assigned-tickets/{id}/answer", new { answer = $"已退还，李来电 {phone} 认可", finding = "substantiated", files = Array.Empty<object>() }),
            (hotline, $"/api/v1/tickets/{id}/callback", new { isReached = true, isSolved = true, satisfaction = "satisfied" }),
        ])
        {
            var reply = await who.Api.CommandAsync(path, body);
            Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
        }

        var status = Encoding.UTF8.GetString(await hotline.Api.BytesAsync("/api/v1/tickets/city-status?since=2013-01-01&format=csv"));
        var line = Assert.Single(status.Split("\r\n"), l => l.Contains($"{run}-1", StringComparison.Ordinal));
        foreach (var word in (string[])["已办结", "北林路", "已解决", "满意", "是", "已退还"]) Assert.Contains(word, line, StringComparison.Ordinal);
        Assert.Contains("待派单", Assert.Single(status.Split("\r\n"), l => l.Contains($"{run}-2", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.NotEmpty(await hotline.Api.BytesAsync("/api/v1/tickets/city-status?since=2013-01-01"));
        (await hotline.Api.SendAsync(HttpMethod.Get, "/api/v1/tickets/city-status")).IsRefused(HttpStatusCode.UnprocessableEntity, "required");

        foreach (var told in (string[])[dry.GetRawText(), again.GetRawText(), string.Join('\n', results.Select(r => r.GetRawText())), status, web.Output + web.Errors])
            Assert.All((string[])[phone, "李来电"], secret => Assert.DoesNotContain(secret, told, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await street.Api.UploadAsync(Path, Guid.CreateVersion7(), ("表.csv", Encoding.UTF8.GetBytes(csv)))).Status);
    }

    [Fact]
    public async Task Two_who_enter_two_thousand_rows_at_once_make_each_ticket_once()
    {
        var web = await quiet.GetAsync();
        using var one = await Someone.AsAsync(web, "operator");
        using var other = await Someone.AsAsync(web, "supervisor");
        var run = Run();
        var csv = Heads + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"{run}-{i},,,,建议,其他,,第 {i} 条,,,北林路,广电社区\n"));
        var dry = await CheckAsync(one, csv);
        Assert.Equal(2_000, States(dry).Count(s => s == "new"));
        var both = await Task.WhenAll(EnterAsync(one, csv, dry.Text("fingerprint")!), EnterAsync(other, csv, dry.Text("fingerprint")!));
        var results = both.SelectMany(Results).GroupBy(r => r.Text("number")!).ToList();
        Assert.Equal(2_000, results.Count);
        Assert.All(results, r => Assert.Equal(("received", 1), (r.Select(x => x.Text("outcome")!).Order().First(), r.Select(x => x.Text("ticket")).Distinct().Count())));
        Assert.Equal(2_000, results.Select(r => r.First().Text("ticket")).Distinct().Count());
        Assert.Equal(2_000, results.Sum(r => r.Count(x => x.Text("outcome") == "received")));
        (await one.Api.UploadAsync(Path, Guid.CreateVersion7(), ("表.csv", Encoding.UTF8.GetBytes($"{csv}{run}-x,,,,建议,,,多一行,,,北林路,广电社区\n")))).IsRefused(HttpStatusCode.UnprocessableEntity, "too-many-rows");
    }

    [Fact]
    public async Task Whoever_goes_away_in_the_middle_leaves_what_is_done_and_the_rest_comes_with_the_next_try()
    {
        var web = await quiet.GetAsync();
        using var hotline = await Someone.AsAsync(web, "operator");
        var csv = Heads + string.Concat(Enumerable.Range(0, 400).Select(i => $"{Run(0)}-{files}-{i},,,,建议,其他,,第 {i} 条,,,北林路,广电社区\n"));
        var dry = await CheckAsync(hotline, csv);
        using (var away = CancellationTokenSource.CreateLinkedTokenSource(Cancel))
        {
            // Whoever leaves does not read on: the client else waits for the rest of an answer before it lets its connection go.
            using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = hotline.Cookies, MaxResponseDrainSize = 0 }) { BaseAddress = web.Address };
            using var request = Request($"{Path}/application?fingerprint={dry.Text("fingerprint")}", csv);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, away.Token);
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(away.Token));
            Assert.False(JsonSerializer.Deserialize<JsonElement>((await lines.ReadLineAsync(away.Token))!).GetProperty("isEnd").GetBoolean());
        }

        var standing = 0;
        await Eventually.IsTrueAsync("it has stopped", async () => standing == (standing = States(await CheckAsync(hotline, csv)).Count(s => s == "standing")) && standing > 0, cancel: Cancel);
        Assert.InRange(standing, 1, 399);
        Assert.Equal(400, Results(await EnterAsync(hotline, csv, dry.Text("fingerprint")!)).Select(r => r.Text("ticket")).Distinct().Count());
    }

    [Fact]
    public async Task What_is_no_export_is_refused_with_what_is_missing()
    {
        var web = await quiet.GetAsync();
        using var hotline = await Someone.AsAsync(web, "operator");
        foreach (var (bytes, code) in ((byte[], string)[])
        [
            ([], "empty"), ([0, 1, 2, 3, 0xFF], "not-a-table"), ([0xD0, 0xCF, 0x11, 0xE0, 0, 0], "old-workbook"), ([0x50, 0x4B, 0x03, 0x04, 9, 9, 9], "broken"),
            (Encoding.UTF8.GetBytes("序号,内容\n1,x\n"), "missing-column"), (Encoding.UTF8.GetBytes(Heads), "empty"), (Encoding.UTF8.GetBytes($"{Heads}\"1,2"), "quotes"),
            (WorkbookSample.UnderHeads(""), "missing-column"),
        ])
        {
            (await hotline.Api.UploadAsync(Path, Guid.CreateVersion7(), ("表", bytes))).IsRefused(HttpStatusCode.UnprocessableEntity, code);
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await hotline.Api.UploadAsync(Path, Guid.CreateVersion7(), ("表.csv", new byte[(10 * 1024 * 1024) + 1]))).Status);
        (await hotline.Api.UploadAsync($"{Path}/application", Guid.CreateVersion7(), ("表.csv", Encoding.UTF8.GetBytes(Heads)))).IsRefused(HttpStatusCode.UnprocessableEntity, "required");
    }

    private static string Run(int next = 1) => string.Create(CultureInfo.InvariantCulture, $"CT{Environment.ProcessId}-{Interlocked.Add(ref files, next)}");

    private static async Task<JsonElement> CheckAsync(Someone who, string csv)
    {
        var reply = await who.Api.UploadAsync(Path, Guid.CreateVersion7(), ("表.csv", Encoding.UTF8.GetBytes(csv)));
        Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
        return reply.Json;
    }

    private static Task<Reply> EnterAsync(Someone who, string csv, string fingerprint)
        => who.Api.UploadAsync($"{Path}/application?fingerprint={fingerprint}", Guid.CreateVersion7(), ("表.csv", Encoding.UTF8.GetBytes(csv)));

    private static HttpRequestMessage Request(string path, string csv)
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new MultipartFormDataContent { { file, "files", "表.csv" } } };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return request;
    }

    private static List<string> States(JsonElement dry) => [.. dry.GetProperty("rows").EnumerateArray().Select(r => r.Text("state")!)];

    private static List<string> Faults(JsonElement row) => [.. row.GetProperty("faults").EnumerateArray().Select(f => $"{f.Text("column")}:{f.Text("code")}")];

    /// <summary>Of an answer that came to its end.</summary>
    private static List<JsonElement> Results(Reply reply)
    {
        Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
        List<JsonElement> lines = [.. reply.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<JsonElement>(l))];
        Assert.True(lines[^1].GetProperty("isEnd").GetBoolean());
        return [.. lines.SelectMany(l => l.GetProperty("rows").EnumerateArray())];
    }
}
