using System.Net;
using System.Text.Json;
using Circle.TestServers;

namespace Circle.Processes.Tests.Rights;

/// <summary>Somebody who calls endpoints, and a subject that is theirs.</summary>
internal sealed class Walker : IDisposable
{
    /// <summary>Sits at the machine of a rehearsal, and has not signed in.</summary>
    public const string Visitor = "visitor";

    public const string Stranger = "203.0.113.9";

    private static int comers;

    private readonly HttpClient _http;

    private Walker(string name, RunningProgram web)
    {
        Name = name;
        _http = new HttpClient(new HttpClientHandler { CookieContainer = Cookies }) { BaseAddress = web.Address };
        Api = new Api(_http);

        if (name == Visitor) return;

        // Not somebody who sits at the machine, and each from elsewhere: the limit of tries to sign in is an address's.
        _http.DefaultRequestHeaders.Add("X-Forwarded-For", IsSignedIn ? $"198.51.100.{Interlocked.Increment(ref comers)}" : Stranger);
    }

    public string Name { get; }

    public bool IsSignedIn => Name is not ("nobody" or Visitor);

    public CookieContainer Cookies { get; } = new();

    public Api Api { get; }

    public IReadOnlyList<string> Roles { get; private set; } = [];

    public string? GrantedPlace { get; private set; }

    public string? GrantedLine { get; private set; }

    public string Place { get; private set; } = "";

    public string Line { get; private set; } = "";

    public string Facility { get; private set; } = "";

    /// <summary>Of a line that every grant of one covers.</summary>
    public string Point => $"point-of-{Name}";

    /// <param name="name">A demonstration account, nobody or <see cref="Visitor"/>.</param>
    public static async Task<Walker> ComeAsync(RunningProgram web, string name)
    {
        var walker = new Walker(name, web);
        if (walker.IsSignedIn) await walker.SignInAsync();
        var one = (await Sitting(web).GetAsync($"/api/v1/facilities?limit=1{Within(walker.GrantedPlace, walker.GrantedLine)}")).GetProperty("items")[0];
        walker.Facility = one.GetProperty("id").GetString()!;
        walker.Place = walker.GrantedPlace ?? one.GetProperty("place").GetString()!;
        walker.Line = walker.GrantedLine ?? one.GetProperty("line").GetString()!;
        using var office = new Walker("host", web);
        await office.SignInAsync();
        var point = await office.Api.CommandAsync("/api/v1/service-points", new { id = walker.Point, kind = "service-centre", place = walker.Place, listing = new { name = "测试服务点" } });
        Assert.True(point.Status is HttpStatusCode.Created or HttpStatusCode.Conflict, point.Text);
        return walker;
    }

    public string Within() => Within(GrantedPlace, GrantedLine);

    public async Task SignInAsync()
    {
        var reply = await Api.PostAsync("/api/v1/session", JsonSerializer.Serialize(new { name = Name, password = RunningProgram.DemonstrationPassword }), key: null);
        Assert.True(reply.Status == HttpStatusCode.OK, $"{Name}: {reply.Text}");
        var grants = reply.Json.GetProperty("grants").EnumerateArray().ToList();
        Roles = [.. grants.Select(g => g.GetProperty("role").GetString()!).Distinct()];
        GrantedPlace = Of(grants[0], "place");
        GrantedLine = Of(grants[0], "line");
    }

    public async Task<bool> IsStillSignedInAsync() => !IsSignedIn || Of(await Api.GetAsync("/api/v1/session"), "account") is not null;

    public Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? body)
        => body is null ? Api.SendAsync(method, path) : Api.SendAsync(method, path, body);

    public void Dispose() => _http.Dispose();

    /// <summary>Nobody in particular, who sits at the machine and so reads the rehearsal.</summary>
    private static Api Sitting(RunningProgram web) => new(new HttpClient { BaseAddress = web.Address });

    private static string Within(string? place, string? line) => $"{(place is null ? "" : $"&place={place}")}{(line is null ? "" : $"&line={line}")}";

    private static string? Of(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
