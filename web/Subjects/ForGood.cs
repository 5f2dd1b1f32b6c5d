using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Subjects;

/// <summary>What is deleted is overwritten, not only let go: SQLite else keeps its bytes, in its file and in the log beside it.</summary>
internal static class ForGood
{
    /// <param name="delete">In one transaction.</param>
    /// <param name="isSettled">True: nothing of it is in the log any more when this returns, for which writers wait a little.</param>
    public static async Task<T> DeleteAsync<T>(Credentials db, Func<Task<T>> delete, bool isSettled, CancellationToken cancel)
    {
        var isFile = db.Database.IsSqlite();
        await db.Database.OpenConnectionAsync(cancel);
        if (isFile) await db.Database.ExecuteSqlRawAsync("pragma secure_delete = on", cancel);
        T deleted;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancel))
        {
            deleted = await delete();
            await transaction.CommitAsync(cancel);
        }

        if (isFile && isSettled) await db.Database.ExecuteSqlRawAsync("pragma wal_checkpoint(truncate)", cancel);
        return deleted;
    }
}
