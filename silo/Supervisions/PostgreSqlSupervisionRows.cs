using System.Collections.Immutable;
using Circle.Domain.Blobs;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Supervisions;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Supervisions;

internal sealed class PostgreSqlSupervisionRows(NpgsqlDataSource reads) : ISupervisionRows
{
    public async Task<ImmutableArray<string>> ListAsync(
        string kind, ImmutableArray<PlaceId>? regions, LineId? line, ImmutableArray<string> stages, string? after, int limit, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                """
                select view from place
                 where kind = $1 and id collate "C" > $1 || ':' and id collate "C" < $2 and ($3::text[] is null or region = any($3)) and ($4::text is null or line = $4)
                   and ($5::text[] is null or stage = any($5))
                 order by id collate "C" desc limit $6
                """,
                [
                    Text(kind), Text(after is null ? $"{kind};" : $"{kind}:{after}"), TextsOrNull(regions?.Select(r => r.Value)), Text(line?.Value),
                    TextsOrNull(stages.IsEmpty ? null : stages), Number(Math.Clamp(limit, 1, ISupervisionRows.MaxLimit)),
                ],
                r => r.GetString(0),
                cancel),
        ];

    public async Task<ImmutableArray<BlobId>> NamedAsync(ImmutableArray<BlobId> blobs, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                """
                select distinct file ->> 'blob'
                  from place, json_array_elements(view::json -> 'replies') reply, json_array_elements(reply -> 'evidence') file
                 where kind = 'supervision' and file ->> 'blob' = any($1)
                """,
                [Texts([.. blobs.Select(b => b.Value)])],
                r => BlobId.Of(r.GetString(0)),
                cancel),
        ];
}
