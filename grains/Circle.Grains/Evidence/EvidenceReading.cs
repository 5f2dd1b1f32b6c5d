using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Evidence;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Facilities;

namespace Circle.Grains.Evidence;

/// <summary>All that one question about a place is answered from, read once.</summary>
/// <param name="Lines">Those asked for, in the document's order.</param>
internal sealed record EvidenceReading(
    PlaceNode Place, DateOnly Today, UnitLedgers Ledgers, ILookup<LineId, CountedFacility> Facilities, ImmutableArray<Line> Lines, bool IsTruncated)
{
    /// <summary>More are not read at once; the answer says so.</summary>
    private const int MostRows = 20_000;

    private const int PageSize = 200;

    private readonly Dictionary<LineId, LineStanding> standings = Lines.ToDictionary(l => l.Id, l => Ledgers.StandingOf(l, Today));

    public PlanVersion Plan => Ledgers.Plan;

    public PlaceTree Places => Ledgers.Places;

    public LineStanding StandingOf(Line line) => standings[line.Id];

    public ImmutableArray<Item> ItemsOf(Figure figure, Line line, Days? days) => Items.Of(figure, line, Ledgers, Facilities[line.Id], days, Today);

    /// <summary>From when a line's silence counts here: its last report, or its confirmation where that is later.</summary>
    public DateOnly? QuietSince(Line line)
        => Standings.QuietSince(Standings.LastHeard(Ledgers.CellsOf(line.Id), Today), Plan.Baselines.GetValueOrDefault(line.Id)?.Since);

    public static async Task<(ImmutableArray<CountedFacility> Facilities, bool IsTruncated)> FacilitiesAsync(
        IFacilityRows rows, ImmutableArray<PlaceId> regions, LineId? line, CancellationToken cancel)
    {
        var all = ImmutableArray.CreateBuilder<CountedFacility>();
        for (FacilityId? after = null; all.Count < MostRows;)
        {
            var page = await rows.ListAsync(new FacilityFilter(regions, line, null, null, after, PageSize), cancel);
            all.AddRange(page.Select(row => new CountedFacility(JsonSerializer.Deserialize<FacilityView>(row.View, JournalJson.Options)!, row.Cells)));
            if (page.Length < PageSize) return (all.ToImmutable(), false);
            after = page[^1].Id;
        }

        return (all.ToImmutable(), true);
    }
}
