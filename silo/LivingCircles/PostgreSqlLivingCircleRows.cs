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

    public async Task<ImmutableArray<PlaceId>> NamingAsync(PlaceId community, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                "select region from place where kind = 'circle' and id >= 'circle:' and id < 'circle;' and exists (select 1 from json_array_elements_text(view::json -> 'neighbours') n where n = $1) order by id",
                [Text(community.Value)],
                r => PlaceId.Of(r.GetString(0)),
                cancel),
        ];
}
