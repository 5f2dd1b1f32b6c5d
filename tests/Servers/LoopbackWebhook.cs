using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;

namespace Circle.TestServers;

/// <summary>What somebody posted.</summary>
/// <param name="At">When all of it had come, by the stopwatch.</param>
public sealed record Posted(string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body, long At)
{
    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>A real HTTP server on this machine that keeps what is posted to it, and answers as it is told.</summary>
public sealed class LoopbackWebhook : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<Posted> _taken = new();
    private int _tries;

    public LoopbackWebhook()
    {
        Address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = Task.Run(ListenAsync);
    }

    public Uri Address { get; }

    /// <summary>Of its answers; it keeps what came only with 200.</summary>
    public int Status { get; set; } = 200;

    /// <summary>By the text that was posted, before <see cref="Status"/>; 0: it is not answered.</summary>
    public Func<string, int>? StatusOf { get; set; }

    /// <summary>It hears and never answers.</summary>
    public bool IsMute { get; set; }

    public string Answer { get; set; } = "";

    public string? Location { get; set; }

    /// <summary>What came and was answered with 200, in order.</summary>
    public IReadOnlyList<Posted> Taken => [.. _taken];

    /// <summary>Everything that came.</summary>
    public int Tries => Volatile.Read(ref _tries);

    public void Dispose() => _listener.Close();

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => TakeAsync(context));
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // It is closed.
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        var answer = Encoding.UTF8.GetBytes(Answer);
        using var body = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(body);
        var at = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _tries);
        var status = StatusOf is { } of ? of(Encoding.UTF8.GetString(body.ToArray())) : Status;
        if (IsMute || status == 0) return;
        if (status == 200)
        {
            var headers = context.Request.Headers;
            _taken.Enqueue(new Posted(context.Request.Url!.AbsolutePath, context.Request.Url.Query, headers.AllKeys.ToDictionary(k => k!, k => headers[k]!, StringComparer.OrdinalIgnoreCase), body.ToArray(), at));
        }

        context.Response.StatusCode = status;
        if (Location is { } location) context.Response.RedirectLocation = location;
        await context.Response.OutputStream.WriteAsync(answer);
        context.Response.Close();
    }
}
