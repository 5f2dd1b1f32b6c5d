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

    // Of a row that is older than borders the view tells whom its people named.
    public Task<ImmutableArray<string>> BordersAsync(CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select coalesce(json_extract(view, '$.border'), view) from place where kind = 'circle' and id >= 'circle:' and id < 'circle;' order by id").Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);
}
