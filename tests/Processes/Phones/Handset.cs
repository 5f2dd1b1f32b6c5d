using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Circle.Processes.Tests.Accounts;
using Circle.TestServers;

namespace Circle.Processes.Tests.Phones;

/// <summary>A phone's browser: its cookies, and the secret that it made up.</summary>
internal sealed class Handset : IDisposable
{
    private const string Agent = "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Mobile Safari/537.36";

    private readonly HttpClient _http;
    private readonly string _claim = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public Handset(Uri address)
    {
        _http = new HttpClient(new HttpClientHandler { CookieContainer = Cookies }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Add("User-Agent", Agent);
        Api = new Api(_http);
    }

    public Api Api { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The cookie by which it is signed in.</summary>
    public Cookie Cookie => Assert.Single(Cookies.GetAllCookies(), c => c.Name == "circle");

    public static Handset At(RunningProgram web) => new(web.Address);

    public Task<Reply> PreviewAsync(string link) => PostAsync("preview", link);

    public Task<Reply> EnrolAsync(string link) => PostAsync("enrolment", link);

    public async Task EnrolledAsync(string link)
    {
        var reply = await EnrolAsync(link);
        Assert.True(reply.Status == HttpStatusCode.NoContent, reply.ToString());
    }

    public async Task<HttpStatusCode> StatusAsync(string path = "/api/v1/phones/own") => (await Api.SendAsync(HttpMethod.Get, path)).Status;

    public Task<JsonElement> OwnAsync() => Api.GetAsync("/api/v1/phones/own");

    /// <summary>Null: nobody.</summary>
    public async Task<string?> WhoAsync() => (await Api.GetAsync("/api/v1/session")).Text("account");

    public Task IsOutAsync(string why)
        => Eventually.IsTrueAsync(
            why, async () => await WhoAsync() is null && await StatusAsync() == HttpStatusCode.Unauthorized, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

    public void Dispose() => _http.Dispose();

    private Task<Reply> PostAsync(string path, string link)
        => Api.PostAsync($"/api/v1/phones/{path}", JsonSerializer.Serialize(new { token = link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..], claim = _claim }), key: null);
}
