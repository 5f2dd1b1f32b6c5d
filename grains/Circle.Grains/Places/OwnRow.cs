using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Domain.Places;

namespace Circle.Grains.Places;

/// <summary>
/// What an owner's grain holds of its own place row, which others' commits change too. It comes with the owner's commits and with messages of silos; what no
/// message brought is found when somebody asks, since by then it is read again unless that was just now.
/// </summary>
public sealed class OwnRow(IPlaceRows rows, TimeProvider real)
{
    /// <summary>How long what was read is asked for no more.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private PlaceRow? held;
    private long? readAt;

    /// <summary>As a commit left it; the greater revision wins.</summary>
    public void Take(PlaceRow row)
    {
        if (held is null || row.Revision > held.Revision) held = row;
    }

    /// <summary>What the row holds; nothing before there is one.</summary>
    /// <exception cref="JournalException">It was never read, and cannot be.</exception>
    public async Task<Tally> CellsAsync(StreamId id)
    {
        if (readAt is { } at && real.GetElapsedTime(at) < Fresh) return held?.Cells ?? Tally.Empty;
        var asked = real.GetTimestamp();
        try
        {
            if (await rows.FindAsync(id, CancellationToken.None) is { } found) Take(found);
            readAt = asked;
        }
        catch (JournalException) when (readAt is not null)
        {
            // Messages still come: what is held is hardly old.
        }

        return held?.Cells ?? Tally.Empty;
    }
}
