using Circle.Contracts.Volunteering;
using Circle.Domain.Facilities;
using Circle.Domain.Volunteering;

namespace Circle.Web.Volunteering;

/// <summary>What one person did in whatever team, newest first.</summary>
/// <param name="IsCut">There is more, and older: it was not read.</param>
internal sealed record OwnEntries(IReadOnlyList<ServiceEntry> Entries, bool IsCut)
{
    /// <param name="team">Of theirs: by it they may read.</param>
    /// <param name="since">Null: from the first.</param>
    /// <param name="most">So many, up to a page more.</param>
    public static async Task<OwnEntries> ReadAsync(IGrainFactory grains, FacilityId team, VolunteerId who, DateTimeOffset? since, int most)
    {
        var entries = new List<ServiceEntry>();
        ActivityCursor? after = null;
        do
        {
            var page = await grains.GetGrain<IActivityQueries>(0).OfPerson(new PersonActivities(team, who, since, after, ActivityPage.MaxLimit));
            entries.AddRange(page.Entries);
            after = page.Next;
        }
        while (after is not null && entries.Count < most);
        return new OwnEntries(entries, after is not null);
    }
}
