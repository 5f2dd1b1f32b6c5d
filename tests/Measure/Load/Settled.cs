using System.Diagnostics;
using Circle.Contracts.Places;
using Circle.Domain.Places;
using Circle.Measure.Hosting;

namespace Circle.Measure.Load;

/// <summary>
/// Whether everything that was committed has arrived at the top: the district's sums against the sum over all place rows in the
/// database. What regions owe and have met they work out themselves; the rest has to be equal cell by cell.
/// </summary>
internal static class Settled
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);

    /// <summary>How long it took from now on.</summary>
    /// <exception cref="InvalidOperationException">It did not come to be.</exception>
    public static async Task<TimeSpan> WaitAsync(Site site, CancellationToken cancel, TimeSpan? patience = null)
    {
        Site.Enter();
        var began = Stopwatch.GetTimestamp();
        var places = await site.Grains.GetGrain<IPlaceQueries>(0).List(null);
        var district = site.Grains.GetGrain<IRegionGrain>((await site.DistrictAsync()).Value);
        var sums = new Dictionary<TallyKey, long>();
        foreach (var place in places)
        {
            foreach (var row in await site.Database.Places.OfRegionAsync(place.Id, cancel))
            {
                foreach (var (key, quantity) in row.Cells.Cells) sums[key] = sums.GetValueOrDefault(key) + quantity;
            }
        }

        var wanted = Counted(Tally.Of(sums));

        while (true)
        {
            var shown = Counted((await district.Tally()).Cells);
            var took = Stopwatch.GetElapsedTime(began);
            if (shown.Equals(wanted)) return took;
            if (took > (patience ?? Usual)) throw new InvalidOperationException($"the district does not show what the rows hold: {Difference(shown, wanted)}");
            await Task.Delay(20, cancel);
        }
    }

    private static Tally Counted(Tally all)
        => Tally.Of(all.Cells.Where(c => c.Key.Measure != Counts.Due && c.Key.Measure != Counts.Met && c.Key.Line.Value != "canary"));

    private static string Difference(Tally shown, Tally wanted)
    {
        var cells = shown.Minus(wanted).Cells;
        return $"{cells.Length} cells differ, e.g. {string.Join(", ", cells.Take(3).Select(c => $"{c.Key} by {c.Value}"))}";
    }
}
