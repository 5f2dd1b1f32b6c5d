using System.Collections.Immutable;
using Circle.Domain.Imports;
using Circle.Grains.Imports;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Imports;

internal sealed class PostgreSqlImportRows(NpgsqlDataSource reads) : IImportRows
{
    public async Task<ImmutableArray<string>> ListAsync(ImportId? before, int limit, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                "select view from place where kind = 'import' and id >= 'import:' and id < 'import;' and ($1 is null or id < $1) order by id desc limit $2",
                [Text(before is { } id ? Import.StreamOf(id).Value : null), Number(limit)],
                r => r.GetString(0),
                cancel),
        ];
}
