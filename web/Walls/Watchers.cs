using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Places;
using Circle.Web.Accounts;
using Circle.Web.Audit;
using Microsoft.AspNetCore.SignalR;

namespace Circle.Web.Walls;

/// <summary>Who may watch a wall, asked when one begins and every <see cref="Period"/> while it lasts: a stream outlives its right by no more than that.</summary>
internal sealed class Watchers(Sessions sessions, IGrainFactory grains, AuditTrail audit, ILogger<Watchers> log)
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    public async Task<bool> MayAsync(HubCallerContext connection, PlaceId place)
    {
        try
        {
            if (!await sessions.GoesOnAsync(connection.User)) return false;
            Caller.Current = AccountHosting.ActorOf(connection.User) ?? (AccountHosting.IsHere(connection.GetHttpContext()) ? AccountHosting.Visitor : null);
            if (await grains.GetGrain<IRightsGrain>(0).Missing(new Need(Permission.Watch, new Subject(place))) is null) return true;
            if (connection.GetHttpContext() is { } http) await audit.WriteAsync(http, AuditAction.Refused, AccountHosting.ActorOf(connection.User), $"watch {place}", isDone: false);
            return false;
        }
        catch (Exception e) when (e is TimeoutException or OrleansException or JournalException)
        {
            // Whoever was let in stays: no silo answers, so nothing new is shown either.
            log.LogDebug(e, "Whether {Place} may be watched is not known", place);
            return true;
        }
    }
}
