using System.Collections.Immutable;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Grains.ServicePoints;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.ServicePoints.SqliteServicePointRows;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.ServicePoints;

internal sealed class PostgreSqlServicePointRows(NpgsqlDataSource reads) : IServicePointRows
{
    // Empty where a group was never verified: longest overdue of all. Texts are compared byte by byte, as SQLite does.
    private const string DueOn =
        """
        least(coalesce((select to_char((v ->> 'on')::date + $2::int, 'YYYY-MM-DD') from json_array_elements(view::json -> 'verified') v where v ->> 'group' = 'contact'), '') collate "C",
              coalesce((select to_char((v ->> 'on')::date + $3::int, 'YYYY-MM-DD') from json_array_elements(view::json -> 'verified') v where v ->> 'group' = 'other'), '') collate "C")
        """;

    // What is typed is folded as what is stored is, whatever the database's locale. strpos rather than like: nothing that a person types
    // is a wildcard.
    private const string Found =
        $"""
            select id, {DueOn} as due from place
             where {Points}
               and ($1 is null or region = any($1))
               and ($5 is null or stage = $5)
               and ($6 is null or view::json ->> 'state' = $6)
               and ($7 is null or view::json -> 'office' ->> 'registration' = $7)
               and ($8 is null or view::json ->> 'line' = $8)
               and ($9 is null or strpos(lower(replace(name, '砦', '寨')), lower(replace($9 collate "C", '砦', '寨'))) > 0)
               and (not $10 or view::json ->> 'state' in ('open', 'paused'))
        """;

    // Filtered, then due reckoned once, then a page of ids, whose views alone are read.
    private const string Query =
        $"""
        with found as materialized (
        {Found}),
        listed as (select id, case when $10 then due when due < $4 then '1' else '0' end collate "C" as position from found where not $10 or due < $4),
        page as (select position, id from listed where (position, id collate "C") > ($11, $12) order by position, id collate "C" limit $13)
        select page.position, place.view from page join place on place.id = page.id order by page.position, page.id collate "C"
        """;

    private const string Total = $"select count(*) from ({Found}) found where not $10 or due < $4";

    private const string Counts =
        $"""
        with found as materialized (
            select stage, view::json ->> 'state' as state, view::json -> 'office' ->> 'registration' as step, {DueOn} as due from place
             where {Points} and ($1 is null or region = any($1)) and ($5 is null or view::json ->> 'line' = $5))
        select stage, state, step, count(*), count(*) filter (where due < $4 and state in ('open', 'paused')) from found group by stage, state, step order by stage, state, step
        """;

    public async Task<ImmutableArray<ListedPoint>> ListAsync(ServicePointFilter filter, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                Query,
                [.. Bound(filter), Text(filter.After?.Order ?? ""), Text("point:" + filter.After?.Id.Value), Number(Math.Clamp(filter.Limit, 1, 200))],
                r => new ListedPoint(r.GetString(0), r.GetString(1)),
                cancel),
        ];

    public async Task<int> TotalAsync(ServicePointFilter filter, CancellationToken cancel)
        => (int)(await reads.QueryAsync(Total, [.. Bound(filter)], r => r.GetInt64(0), cancel)).Single();

    public async Task<ImmutableArray<string>> OfAsync(ImmutableArray<PlaceId>? regions, ImmutableArray<PointKindId>? kinds, CancellationToken cancel, ServicePointId? after, int limit)
        =>
        [
            .. await reads.QueryAsync(
                $"select view from place where {Points} and id > $3 and ($1 is null or region = any($1)) and ($2 is null or stage = any($2)) order by id limit $4",
                [TextsOrNull(regions?.Select(r => r.Value)), TextsOrNull(kinds?.Select(k => k.Value)), Text("point:" + after?.Value), Number(limit)],
                r => r.GetString(0),
                cancel),
        ];

    public async Task<ImmutableArray<string>> WithinAsync(PositionBox box, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                "select view from place where latitude between $1 and $2 and longitude between $3 and $4 order by id limit $5",
                [Degrees(box.South), Degrees(box.North), Degrees(box.West), Degrees(box.East), Number(IServicePointRows.MostAtOnce)],
                r => r.GetString(0),
                cancel),
        ];

    public async Task<ImmutableArray<PointCount>> CountAsync(ImmutableArray<PlaceId>? regions, LineId? line, DueDays due, CancellationToken cancel)
        => [.. await reads.QueryAsync(Counts, [.. Bound(regions, due), Text(line?.Value)], r => CountOf(r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt64(3), r.GetInt64(4)), cancel)];

    public async Task<ImmutableArray<BlobId>> PhotosAsync(CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                $"select distinct view::json -> 'photo' ->> 'blob' from place where {Points} and view::json -> 'photo' ->> 'blob' is not null",
                [],
                r => BlobId.Of(r.GetString(0)),
                cancel),
        ];

    private static NpgsqlParameter<double> Degrees(double value) => new() { TypedValue = value };

    private static IEnumerable<NpgsqlParameter> Bound(ServicePointFilter filter) =>
    [
        .. Bound(filter.Regions, filter.Due),
        Text(filter.Kind?.Value),
        Text(WordOf(filter.State)),
        Text(WordOf(filter.Registration)),
        Text(filter.Line?.Value),
        Text(string.IsNullOrEmpty(filter.Text) ? null : filter.Text),
        new NpgsqlParameter<bool> { TypedValue = filter.IsDue },
    ];

    private static NpgsqlParameter[] Bound(ImmutableArray<PlaceId>? regions, DueDays due) =>
    [
        TextsOrNull(regions?.Select(r => r.Value)),
        Number(due.ContactDays),
        Number(due.OtherDays),
        Text(DayOf(due.Today)),
    ];
}
