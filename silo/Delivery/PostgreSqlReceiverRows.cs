using System.Collections.Immutable;
using Circle.Grains.Delivery;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Delivery;

internal sealed class PostgreSqlReceiverRows(NpgsqlDataSource reads) : IReceiverRows
{
    public async Task<ImmutableArray<string>> ListAsync(string stage, int limit, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                """select view from place where kind = 'receiver' and id collate "C" > 'receiver:' and id collate "C" < 'receiver;' and stage = $1 order by id collate "C" limit $2""",
                [Text(stage), Number(limit)],
                r => r.GetString(0),
                cancel),
        ];
}
