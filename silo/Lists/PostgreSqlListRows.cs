using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Lists;
using Circle.Silo.Storage;
using Npgsql;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Lists;

internal sealed class PostgreSqlListRows(NpgsqlDataSource reads) : IListRows
{
    /// <summary>What the driver sends as infinity, and makes of it.</summary>
    private static readonly DateTime Never = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);

    private const string Columns = "id, region, line, stage, due, about, who, at, view";

    public static DateTime DueOf(DateTimeOffset? due) => due is { } moment ? Micros(moment) : Never;

    public async Task<ImmutableArray<ListEntry>> ListAsync(ListQuery query, CancellationToken cancel)
    {
        var (key, way, beyond) = query.Order == ListOrder.ByDue ? ("due", "asc", ">") : ("at", "desc", "<");
        var asked = new Asked(query.Kind, query.Regions, query.Lines);
        if (!query.Stages.IsEmpty) asked.Where($"stage = any({asked.Add(Texts([.. query.Stages]))})");
        if (query.About is { } about) asked.Where($"about = {asked.Add(Text(about.Value))}");
        if (query.Who is { } who) asked.Where($"who = {asked.Add(Text(who))}");
        if (query.Since is { } since) asked.Where($"at >= {asked.Add(Moment(since))}");
        if (query.DueBefore is { } before) asked.Where($"due < {asked.Add(Moment(before))}");
        if (query.Beginning is { } beginning)
            asked.Where($"id >= {asked.Add(Text(StreamId.Of(query.Kind, beginning).Value))} and id < {asked.Add(Text(StreamId.Of(query.Kind, $"{beginning}{SqliteListRows.BeyondIds}").Value))}");
        if (query.After is { } after) asked.Where($"({key}, id) {beyond} ({asked.Add(new NpgsqlParameter<DateTime> { TypedValue = DueOf(after.Key) })}, {asked.Add(Text(after.Id))})");
        var sql =
            $"""
             select id, view, {key} from list
              where id = any(array(select id from list where {asked} order by {key} {way}, id {way} limit {asked.Add(Number(Math.Clamp(query.Limit, 1, IListRows.MaxLimit)))}))
              order by {key} {way}, id {way}
             """;
        return
        [
            .. await reads.QueryAsync(
                sql, asked.Parameters, r => new ListEntry(new StreamId(r.GetString(0)), r.GetString(1), new ListCursor(MomentOrNever(r, 2), r.GetString(0))), cancel),
        ];
    }

    public async Task<ImmutableArray<ListCount>> CountAsync(
        string kind, ImmutableArray<PlaceId>? regions, ImmutableArray<string>? lines, ImmutableArray<string> stages, DateTimeOffset now, CancellationToken cancel)
    {
        var asked = new Asked(kind, regions, lines);
        if (!stages.IsEmpty) asked.Where($"stage = any({asked.Add(Texts([.. stages]))})");
        var sql = $"select stage, count(*), count(*) filter (where due <= {asked.Add(Moment(now))}) from list where {asked} group by stage order by stage";
        return [.. await reads.QueryAsync(sql, asked.Parameters, r => new ListCount(r.GetString(0), r.GetInt64(1), r.GetInt64(2)), cancel)];
    }

    public async Task<ListRow?> FindAsync(StreamId id, CancellationToken cancel)
        => (await reads.QueryAsync($"select {Columns} from list where id = $1", [Text(id.Value)], Read, cancel)).FirstOrDefault();

    public async Task<ImmutableArray<ListRow>> AfterAsync(StreamId after, int limit, CancellationToken cancel)
        => [.. await reads.QueryAsync($"select {Columns} from list where id > $1 order by id limit $2", [Text(after.Value), Number(limit)], Read, cancel)];

    private static DateTimeOffset? MomentOrNever(NpgsqlDataReader r, int column) => r.GetDateTime(column) == Never ? null : r.MomentAt(column);

    private static ListRow Read(NpgsqlDataReader r) => new(
        new StreamId(r.GetString(0)),
        r.TextOrNull(1) is { } region ? PlaceId.Of(region) : null,
        r.GetString(2) is { Length: > 0 } line ? line : null,
        r.GetString(3),
        MomentOrNever(r, 4),
        r.TextOrNull(5) is { } about ? new StreamId(about) : null,
        r.TextOrNull(6),
        r.MomentAt(7),
        r.GetString(8));

    /// <summary>Conditions of what is asked alone, so that each question finds its index.</summary>
    private sealed class Asked
    {
        private readonly List<NpgsqlParameter> parameters = [];
        private readonly List<string> conditions = [];

        public Asked(string kind, ImmutableArray<PlaceId>? regions, ImmutableArray<string>? lines)
        {
            Where($"kind = {Add(Text(kind))}");
            if (regions is { } places) Where($"region = any({Add(Texts([.. places.Select(p => p.Value)]))})");
            if (lines is { } some) Where($"line = any({Add(Texts([.. some]))})");
        }

        public NpgsqlParameter[] Parameters => [.. parameters];

        public void Where(string condition) => conditions.Add(condition);

        /// <returns>Its place in the statement.</returns>
        public string Add(NpgsqlParameter parameter)
        {
            parameters.Add(parameter);
            return string.Create(CultureInfo.InvariantCulture, $"${parameters.Count}");
        }

        public override string ToString() => string.Join(" and ", conditions);
    }
}
