using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;
using Circle.Grains.PointChecks;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.PointChecks;

internal sealed class PostgreSqlPointCheckRows(NpgsqlDataSource reads) : IPointCheckRows
{
    public async Task<ImmutableArray<string>> ListAsync(ImmutableArray<PlaceId> streets, ImmutableArray<Quarter> quarters, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                "select view from place where kind = 'check' and id >= 'check:' and id < 'check;' and region = any($1) and stage = any($2) order by id",
                [Texts([.. streets.Select(s => s.Value)]), Texts([.. quarters.Select(q => q.ToString())])],
                r => r.GetString(0),
                cancel),
        ];

    public async Task<ImmutableArray<string>> OfPointAsync(ServicePointId point, ImmutableArray<Quarter> quarters, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                """
                select view from place
                 where kind = 'check' and id >= 'check:' and id < 'check;' and stage = any($2)
                   and exists (select from json_array_elements(view::json -> 'points') p where p ->> 'point' = $1)
                 order by id
                """,
                [Text(point.Value), Texts([.. quarters.Select(q => q.ToString())])],
                r => r.GetString(0),
                cancel),
        ];
}
