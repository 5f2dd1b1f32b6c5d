using Circle.Contracts.Uploads;
using Circle.Domain.Journal;
using Circle.Grains.Uploads;
using Circle.Silo.Storage;
using Npgsql;
using NpgsqlTypes;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Uploads;

/// <summary>Files that arrive in parts, as rows that every silo of the database shares. A statement is a transaction: it is durable when it is answered.</summary>
internal sealed class PostgreSqlPartUploads(NpgsqlDataSource source) : IPartUploads
{
    /// <summary>Those that are too old are the oldest, so that they give way first.</summary>
    private const string Begin =
        """
        with open as (select id from upload where by = $2 and received < length order by begun_at desc, id offset $4 - 1),
             ended as (select id from upload where by = $2 and received = length order by begun_at desc, id offset $4),
             gone as (delete from upload where id in (select id from open union all select id from ended))
        insert into upload (id, by, length, received, begun_at) values ($1, $2, $3, 0, now()) returning id
        """;

    /// <summary>The row of the upload is the lock of its parts.</summary>
    private const string Append =
        """
        with head as (update upload set received = received + $4 where id = $1 and received = $2 returning id, received),
             part as (insert into upload_part (upload, at, content) select id, $2, $3 from head)
        select received from head
        """;

    public Task BeginAsync(string id, Actor by, int length, int most, CancellationToken cancel)
        => source.QueryAsync(Begin, [Text(id), Text(by.Value), Number(length), Number(most)], r => r.GetString(0), cancel);

    public async Task<(PartUpload Upload, Actor By)?> FindAsync(string id, CancellationToken cancel)
        => await source.QueryAsync("select length, received, begun_at, by from upload where id = $1", [Text(id)], Read, cancel) is [var found] ? found : null;

    public async Task<int?> AppendAsync(string id, int offset, ReadOnlyMemory<byte> part, CancellationToken cancel)
    {
        var bytes = new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = part, NpgsqlDbType = NpgsqlDbType.Bytea };
        return await source.QueryAsync(Append, [Text(id), Number(offset), bytes, Number(part.Length)], r => r.GetInt32(0), cancel) is [var received] ? received : null;
    }

    public async Task<byte[]?> ReadAsync(string id, CancellationToken cancel)
        => await FindAsync(id, cancel) is null
            ? null
            : [.. (await source.QueryAsync("select content from upload_part where upload = $1 order by at", [Text(id)], r => r.GetFieldValue<byte[]>(0), cancel)).SelectMany(p => p)];

    public async Task<int> RemoveBeforeAsync(DateTimeOffset moment, CancellationToken cancel)
        => (await source.QueryAsync("delete from upload where begun_at < $1 returning id", [Moment(moment)], r => r.GetString(0), cancel)).Count;

    private static (PartUpload Upload, Actor By) Read(NpgsqlDataReader row) => (new PartUpload(row.GetInt32(0), row.GetInt32(1), row.GetFieldValue<DateTimeOffset>(2)), new Actor(row.GetString(3)));
}
