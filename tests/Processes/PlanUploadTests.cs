using System.IO.Compression;
using System.Net;
using System.Text;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests;

/// <summary>One program of its own: what is taken here would be another plan for the other tests.</summary>
public sealed class PlanWeb : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();
    private RunningProgram _web = null!;

    internal Api Api => Api.Of(_web);

    public async ValueTask InitializeAsync()
    {
        _web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = _data.FullPath }.Quiet(), CancellationToken.None);
        await Api.StandStillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _data.Dispose();
    }
}

/// <summary>A new version by file, as an office makes it: downloaded, edited, uploaded, seen, taken.</summary>
public sealed class PlanUploadTests(PlanWeb web) : IClassFixture<PlanWeb>
{
    private const string Proposal = "/api/v1/plan/proposal";
    private const string Room = "lines/22-mediation-room.json";

    private readonly Api _api = web.Api;

    [Fact]
    public async Task A_line_file_is_proposed_seen_and_taken_and_the_old_version_stands()
    {
        var before = await PlanAsync();
        var files = await DownloadAsync();
        Assert.Equal(25, files.Count);
        (string, byte[]) edited = (Room, Replaced(files[Room], "\"due\": \"2013-10-31\"", "\"due\": \"2013-10-15\""));
        var key = Guid.CreateVersion7();

        var proposed = await _api.UploadAsync(Proposal, key, edited);
        Assert.True(proposed.Status == HttpStatusCode.Created, proposed.Text);
        var again = await _api.UploadAsync(Proposal, key, edited);
        Assert.Equal((HttpStatusCode.Created, true, proposed.Version), (again.Status, again.Repeated, again.Version));
        Assert.Equal(HttpStatusCode.Conflict, (await _api.UploadAsync(Proposal, key, ("plan.json", Replaced(files["plan.json"], "86号", "87号")))).Status);

        var shown = await _api.GetAsync(Proposal);
        var number = shown.GetProperty("number").GetInt32();
        Assert.Equal("上传 1 个文件：22-mediation-room.json", shown.GetProperty("source").GetString());
        var line = Assert.Single(shown.GetProperty("differences").GetProperty("lines").EnumerateArray());
        Assert.Equal("mediation-room", line.GetProperty("line").GetString());
        var change = Assert.Single(line.GetProperty("changes").EnumerateArray());
        Assert.Equal(
            ("steps/due", "2013-10-31", "2013-10-15"),
            (change.GetProperty("field").GetString(), change.GetProperty("from").GetString(), change.GetProperty("to").GetString()));
        Assert.Equal(before, await PlanAsync());

        var taken = await _api.CommandAsync($"{Proposal}/{number}/adoption", new { });
        Assert.True(taken.Status == HttpStatusCode.OK, taken.Text);
        Assert.Equal("not-open", (await _api.CommandAsync($"{Proposal}/{number}/adoption", new { })).Json.GetProperty("errors")[0].GetProperty("code").GetString());
        var after = await PlanAsync();
        Assert.Equal(before.Version + 1, after.Version);
        Assert.Contains("2013-10-15", after.Steps);
        Assert.Equal(before.Steps, (await PlanAsync($"?version={before.Version}")).Steps);
        await TheVersionsAreListedAndComparedAsync(before.Version);

        var unchanged = await _api.UploadAsync(Proposal, Guid.CreateVersion7(), edited);
        Assert.Equal((HttpStatusCode.Conflict, "unchanged"), (unchanged.Status, unchanged.Json.GetProperty("errors")[0].GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_dismissed_upload_changes_nothing()
    {
        var before = await PlanAsync();
        var head = (await DownloadAsync())["plan.json"];
        Assert.Equal(HttpStatusCode.Created, (await _api.UploadAsync(Proposal, Guid.CreateVersion7(), ("plan.json", Replaced(head, "86号", "88号")))).Status);
        var number = (await _api.GetAsync(Proposal)).GetProperty("number").GetInt32();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _api.CommandAsync($"{Proposal}/{number}/dismissal", new { })).Status);
        Assert.Equal(HttpStatusCode.OK, (await _api.CommandAsync($"{Proposal}/{number}/dismissal", new { reason = "文号抄错" })).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await _api.SendAsync(HttpMethod.Get, Proposal)).Status);
        Assert.Equal(before, await PlanAsync());
    }

