using System.Net;
using System.Net.Http.Json;
using Circle.Measure.Hosting;
using Circle.TestServers;

namespace Circle.Measure.Load;

/// <summary>A caller at the web's door: each command a POST with a key of its own.</summary>
internal sealed class HttpTeller(Uri server, int connections) : IDisposable
{
    private static readonly string On = Site.Today.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As a facility of a field lives.</summary>
    private static readonly (string Path, object Body)[] Life =
    [
        ("progress", new { stage = "prepared", on = On }),
        ("progress", new { stage = "delivered", on = On, note = "设备已到位" }),
        ("completion", new { on = On }),
        ("retraction", new { stage = "completed", reason = "数量有误" }),
        ("retraction", new { stage = "delivered", reason = "数量有误" }),
        ("retraction", new { stage = "prepared", reason = "数量有误" }),
    ];

    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false }) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(15) };
    private readonly int[] steps = new int[100_000];
    private long accepted;
    private long unsure;

    public long Accepted => Interlocked.Read(ref accepted);

    /// <summary>Commands that may have happened.</summary>
    public long Unsure => Interlocked.Read(ref unsure);

    /// <summary>As the rehearsal's host, who may report on every line.</summary>
    public async Task SignInAsync()
    {
        await Eventually.IsTrueAsync(
            "demonstration accounts",
            async () => (await http.GetStringAsync(new Uri("/api/v1/session/demonstration", UriKind.Relative))).Contains("\"host\"", StringComparison.Ordinal));
        using var answer = await http.PostAsJsonAsync(new Uri("/api/v1/session", UriKind.Relative), new { name = "host", password = ProgramProcess.DemonstrationPassword });
        answer.EnsureSuccessStatusCode();
    }

    public async Task<Told> TellAsync(int facility)
    {
        var (path, body) = Life[steps[facility]++ % Life.Length];
        var told = await PostAsync(Field.IdOf(facility).Value, path, body);
        if (told == Told.Accepted) Interlocked.Increment(ref accepted);
        if (told is Told.Unsure or Told.Silent) Interlocked.Increment(ref unsure);
        return told;
    }

    /// <summary>A completion of today.</summary>
    public Task<Told> CompleteAsync(int probe)
        => PostAsync(Probes.IdOf(probe).Value, "completion", new { on = Site.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });

    public void Dispose() => http.Dispose();

    private async Task<Told> PostAsync(string facility, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/api/v1/facilities/{facility}/{path}", UriKind.Relative)) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString("D"));
        try
        {
            using var answer = await http.SendAsync(request);
            return answer.StatusCode switch
            {
                HttpStatusCode.OK or HttpStatusCode.Created => Told.Accepted,
                HttpStatusCode.ServiceUnavailable => Told.Busy,
                HttpStatusCode.GatewayTimeout => Told.Unsure,
                _ => Told.Refused,
            };
        }
        catch (TaskCanceledException)
        {
            return Told.Silent;
        }
    }
}
