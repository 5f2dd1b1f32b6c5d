using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Circle.TestServers;

namespace Circle.Processes.Tests;

/// <summary>A status and the JSON beside it.</summary>
internal sealed record Reply(HttpStatusCode Status, string? MediaType, string Text)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public long Version => Json.GetProperty("version").GetInt64();

    public string RecordedAt => Json.GetProperty("recordedAt").GetString()!;

    public bool Repeated => Json.GetProperty("repeated").GetBoolean();

    public override string ToString() => $"{(int)Status} {Text}";
}

/// <summary>One event of a history.</summary>
internal sealed record Entry(long Version, string Type, JsonElement Data, string Actor, string RecordedAt);

/// <summary>The HTTP interface as a program outside sees it.</summary>
internal sealed class Api(HttpClient http)
{
    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Api Of(RunningProgram web) => new(web.Http);

    /// <param name="key">Null: the header is left out.</param>
    public async Task<Reply> PostAsync(string path, string body, Guid? key, string? language = null, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        if (key is { } id) request.Headers.Add("Idempotency-Key", id.ToString());
        return await SendAsync(request, language);
    }

    public Task<Reply> CommandAsync(string path, object body, Guid? key = null)
        => PostAsync(path, JsonSerializer.Serialize(body, JsonSerializerOptions.Web), key ?? Guid.CreateVersion7());

    /// <summary>Files as a form of a page sends them.</summary>
    public async Task<Reply> UploadAsync(string path, Guid? key, params IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files) form.Add(new ByteArrayContent(bytes), "files", name);
        request.Content = form;

        // A server that refuses by the length closes the connection while the rest is still being sent, and its answer may be lost.
        request.Headers.ExpectContinue = true;
        if (key is { } id) request.Headers.Add("Idempotency-Key", id.ToString());
        return await SendAsync(request, language: null);
    }

    /// <summary>A file that is the body itself.</summary>
    public async Task<Reply> PhotoAsync(string path, byte[] bytes, string mediaType, Guid key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new(mediaType) } };
        request.Headers.ExpectContinue = true;
        request.Headers.Add("Idempotency-Key", key.ToString());
        return await SendAsync(request, language: null);
    }

    public Task<byte[]> BytesAsync(string path) => http.GetByteArrayAsync(path, Cancel);

    public async Task<Reply> SendAsync(HttpMethod method, string path, string? language = null)
    {
        using var request = new HttpRequestMessage(method, path);
        return await SendAsync(request, language);
    }

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body;
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return await SendAsync(request, language: null);
    }

    public Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>(path, Cancel);

    public async Task<List<Entry>> HistoryAsync(string facility)
    {
        var entries = new List<Entry>();
        for (long? after = 0; after is not null;)
        {
            var page = await GetAsync($"/api/v1/facilities/{facility}/history?after={after}");
            entries.AddRange(page.GetProperty("entries").EnumerateArray().Select(e => new Entry(
                e.GetProperty("version").GetInt64(),
                e.GetProperty("type").GetString()!,
                e.GetProperty("data"),
                e.GetProperty("actor").GetString()!,
                e.GetProperty("recordedAt").GetString()!)));
            after = page.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.Number ? next.GetInt64() : null;
        }

        return entries;
    }

    /// <summary>Waits until a rehearsal has caught up, and stops its clock for good: the pause is stored when this returns.</summary>
    public async Task StandStillAsync()
    {
        await Eventually.IsTrueAsync(
            "the rehearsal has caught up", async () => (await GetAsync("/api/v1/rehearsal")).GetProperty("phase").GetString() == "running", cancel: Cancel);
        var reply = await PostAsync("/api/v1/rehearsal/pause", "", key: null);
        Assert.Equal(HttpStatusCode.NoContent, reply.Status);
    }

    /// <summary>Every facility, page by page.</summary>
    /// <param name="place">Null: everywhere; else there and under it.</param>
    public async Task<List<JsonElement>> FacilitiesAsync(string? place = null)
    {
        var all = new List<JsonElement>();
        for (string? after = ""; after is not null;)
        {
            var page = await GetAsync($"/api/v1/facilities?limit=200{(place is null ? "" : $"&place={place}")}{(after.Length > 0 ? $"&after={after}" : "")}");
            all.AddRange(page.GetProperty("items").EnumerateArray());
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        return all;
    }

    public async Task<string> DistrictAsync()
        => (await GetAsync("/api/v1/places")).GetProperty("items").EnumerateArray()
            .Single(p => p.GetProperty("kind").GetString() == "district").GetProperty("id").GetString()!;

    private async Task<Reply> SendAsync(HttpRequestMessage request, string? language)
    {
        if (language is not null) request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await http.SendAsync(request, Cancel);
        return new Reply(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
