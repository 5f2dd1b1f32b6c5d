using System.Collections.Immutable;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Grains.ServicePoints;
using Circle.Silo.Journal;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.ServicePoints.SqliteServicePointRows;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.ServicePoints;

internal sealed class PostgreSqlServicePointRows(NpgsqlDataSource reads) : IServicePointRows
{
    private const string OfPlace = "($1 is null or region = any($1))";

    private const string OfLine = "($2 is null or stage = any($3) or (view::json ->> 'line' = $2 and stage <> all($4)))";

    private const string IsListed = "view::json ->> 'state' in ('open', 'paused')";

    // Reviews stand the oldest first.
    private const string OpenedOn = "{office,reviews,0,on}";

    // What is typed is folded as what is stored is, whatever the database's locale. strpos rather than like: nothing that a person types is a wildcard.
    private const string Filtered =
        $"""
        {Points}
           and {OfPlace}
           and {OfLine}
           and ($7 is null or stage = $7)
           and ($8 is null or view::json ->> 'state' = $8)
           and ($9 is null or view::json -> 'office' ->> 'registration' = $9)
           and ($10 is null or strpos(lower(replace(name, '砦', '寨')), lower(replace($10 collate "C", '砦', '寨'))) > 0)
        """;

    // Texts are compared byte by byte, as SQLite does; one that was never verified is empty, before every day.
    private const string IsOverdue = "(contact_on < $5 or other_on < $6)";

    // By the key: the walk ends with the page.
    private const string Walk = $"select view from place where {Filtered} and {IsOverdue} = $11 and id > $12 order by id limit $13";

    // What is due alone is reckoned and sorted, by columns of the row; the views of a page alone are read.
    private const string Due =
        $"""
        with due as materialized (
            select id,
                   least(case when contact_on > '' then to_char(contact_on::date + $14::int, 'YYYY-MM-DD') else '' end collate "C",
                         case when other_on > '' then to_char(other_on::date + $15::int, 'YYYY-MM-DD') else '' end collate "C") as position
              from place
             where {Filtered} and {IsOverdue} and {IsListed}),
        page as (select position, id from due where (position, id collate "C") > ($11, $12) order by position, id collate "C" limit $13)
        select page.position, place.view from page join place on place.id = page.id order by page.position, page.id collate "C"
        """;

    private const string Total = $"select count(*) from place where {Filtered} and (not $11 or ({IsOverdue} and {IsListed}))";

    private const string Counts =
        $"""
        with found as materialized (
            select stage, view::json ->> 'state' as state, view::json -> 'office' ->> 'registration' as step, {IsOverdue} and {IsListed} as is_due from place
             where {Points} and {OfPlace} and {OfLine})
        select stage, state, step, count(*), count(*) filter (where is_due) from found group by stage, state, step order by stage, state, step
        """;

    public async Task<ImmutableArray<ListedPoint>> ListAsync(ServicePointFilter filter, CancellationToken cancel) => filter.IsDue
        ?
        [
            .. await reads.QueryAsync(
                Due,
                [
                    .. Bound(filter),
                    Text(filter.After?.Order ?? ""),
                    Text("point:" + filter.After?.Id.Value),
                    Number(Math.Clamp(filter.Limit, 1, 200)),
                    Number(filter.Due.ContactDays),
                    Number(filter.Due.OtherDays),
                ],
                r => new ListedPoint(r.GetString(0), r.GetString(1)),
                cancel),
        ]
        : await ListedPages.ReadAsync(filter, async (isOverdue, after, limit) =>
        [
            .. await reads.QueryAsync(
                Walk,
                [.. Bound(filter), new NpgsqlParameter<bool> { TypedValue = isOverdue }, Text("point:" + after?.Value), Number(limit)],
                r => r.GetString(0),
                cancel),
        ]);

    public async Task<int> TotalAsync(ServicePointFilter filter, CancellationToken cancel)
        => (int)(await reads.QueryAsync(Total, [.. Bound(filter), new NpgsqlParameter<bool> { TypedValue = filter.IsDue }], r => r.GetInt64(0), cancel)).Single();

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

    public async Task<ImmutableArray<PointCount>> CountAsync(ImmutableArray<PlaceId>? regions, LineKinds? line, DueDays due, CancellationToken cancel)
        => [.. await reads.QueryAsync(Counts, Bound(regions, line, due), r => CountOf(r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt64(3), r.GetInt64(4)), cancel)];

