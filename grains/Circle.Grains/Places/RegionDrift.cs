using Circle.Domain.Journal;

namespace Circle.Grains.Places;

/// <summary>
/// Tells rows that were lost from rows that were only on their way while the region was compared. A row that the region had
/// to read is lost when no message brings it within a whole period; at work some row is always on its way. Real time.
/// </summary>
internal sealed class RegionDrift(TimeProvider real)
{
    /// <summary>Longer than any message takes, shorter than the time between two rounds.</summary>
    private static readonly TimeSpan Landing = TimeSpan.FromSeconds(4);

    private Dictionary<StreamId, long> fresh = [];
    private Dictionary<StreamId, long> waited = [];
    private long judged = real.GetTimestamp();
    private bool wasLost;

    /// <summary>A row that the reading had to bring, or (with revision 0) to take away.</summary>
    public void Missed(StreamId row, long revision) => fresh[row] = revision;

    public void Arrived(PlaceRow row)
    {
        Strike(fresh, row);
        Strike(waited, row);
    }

    /// <summary>True when rows were lost two periods in a row.</summary>
    public bool Judge()
    {
        if (real.GetElapsedTime(judged) < Landing) return false;
        judged = real.GetTimestamp();
        var isLost = waited.Count > 0;
        var isDrift = isLost && wasLost;
        (wasLost, waited, fresh) = (isLost, fresh, []);
        return isDrift;
    }

    private static void Strike(Dictionary<StreamId, long> missed, PlaceRow row)
    {
        if (missed.TryGetValue(row.Id, out var revision) && row.Revision >= revision) missed.Remove(row.Id);
    }
}
