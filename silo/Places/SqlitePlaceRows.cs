using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Places;
using Circle.Silo.Storage;

namespace Circle.Silo.Places;

internal sealed class SqlitePlaceRows(SqliteThreads readers) : IPlaceRows
{
    public Task<ImmutableArray<RegionMark>> MarksAsync(ImmutableArray<PlaceId> regions, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare(
                    """
                    select region, count(*), sum(mark) from place
                     where region in (select value from json_each(?1)) group by region order by region
                    """)
                .Bind(1, JsonSerializer.Serialize(regions, JournalJson.Options))
                .Rows(r => new RegionMark(PlaceId.Of(r.Text(0)), r.Integer(1), r.Integer(2))).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<PlaceRow>> OfRegionAsync(PlaceId region, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select id, rev, cells, latest from place where region = ?1 order by id")
                .Bind(1, region.Value)
                .Rows(r => new PlaceRow(new StreamId(r.Text(0)), region, r.Integer(1), Cells.Read(r.Text(2)), Cells.ReadLatest(r.TextOrNull(3)))).ToImmutableArray(),
            cancel);

    public Task<PlaceRow?> FindAsync(StreamId id, CancellationToken cancel)
        => readers.RunAsync(s => SqliteRowWrites.Read(s, id), cancel);

    public Task<ImmutableArray<PlaceHead>> PlacesAsync(CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare(
                    "select id, rev, region, parent, line, stage, name, view from place where kind = 'place' order by id")
                .Rows(r => new PlaceHead(
                    new StreamId(r.Text(0)),
                    r.Integer(1),
                    new RowHead(
                        PlaceId.Of(r.Text(2)),
                        r.TextOrNull(3) is { } parent ? PlaceId.Of(parent) : null,
                        r.TextOrNull(4),
                        r.TextOrNull(5),
                        r.Text(6),
                        r.Text(7)))).ToImmutableArray(),
            cancel);
}
