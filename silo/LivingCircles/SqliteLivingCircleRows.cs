using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.LivingCircles;
using Circle.Silo.Storage;

namespace Circle.Silo.LivingCircles;

internal sealed class SqliteLivingCircleRows(SqliteThreads readers) : ILivingCircleRows
{
    public Task<ImmutableArray<string>> ListAsync(ImmutableArray<PlaceId> communities, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select view from place where kind = 'circle' and region in (select value from json_each(?1)) order by id")
                .Bind(1, JsonSerializer.Serialize(communities, JournalJson.Options))
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<PlaceId>> NamingAsync(PlaceId community, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select region from place where kind = 'circle' and id >= 'circle:' and id < 'circle;' and exists (select 1 from json_each(view, '$.neighbours') where value = ?1) order by id")
                .Bind(1, community.Value)
                .Rows(r => PlaceId.Of(r.Text(0))).ToImmutableArray(),
            cancel);
}
