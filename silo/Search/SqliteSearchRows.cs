using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Search;
using Circle.Silo.Storage;

namespace Circle.Silo.Search;

internal sealed class SqliteSearchRows(SqliteThreads readers) : ISearchRows
{
    public Task<ImmutableArray<RowRevision>> RevisionsAsync(ImmutableArray<PlaceId> regions, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select id, region, rev from place where region in (select value from json_each(?1))")
                .Bind(1, JsonSerializer.Serialize(regions, JournalJson.Options))
                .Rows(r => new RowRevision(new StreamId(r.Text(0)), PlaceId.Of(r.Text(1)), r.Integer(2))).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<SearchRow>> RowsAsync(ImmutableArray<StreamId> rows, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select id, region, rev, view from place where id in (select value from json_each(?1))")
                .Bind(1, JsonSerializer.Serialize(rows.Select(r => r.Value)))
                .Rows(r => new SearchRow(new StreamId(r.Text(0)), PlaceId.Of(r.Text(1)), r.Integer(2), r.Text(3))).ToImmutableArray(),
            cancel);
}
