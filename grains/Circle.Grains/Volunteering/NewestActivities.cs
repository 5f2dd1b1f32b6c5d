using System.Collections.Immutable;
using Circle.Contracts.Volunteering;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Volunteering;
using Circle.Grains.Lists;
using Circle.Grains.Places;

namespace Circle.Grains.Volunteering;

/// <summary>
/// The newest records of a team, held by its grain: so many and no more, however long the log is. They are read again when the team's row says that its log
/// has moved, and after a while, since a review moves no sum.
/// </summary>
internal sealed class NewestActivities(IListRows rows, TimeProvider real)
{
    public static readonly ImmutableArray<ActivityStage> Shown = [.. Enum.GetValues<ActivityStage>().Where(s => s is not (ActivityStage.Superseded or ActivityStage.Void))];

    private Tally? seen;
    private long readAt;
    private ImmutableArray<ActivityView> newest = [];

    /// <param name="cells">The team's row as it is held.</param>
    public async Task<ImmutableArray<ActivityView>> OfAsync(StreamId team, Tally cells)
    {
        if (ReferenceEquals(seen, cells) && real.GetElapsedTime(readAt) < OwnRow.Fresh) return newest;
        readAt = real.GetTimestamp();
        var found = await rows.ListAsync(ServiceRows.Any with { About = team, Stages = [.. Shown.Select(ActivityView.WordOf)], Limit = TeamSheet.MostNewest }, CancellationToken.None);
        (seen, newest) = (cells, [.. found.Select(r => ActivityQueries.Read(r.View))]);
        return newest;
    }
}
