using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;

namespace Circle.Processes.Tests.Hygiene;

/// <summary>What a browser says of a file decides nothing; its bytes do.</summary>
public sealed class UploadTests(QuietWeb quiet)
{
    private const string Proposal = "/api/v1/plan/proposal";
    private const string Head = "plan.json";

    [Theory]
    [InlineData("plan.zip", "application/zip")]
    [InlineData("plan.json", "application/json")]
    [InlineData("lines/22-mediation-room.json", "text/plain")]
    public async Task The_archive_that_was_downloaded_is_told_to_be_one_by_any_name_and_type(string name, string mediaType)
    {
        var api = Api.Of(await quiet.GetAsync());

        var reply = await SendAsync(api, name, mediaType, await api.BytesAsync("/api/v1/plan/files"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, reply.Status);
        var error = Assert.Single(reply.Json.GetProperty("errors").EnumerateArray());
        Assert.Equal((name, "bad-file"), (error.GetProperty("field").GetString(), error.GetProperty("code").GetString()));
        Assert.Contains("请先解压", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/x-msdownload")]
    [InlineData("text/html")]
    public async Task A_plan_is_a_plan_by_any_type(string mediaType)
    {
        var api = Api.Of(await quiet.GetAsync());
        var head = await HeadAsync(api);

        // The plan in force: it is read to its end, and would change nothing.
        var reply = await SendAsync(api, Head, mediaType, head);

        Assert.Equal((HttpStatusCode.Conflict, "unchanged"), (reply.Status, reply.Json.GetProperty("errors")[0].GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_file_name_with_folders_and_control_characters_is_shown_and_opens_nothing()
    {
        var api = Api.Of(await quiet.GetAsync());

        var reply = await SendAsync(api, "../../../etc/\u202epasswd<script>", "text/plain", "x"u8.ToArray());

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "application/problem+json"), (reply.Status, reply.MediaType));
        Assert.DoesNotContain("\u202e", reply.Json.GetProperty("errors")[0].GetProperty("field").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_packs_itself_is_not_unpacked()
    {
        var api = Api.Of(await quiet.GetAsync());
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) await gzip.WriteAsync(new byte[8 * 1024 * 1024], Api.Cancel);
        using var body = new ByteArrayContent(packed.ToArray());
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        body.Headers.ContentEncoding.Add("gzip");

        Assert.Equal(HttpStatusCode.BadRequest, (await api.SendAsync(HttpMethod.Post, Proposal, body)).Status);
    }

    private static async Task<Reply> SendAsync(Api api, string name, string mediaType, byte[] bytes)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        form.Add(file, "files", name);
        return await api.SendAsync(HttpMethod.Post, Proposal, form);
    }

    private static async Task<byte[]> HeadAsync(Api api)
    {
        await using var zip = new ZipArchive(new MemoryStream(await api.BytesAsync("/api/v1/plan/files")));
        await using var head = await zip.GetEntry(Head)!.OpenAsync(Api.Cancel);
        using var bytes = new MemoryStream();
        await head.CopyToAsync(bytes, Api.Cancel);
        return bytes.ToArray();
    }
}
