using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Grains.ServicePoints;
using Circle.Silo.Journal;
using Circle.Silo.Storage;

namespace Circle.Silo.ServicePoints;

internal sealed class SqliteServicePointRows(SqliteThreads readers) : IServicePointRows
{
    // A range of ids rather than the kind, of which there is no index.
    internal const string Points = "kind = 'point' and id >= 'point:' and id < 'point;'";

    // Of each asked (stream, version) the events that gave the point its listing and its place by then; both databases read it alike.
    internal const string ListedAt =
        """
        wanted as (
            select stream, (select max(e.version) from event e where e.stream = asked.stream and e.version <= asked.version
                               and e.type in ('point.found', 'point.corrected', 'point.imported')) as version from asked
            union
            select stream, (select max(e.version) from event e where e.stream = asked.stream and e.version <= asked.version
                               and e.type in ('point.found', 'point.moved')) from asked)
        select e.version, type, schema, data, command_id, payload_hash, actor, recorded_at, effective_at, previous_hash, e.stream
          from wanted join event e on e.stream = wanted.stream and e.version = wanted.version
        """;

    private const string OfPlace = "(?1 is null or region in (select value from json_each(?1)))";

    private const string OfLine = "(?2 is null or stage in (select value from json_each(?3)) or (json_extract(view, '$.line') = ?2 and stage not in (select value from json_each(?4))))";

    private const string IsListed = "json_extract(view, '$.state') in ('open', 'paused')";

    // instr rather than like: nothing that a person types is a wildcard.
    private const string Filtered =
        $"""
        {Points}
           and {OfPlace}
           and {OfLine}
           and (?7 is null or stage = ?7)
           and (?8 is null or json_extract(view, '$.state') = ?8)
           and (?9 is null or json_extract(view, '$.office.registration') = ?9)
           and (?10 is null or instr(lower(replace(name, '砦', '寨')), lower(replace(?10, '砦', '寨'))) > 0)
        """;

    // One that was never verified is empty, before every day.
    private const string IsOverdue = "(contact_on < ?5 or other_on < ?6)";

    // By the key: the walk ends with the page.
    private const string Walk = $"select view from place where {Filtered} and {IsOverdue} = ?11 and id > ?12 order by id limit ?13";

    // What is due alone is reckoned and sorted; the views of a page alone are read.
    private const string Due =
        $"""
        with due as materialized (
            select id,
                   min(case when contact_on > '' then date(contact_on, ?14 || ' days') else '' end,
                       case when other_on > '' then date(other_on, ?15 || ' days') else '' end) as position
              from place
             where {Filtered} and {IsOverdue} and {IsListed}),
        page as (select position, id from due where (position, id) > (?11, ?12) order by position, id limit ?13)
        select page.position, place.view from page join place on place.id = page.id order by page.position, page.id
        """;

    private const string Total = $"select count(*) from place where {Filtered} and (?11 = 0 or ({IsOverdue} and {IsListed}))";

    private const string Counts =
        $"""
        with found as materialized (
            select stage, json_extract(view, '$.state') as state, json_extract(view, '$.office.registration') as step, {IsOverdue} and {IsListed} as is_due from place
             where {Points} and {OfPlace} and {OfLine})
        select stage, state, step, count(*), sum(is_due) from found group by stage, state, step order by stage, state, step
        """;

    public Task<ImmutableArray<ListedPoint>> ListAsync(ServicePointFilter filter, CancellationToken cancel) => filter.IsDue
        ? readers.RunAsync(
            s => Bind(s.Prepare(Due), filter)
                .Bind(11, filter.After?.Order ?? "")
                .Bind(12, "point:" + filter.After?.Id.Value)
                .Bind(13, Math.Clamp(filter.Limit, 1, 200))
                .Bind(14, filter.Due.ContactDays)
                .Bind(15, filter.Due.OtherDays)
                .Rows(r => new ListedPoint(r.Text(0), r.Text(1))).ToImmutableArray(),
            cancel)
        : ListedPages.ReadAsync(filter, (isOverdue, after, limit) => readers.RunAsync(
            s => Bind(s.Prepare(Walk), filter).Bind(11, isOverdue ? 1 : 0).Bind(12, "point:" + after?.Value).Bind(13, limit).Rows(r => r.Text(0)).ToImmutableArray(),
            cancel));

    public Task<int> TotalAsync(ServicePointFilter filter, CancellationToken cancel)
        => readers.RunAsync(s => (int)Bind(s.Prepare(Total), filter).Bind(11, filter.IsDue ? 1 : 0).Rows(r => r.Integer(0)).Single(), cancel);

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

