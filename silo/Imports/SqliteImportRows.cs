using System.Collections.Immutable;
using Circle.Domain.Imports;
using Circle.Grains.Imports;
using Circle.Silo.Storage;

namespace Circle.Silo.Imports;

internal sealed class SqliteImportRows(SqliteThreads readers) : IImportRows
{
    public Task<ImmutableArray<string>> ListAsync(ImportId? before, int limit, CancellationToken cancel)
        => readers.RunAsync(
            s => s.Prepare("select view from place where kind = 'import' and id >= 'import:' and id < 'import;' and (?1 is null or id < ?1) order by id desc limit ?2")
                .Bind(1, before is { } id ? Import.StreamOf(id).Value : null)
                .Bind(2, limit)
                .Rows(r => r.Text(0)).ToImmutableArray(),
            cancel);
}