    public async Task<ImmutableArray<BlobId>> ShownAsync(ImmutableArray<BlobId> photos, CancellationToken cancel)
        => [.. await reads.QueryAsync("select distinct photo from place where photo = any($1)", [Texts([.. photos.Select(p => p.Value)])], r => BlobId.Of(r.GetString(0)), cancel)];

    public async Task<ImmutableArray<string>> NamedAsync(ImmutableArray<ServicePointId> ids, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                $"select view from place where {Points} and id = any($1) order by id collate \"C\" limit $2",
                [Texts([.. ids.Select(id => "point:" + id.Value)]), Number(IServicePointRows.MostAtOnce)],
                r => r.GetString(0),
                cancel),
        ];

    public async Task<ImmutableArray<string>> MismatchedAsync(ImmutableArray<PlaceId>? regions, LineKinds? line, int limit, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                $"""
                select view from place
                 where {Points} and {OfPlace} and {OfLine} and view::json -> 'mismatch' ->> 'on' is not null and {IsListed}
                 order by view::json -> 'mismatch' ->> 'on' collate "C" desc, id collate "C" limit $5
                """,
                [.. Bound(regions, line), Number(limit)],
                r => r.GetString(0),
                cancel),
        ];

    public async Task<ImmutableArray<string>> ReviewedAsync(ImmutableArray<PlaceId>? regions, LineKinds? line, int limit, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                $"""
                select view from place
                 where {Points} and {OfPlace} and {OfLine} and view::json #>> '{OpenedOn}' is not null and {IsListed}
                 order by view::json #>> '{OpenedOn}' collate "C", id collate "C" limit $5
                """,
                [.. Bound(regions, line), Number(limit)],
                r => r.GetString(0),
                cancel),
        ];

    public async Task<ImmutableDictionary<PlaceId, int>> PopulationsAsync(ImmutableArray<PlaceId> regions, CancellationToken cancel)
        => (await reads.QueryAsync(
            $"select region, count(*) from place where {Points} and region = any($1) and {IsListed} group by region",
            [Texts([.. regions.Select(r => r.Value)])],
            r => (Place: PlaceId.Of(r.GetString(0)), Count: (int)r.GetInt64(1)),
            cancel)).ToImmutableDictionary(r => r.Place, r => r.Count);

    public async Task<ImmutableArray<Envelope>> ListedAtAsync(ImmutableArray<(ServicePointId Point, long Version)> points, CancellationToken cancel)
        =>
        [
            .. await reads.QueryAsync(
                $"""
                with asked as (select * from unnest($1, $2) as a (stream, version)),
                {ListedAt}
                 order by e.stream collate "C", e.version
                """,
                [Texts([.. points.Take(IServicePointRows.MostAtOnce).Select(p => ServicePoint.StreamOf(p.Point).Value)]), Numbers([.. points.Take(IServicePointRows.MostAtOnce).Select(p => p.Version)])],
                r => PostgreSqlJournal.Read(new StreamId(r.GetString(10)), r),
                cancel),
        ];

    private static NpgsqlParameter<double> Degrees(double value) => new() { TypedValue = value };

    private static NpgsqlParameter[] Bound(ServicePointFilter filter) =>
    [
        .. Bound(filter.Regions, filter.Line, filter.Due),
        Text(filter.Kind?.Value),
        Text(WordOf(filter.State)),
        Text(WordOf(filter.Registration)),
        Text(string.IsNullOrEmpty(filter.Text) ? null : filter.Text),
    ];

    private static NpgsqlParameter[] Bound(ImmutableArray<PlaceId>? regions, LineKinds? line, DueDays due)
        => [.. Bound(regions, line), Text(DayOf(due.ContactSince)), Text(DayOf(due.OtherSince))];

    private static NpgsqlParameter[] Bound(ImmutableArray<PlaceId>? regions, LineKinds? line) =>
    [
        TextsOrNull(regions?.Select(r => r.Value)),
        Text(line?.Line.Value),
        Texts([.. line?.Own.Select(k => k.Value) ?? []]),
        Texts([.. line?.Others.Select(k => k.Value) ?? []]),
    ];
}
