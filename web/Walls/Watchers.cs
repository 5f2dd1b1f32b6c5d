using System.Collections.Concurrent;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Screens;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Web.Accounts;
using Circle.Web.Audit;
using Circle.Web.Screens;
using Microsoft.AspNetCore.SignalR;

namespace Circle.Web.Walls;

/// <summary>Who may watch a wall, asked when one begins and every <see cref="Period"/> while it lasts: a stream outlives its right by no more than that.</summary>
internal sealed class Watchers(Sessions sessions, IGrainFactory grains, AuditTrail audit, TimeProvider real, ILogger<Watchers> log)
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>Past it all are asked anew.</summary>
    private const int MostKnown = 10_000;

    /// <summary>Thousands of screens before which one and the same person stands are two questions a second.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<(Actor? Caller, PlaceId Place), (Task<Refusal?> Missing, long At)> asked = new();

    /// <param name="isWatching">Whoever was let in stays when no silo answers: nothing new is shown then either. Nobody is let in.</param>
    public async Task<bool> MayAsync(HubCallerContext connection, PlaceId place, bool isWatching)
    {
        try
        {
            if (!await sessions.GoesOnAsync(connection.User)) return false;
            Caller.Current = AccountHosting.ActorOf(connection.User) ?? AccountHosting.WatcherOf(connection.User, connection.GetHttpContext());
            if (await MissingAsync(place) is null) return true;
            if (connection.GetHttpContext() is { } http) await audit.WriteAsync(http, AuditAction.Refused, Caller.Current, $"watch {place}", isDone: false);
            return false;
        }
        catch (Exception e) when (isWatching && e is (TimeoutException or OrleansException or JournalException))
        {
            log.LogDebug(e, "Whether {Place} may be watched is not known", place);
            return true;
        }
    }

    private Task<Refusal?> MissingAsync(PlaceId place)
    {
        var key = (Caller.Current, place);
        if (asked.TryGetValue(key, out var held) && real.GetElapsedTime(held.At) < Fresh && !held.Missing.IsFaulted) return held.Missing;
        if (asked.Count >= MostKnown) asked.Clear();
        var missing = grains.GetGrain<IRightsGrain>(0).Missing(new Need(Permission.Watch, new Subject(place)));
        asked[key] = (missing, real.GetTimestamp());
        return missing;
    }

    /// <summary>Whose place it is where none is named: a screen's own. Null: the topmost is meant.</summary>
    /// <exception cref="NotAllowedException">The screen is revoked.</exception>
    public async Task<PlaceId?> PlaceOfAsync(HubCallerContext connection)
    {
        if (ScreenCookie.ScreenOf(connection.User) is not { } screen) return null;
        Caller.Current = screen.Actor;
        return (await grains.GetGrain<IScreenGrain>(screen.Value).Own())?.Place;
    }
}
