using System.Diagnostics;
using System.Globalization;
using System.Net;
using Circle.TestServers;
using SkiaSharp;

namespace Circle.Processes.Tests.Uploads;

/// <summary>A photo in parts, by the client that phones use: its line is cut, the server is killed, and it goes on.</summary>
public sealed class ResumedUploadTests
{
    private const string Path = "/api/v1/acceptance/inspection-uploads";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photo_goes_on_after_its_line_was_cut_and_after_the_server_was_killed()
    {
        using var data = new TemporaryFolder();
        var photo = Noise();
        var file = System.IO.Path.Combine(data.FullPath, "photo.png");
        await File.WriteAllBytesAsync(file, photo, Cancel);
        var options = new ProgramOptions { DataDirectory = System.IO.Path.Combine(data.FullPath, "data") }.Quiet();
        var web = await ProgramProcess.StartAsync(options, Cancel);
        var cookie = await SignInAsync(web, "inspector");

        var url = await SendAsync(web, cookie, file, "-", $"{photo.Length / 2}");
        long received = 0;
        await Eventually.IsTrueAsync("what came before the cut is kept", async () => (received = await ReceivedAsync(web, cookie, url)) > 0, cancel: Cancel);
        Assert.Equal(HttpStatusCode.Conflict, (await AskAsync(web, cookie, HttpMethod.Post, $"{url}/photo")).StatusCode);
        await web.KillAsync();
        await web.DisposeAsync();

        await using var again = await ProgramProcess.StartAsync(options with { Port = web.Port }, Cancel);
        Assert.InRange(await ReceivedAsync(again, cookie, url), received, photo.Length / 2);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(again, await SignInAsync(again, "programme"), HttpMethod.Head, url)).StatusCode);
        Assert.Equal(url, await SendAsync(again, cookie, file, url, "-"));
        Assert.Equal(photo.Length, await ReceivedAsync(again, cookie, url));

        using var drawn = await AskAsync(again, cookie, HttpMethod.Post, $"{url}/photo");
        using var whole = new ByteArrayContent(photo) { Headers = { ContentType = new("image/png") } };
        using var atOnce = await AskAsync(again, cookie, HttpMethod.Post, "/api/v1/acceptance/inspection-photos", whole);
        Assert.Equal(HttpStatusCode.OK, drawn.StatusCode);
        Assert.Equal(await atOnce.Content.ReadAsStringAsync(Cancel), await drawn.Content.ReadAsStringAsync(Cancel));

        // Whoever did not hear the answer asks again, and sends nothing again.
        using var heard = await AskAsync(again, cookie, HttpMethod.Post, $"{url}/photo");
        Assert.Equal(await drawn.Content.ReadAsStringAsync(Cancel), await heard.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Who_has_begun_many_in_vain_begins_another_and_the_oldest_gives_way()
    {
        using var data = new TemporaryFolder();
        await using var web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = data.FullPath }.Quiet(), Cancel);
        var cookie = await SignInAsync(web, "inspector");
        var begun = new List<string>();
        for (var i = 0; i < 21; i++)
        {
            using var answer = await AskAsync(web, cookie, HttpMethod.Post, Path, headers: ("Upload-Length", "10"));
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            begun.Add(answer.Headers.Location!.ToString());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(web, cookie, HttpMethod.Head, begun[0])).StatusCode);
        Assert.Equal(0, await ReceivedAsync(web, cookie, begun[1]));
        Assert.Equal(0, await ReceivedAsync(web, cookie, begun[^1]));
    }

    [Fact]
    public async Task What_the_protocol_does_not_allow_is_refused()
    {
        using var data = new TemporaryFolder();
        await using var web = await ProgramProcess.StartAsync(new ProgramOptions { DataDirectory = data.FullPath }.Quiet(), Cancel);
        var cookie = await SignInAsync(web, "inspector");

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await AskAsync(web, cookie, HttpMethod.Post, Path, headers: ("Tus-Resumable", "0.2.2"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync(web, cookie, HttpMethod.Post, Path)).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await AskAsync(web, cookie, HttpMethod.Post, Path, headers: ("Upload-Length", "10485761"))).StatusCode);
        using var begun = await AskAsync(web, cookie, HttpMethod.Post, Path, headers: ("Upload-Length", "10"));
        var url = begun.Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await AskAsync(web, cookie, HttpMethod.Patch, url, Part(5, "text/plain"), ("Upload-Offset", "0"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await AskAsync(web, cookie, HttpMethod.Patch, url, Part(5), ("Upload-Offset", "1"))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await AskAsync(web, cookie, HttpMethod.Patch, url, Part(11), ("Upload-Offset", "0"))).StatusCode);
        using var unmeasured = new StreamContent(new Unmeasured(11)) { Headers = { ContentType = new("application/offset+octet-stream") } };
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await AskAsync(web, cookie, HttpMethod.Patch, url, unmeasured, ("Upload-Offset", "0"))).StatusCode);
        Assert.Equal(0, await ReceivedAsync(web, cookie, url));
        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(web, cookie, HttpMethod.Patch, url, Part(10, "Application/Offset+Octet-Stream"), ("Upload-Offset", "0"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AskAsync(web, cookie, HttpMethod.Post, $"{url}/photo")).StatusCode);
    }

    /// <summary>Of which nobody says beforehand how long it is.</summary>
    private sealed class Unmeasured(int length) : MemoryStream(new byte[length])
    {
        public override bool CanSeek => false;
    }

    private static ByteArrayContent Part(int length, string type = "application/offset+octet-stream") => new(new byte[length]) { Headers = { ContentType = new(type) } };

    /// <summary>A picture that no format makes small.</summary>
    private static byte[] Noise()
    {
        using var bitmap = new SKBitmap(900, 700);
        var random = new Random(7);
        for (var y = 0; y < bitmap.Height; y++)
            for (var x = 0; x < bitmap.Width; x++) bitmap.SetPixel(x, y, new SKColor((uint)random.Next() | 0xFF000000));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        return data.ToArray();
    }

    private static async Task<string> SignInAsync(ProgramProcess web, string name)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = web.Address };
        using var answer = await client.PostAsync(new Uri("/api/v1/session", UriKind.Relative), System.Net.Http.Json.JsonContent.Create(new { name, password = RunningProgram.DemonstrationPassword }), Cancel);
        return string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
    }

    private static async Task<string> SendAsync(ProgramProcess web, string cookie, string file, string url, string cut)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true };
        var script = System.IO.Path.Combine(Repository.Root, "tests", "Processes", "Uploads", "send.mjs");
        foreach (var argument in (string[])[script, new Uri(web.Address, Path).ToString(), cookie, file, url == "-" ? url : new Uri(web.Address, url).ToString(), cut]) start.ArgumentList.Add(argument);
        using var node = Process.Start(start)!;
        var (said, wrong) = (node.StandardOutput.ReadToEndAsync(Cancel), node.StandardError.ReadToEndAsync(Cancel));
        await node.WaitForExitAsync(Cancel);
        Assert.True(node.ExitCode == 0, await wrong);
        return new Uri((await said).Trim()).AbsolutePath;
    }

    private static async Task<long> ReceivedAsync(ProgramProcess web, string cookie, string url)
    {
        using var answer = await AskAsync(web, cookie, HttpMethod.Head, url);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return long.Parse(answer.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);
    }

    private static async Task<HttpResponseMessage> AskAsync(ProgramProcess web, string cookie, HttpMethod method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = web.Address };
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        if (headers.All(h => h.Name != "Tus-Resumable")) request.Headers.Add("Tus-Resumable", "1.0.0");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await client.SendAsync(request, Cancel);
    }
}
