using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Search;
using Circle.Grains.Places;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Search;

/// <summary>
/// Reads what this silo's index lacks, by the rule of the regions: every 5 s it compares count and marks of all regions with the database
/// and reads of those that differ the rows whose revision is another. The first round lacks everything; there is no other way to build it.
/// </summary>
public sealed class SearchWatch(SearchCatalog catalog, IPlaceRows places, ISearchRows rows, Atlas atlas, TimeProvider real, ILogger<SearchWatch> log) : SiloLoop
{
    protected override Task RunAsync(CancellationToken cancel)
        => EachOrChangedAsync(RegionWatch.Period, real, () => atlas.Changed, RoundAsync, e => log.LogWarning(e, "The index could not be compared with its rows"), cancel);

    /// <summary>One comparison; after the first the index answers.</summary>
    public async Task RoundAsync(CancellationToken cancel)
    {
        var stored = (await places.MarksAsync(catalog.Regions(), cancel)).ToDictionary(m => m.Region, m => new RegionCheck(m.Count, m.MarkSum));
        var differing = catalog.Differing(stored);
        if (!differing.IsEmpty) await ReadAsync(differing, cancel);
        catalog.Reconsider();
    }

    private async Task ReadAsync(ImmutableArray<PlaceId> differing, CancellationToken cancel)
    {
        var before = catalog.RevisionsOf(differing);
        var there = await rows.RevisionsAsync(differing, cancel);
        var lacking = catalog.Lacking(there);
        catalog.Take(lacking.Where(r => !Searchable.IsOf(r.Id.Kind)).Select(r => (r.Id, r.Region, r.Revision, (Searchable?)null)));

        // What is not there any more may have moved to a region that did not differ yet.
        foreach (var row in there) before.Remove(row.Id);
        foreach (var some in lacking.Select(r => r.Id).Where(r => Searchable.IsOf(r.Kind)).Concat(before.Keys.ToArray()).Chunk(ISearchRows.MaxAsked))
        {
            var read = await rows.RowsAsync([.. some], cancel);
            catalog.Take(read.Select(r => (r.Id, r.Region, r.Revision, Searchable.Of(r.Id, r.View))));
            foreach (var row in read) before.Remove(row.Id);
        }

        catalog.Forget(before.Select(b => (b.Key, b.Value)));
    }
}
