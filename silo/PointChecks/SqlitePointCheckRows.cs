using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;
using Circle.Grains.PointChecks;
using Circle.Silo.Storage;

namespace Circle.Silo.PointChecks;

internal sealed class SqlitePointCheckRows(SqliteThreads readers) : IPointCheckRows
{
    public Task<ImmutableArray<string>> ListAsync(ImmutableArray<PlaceId> streets, ImmutableArray<Quarter> quarters, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare(
                """
                select view from place
                 where kind = 'check' and id >= 'check:' and id < 'check;' and region in (select value from json_each(?1)) and stage in (select value from json_each(?2))
                 order by id
                """)
                .Bind(1, JsonSerializer.Serialize(streets, JournalJson.Options))
                .Bind(2, JsonSerializer.Serialize(quarters.Select(q => q.ToString()), JournalJson.Options))
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<string>> OfPointAsync(ServicePointId point, ImmutableArray<Quarter> quarters, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare(
                """
                select view from place
                 where kind = 'check' and id >= 'check:' and id < 'check;' and stage in (select value from json_each(?2))
                   and exists (select 1 from json_each(view, '$.points') p where json_extract(p.value, '$.point') = ?1)
                 order by id
                """)
                .Bind(1, point.Value)
                .Bind(2, JsonSerializer.Serialize(quarters.Select(q => q.ToString()), JournalJson.Options))
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);
}
