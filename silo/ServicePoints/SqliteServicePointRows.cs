using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Grains.ServicePoints;
using Circle.Silo.Storage;

namespace Circle.Silo.ServicePoints;

internal sealed class SqliteServicePointRows(SqliteThreads readers) : IServicePointRows
{
    private const string Query =
        """
        select view from place
         where kind = 'point' and id > ?1
           and (?2 is null or region in (select value from json_each(?2)))
           and (?3 is null or stage = ?3)
           and (?4 is null or json_extract(view, '$.state') = ?4)
           and (?5 is null or json_extract(view, '$.office.registration') = ?5)
           and (?6 is null or json_extract(view, '$.line') = ?6)
         order by id limit ?7
        """;

    public Task<ImmutableArray<string>> ListAsync(ServicePointFilter filter, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare(Query)
                .Bind(1, "point:" + filter.After?.Value)
                .Bind(2, filter.Regions is { } regions ? JsonSerializer.Serialize(regions, JournalJson.Options) : null)
                .Bind(3, filter.Kind?.Value)
                .Bind(4, WordOf(filter.State))
                .Bind(5, WordOf(filter.Registration))
                .Bind(6, filter.Line?.Value)
                .Bind(7, Math.Clamp(filter.Limit, 1, 200))
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);

    internal static string? WordOf<T>(T? value) where T : struct, Enum => value is { } word ? JsonNamingPolicy.CamelCase.ConvertName(word.ToString()) : null;
}
