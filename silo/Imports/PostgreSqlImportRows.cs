using System.Collections.Immutable;
using Circle.Domain.Imports;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Grains.Imports;
using Circle.Silo.Storage;
using Npgsql;
using NpgsqlTypes;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Imports;

internal sealed class PostgreSqlImportRows(NpgsqlDataSource reads) : IImportRows
{
    public async Task<ImmutableArray<string>> ListAsync(ImportId? before, int limit, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                "select view from place where kind = 'import' and ($1 is null or id < $1) order by id desc limit $2",
                [Text(before is { } id ? Import.StreamOf(id).Value : null), Number(limit)],
                r => r.GetString(0),
                cancel),
        ];

    public async Task<ImmutableArray<string>> PointsAsync(PointKindId kind, ImmutableArray<PlaceId>? regions, ServicePointId? after, int limit, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                "select view from place where kind = 'point' and stage = $1 and id > $2 and ($3 is null or region = any($3)) order by id limit $4",
                [
                    Text(kind.Value),
                    Text("point:" + after?.Value),
                    new NpgsqlParameter { Value = regions is { } some ? some.Select(r => r.Value).ToArray() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                    Number(limit),
                ],
                r => r.GetString(0),
                cancel),
        ];
}
