using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Grains.LivingCircles;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.LivingCircles;

internal sealed class PostgreSqlLivingCircleRows(NpgsqlDataSource reads) : ILivingCircleRows
{
    public async Task<ImmutableArray<string>> ListAsync(ImmutableArray<PlaceId> communities, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                "select view from place where kind = 'circle' and region = any($1) order by id", [Texts([.. communities.Select(c => c.Value)])], r => r.GetString(0), cancel),
        ];

    // Of a row that is older than borders the view tells whom its people named.
    public async Task<ImmutableArray<string>> BordersAsync(CancellationToken cancel)
        => [.. await reads.QueryAsync("select coalesce(view::json ->> 'border', view) from place where kind = 'circle' and id >= 'circle:' and id < 'circle;' order by id", [], r => r.GetString(0), cancel)];
}
