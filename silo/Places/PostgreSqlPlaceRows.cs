using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Places;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Places;

internal sealed class PostgreSqlPlaceRows(NpgsqlDataSource reads) : IPlaceRows
{
    public async Task<ImmutableArray<RegionMark>> MarksAsync(ImmutableArray<PlaceId> regions, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                "select region, count(*), sum(mark)::bigint from place where region = any($1) group by region order by region",
                [Texts([.. regions.Select(r => r.Value)])],
                r => new RegionMark(PlaceId.Of(r.GetString(0)), r.GetInt64(1), r.GetInt64(2)),
                cancel),
        ];

    public async Task<ImmutableArray<PlaceRow>> OfRegionAsync(PlaceId region, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                "select id, rev, cells, latest from place where region = $1 order by id",
                [Text(region.Value)],
                r => new PlaceRow(new StreamId(r.GetString(0)), region, r.GetInt64(1), Cells.Read(r.GetString(2)), Cells.ReadLatest(r.TextOrNull(3))),
                cancel),
        ];

    public async Task<PlaceRow?> FindAsync(StreamId id, CancellationToken cancel)
        => (await reads.QueryAsync(
            "select region, rev, cells, latest from place where id = $1",
            [Text(id.Value)],
            r => new PlaceRow(id, PlaceId.Of(r.GetString(0)), r.GetInt64(1), Cells.Read(r.GetString(2)), Cells.ReadLatest(r.TextOrNull(3))),
            cancel)).FirstOrDefault();

    public async Task<ImmutableArray<PlaceHead>> PlacesAsync(CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                "select id, rev, region, parent, line, stage, name, view from place where kind = 'place' order by id",
                [],
                r => new PlaceHead(
                    new StreamId(r.GetString(0)),
                    r.GetInt64(1),
                    new RowHead(
                        PlaceId.Of(r.GetString(2)),
                        r.TextOrNull(3) is { } parent ? PlaceId.Of(parent) : null,
                        r.TextOrNull(4),
                        r.TextOrNull(5),
                        r.GetString(6),
                        r.GetString(7))),
                cancel),
        ];
}
