using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;
using Microsoft.AspNetCore.SignalR;

namespace Circle.Processes.Tests.Rights;

/// <summary>A program of its own: its clock is steered.</summary>
public sealed class WalkedWeb : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();

    public RunningProgram Web { get; private set; } = null!;

    internal IReadOnlyList<Walker> Walkers { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = _data.FullPath, More = new Dictionary<string, string> { ["Circle:Proxies"] = "127.0.0.1" } }.Quiet(), CancellationToken.None);
        await Api.Of(Web).StandStillAsync();
        string[] names =
            ["nobody", "host", "leadership", "programme", "lead-unit", "inspector", "street", "community", "operator", "supervisor", "team-leader", "volunteer", "auditor"];
        Walkers = await Task.WhenAll(names.Select(name => Walker.ComeAsync(Web, name)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var walker in Walkers) walker.Dispose();
        await Web.DisposeAsync();
        _data.Dispose();
    }
}

/// <summary>Every endpoint of the program, called as each role and as nobody: what the page of rights says is what happens.</summary>
public sealed class EndpointWalkTests(WalkedWeb walked) : IClassFixture<WalkedWeb>
{
    /// <summary>No demonstration account has them: one is a device's, one a program's.</summary>
    private static readonly string[] Unwalked = ["screen", "service"];

    private sealed record Endpoint(string Method, string Path, bool IsOpen, IReadOnlySet<string> Any, IReadOnlySet<string> Roles)
    {
        public bool IsHub => Path.StartsWith("/hubs/", StringComparison.Ordinal);

        public bool Admits(Walker walker) => IsOpen || (walker.IsSignedIn && (Any.Count == 0 || walker.Roles.Any(Roles.Contains)));
    }

    [Fact]
    public async Task Each_role_is_answered_as_the_page_of_rights_says()
    {
        var (endpoints, roles) = await RightsAsync();
        Assert.Empty(roles.Keys.Except(Unwalked).Except(walked.Walkers.SelectMany(w => w.Roles)));
        var district = roles.Where(r => r.Value == "district").Select(r => r.Key).ToHashSet();
        var wrong = new ConcurrentBag<string>();

        // What is not known to be harmless may end a session; signing out does.
        var ordered = endpoints.Where(e => !e.IsHub).OrderBy(e => e is { Method: "DELETE", Path: "/api/v1/session" }).ThenBy(e => !Harmless.IsKnown(e.Method, e.Path)).ToList();
        await Task.WhenAll(walked.Walkers.Select(async walker =>
        {
            foreach (var endpoint in ordered)
            {
                if (await WrongAsync(walker, endpoint, district) is { } what) wrong.Add(what);
            }

            if (walker.IsSignedIn) await walker.SignInAsync();
        }));

        Assert.True(endpoints.Count > 40, $"only {endpoints.Count} endpoints");
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_wall_is_shown_to_whoever_may_watch_and_to_nobody_else()
    {
        var (endpoints, _) = await RightsAsync();
        var hub = endpoints.Single(e => e.Path == "/hubs/wall");

        foreach (var walker in walked.Walkers)
        {
            await using var screen = await Screen.OpenAsync(walked.Web.Address, cookies: walker.Cookies, forwardedFor: Walker.Stranger);
            if (hub.Admits(walker)) Assert.Equal(walker.Place, (await screen.FirstAsync(walker.Place)).Place);
            else Assert.Contains("not-allowed", (await Assert.ThrowsAsync<HubException>(() => screen.FirstAsync(walker.Place))).Message);
        }
    }

    [Fact]
    public async Task The_description_and_the_page_of_rights_list_the_same_endpoints()
    {
        var document = await Api.Of(walked.Web).GetAsync("/openapi/v1.json");
        var described = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(m => $"{m.Name.ToUpperInvariant()} {p.Name.TrimEnd('/')}"));

        var listed = (await RightsAsync()).Endpoints.Where(e => e.Path.StartsWith("/api/", StringComparison.Ordinal) && e.Method != "*").Select(e => $"{e.Method} {Harmless.Plain(e.Path)}");

        Assert.Equal(described.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_page_of_rights_is_for_those_who_are_signed_in()
        => Assert.Equal(HttpStatusCode.Unauthorized, (await walked.Walkers.Single(w => !w.IsSignedIn).Api.SendAsync(HttpMethod.Get, "/api/v1/rights")).Status);

    /// <summary>Null: as it should be.</summary>
    private static async Task<string?> WrongAsync(Walker walker, Endpoint endpoint, HashSet<string> district)
    {
        var isKnown = Harmless.IsKnown(endpoint.Method, endpoint.Path);
        if (!isKnown && !await walker.IsStillSignedInAsync()) await walker.SignInAsync();
        var reply = await AskAsync(walker, endpoint);
        var status = (int)reply.Status;

        // Of an endpoint that Harmless does not know, what is sent may have faults of form, and no id of it is anybody's.
        var isRight = endpoint.Admits(walker)
            ? status < 500 && (status is not (401 or 403) || (!isKnown && !endpoint.IsOpen && !walker.Roles.Any(district.Contains)))
            : status is 401 or 403 or 404 || (!isKnown && status is >= 400 and < 500);
        return isRight ? null : $"{walker.Name} is {(endpoint.Admits(walker) ? "" : "not ")}listed for {endpoint.Method} {endpoint.Path} and hears {reply}";
    }

    /// <summary>All come at once; what some endpoint has too many of is asked again.</summary>
    private static async Task<Reply> AskAsync(Walker walker, Endpoint endpoint)
    {
        var method = endpoint.Method == "*" ? HttpMethod.Get : HttpMethod.Parse(endpoint.Method);
        return await Eventually.GetAsync($"{endpoint.Method} {endpoint.Path}", async () =>
        {
            using var body = Harmless.BodyOf(endpoint.Method, endpoint.Path, walker);
            var reply = await walker.SendAsync(method, Harmless.AddressOf(endpoint.Path, walker), body);
            return reply.Status == HttpStatusCode.ServiceUnavailable ? null : reply;
        });
    }

    private async Task<(IReadOnlyList<Endpoint> Endpoints, IReadOnlyDictionary<string, string> Roles)> RightsAsync()
    {
        // By somebody of their own: the walk ends sessions of walkers and of whoever has the same account.
        using var reader = await Walker.ComeAsync(walked.Web, "auditor");
        var rights = await reader.Api.GetAsync("/api/v1/rights");
        return (
            [.. rights.GetProperty("endpoints").EnumerateArray().Select(e => new Endpoint(
                e.GetProperty("method").GetString()!, e.GetProperty("path").GetString()!, e.GetProperty("isOpen").GetBoolean(), Set(e, "any"), Set(e, "roles")))],
            rights.GetProperty("roles").EnumerateArray().ToDictionary(r => r.GetProperty("role").GetString()!, r => r.GetProperty("scope").GetString()!));

        static HashSet<string> Set(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(i => i.GetString()!)];
    }
}
