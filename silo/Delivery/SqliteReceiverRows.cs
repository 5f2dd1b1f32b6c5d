using System.Collections.Immutable;
using Circle.Grains.Delivery;
using Circle.Silo.Storage;

namespace Circle.Silo.Delivery;

internal sealed class SqliteReceiverRows(SqliteThreads readers) : IReceiverRows
{
    public Task<ImmutableArray<string>> ListAsync(string stage, int limit, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select view from place where kind = 'receiver' and id > 'receiver:' and id < 'receiver;' and stage = ?1 order by id limit ?2")
                .Bind(1, stage).Bind(2, limit)
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);
}
