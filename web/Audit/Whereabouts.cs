using Circle.Domain.Accounts;
using Circle.Domain.Journal;

namespace Circle.Web.Audit;

/// <summary>Once in <see cref="Period"/> for each account and address: so that of whatever the journal says an account did it is known from where.</summary>
internal sealed class Whereabouts(AuditTrail audit, TimeProvider real)
{
    public static readonly TimeSpan Period = TimeSpan.FromHours(1);

    /// <summary>Past it all of them are written anew, which says nothing wrong.</summary>
    private const int MostKnown = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(Actor Actor, string? Address), (Task Written, long At)> known = [];

    /// <exception cref="AuditException">It could not be stored.</exception>
    public Task NoteAsync(HttpContext http, Actor actor)
    {
        var key = (actor, AuditTrail.AddressOf(http));
        lock (gate)
        {
            // A page asks for several things at once: whoever comes while the entry is written waits for it.
            if (known.TryGetValue(key, out var held) && !held.Written.IsFaulted && real.GetElapsedTime(held.At) < Period) return held.Written;
            if (known.Count >= MostKnown) known.Clear();
            var written = audit.WriteAsync(http, AuditAction.WorkedFrom, actor, StreamId.Of(Account.Kind, AccountId.Of(actor)?.Value ?? "-").Value);
            known[key] = (written, real.GetTimestamp());
            return written;
        }
    }
}
