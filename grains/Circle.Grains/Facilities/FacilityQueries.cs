using System.Text.Json;
using Circle.Contracts.Facilities;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Grains.Plans;
using Orleans.Concurrency;

namespace Circle.Grains.Facilities;

[StatelessWorker, Reentrant, GrainType("facility-queries")]
public sealed class FacilityQueries(IFacilityRows rows, Atlas atlas) : Grain, IFacilityQueries
{
    public async Task<FacilityPage> List(FacilityQuery query)
    {
        var limit = Math.Clamp(query.Limit, 1, 200);
        var found = await rows.ListAsync(
            new FacilityFilter(
                atlas.Places.Under(query.Place),
                query.Line,
                query.Stage,
                query.Text,
                query.After,
                limit),
            CancellationToken.None);
        return new FacilityPage(
            [.. found.Select(row => JsonSerializer.Deserialize<FacilityView>(row.View, JournalJson.Options)!)],
            found.Length == limit ? found[^1].Id : null);
    }
}
