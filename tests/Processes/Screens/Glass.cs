using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Circle.Processes.Tests.Screens;

/// <summary>A browser on a wall: nobody signs in at it, and it keeps its cookies through a power cut.</summary>
internal sealed class Glass : IDisposable
{
    private readonly Uri _address;
    private readonly HttpClient _http;

    /// <param name="from">The address that it has for the server; null: this machine's.</param>
    public Glass(Uri address, CookieContainer? cookies = null, IPAddress? from = null)
    {
        (_address, Cookies) = (address, cookies ?? new CookieContainer());
        var handler = new SocketsHttpHandler { CookieContainer = Cookies };
        if (from is not null)
        {
            handler.ConnectCallback = async (connection, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(connection.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            };
        }

        _http = new HttpClient(handler) { BaseAddress = address };
        Api = new Api(_http);
    }

    public CookieContainer Cookies { get; }

    public Api Api { get; }

    public string Code { get; private set; } = "";

    public string Secret { get; private set; } = "";

    public string Token => Cookies.GetCookies(_address)["circle-screen"]!.Value;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<Reply> BeginAsync()
    {
        var reply = await Api.PostAsync("/api/v1/screens/pairing", "{}", key: null);
        if (reply.Status == HttpStatusCode.OK) (Code, Secret) = (reply.Json.GetProperty("code").GetString()!, reply.Json.GetProperty("secret").GetString()!);
        return reply;
    }

    public Task<Reply> ClaimAsync(string? secret = null)
        => Api.PostAsync("/api/v1/screens/pairing/claim", JsonSerializer.Serialize(new { secret = secret ?? Secret }), key: null);

    public Task<Reply> ReportAsync(long frames = 1, long? age = 200, string version = "test")
        => Api.PostAsync("/api/v1/screens/self", JsonSerializer.Serialize(new { frames, age, version }), key: null);

    /// <summary>From the code on the glass to the token in the browser.</summary>
    /// <returns>The screen's id.</returns>
    public async Task<string> PairAsync(Api office, string place, string name = "大厅")
    {
        Assert.Equal(HttpStatusCode.OK, (await BeginAsync()).Status);
        var approved = await ApproveAsync(office, Code, place, name);
        Assert.True(approved.Status == HttpStatusCode.Created, approved.Text);
        Assert.Equal(HttpStatusCode.OK, (await ClaimAsync()).Status);
        return approved.Json.GetProperty("stream").GetString()!.Split(':')[^1];
    }

    public static Task<Reply> ApproveAsync(Api office, string code, string place, string name = "大厅", Guid? key = null)
        => office.CommandAsync("/api/v1/screens", new { code, name, place, inches = 55, metres = 4 }, key);

    public Task<Screen> OpenAsync() => Screen.OpenAsync(_address, Protocol.MessagePack, Cookies);

    /// <summary>What a wall at this address shows first; a refusal is null.</summary>
    public async Task<string?> PlaceAsync(string? place = null)
    {
        await using var screen = await OpenAsync();
        try
        {
            return (await screen.FirstAsync(place)).Place;
        }
        catch (Exception e) when (e.Message.Contains("not-allowed", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>Every device of the office's list by its id.</summary>
    public static async Task<JsonElement> ItemAsync(Api office, string screen)
        => (await office.GetAsync("/api/v1/screens")).GetProperty("items").EnumerateArray().Single(i => i.GetProperty("id").GetString() == screen);

    public static Task EndsAsync(Task watching) => watching.WaitAsync(TimeSpan.FromSeconds(5), Cancel);

    public void Dispose() => _http.Dispose();
}
