using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Search;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Search;

internal sealed class PostgreSqlSearchRows(NpgsqlDataSource reads) : ISearchRows
{
    public async Task<ImmutableArray<RowRevision>> RevisionsAsync(ImmutableArray<PlaceId> regions, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                "select id, region, rev from place where region = any($1)",
                [Texts([.. regions.Select(r => r.Value)])],
                r => new RowRevision(new StreamId(r.GetString(0)), PlaceId.Of(r.GetString(1)), r.GetInt64(2)),
                cancel),
        ];

    public async Task<ImmutableArray<SearchRow>> RowsAsync(ImmutableArray<StreamId> rows, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                "select id, region, rev, view from place where id = any($1)",
                [Texts([.. rows.Select(r => r.Value)])],
                r => new SearchRow(new StreamId(r.GetString(0)), PlaceId.Of(r.GetString(1)), r.GetInt64(2), r.GetString(3)),
                cancel),
        ];
}
