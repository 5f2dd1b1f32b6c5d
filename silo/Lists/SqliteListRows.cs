using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Lists;
using Circle.Silo.Storage;

namespace Circle.Silo.Lists;

internal sealed class SqliteListRows(SqliteThreads readers) : IListRows
{
    private const long Never = long.MaxValue;

    /// <summary>After every sign that an id may have.</summary>
    public const char BeyondIds = '~';

    private const string Columns = "id, region, line, stage, due, about, who, at, view";

    public static long DueOf(DateTimeOffset? due) => due is { } moment ? Envelope.UnixMicroseconds(moment) : Never;

    public Task<ImmutableArray<ListEntry>> ListAsync(ListQuery query, CancellationToken cancel)
    {
        var (key, way, beyond) = query.Order == ListOrder.ByDue ? ("due", "asc", ">") : ("at", "desc", "<");
        var conditions = Narrowed(query.Regions, query.Lines);
        if (!query.Stages.IsEmpty) conditions.Add("stage in (select value from json_each(?4))");
        if (query.About is not null) conditions.Add("about = ?5");
        if (query.Who is not null) conditions.Add("who = ?6");
        if (query.Since is not null) conditions.Add("at >= ?7");
        if (query.DueBefore is not null) conditions.Add("due < ?8");
        if (query.Beginning is not null) conditions.Add("id >= ?12 and id < ?13");
        if (query.After is not null) conditions.Add($"({key}, id) {beyond} (?9, ?10)");

        // By the index of places then, and sorted: along the index of the order, a place that has little makes it read all the others.
        var sorted = query.Regions is null ? key : $"+{key}";
        var sql =
            $"""
             select id, view, {key} from list
              where rowid in (select rowid from list where {string.Join(" and ", conditions)} order by {sorted} {way}, id {way} limit ?11)
              order by {key} {way}, id {way}
             """;
        return readers.RunAsync(
            s =>
            {
                var statement = Bound(s.Prepare(sql), query.Kind, query.Regions, query.Lines);
                if (!query.Stages.IsEmpty) statement.Bind(4, Json(query.Stages));
                if (query.About is { } about) statement.Bind(5, about.Value);
                if (query.Who is { } who) statement.Bind(6, who);
                if (query.Since is { } since) statement.Bind(7, Envelope.UnixMicroseconds(since));
                if (query.DueBefore is { } before) statement.Bind(8, Envelope.UnixMicroseconds(before));
                if (query.After is { } after) statement.Bind(9, DueOf(after.Key)).Bind(10, after.Id);
                if (query.Beginning is { } beginning) statement.Bind(12, StreamId.Of(query.Kind, beginning).Value).Bind(13, StreamId.Of(query.Kind, $"{beginning}{BeyondIds}").Value);
                return statement.Bind(11, Math.Clamp(query.Limit, 1, IListRows.MaxLimit))
                    .Rows(r => new ListEntry(new StreamId(r.Text(0)), r.Text(1), new ListCursor(MomentAt(r, 2), r.Text(0)))).ToImmutableArray();
            },
            cancel);
    }

    public Task<ImmutableArray<ListCount>> CountAsync(
        string kind, ImmutableArray<PlaceId>? regions, ImmutableArray<string>? lines, ImmutableArray<string> stages, DateTimeOffset now, CancellationToken cancel)
    {
        var conditions = Narrowed(regions, lines);
        if (!stages.IsEmpty) conditions.Add("stage in (select value from json_each(?5))");

        // By the index of places where there is one to follow, which holds all that is asked for; else by that of stages.
        var stage = regions is null && lines is null ? "stage" : "+stage";
        var sql =
            $"""
             select stage, count(*), count(*) filter (where due <= ?4) from list
              where {string.Join(" and ", conditions)} group by {stage} order by {stage}
             """;
        return readers.RunAsync(
            s =>
            {
                var statement = Bound(s.Prepare(sql), kind, regions, lines).Bind(4, Envelope.UnixMicroseconds(now));
                if (!stages.IsEmpty) statement.Bind(5, Json(stages));
                return statement.Rows(r => new ListCount(r.Text(0), r.Integer(1), r.Integer(2))).ToImmutableArray();
            },
            cancel);
    }

    public Task<ListRow?> FindAsync(StreamId id, CancellationToken cancel)
        => readers.RunAsync(s => s.Prepare($"select {Columns} from list where id = ?1").Bind(1, id.Value).Rows(Read).FirstOrDefault(), cancel);

    public Task<ImmutableArray<ListRow>> AfterAsync(StreamId after, int limit, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare($"select {Columns} from list where id > ?1 order by id limit ?2").Bind(1, after.Value).Bind(2, limit).Rows(Read).ToImmutableArray(),
            cancel);

    private static List<string> Narrowed(ImmutableArray<PlaceId>? regions, ImmutableArray<string>? lines)
    {
        List<string> conditions = ["kind = ?1"];
        if (regions is not null) conditions.Add("region in (select value from json_each(?2))");
        if (lines is not null) conditions.Add("line in (select value from json_each(?3))");
        return conditions;
    }

    private static SqliteStatement Bound(SqliteStatement statement, string kind, ImmutableArray<PlaceId>? regions, ImmutableArray<string>? lines)
    {
        statement.Bind(1, kind);
        if (regions is { } places) statement.Bind(2, Json(places));
        if (lines is { } some) statement.Bind(3, Json(some));
        return statement;
    }

    private static string Json<T>(ImmutableArray<T> values) => JsonSerializer.Serialize(values, JournalJson.Options);

    private static DateTimeOffset? MomentAt(SqliteStatement r, int column) => r.Integer(column) is var micros and not Never ? Envelope.FromUnixMicroseconds(micros) : null;

    private static ListRow Read(SqliteStatement r) => new(
        new StreamId(r.Text(0)),
        r.TextOrNull(1) is { } region ? PlaceId.Of(region) : null,
        r.Text(2) is { Length: > 0 } line ? line : null,
        r.Text(3),
        MomentAt(r, 4),
        r.TextOrNull(5) is { } about ? new StreamId(about) : null,
        r.TextOrNull(6),
        Envelope.FromUnixMicroseconds(r.Integer(7)),
        r.Text(8));
}
