using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Circle.TestServers;

namespace Circle.Processes.Tests.Accounts;

/// <summary>A browser, or a program, of its own: signed in as nobody until it is.</summary>
internal sealed class Someone : IDisposable
{
    private readonly HttpClient _http;

    private Someone(Uri address, string? key)
    {
        _http = new HttpClient(new HttpClientHandler { CookieContainer = Cookies }) { BaseAddress = address };
        if (key is not null) Bear(key);
        Api = new Api(_http);
    }

    public Api Api { get; }

    public CookieContainer Cookies { get; } = new();

    public static Someone At(RunningProgram web) => new(web.Address, null);

    public static Someone WithKey(RunningProgram web, string key) => new(web.Address, key);

    /// <summary>By a demonstration account.</summary>
    public static async Task<Someone> AsAsync(RunningProgram web, string name)
    {
        var someone = At(web);
        var reply = await someone.SignInAsync(name, RunningProgram.DemonstrationPassword);
        Assert.True(reply.Status == HttpStatusCode.OK, $"{name}: {reply}");
        return someone;
    }

    public Task<Reply> SignInAsync(string name, string password)
        => Api.PostAsync("/api/v1/session", JsonSerializer.Serialize(new { name, password }), key: null);

    public async Task<HttpStatusCode> StatusAsync(string path) => (await Api.SendAsync(HttpMethod.Get, path)).Status;

    public Task<Reply> UseAsync(string link, string password)
        => Api.PostAsync("/api/v1/invitation", JsonSerializer.Serialize(new { token = link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..], password }), key: null);

    /// <summary>From here on a key goes with every request.</summary>
    public void Bear(string key) => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

    /// <summary>Sends it as a page of another site would, and says what was wrong with it.</summary>
    public async Task<string> FromElsewhereAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", "https://elsewhere.example");
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return problem.GetProperty("errors").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } error ? error.Text("code")! : problem.Text("type")!.Split('/')[^1];
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What the office does with people, over HTTP.</summary>
internal static class Office
{
    private const string From = "2013-09-26";

    public static object Of(string role, string? place = null, string? line = null, string? team = null, string from = From, string? until = null) => new { role, place, line, team, from, until };

    /// <summary>A name that no other test has.</summary>
    public static string Name(string what) => $"{what}-{Guid.CreateVersion7():n}";

    public static Task<Reply> OpenAsync(this Api api, string name, object[] grants, Guid? key = null, string displayName = "王五")
        => api.CommandAsync("/api/v1/people", new { name, displayName, grants }, key);

    /// <summary>Opens somebody who sets a password and signs in.</summary>
    public static async Task<(Someone Person, string Id)> WelcomeAsync(this Api api, RunningProgram web, string name, string password, params object[] grants)
    {
        var opened = await api.OpenAsync(name, grants);
        Assert.True(opened.Status == HttpStatusCode.Created, opened.ToString());
        var person = Someone.At(web);
        var set = await person.UseAsync(opened.Link(), password);
        Assert.True(set.Status == HttpStatusCode.OK, set.ToString());
        var entered = await person.SignInAsync(name, password);
        Assert.True(entered.Status == HttpStatusCode.OK, entered.ToString());
        return (person, opened.Id());
    }

    public static string Id(this Reply reply) => reply.Json.GetProperty("id").GetString()!;

    public static string Link(this Reply reply)
        => (reply.Json.TryGetProperty("invitation", out var invitation) ? invitation : reply.Json).GetProperty("link").GetString()!;

    /// <summary>Everybody whom the caller sees.</summary>
    public static async Task<List<JsonElement>> PeopleAsync(this Api api, string query = "", int limit = 200)
    {
        var all = new List<JsonElement>();
        for (string? after = ""; after is not null;)
        {
            var page = await api.GetAsync($"/api/v1/people?limit={limit}{query}{(after.Length > 0 ? $"&after={after}" : "")}");
            all.AddRange(page.GetProperty("items").EnumerateArray());
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        return all;
    }

    public static string Code(this Reply reply) => reply.Json.GetProperty("errors")[0].GetProperty("code").GetString()!;

    public static string? Text(this JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
