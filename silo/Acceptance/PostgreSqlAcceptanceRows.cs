using System.Collections.Immutable;
using Circle.Grains.Acceptance;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Acceptance;

internal sealed class PostgreSqlAcceptanceRows(NpgsqlDataSource reads) : IAcceptanceRows
{
    public async Task<ImmutableArray<string>> ListAsync(AcceptanceFilter filter, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                """
                select view from place p
                 where kind = 'acceptance' and id collate "C" > $1 and id collate "C" < 'acceptance;' and ($2::text[] is null or region = any($2))
                   and ($3::text is null or line = $3) and stage = any($4)
                   and ($5::text is null or exists (select from json_array_elements_text(view::json -> 'members') m where m = $5))
                   and (stage = 'nothing' or exists (select from place f where f.id = 'facility:' || substr(p.id, 12) and f.stage in ('completed', 'filed')))
                 order by id collate "C" limit $6
                """,
                [
                    Text($"acceptance:{filter.After}"),
                    TextsOrNull(filter.Regions?.Select(r => r.Value)),
                    Text(filter.Line?.Value),
                    Texts([.. filter.Waits.Select(w => w.ToString().ToLowerInvariant())]),
                    Text(filter.Member?.Value),
                    Number(Math.Clamp(filter.Limit, 1, IAcceptanceRows.MaxLimit)),
                ],
                r => r.GetString(0),
                cancel),
        ];
}
