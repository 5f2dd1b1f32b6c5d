using System.Net;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Hygiene;

/// <summary>A program with small limits, so that a test reaches them.</summary>
public sealed class LimitedWeb : IAsyncLifetime
{
    private readonly TemporaryFolder _data = new();

    public RunningProgram Web { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Web = await HostedProgram.StartAsync(
        new ProgramOptions
        {
            DataDirectory = _data.FullPath,
            IsLimited = true,
            More = new Dictionary<string, string>
            {
                // So few that a slow machine asks more.
                ["Circle:Limits:PerAddress"] = "30",
                ["Circle:Limits:PerAccount"] = "2",
                ["Circle:Limits:Connections"] = "3",
                ["Circle:Proxies"] = "127.0.0.1",
            },
        }.Quiet(),
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        _data.Dispose();
    }
}

/// <summary>Too much is answered with 429 and when to come again; whoever is another is not touched by it.</summary>
public sealed class LimitTests(LimitedWeb limited) : IClassFixture<LimitedWeb>
{
    private const string Places = "/api/v1/places";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_that_asks_too_often_is_told_when_to_come_again()
    {
        var (hasty, calm) = (Client("203.0.113.1"), Client("203.0.113.1"));
        using (hasty)
        using (calm)
        {
            await SignInAsync(hasty, "auditor");
            await SignInAsync(calm, "leadership");

            await IsLimitedAsync(hasty, "/api/v1/session", 60);

            Assert.Equal(HttpStatusCode.OK, (await new Api(calm).SendAsync(HttpMethod.Get, "/api/v1/session")).Status);
            Assert.Equal(HttpStatusCode.OK, (await new Api(limited.Web.Http).SendAsync(HttpMethod.Get, Places)).Status);
            await Eventually.IsTrueAsync("it is heard again", async () => (await new Api(hasty).SendAsync(HttpMethod.Get, "/api/v1/session")).Status == HttpStatusCode.OK, cancel: Cancel);
        }
    }

    [Fact]
    public async Task An_address_that_asks_too_often_is_told_so_before_anybody_is_looked_up_and_another_is_not()
    {
        using var flood = Client("203.0.113.2");
        flood.DefaultRequestHeaders.Add("Cookie", "circle=none-of-ours");
        using var other = Client("203.0.113.3");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StatusesAsync(flood, Places, 400)));

        Assert.Contains(HttpStatusCode.TooManyRequests, answers.SelectMany(a => a));
        Assert.Equal(HttpStatusCode.OK, (await new Api(other).SendAsync(HttpMethod.Get, Places)).Status);
    }

    [Fact]
    public async Task All_addresses_of_an_IPv6_network_are_one()
    {
        var clients = Enumerable.Range(1, 8).Select(i => Client($"2001:db8:1:1::{i}")).ToList();
        using var neighbour = Client("2001:db8:1:2::1");

        var answers = await Task.WhenAll(clients.Select(c => StatusesAsync(c, Places, 400)));

        Assert.Contains(HttpStatusCode.TooManyRequests, answers.SelectMany(a => a));
        Assert.Equal(HttpStatusCode.OK, (await new Api(neighbour).SendAsync(HttpMethod.Get, Places)).Status);
        clients.ForEach(c => c.Dispose());
    }

    [Fact]
    public async Task A_fourth_wall_of_an_address_waits_until_one_of_three_goes()
    {
        const string hall = "203.0.113.4";
        var screens = new List<Screen>();
        for (var i = 0; i < 3; i++) screens.Add(await Screen.OpenAsync(limited.Web.Address, forwardedFor: hall));

        await Assert.ThrowsAnyAsync<Exception>(() => Screen.OpenAsync(limited.Web.Address, forwardedFor: hall));
        await using (await Screen.OpenAsync(limited.Web.Address, forwardedFor: "203.0.113.5")) { }

        await screens[0].DisposeAsync();
        screens[0] = await Eventually.GetAsync("room for another", () => TryOpenAsync(hall), cancel: Cancel);
        foreach (var screen in screens) await screen.DisposeAsync();
    }

    [Fact]
    public async Task A_flood_of_negotiations_keeps_no_more_than_may_connect()
    {
        using var flood = Client("203.0.113.6");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 40; i++)
        {
            using var answer = await flood.PostAsync(new Uri("/hubs/wall/negotiate?negotiateVersion=1", UriKind.Relative), content: null, Cancel);
            statuses.Add(answer.StatusCode);
        }

        Assert.InRange(statuses.Count(s => s == HttpStatusCode.OK), 3, 20);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    /// <summary>Asks until it is told to stop.</summary>
    private static async Task IsLimitedAsync(HttpClient http, string path, int most)
    {
        for (var i = 0; i < most; i++)
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            if (answer.StatusCode == HttpStatusCode.OK) continue;

            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
            return;
        }

        Assert.Fail($"{most} were answered");
    }

    private static async Task<List<HttpStatusCode>> StatusesAsync(HttpClient http, string path, int count)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < count; i++)
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }

    private async Task<Screen?> TryOpenAsync(string from)
    {
        try
        {
            return await Screen.OpenAsync(limited.Web.Address, forwardedFor: from);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or System.Net.WebSockets.WebSocketException or AggregateException)
        {
            return null;
        }
    }

    private static async Task SignInAsync(HttpClient http, string name)
    {
        var reply = await new Api(http).PostAsync("/api/v1/session", $$"""{"name":"{{name}}","password":"{{RunningProgram.DemonstrationPassword}}"}""", key: null);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Text);
    }

    /// <summary>Behind the proxy.</summary>
    private HttpClient Client(string address)
    {
        var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = limited.Web.Address };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return http;
    }
}
