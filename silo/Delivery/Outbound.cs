using System.Net;
using System.Net.Sockets;
using Circle.Grains.Delivery;

namespace Circle.Silo.Delivery;

/// <summary>What was answered, as far as anybody reads it.</summary>
internal sealed record OutboundAnswer(HttpStatusCode Status, string Text)
{
    public bool IsTaken => (int)Status is >= 200 and < 300;

    public string? Failure => IsTaken ? null : $"对方答复 {(int)Status} · answered {(int)Status}";
}

/// <summary>
/// Posts to addresses of the configuration, and to nowhere else: no redirect is followed, no proxy asked, no cookie kept, and an address of this machine
/// or of a private network is refused when it is connected to unless the setting allows them.
/// </summary>
internal sealed class Outbound : IDisposable
{
    /// <summary>Bytes of an answer that are read.</summary>
    public const int MostRead = 16 * 1024;

    private readonly HttpClient http;
    private readonly bool isPrivateAllowed;

    public Outbound(DeliverySettings settings)
    {
        isPrivateAllowed = settings.PrivateNetwork;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 16,
            ConnectCallback = (context, cancel) => ConnectAsync(context.DnsEndPoint, cancel),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <param name="content">Sent whole; disposed by this.</param>
    /// <param name="headers">Beside those of the content.</param>
    public async Task<OutboundAnswer> PostAsync(Uri url, HttpContent content, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        await using var body = await answer.Content.ReadAsStreamAsync(cancel);
        var read = new byte[MostRead];
        var length = await body.ReadAtLeastAsync(read, MostRead, throwOnEndOfStream: false, cancel);
        return new OutboundAnswer(answer.StatusCode, System.Text.Encoding.UTF8.GetString(read, 0, length));
    }

    public void Dispose() => http.Dispose();

    /// <summary>After the name was looked up: one that leads elsewhere the second time gains nothing.</summary>
    private async ValueTask<Stream> ConnectAsync(DnsEndPoint to, CancellationToken cancel)
    {
        var found = IPAddress.TryParse(to.Host, out var given) ? [given] : await Dns.GetHostAddressesAsync(to.Host, cancel);
        var allowed = isPrivateAllowed ? found : [.. found.Where(PublicAddress.Is)];
        if (allowed.Length == 0) throw new IOException("no address of it is allowed");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
