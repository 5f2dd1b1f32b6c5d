using Circle.Measure.Hosting;

namespace Circle.Measure.Storage;

/// <summary>
/// The file of SQLite's grain storage. The product does not wait for the disk there, since losing it loses nothing; state that is
/// the only truth has to, or it is compared with something that is not durable.
/// </summary>
internal static class SnapshotFile
{
    /// <summary>Runs something while every write to it waits for the disk; on PostgreSQL they all do.</summary>
    public static async Task<T> DurablyAsync<T>(Site site, Func<Task<T>> run)
    {
        if (site.Database.Kind != Silo.Storage.StorageKind.Sqlite) return await run();
        await ExecuteAsync(site, "pragma synchronous = full");
        try
        {
            return await run();
        }
        finally
        {
            await ExecuteAsync(site, "pragma synchronous = normal");
        }
    }

    /// <summary>On the one connection that the storage has.</summary>
    private static async Task ExecuteAsync(Site site, string pragma)
    {
        await using var connection = site.Database.Orleans.CreateConnection();
        await using var command = connection.CreateCommand();
        command.CommandText = pragma;
        await using var reader = await command.ExecuteReaderAsync();
    }
}
