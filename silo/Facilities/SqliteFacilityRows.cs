using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Facilities;
using Circle.Silo.Places;
using Circle.Silo.Storage;

namespace Circle.Silo.Facilities;

internal sealed class SqliteFacilityRows(SqliteThreads readers) : IFacilityRows
{
    // instr rather than like: nothing that a person types is a wildcard.
    private const string Query =
        """
        select id, rev, view, cells from place
         where kind = 'facility' and id > ?1
           and (?2 is null or region in (select value from json_each(?2)))
           and (?3 is null or line = ?3)
           and (?4 is null or stage = ?4)
           and (?5 is null or instr(lower(replace(name, '砦', '寨')), lower(replace(?5, '砦', '寨'))) > 0)
         order by id limit ?6
        """;

    public Task<ImmutableArray<FacilityRow>> ListAsync(FacilityFilter filter, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare(Query)
                .Bind(1, "facility:" + filter.After?.Value)
                .Bind(2, filter.Regions is { } regions ? JsonSerializer.Serialize(regions, JournalJson.Options) : null)
                .Bind(3, filter.Line?.Value)
                .Bind(4, filter.Stage is { } stage ? TallyKey.PointOf(stage) : null)
                .Bind(5, string.IsNullOrEmpty(filter.Text) ? null : filter.Text)
                .Bind(6, Math.Clamp(filter.Limit, 1, 200))
                .Rows(r => new FacilityRow(FacilityId.Of(new StreamId(r.Text(0)).Id), r.Integer(1), r.Text(2), Cells.Read(r.Text(3)))).ToImmutableArray(),
            cancel);
}
