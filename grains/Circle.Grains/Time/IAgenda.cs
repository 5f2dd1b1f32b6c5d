using System.Collections.Immutable;
using Circle.Domain.Journal;

namespace Circle.Grains.Time;

/// <summary>Reads of the agenda; rows come and go in the commits of their streams.</summary>
public interface IAgenda
{
    /// <summary>
    /// Claims rows due at <paramref name="now"/> (business time) until <paramref name="leaseUntil"/> (real time), leaving out those
    /// that another silo has claimed and not yet let go. Those that nobody tried come first, earliest first, and then those that
    /// were tried longest ago: however many fail again and again, each has its turn.
    /// </summary>
    Task<ImmutableArray<AgendaItem>> ClaimAsync(
        DateTimeOffset now, DateTimeOffset realNow, DateTimeOffset leaseUntil, int limit, CancellationToken cancel);

    /// <summary>Whether any row is due at <paramref name="now"/> (business time), claimed or not.</summary>
    Task<bool> IsDueAsync(DateTimeOffset now, CancellationToken cancel);
}
