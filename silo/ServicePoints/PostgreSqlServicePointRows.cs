using System.Collections.Immutable;
using Circle.Grains.ServicePoints;
using Circle.Silo.Storage;
using Npgsql;
using NpgsqlTypes;
using static Circle.Silo.ServicePoints.SqliteServicePointRows;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.ServicePoints;

internal sealed class PostgreSqlServicePointRows(NpgsqlDataSource reads) : IServicePointRows
{
    private const string Query =
        """
        select view from place
         where kind = 'point' and id > $1
           and ($2 is null or region = any($2))
           and ($3 is null or stage = $3)
           and ($4 is null or view::json ->> 'state' = $4)
           and ($5 is null or view::json -> 'office' ->> 'registration' = $5)
           and ($6 is null or view::json ->> 'line' = $6)
         order by id limit $7
        """;

    public async Task<ImmutableArray<string>> ListAsync(ServicePointFilter filter, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                Query,
                [
                    Text("point:" + filter.After?.Value),
                    new NpgsqlParameter
                    {
                        Value = filter.Regions is { } regions ? regions.Select(r => r.Value).ToArray() : DBNull.Value,
                        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
                    },
                    Text(filter.Kind?.Value),
                    Text(WordOf(filter.State)),
                    Text(WordOf(filter.Registration)),
                    Text(filter.Line?.Value),
                    Number(Math.Clamp(filter.Limit, 1, 200)),
                ],
                r => r.GetString(0),
                cancel),
        ];
}
