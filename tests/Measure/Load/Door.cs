using System.Net;
using System.Net.Http.Json;
using Circle.TestServers;

namespace Circle.Measure.Load;

/// <summary>The web's door, for one account: each command a POST with a key of its own.</summary>
internal sealed class Door(Uri server, int connections) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false }) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(15) };

    /// <param name="account">Of the rehearsal's demonstration accounts.</param>
    public async Task SignInAsync(string account)
    {
        await Eventually.IsTrueAsync(
            "demonstration accounts",
            async () => (await http.GetStringAsync(new Uri("/api/v1/session/demonstration", UriKind.Relative))).Contains($"\"{account}\"", StringComparison.Ordinal));
        using var answer = await http.PostAsJsonAsync(new Uri("/api/v1/session", UriKind.Relative), new { name = account, password = ProgramProcess.DemonstrationPassword });
        answer.EnsureSuccessStatusCode();
    }

    public async Task<Told> TellAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body) };
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

    /// <summary>All of an answer that is read, in bytes; whether it was one.</summary>
    public async Task<(bool IsRead, int Bytes)> ReadAsync(string path)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            return (answer.IsSuccessStatusCode, (await answer.Content.ReadAsByteArrayAsync()).Length);
        }
        catch (TaskCanceledException)
        {
            return (false, 0);
        }
    }

    public void Dispose() => http.Dispose();
}
