using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Supervisions;
using Circle.Silo.Storage;

namespace Circle.Silo.Supervisions;

internal sealed class SqliteSupervisionRows(SqliteThreads readers) : ISupervisionRows
{
    public Task<ImmutableArray<string>> ListAsync(
        string kind, ImmutableArray<PlaceId>? regions, LineId? line, ImmutableArray<string> stages, string? after, int limit, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare(
                """
                select view from place
                 where kind = ?1 and id > ?1 || ':' and id < ?2 and (?3 is null or region in (select value from json_each(?3)))
                   and (?4 is null or line = ?4) and (?5 is null or stage in (select value from json_each(?5)))
                 order by id desc limit ?6
                """)
                .Bind(1, kind)
                .Bind(2, after is null ? $"{kind};" : $"{kind}:{after}")
                .Bind(3, regions is { } some ? JsonSerializer.Serialize(some, JournalJson.Options) : null)
                .Bind(4, line?.Value)
                .Bind(5, stages.IsEmpty ? null : JsonSerializer.Serialize(stages, JournalJson.Options))
                .Bind(6, Math.Clamp(limit, 1, ISupervisionRows.MaxLimit))
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<BlobId>> NamedAsync(ImmutableArray<BlobId> blobs, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare(
                """
                select distinct file.value ->> 'blob'
                  from place, json_each(view, '$.replies') reply, json_each(reply.value, '$.evidence') file
                 where place.kind = 'supervision' and file.value ->> 'blob' in (select value from json_each(?1))
                """)
                .Bind(1, JsonSerializer.Serialize(blobs.Select(b => b.Value)))
                .Rows(r => BlobId.Of(r.Text(0))).ToImmutableArray(),
            cancel);
}
