using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Facilities;
using Circle.Silo.Places;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Facilities;

internal sealed class PostgreSqlFacilityRows(NpgsqlDataSource reads) : IFacilityRows
{
    // strpos rather than like: nothing that a person types is a wildcard.
    private const string Query =
        """
        select id, rev, view, cells from place
         where kind = 'facility' and id > $1
           and ($2 is null or region = any($2))
           and ($3 is null or line = $3)
           and ($4 is null or stage = $4)
           and ($5 is null or strpos(lower(replace(name, '砦', '寨')), lower(replace($5, '砦', '寨') collate "C")) > 0)
         order by id limit $6
        """;

    public async Task<ImmutableArray<FacilityRow>> ListAsync(FacilityFilter filter, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                Query,
                [
                    Text("facility:" + filter.After?.Value),
                    TextsOrNull(filter.Regions?.Select(r => r.Value)),
                    Text(filter.Line?.Value),
                    Text(filter.Stage is { } stage ? TallyKey.PointOf(stage) : null),
                    Text(string.IsNullOrEmpty(filter.Text) ? null : filter.Text),
                    Number(Math.Clamp(filter.Limit, 1, 200)),
                ],
                r => new FacilityRow(FacilityId.Of(new StreamId(r.GetString(0)).Id), r.GetInt64(1), r.GetString(2), Cells.Read(r.GetString(3))),
                cancel),
        ];
}
