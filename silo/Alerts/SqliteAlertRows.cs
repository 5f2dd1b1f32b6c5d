using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Alerts;
using Circle.Silo.Storage;

namespace Circle.Silo.Alerts;

internal sealed class SqliteAlertRows(SqliteThreads readers) : IAlertRows
{
    public Task<ImmutableArray<string>> ListAsync(ImmutableArray<PlaceId>? regions, LineId? line, ImmutableArray<string> stages, AlertId? after, int limit, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare(
                """
                select view from place
                 where kind = 'alert' and id > ?1 and id < 'alert;' and (?2 is null or region in (select value from json_each(?2)))
                   and (?3 is null or line = ?3) and stage in (select value from json_each(?4))
                 order by id limit ?5
                """)
                .Bind(1, $"alert:{after}")
                .Bind(2, regions is { } some ? JsonSerializer.Serialize(some, JournalJson.Options) : null)
                .Bind(3, line?.Value)
                .Bind(4, JsonSerializer.Serialize(stages, JournalJson.Options))
                .Bind(5, Math.Clamp(limit, 1, IAlertRows.MaxLimit))
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<string>> FindAsync(ImmutableArray<AlertId> alerts, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select view from place where id in (select value from json_each(?1))")
                .Bind(1, JsonSerializer.Serialize(alerts.Select(a => Alert.StreamOf(a).Value), JournalJson.Options))
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);
}