    [Fact]
    public async Task Every_fault_of_the_files_is_named_with_file_and_line()
    {
        var files = await DownloadAsync();
        var reply = await _api.UploadAsync(
            Proposal,
            key: null,
            ("lines/broken.json", "{ \"id\": "u8.ToArray()),
            (Room, Replaced(files[Room], "\"roster\": []", "\"roster\": [ { \"place\": \"atlantis\", \"number\": 1 } ]")),
            ("notes.docx", [1, 2, 3]));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        var errors = reply.Json.GetProperty("errors").EnumerateArray().Select(e => (Field: e.GetProperty("field").GetString()!, Message: e.GetProperty("message").GetString()!)).ToList();
        Assert.Contains(errors, e => e.Field == "Idempotency-Key");
        Assert.Contains(errors, e => e.Field == "notes.docx");
        Assert.Contains(errors, e => e.Field.StartsWith("lines/broken.json:", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.Field.StartsWith($"{Room}:", StringComparison.Ordinal) && e.Message.Contains("atlantis", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("9995-01-01")]
    [InlineData("0001-01-01")]
    [InlineData("2014-06-01")]
    public async Task A_date_of_issue_beyond_reason_is_named_with_file_and_line(string issuedOn)
    {
        var head = Replaced((await DownloadAsync())["plan.json"], "2013-09-25", issuedOn);

        var reply = await _api.UploadAsync(Proposal, Guid.CreateVersion7(), ("plan.json", head));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        Assert.All(reply.Json.GetProperty("errors").EnumerateArray(), e => Assert.Equal("plan.json:4", e.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task What_is_too_much_is_refused_in_words()
    {
        var many = await _api.UploadAsync(Proposal, Guid.CreateVersion7(), Enumerable.Range(1, 65).Select(i => ($"lines/{i}.json", new byte[] { 0x7b })));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, many.Status);
        Assert.Contains("64 个文件", many.Json.GetProperty("detail").GetString());

        // Over what files may have, and over what a request may have.
        foreach (var bytes in new[] { (1024 * 1024) + 1, 2 * 1024 * 1024 })
        {
            var large = await _api.UploadAsync(Proposal, Guid.CreateVersion7(), ("plan.json", new byte[bytes]));
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.Status);
            Assert.Contains("1 MB", large.Json.GetProperty("title").GetString());
        }
    }

    [Theory]
    [InlineData("application/json", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("multipart/form-data", 400)]
    [InlineData("multipart/form-data; boundary=x", 400)]
    public async Task What_is_no_upload_is_told_so(string mediaType, int status)
    {
        using var body = new StringContent("--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"plan.json\"\r\n\r\n{", Encoding.UTF8);
        body.Headers.Remove("Content-Type");
        body.Headers.TryAddWithoutValidation("Content-Type", mediaType);

        var reply = await _api.SendAsync(HttpMethod.Post, Proposal, body);

        Assert.Equal((status, "application/problem+json"), ((int)reply.Status, reply.MediaType));
    }

    private async Task TheVersionsAreListedAndComparedAsync(int old)
    {
        var versions = (await _api.GetAsync("/api/v1/plan/versions")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([old + 1, old], versions.Take(2).Select(v => v.GetProperty("version").GetInt32()));
        Assert.Equal("account:demonstration-host", versions[0].GetProperty("by").GetString());
        Assert.Equal("system:seeds", versions[^1].GetProperty("by").GetString());

        var back = await _api.GetAsync($"/api/v1/plan/differences?from={old + 1}&to={old}");
        var change = Assert.Single(Assert.Single(back.GetProperty("lines").EnumerateArray()).GetProperty("changes").EnumerateArray());
        Assert.Equal("2013-10-31", change.GetProperty("to").GetString());
        Assert.Empty((await _api.GetAsync($"/api/v1/plan/differences?from={old}&to={old}")).GetProperty("lines").EnumerateArray());
    }

    private async Task<Dictionary<string, byte[]>> DownloadAsync()
    {
        using var zip = new ZipArchive(new MemoryStream(await _api.BytesAsync("/api/v1/plan/files")));
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            await using var opened = await entry.OpenAsync(Api.Cancel);
            await opened.CopyToAsync(content, Api.Cancel);
            files[entry.FullName] = content.ToArray();
        }

        return files;
    }

    private async Task<(int Version, string Number, string Steps)> PlanAsync(string query = "")
    {
        var plan = await _api.GetAsync($"/api/v1/plan{query}");
        var line = plan.GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("id").GetString() == "mediation-room");
        return (plan.GetProperty("version").GetInt32(), plan.GetProperty("number").GetString()!, line.GetProperty("steps").GetRawText());
    }

    private static byte[] Replaced(byte[] file, string from, string to)
    {
        var text = Encoding.UTF8.GetString(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
    }
}
