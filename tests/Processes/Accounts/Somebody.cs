using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Accounts;

/// <summary>One quiet rehearsal on PostgreSQL whose accounts these tests may change; five wrong tries are held against one for two seconds.</summary>
public sealed class AccountsWeb(SharedPostgreSql postgres) : IAsyncLifetime
{
    public static readonly TimeSpan Lockout = TimeSpan.FromSeconds(2);

    private readonly TemporaryFolder _data = new();

    public RunningProgram Web { get; private set; } = null!;

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await postgres.CreateDatabaseAsync();
        Web = await HostedProgram.StartAsync(
            new ProgramOptions
            {
                DataDirectory = _data.FullPath,
                ConnectionString = ConnectionString,
                More = new Dictionary<string, string> { ["Circle:Lockout"] = Lockout.ToString() },
            }.Quiet(),
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (Web is not null) await Web.DisposeAsync();
        _data.Dispose();
    }
}

/// <summary>Somebody before a browser of their own.</summary>
internal sealed class Somebody : IDisposable
{
    public const string Password = RunningProgram.DemonstrationPassword;

    /// <param name="from">The address of this machine from which they come.</param>
    public Somebody(RunningProgram web, string from = "127.0.0.1")
    {
        Http = new HttpClient(Sockets(from, _cookies)) { BaseAddress = web.Address, Timeout = TimeSpan.FromSeconds(60) };
        Api = new Api(Http);
    }

    private readonly CookieContainer _cookies = new();

    public HttpClient Http { get; }

    public Api Api { get; }

    public static async Task<Somebody> SignedInAsync(RunningProgram web, string name, string password = Password)
    {
        var somebody = new Somebody(web);
        var reply = await somebody.SignInAsync(name, password);
        Assert.True(reply.Status == HttpStatusCode.OK, reply.ToString());
        return somebody;
    }

    /// <summary>Another browser with the cookies that this one has now.</summary>
    public Somebody Copy(RunningProgram web)
    {
        var copy = new Somebody(web);
        copy._cookies.Add(_cookies.GetAllCookies());
        return copy;
    }

    public void Dispose() => Http.Dispose();

    public Task<Reply> SignInAsync(string name, string password = Password, string? code = null)
        => PostAsync("session", code is null ? new { name, password } : new { name, password, code });

    public Task<Reply> PostAsync(string path, object body) => Api.PostAsync($"/api/v1/{path}", JsonSerializer.Serialize(body), key: null);

    public Task<Reply> DeleteAsync(string path) => Api.SendAsync(HttpMethod.Delete, $"/api/v1/{path}");

    public Task<JsonElement> AccountAsync() => Api.GetAsync("/api/v1/account");

    /// <summary>Null: nobody.</summary>
    public async Task<string?> WhoAsync() => (await Api.GetAsync("/api/v1/session")).TryGetProperty("account", out var account) ? account.GetString() : null;

    public static string Code(Reply reply) => reply.Json.GetProperty("errors")[0].GetProperty("code").GetString()!;

    /// <summary>Every address of 127.0.0.0/8 is this machine's, so that one test can be several networks.</summary>
    private static SocketsHttpHandler Sockets(string from, CookieContainer cookies) => new()
    {
        CookieContainer = cookies,
        ConnectCallback = async (context, cancel) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };
}
