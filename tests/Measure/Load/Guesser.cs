using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;

namespace Circle.Measure.Load;

/// <summary>Somebody who guesses passwords: each try with another name and password, now and then with a name that there is.</summary>
internal sealed class Guesser(Uri server, int connections) : IDisposable
{
    private const int EachNth = 10;

    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false, UseCookies = false }) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(15) };

    /// <summary>How often each status was the answer; 0: none came.</summary>
    public ConcurrentDictionary<int, int> Answers { get; } = new();

    public async Task<Told> TryAsync(int n)
    {
        var name = n % EachNth == 0 ? "supervisor" : $"somebody-{n}";
        try
        {
            using var answer = await http.PostAsJsonAsync(new Uri("/api/v1/session", UriKind.Relative), new { name, password = $"guess number {n}" });
            Answers.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
            return answer.StatusCode == HttpStatusCode.OK ? Told.Accepted : Told.Refused;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            Answers.AddOrUpdate(0, 1, (_, count) => count + 1);
            return Told.Silent;
        }
    }

    public void Dispose() => http.Dispose();
}
