using System.Collections.Frozen;
using System.Net.Sockets;
using Circle.Domain.Delivery;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Delivery;

/// <summary>Sends messages of this silo's receivers, so many at once and each for so long. Runs on no grain's turn.</summary>
public sealed class Sender(DeliverySettings settings, IEnumerable<IChannel> channels, SiloStop stop, TimeProvider real, ILogger<Sender> log) : IDisposable
{
    /// <summary>A target has one place in so many.</summary>
    private const int Share = 8;

    private readonly FrozenDictionary<Channel, IChannel> byKind = channels.ToFrozenDictionary(c => c.Kind);
    private readonly SemaphoreSlim places = new(settings.MostAtOnce);

    /// <summary>Of each target: one that hangs holds no more of all places than these, whoever sends to it.</summary>
    private readonly FrozenDictionary<string, SemaphoreSlim> own = settings.Targets.DistinctBy(t => t.Name).ToFrozenDictionary(t => t.Name, _ => new SemaphoreSlim(Math.Max(1, settings.MostAtOnce / Share)));

    /// <returns>Null: taken; else why not.</returns>
    /// <exception cref="OperationCanceledException">The silo stops: whether it was taken nobody knows, and it is sent again.</exception>
    public async Task<string?> SendAsync(string name, DeliveryMessage message)
    {
        if (settings.Find(name) is not { } target) return "这里的配置中没有这个投递目标 · no such target in the configuration";
        if (message.Unfit(target.Channel) is { } unfit) return unfit;
        var ownPlaces = own.GetValueOrDefault(name);
        if (ownPlaces is not null) await ownPlaces.WaitAsync(stop.Token);
        try
        {
            return await SendAsync(name, target, message);
        }
        finally
        {
            ownPlaces?.Release();
        }
    }

    private async Task<string?> SendAsync(string name, TargetSettings target, DeliveryMessage message)
    {
        await places.WaitAsync(stop.Token);
        try
        {
            var channel = byKind[target.Channel];
            using var limit = new CancellationTokenSource(channel.Limit(settings.Timeout), real);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop.Token);
            return await Task.Run(() => channel.SendAsync(target, message, either.Token), either.Token);
        }
        catch (Exception e) when (!stop.IsBegun)
        {
            // The exception's own words may hold an address, and addresses of robots are secrets.
            log.LogInformation("{Message} was not taken by {Target}: {Kind}", message.Id, name, e.GetType().Name);
            return WordsOf(e);
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Why something was not taken, without the exception's own words.</summary>
    public static string WordsOf(Exception failure) => failure switch
    {
        OperationCanceledException => "对方没有按时答复 · no answer in time",
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => $"联系不上 · not reached ({http.HttpRequestError})",
        HttpRequestException or IOException or SocketException => "联系不上 · not reached",
        _ => $"没有投成 · not sent ({failure.GetType().Name})",
    };

    public void Dispose()
    {
        places.Dispose();
        foreach (var some in own.Values) some.Dispose();
    }
}
