using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Grains.ServicePoints;
using Circle.Silo.Storage;

namespace Circle.Silo.ServicePoints;

internal sealed class SqliteServicePointRows(SqliteThreads readers) : IServicePointRows
{
    // A range of ids rather than the kind, of which there is no index.
    internal const string Points = "kind = 'point' and id >= 'point:' and id < 'point;'";

    // Empty where a group was never verified: longest overdue of all.
    private const string DueOn =
        """
        min(coalesce((select date(json_extract(value, '$.on'), ?8 || ' days') from json_each(view, '$.verified') where json_extract(value, '$.group') = 'contact'), ''),
            coalesce((select date(json_extract(value, '$.on'), ?9 || ' days') from json_each(view, '$.verified') where json_extract(value, '$.group') = 'other'), ''))
        """;

    // instr rather than like: nothing that a person types is a wildcard.
    private const string Found =
        $"""
            select id, {DueOn} as due from place
             where {Points}
               and (?2 is null or region in (select value from json_each(?2)))
               and (?3 is null or stage = ?3)
               and (?4 is null or json_extract(view, '$.state') = ?4)
               and (?5 is null or json_extract(view, '$.office.registration') = ?5)
               and (?6 is null or json_extract(view, '$.line') = ?6)
               and (?11 is null or instr(lower(replace(name, '砦', '寨')), lower(replace(?11, '砦', '寨'))) > 0)
               and (?12 = 0 or json_extract(view, '$.state') in ('open', 'paused'))
        """;

    // Filtered, then due reckoned once, then a page of ids, whose views alone are read.
    private const string Query =
        $"""
        with found as materialized (
        {Found}),
        listed as (select id, case ?12 when 1 then due else case when due < ?10 then '1' else '0' end end as position from found where ?12 = 0 or due < ?10),
        page as (select position, id from listed where (position, id) > (?1, ?13) order by position, id limit ?7)
        select page.position, place.view from page join place on place.id = page.id order by page.position, page.id
        """;

    private const string Total = $"select count(*) from ({Found}) where ?12 = 0 or due < ?10";

    private const string Counts =
        $"""
        with found as materialized (
            select stage, json_extract(view, '$.state') as state, json_extract(view, '$.office.registration') as step, {DueOn} as due from place
             where {Points}
               and (?2 is null or region in (select value from json_each(?2)))
               and (?6 is null or json_extract(view, '$.line') = ?6))
        select stage, state, step, count(*), sum(due < ?10 and state in ('open', 'paused')) from found group by stage, state, step order by stage, state, step
        """;

    public Task<ImmutableArray<ListedPoint>> ListAsync(ServicePointFilter filter, CancellationToken cancel)
        => readers.RunAsync(
            s => Bind(s.Prepare(Query), filter)
                .Bind(1, filter.After?.Order ?? "")
                .Bind(7, Math.Clamp(filter.Limit, 1, 200))
                .Bind(13, "point:" + filter.After?.Id.Value)
                .Rows(r => new ListedPoint(r.Text(0), r.Text(1))).ToImmutableArray(),
            cancel);

    public Task<int> TotalAsync(ServicePointFilter filter, CancellationToken cancel)
        => readers.RunAsync(s => (int)Bind(s.Prepare(Total), filter).Rows(r => r.Integer(0)).Single(), cancel);

    public Task<ImmutableArray<string>> OfAsync(ImmutableArray<PlaceId>? regions, ImmutableArray<PointKindId>? kinds, CancellationToken cancel, ServicePointId? after, int limit)
        => readers.RunAsync(
            s => s.Prepare(
                $"""
                select view from place
                 where {Points} and id > ?3
                   and (?1 is null or region in (select value from json_each(?1)))
                   and (?2 is null or stage in (select value from json_each(?2)))
                 order by id limit ?4
                """)
                .Bind(1, regions is { } all ? JsonSerializer.Serialize(all, JournalJson.Options) : null)
                .Bind(2, kinds is { } some ? JsonSerializer.Serialize(some, JournalJson.Options) : null)
                .Bind(3, "point:" + after?.Value)
                .Bind(4, limit)
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<string>> WithinAsync(PositionBox box, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare(
                """
                select view from place
                 where kind = 'point'
                   and json_extract(view, '$.listing.position.latitude') between ?1 and ?2
                   and json_extract(view, '$.listing.position.longitude') between ?3 and ?4
                 order by id limit ?5
                """)
                .Bind(1, box.South)
                .Bind(2, box.North)
                .Bind(3, box.West)
                .Bind(4, box.East)
                .Bind(5, IServicePointRows.MostAtOnce)
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<PointCount>> CountAsync(ImmutableArray<PlaceId>? regions, LineId? line, DueDays due, CancellationToken cancel)
        => readers.RunAsync(
            s => Bind(s.Prepare(Counts), regions, due)
                .Bind(6, line?.Value)
                .Rows(r => CountOf(r.Text(0), r.Text(1), r.Text(2), r.Integer(3), r.Integer(4))).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<BlobId>> PhotosAsync(CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare($"select distinct json_extract(view, '$.photo.blob') from place where {Points} and json_extract(view, '$.photo.blob') is not null")
                .Rows(r => BlobId.Of(r.Text(0))).ToImmutableArray(),
            cancel);

    internal static string? WordOf<T>(T? value) where T : struct, Enum => value is { } word ? JsonNamingPolicy.CamelCase.ConvertName(word.ToString()) : null;

    internal static PointCount CountOf(string kind, string state, string step, long count, long overdue)
        => new(PointKindId.Of(kind), Enum.Parse<PointState>(state, ignoreCase: true), Enum.Parse<Registration>(step, ignoreCase: true), (int)count, (int)overdue);

    internal static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static SqliteStatement Bind(SqliteStatement statement, ServicePointFilter filter) => Bind(statement, filter.Regions, filter.Due)
        .Bind(3, filter.Kind?.Value)
        .Bind(4, WordOf(filter.State))
        .Bind(5, WordOf(filter.Registration))
        .Bind(6, filter.Line?.Value)
        .Bind(11, string.IsNullOrEmpty(filter.Text) ? null : filter.Text)
        .Bind(12, filter.IsDue ? 1 : 0);

    private static SqliteStatement Bind(SqliteStatement statement, ImmutableArray<PlaceId>? regions, DueDays due) => statement
        .Bind(2, regions is { } all ? JsonSerializer.Serialize(all, JournalJson.Options) : null)
        .Bind(8, due.ContactDays)
        .Bind(9, due.OtherDays)
        .Bind(10, DayOf(due.Today));
}
