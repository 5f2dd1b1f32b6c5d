using System.Runtime.CompilerServices;
using Circle.Contracts.Accounts;
using Circle.Contracts.Places;
using Circle.Contracts.Walls;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using MessagePack;
using Microsoft.AspNetCore.SignalR;

namespace Circle.Web.Walls;

/// <summary>The frame that a screen saw last.</summary>
[MessagePackObject]
public sealed record SeenFrame([property: Key("epoch")] long Epoch, [property: Key("n")] long N);

/// <summary>
/// A wall's stream. A screen acknowledges: two frames may be outstanding, so that memory per screen is two numbers however
/// slowly it reads; one that acknowledges nothing for 10 s, and for as long as a slow line needs for a whole picture, is cut off.
/// </summary>
internal sealed class WallHub(WallFeeds feeds, Watchers watchers, IGrainFactory grains, ScreenMeters meters, TimeProvider real, ILogger<WallHub> log) : Hub
{
    private const string Key = "circle.screen";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="place">A place's id; null: a screen's own, or the topmost.</param>
    /// <param name="rate">Frames a second at most, 1 to <see cref="WallFeed.MaxRate"/>.</param>
    /// <param name="since">What the screen shows already; null: nothing.</param>
    /// <exception cref="HubException">No such place, it may not be watched (any more), or this connection watches one already.</exception>
    public async IAsyncEnumerable<WireFrame> Watch(string? place, int rate, SeenFrame? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var frames = FramesAsync(place, rate, since, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(frames)) yield return frames.Current;
    }

    /// <summary>Real UTC in milliseconds, so that a screen can tell how old a canary is by its own clock.</summary>
    public long Time() => real.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The screen has drawn a frame.</summary>
    public void Took(long n)
    {
        object? found;
        lock (Context.Items) Context.Items.TryGetValue(Key, out found);
        if (found is Screen screen && screen.Took() is { } age) meters.Drawn(age);
    }

    /// <summary>Where no place is named: a screen's own; null: the topmost.</summary>
    private async Task<PlaceId?> OwnAsync()
    {
        try
        {
            return await watchers.PlaceOfAsync(Context);
        }
        catch (NotAllowedException)
        {
            throw new HubException("not-allowed");
        }
    }

    /// <summary>A refusal is the screen's to hear of, the end of a connection nobody's; the rest is logged here.</summary>
    private async ValueTask<bool> NextAsync(IAsyncEnumerator<WireFrame> frames)
    {
        try
        {
            return await frames.MoveNextAsync();
        }
        catch (Exception e) when (e is not (HubException or OperationCanceledException))
        {
            log.LogError(e, "A wall's stream failed");
            throw;
        }
    }

    private async IAsyncEnumerable<WireFrame> FramesAsync(string? place, int rate, SeenFrame? since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = place is null ? await OwnAsync() : TextId.TryParse<PlaceId>(place, out var named) ? named : throw new HubException("unknown-place");
        if (await grains.GetGrain<IPlaceQueries>(0).Find(asked) is not { } id) throw new HubException("unknown-place");

        if (!await watchers.MayAsync(Context, id, isWatching: false)) throw new HubException("not-allowed");

        var screen = new Screen(real);
        lock (Context.Items)
        {
            if (!Context.Items.TryAdd(Key, screen)) throw new HubException("one-wall-a-connection");
        }

        var feed = feeds.Join(id);
        meters.Joined();
        try
        {
            var pace = feed.PaceOf(Math.Clamp(rate, 1, WallFeed.MaxRate));
            var seen = since is null ? (FrameNumber?)null : new FrameNumber(since.Epoch, since.N);
            var judged = real.GetTimestamp();
            for (var fired = -1L; !feed.HasEnded;)
            {
                if (real.GetElapsedTime(judged) >= Watchers.Period)
                {
                    if (!await watchers.MayAsync(Context, id, isWatching: true)) throw new HubException("not-allowed");
                    judged = real.GetTimestamp();
                }

                fired = await pace.AfterAsync(fired, cancellationToken);
                if (!await screen.RoomAsync(Patience, cancellationToken))
                {
                    meters.CutOff();
                    Context.Abort();
                    yield break;
                }

                // A screen that has a picture has a newer one.
                if (feed.Since(seen) is not { } frame || (frame.IsKept && since is not null)) continue;

                seen = frame.Number;
                screen.Sent(frame.Size);
                yield return frame;
            }
        }
        finally
        {
            meters.Left();
            feeds.Leave(feed);
            lock (Context.Items) Context.Items.Remove(Key);
        }
    }
}
