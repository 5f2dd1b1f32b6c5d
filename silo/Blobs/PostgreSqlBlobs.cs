using System.Collections.Immutable;
using Circle.Domain.Blobs;
using Circle.Grains.Blobs;
using Circle.Silo.Storage;
using Npgsql;
using NpgsqlTypes;
using static Circle.Silo.Storage.PostgreSqlSession;

namespace Circle.Silo.Blobs;

/// <summary>Blobs as rows that every silo of the database shares. A statement is a transaction: it is durable when it is answered.</summary>
internal sealed class PostgreSqlBlobs(NpgsqlDataSource source) : IBlobs
{
    // One that is broken is mended, since here is its content; one that is whole is not written again.
    private const string Put =
        """
        insert into blob (shelf, id, content, put_at) values ($1, $2, $3, now())
        on conflict (shelf, id) do update
            set put_at = excluded.put_at,
                content = case when encode(sha256(blob.content), 'hex') = blob.id then blob.content else excluded.content end
        returning id
        """;

    public async Task<BlobId> PutAsync(BlobShelf shelf, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var id = BlobContent.Named(content);
        var bytes = new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = content, NpgsqlDbType = NpgsqlDbType.Bytea };
        await source.QueryAsync(Put, [Text(NameOf(shelf)), Text(id.Value), bytes], r => r.GetString(0), cancel);
        return id;
    }

    public async Task<byte[]?> GetAsync(BlobShelf shelf, BlobId id, CancellationToken cancel)
        => (await source.QueryAsync("select content from blob where shelf = $1 and id = $2", [Text(NameOf(shelf)), Text(id.Value)], r => r.GetFieldValue<byte[]>(0), cancel)) is [var content]
            ? BlobContent.Checked(shelf, id, content)
            : null;

    public async Task<ImmutableArray<BlobId>> PutBeforeAsync(BlobShelf shelf, DateTimeOffset moment, BlobId? after, int limit, CancellationToken cancel)
        =>
        [
            .. await source.QueryAsync(
                "select id from blob where shelf = $1 and put_at < $2 and id > $3 collate \"C\" order by id collate \"C\" limit $4",
                [Text(NameOf(shelf)), Moment(moment), Text(after?.Value ?? ""), Number(limit)],
                r => BlobId.Of(r.GetString(0)),
                cancel),
        ];

    public Task RemoveAsync(BlobShelf shelf, BlobId id, DateTimeOffset putBefore, CancellationToken cancel)
        => source.QueryAsync("delete from blob where shelf = $1 and id = $2 and put_at < $3 returning id", [Text(NameOf(shelf)), Text(id.Value), Moment(putBefore)], r => r.GetString(0), cancel);

    private static string NameOf(BlobShelf shelf) => shelf.ToString().ToLowerInvariant();
}
