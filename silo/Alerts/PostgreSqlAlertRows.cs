using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Alerts;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Alerts;

internal sealed class PostgreSqlAlertRows(NpgsqlDataSource reads) : IAlertRows
{
    public async Task<ImmutableArray<string>> ListAsync(ImmutableArray<PlaceId>? regions, LineId? line, ImmutableArray<string> stages, AlertId? after, int limit, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                """
                select view from place
                 where kind = 'alert' and id collate "C" > $1 and id collate "C" < 'alert;' and ($2::text[] is null or region = any($2)) and ($3::text is null or line = $3) and stage = any($4)
                 order by id collate "C" limit $5
                """,
                [Text($"alert:{after}"), TextsOrNull(regions?.Select(r => r.Value)), Text(line?.Value), Texts([.. stages]), Number(Math.Clamp(limit, 1, IAlertRows.MaxLimit))],
                r => r.GetString(0),
                cancel),
        ];

    public async Task<ImmutableArray<string>> FindAsync(ImmutableArray<AlertId> alerts, CancellationToken cancel)
        => [.. await reads.QueryAsync("select view from place where id = any($1)", [Texts([.. alerts.Select(a => Alert.StreamOf(a).Value)])], r => r.GetString(0), cancel)];
}
