using System.Diagnostics.CodeAnalysis;
using Circle.Domain.Journal;

namespace Circle.Domain.Places;

/// <summary>
/// Rows on their way to the aggregates that own them: of each at most one out, and of what comes meanwhile the newest waits. Who has nothing on its way is
/// forgotten. Pure and single-threaded; whoever owns it locks.
/// </summary>
public sealed class OwnerMail
{
    /// <summary>Owners that may have something on its way. One more is let go: it reads its row itself when it is asked.</summary>
    public const int MaxOwners = 20_000;

    /// <summary>What waits behind the row that is out; null: nothing.</summary>
    private readonly Dictionary<StreamId, PlaceRow?> owners = [];

    public int Owners => owners.Count;

    /// <summary>True: it leaves now. False: it waits, is older than what waits, or is let go.</summary>
    /// <param name="isLetGo">It will never leave, and nothing newer waits.</param>
    public bool Post(PlaceRow row, out bool isLetGo)
    {
        isLetGo = false;
        if (owners.TryGetValue(row.Id, out var waiting))
        {
            if (waiting is null || row.Revision > waiting.Revision) owners[row.Id] = row;
            return false;
        }

        isLetGo = owners.Count >= MaxOwners;
        if (!isLetGo) owners.Add(row.Id, null);
        return !isLetGo;
    }

    /// <summary>What was out has arrived, or is given up: what waited leaves.</summary>
    public bool TryNext(StreamId owner, [NotNullWhen(true)] out PlaceRow? next)
    {
        next = owners[owner];
        if (next is null) owners.Remove(owner);
        else owners[owner] = null;
        return next is not null;
    }

    /// <summary>It may not have arrived: it leaves again, or what is newer and waits.</summary>
    public PlaceRow Again(PlaceRow row)
    {
        var waiting = owners[row.Id];
        if (waiting is null || waiting.Revision < row.Revision) return row;
        owners[row.Id] = null;
        return waiting;
    }
}
