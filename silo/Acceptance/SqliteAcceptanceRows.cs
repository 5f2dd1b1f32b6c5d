using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Grains.Acceptance;
using Circle.Silo.Storage;

namespace Circle.Silo.Acceptance;

internal sealed class SqliteAcceptanceRows(SqliteThreads readers) : IAcceptanceRows
{
    public Task<ImmutableArray<string>> ListAsync(AcceptanceFilter filter, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare(
                """
                select view from place p
                 where kind = 'acceptance' and id > ?1 and id < 'acceptance;' and (?2 is null or region in (select value from json_each(?2)))
                   and (?3 is null or line = ?3) and stage in (select value from json_each(?4))
                   and (?5 is null or exists (select 1 from json_each(view, '$.members') m where m.value = ?5))
                   and (stage = 'nothing' or exists (select 1 from place f where f.id = 'facility:' || substr(p.id, 12) and f.stage in ('completed', 'filed')))
                 order by id limit ?6
                """)
                .Bind(1, $"acceptance:{filter.After}")
                .Bind(2, filter.Regions is { } some ? JsonSerializer.Serialize(some, JournalJson.Options) : null)
                .Bind(3, filter.Line?.Value)
                .Bind(4, JsonSerializer.Serialize(filter.Waits.Select(w => w.ToString().ToLowerInvariant()), JournalJson.Options))
                .Bind(5, filter.Member?.Value)
                .Bind(6, Math.Clamp(filter.Limit, 1, IAcceptanceRows.MaxLimit))
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);
}
