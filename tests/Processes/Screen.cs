using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using MessagePack;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Circle.Processes.Tests;

public enum Protocol
{
    Json,
    MessagePack,
}

/// <summary>What a frame has to have on the wire, in either protocol.</summary>
[MessagePackObject]
public sealed class Frame
{
    [Key("epoch")] public long Epoch { get; set; }

    [Key("n")] public long N { get; set; }

    [Key("full")] public bool Full { get; set; }

    [Key("place")] public string Place { get; set; } = "";

    [Key("asOf")] public string AsOf { get; set; } = "";

    [Key("today")] public string Today { get; set; } = "";

    [Key("mode")] public string Mode { get; set; } = "";

    [Key("phase")] public string Phase { get; set; } = "";

    [Key("paused")] public bool Paused { get; set; }

    [Key("cells")] public Dictionary<string, object?> Cells { get; set; } = [];

    /// <summary>A cell as JSON, whichever protocol brought it; null for one that is gone.</summary>
    public JsonElement? Cell(string key) => Cells[key] is { } cell ? JsonSerializer.SerializeToElement(cell) : null;

    public IEnumerable<JsonElement> Group(string prefix)
        => Cells.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k => Cell(k)!.Value);
}

[MessagePackObject]
public sealed record Seen([property: Key("epoch")] long Epoch, [property: Key("n")] long N)
{
    public static Seen Of(Frame frame) => new(frame.Epoch, frame.N);
}

/// <summary>A wall's connection, as a program outside makes one.</summary>
internal sealed class Screen : IAsyncDisposable
{
    /// <summary>No test looks at one stream for longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HubConnection _hub;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Screen(HubConnection hub)
    {
        _hub = hub;
        hub.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <summary>Completes when the connection is gone for good.</summary>
    public Task Closed => _closed.Task;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="forwardedFor">Whom a proxy says it asks for: then nobody sits at the machine.</param>
    public static async Task<Screen> OpenAsync(Uri server, Protocol protocol = Protocol.Json, CookieContainer? cookies = null, string? forwardedFor = null)
    {
        // As a wall does: the server gives up a screen that says nothing for 15 s, which is just the client's own default.
        var builder = new HubConnectionBuilder().WithUrl(new Uri(server, "/hubs/wall"), http =>
        {
            http.Cookies = cookies ?? http.Cookies;
            if (forwardedFor is not null) http.Headers["X-Forwarded-For"] = forwardedFor;
        }).WithKeepAliveInterval(TimeSpan.FromSeconds(5));
        if (protocol == Protocol.MessagePack) builder.AddMessagePackProtocol();
        var screen = new Screen(builder.Build());
        await screen._hub.StartAsync(Cancel);
        return screen;
    }

    /// <summary>Frames as they come; <paramref name="acknowledge"/> tells the server that each was drawn.</summary>
    public IAsyncEnumerable<Frame> WatchAsync(string? place = null, Seen? since = null, bool acknowledge = true)
        => StreamAsync(place, since, acknowledge, Cancel);

    public async IAsyncEnumerable<Frame> StreamAsync(string? place, Seen? since, bool acknowledge, [EnumeratorCancellation] CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        try
        {
            await foreach (var frame in _hub.StreamAsync<Frame>("Watch", place, 60, since, limit.Token))
            {
                if (acknowledge) await _hub.SendAsync("Took", frame.N, Cancel);
                yield return frame;
            }
        }
        finally
        {
            // Who stops reading has not told the server: the stream would go on there, and a second one be refused.
            await limit.CancelAsync();
        }
    }

    public async Task<Frame> FirstAsync(string? place = null, Seen? since = null) => await WatchAsync(place, since).FirstAsync(Cancel);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
