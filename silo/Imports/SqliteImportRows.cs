using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Grains.Imports;
using Circle.Silo.Storage;

namespace Circle.Silo.Imports;

internal sealed class SqliteImportRows(SqliteThreads readers) : IImportRows
{
    public Task<ImmutableArray<string>> ListAsync(ImportId? before, int limit, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select view from place where kind = 'import' and (?1 is null or id < ?1) order by id desc limit ?2")
                .Bind(1, before is { } id ? Import.StreamOf(id).Value : null)
                .Bind(2, limit)
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<string>> PointsAsync(PointKindId kind, ImmutableArray<PlaceId>? regions, ServicePointId? after, int limit, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select view from place where kind = 'point' and stage = ?1 and id > ?2 and (?3 is null or region in (select value from json_each(?3))) order by id limit ?4")
                .Bind(1, kind.Value)
                .Bind(2, "point:" + after?.Value)
                .Bind(3, regions is { } some ? JsonSerializer.Serialize(some, JournalJson.Options) : null)
                .Bind(4, limit)
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);
}