    public Task<ImmutableArray<PointCount>> CountAsync(ImmutableArray<PlaceId>? regions, LineKinds? line, DueDays due, CancellationToken cancel)
        => readers.RunAsync(
            s => Bind(s.Prepare(Counts), regions, line, due)
                .Rows(r => CountOf(r.Text(0), r.Text(1), r.Text(2), r.Integer(3), r.Integer(4))).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<string>> NamedAsync(ImmutableArray<ServicePointId> ids, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare($"select view from place where {Points} and id in (select value from json_each(?1)) order by id limit ?2")
                .Bind(1, JsonSerializer.Serialize(ids.Select(id => "point:" + id.Value), JournalJson.Options))
                .Bind(2, IServicePointRows.MostAtOnce)
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<string>> MismatchedAsync(ImmutableArray<PlaceId>? regions, LineKinds? line, int limit, CancellationToken cancel)
        => readers.RunAsync(
            s => Bind(s.Prepare(
                $"""
                select view from place
                 where {Points} and {OfPlace} and {OfLine} and json_extract(view, '$.mismatch.on') is not null and {IsListed}
                 order by json_extract(view, '$.mismatch.on') desc, id limit ?5
                """), regions, line)
                .Bind(5, limit)
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<string>> ReviewedAsync(ImmutableArray<PlaceId>? regions, LineKinds? line, int limit, CancellationToken cancel)
        => readers.RunAsync(
            s => Bind(s.Prepare(
                $"""
                select view from place
                 where {Points} and {OfPlace} and {OfLine} and json_extract(view, '$.office.reviews[0].on') is not null and {IsListed}
                 order by json_extract(view, '$.office.reviews[0].on'), id limit ?5
                """), regions, line)
                .Bind(5, limit)
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);

    public Task<ImmutableDictionary<PlaceId, int>> PopulationsAsync(ImmutableArray<PlaceId> regions, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare(
                $"""
                select region, count(*) from place
                 where {Points} and region in (select value from json_each(?1)) and {IsListed}
                 group by region
                """)
                .Bind(1, JsonSerializer.Serialize(regions, JournalJson.Options))
                .Rows(r => (Place: PlaceId.Of(r.Text(0)), Count: (int)r.Integer(1))).ToImmutableDictionary(r => r.Place, r => r.Count),
            cancel);

    public Task<ImmutableArray<Envelope>> ListedAtAsync(ImmutableArray<(ServicePointId Point, long Version)> points, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare(
                $"""
                with asked as (select json_extract(value, '$.stream') as stream, json_extract(value, '$.version') as version from json_each(?1)),
                {ListedAt}
                 order by e.stream, e.version
                """)
                .Bind(1, JsonSerializer.Serialize(
                    points.Take(IServicePointRows.MostAtOnce).Select(p => new { Stream = ServicePoint.StreamOf(p.Point).Value, p.Version }), JournalJson.Options))
                .Rows(r => SqliteJournal.Read(new StreamId(r.Text(10)), r)).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<BlobId>> ShownAsync(ImmutableArray<BlobId> photos, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select distinct photo from place where photo is not null and photo in (select value from json_each(?1))")
                .Bind(1, JsonSerializer.Serialize(photos.Select(p => p.Value)))
                .Rows(r => BlobId.Of(r.Text(0))).ToImmutableArray(),
            cancel);

    internal static string? WordOf<T>(T? value) where T : struct, Enum => value is { } word ? JsonNamingPolicy.CamelCase.ConvertName(word.ToString()) : null;

    internal static PointCount CountOf(string kind, string state, string step, long count, long overdue)
        => new(PointKindId.Of(kind), Enum.Parse<PointState>(state, ignoreCase: true), Enum.Parse<Registration>(step, ignoreCase: true), (int)count, (int)overdue);

    internal static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static SqliteStatement Bind(SqliteStatement statement, ServicePointFilter filter) => Bind(statement, filter.Regions, filter.Line, filter.Due)
        .Bind(7, filter.Kind?.Value)
        .Bind(8, WordOf(filter.State))
        .Bind(9, WordOf(filter.Registration))
        .Bind(10, string.IsNullOrEmpty(filter.Text) ? null : filter.Text);

    private static SqliteStatement Bind(SqliteStatement statement, ImmutableArray<PlaceId>? regions, LineKinds? line, DueDays due) => Bind(statement, regions, line)
        .Bind(5, DayOf(due.ContactSince))
        .Bind(6, DayOf(due.OtherSince));

    private static SqliteStatement Bind(SqliteStatement statement, ImmutableArray<PlaceId>? regions, LineKinds? line) => statement
        .Bind(1, regions is { } all ? JsonSerializer.Serialize(all, JournalJson.Options) : null)
        .Bind(2, line?.Line.Value)
        .Bind(3, JsonSerializer.Serialize(line?.Own ?? [], JournalJson.Options))
        .Bind(4, JsonSerializer.Serialize(line?.Others ?? [], JournalJson.Options));
}
