using Circle.Grains.Audit;
using Circle.Grains.Blobs;
using Circle.Grains.Lists;
using Circle.Grains.ServicePoints;
using Circle.Silo.Audit;
using Circle.Silo.Blobs;
using Circle.Silo.Lists;
using Circle.Silo.ServicePoints;

namespace Circle.Silo.Storage;

/// <summary>What lies stored, for who verifies it: nothing is locked, made or written, whether silos work on it or none does.</summary>
public sealed class StoredRecords : IAsyncDisposable
{
    private readonly IAsyncDisposable source;

    private StoredRecords(IAuditRows audit, IListRows lists, IServicePointRows servicePoints, IBlobs blobs, IAsyncDisposable source)
        => (Audit, Lists, ServicePoints, Blobs, this.source) = (audit, lists, servicePoints, blobs, source);

    public IAuditRows Audit { get; }

    public IListRows Lists { get; }

    public IServicePointRows ServicePoints { get; }

    public IBlobs Blobs { get; }

    /// <exception cref="StartupException">There is no such database.</exception>
    public static StoredRecords Open(StorageOptions options)
    {
        try
        {
            if (options.Kind == StorageKind.PostgreSql)
            {
                var reads = PostgreSqlDatabase.OpenReading(options.ConnectionString);
                return new(new PostgreSqlAuditRows(reads), new PostgreSqlListRows(reads), new PostgreSqlServicePointRows(reads), new PostgreSqlBlobs(reads), reads);
            }

            var file = Path.Combine(options.DataDirectory, DataFolder.JournalFile);
            if (!File.Exists(file)) throw new StartupException($"没有数据库 {file}。There is no database {file}.");
            var reader = new SqliteThreads("verifier", 1, () => new SqliteSession(file, durable: true, readOnly: true));
            return new(new SqliteAuditRows(reader), new SqliteListRows(reader), new SqliteServicePointRows(reader), new FolderBlobs(Path.Combine(options.DataDirectory, DataFolder.BlobFolder)), reader);
        }
        catch (ArgumentException e)
        {
            throw new StartupException($"Circle:ConnectionString 不是 PostgreSQL 连接串。Circle:ConnectionString is no connection string: {e.Message}", e);
        }
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
