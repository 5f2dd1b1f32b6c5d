using System.Data.Common;
using Circle.Silo.Hosting;
using Circle.Silo.Storage;
using Circle.Web.Accounts;
using DbUp;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Circle.Web.Hosting;

/// <summary>Where credentials lie: a file of their own beside the journal's, or a schema of their own in the same PostgreSQL database.</summary>
internal static class CredentialStore
{
    private const string FileName = "credentials.db";

    /// <summary>Held while a web node prepares the schema: two that start together do it one after the other.</summary>
    private const long PrepareLock = 0x43_52_45_44;

    /// <summary>Whether an error says that the store did not do it, rather than that the program is wrong.</summary>
    public static bool IsAway(Exception error)
        => error is DbException or DbUpdateException or TimeoutException or OperationCanceledException || (error is InvalidOperationException { InnerException: { } inner } && IsAway(inner));

    /// <summary>Whether the store is there and refuses what it was told, or had to break off one of two that waited for each other.</summary>
    public static bool IsClash(Exception error) => error.GetBaseException() is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT }
        or PostgresException { SqlState: ['2', '3', ..] or PostgresErrorCodes.DeadlockDetected };

    public static void Use(DbContextOptionsBuilder builder, CircleOptions options, string root)
    {
        if (options.Storage == StorageKind.Sqlite) builder.UseSqlite(Sqlite(options, root));
        else builder.UseNpgsql(PostgreSql(options));
    }

    /// <summary>For a program that serves nobody. Identity reads the shape of its tables from its options.</summary>
    public static ServiceProvider Open(CircleOptions options, string root) => new ServiceCollection()
        .Configure<IdentityOptions>(identity => identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .AddDbContextFactory<Credentials>(builder => Use(builder, options, root))
        .BuildServiceProvider();

    /// <exception cref="StartupException">It cannot be opened or brought up to date.</exception>
    public static async Task PrepareAsync(CircleOptions options, string root)
    {
        try
        {
            if (options.Storage == StorageKind.Sqlite) await PrepareSqliteAsync(Sqlite(options, root));
            else await PreparePostgreSqlAsync(options);
        }
        catch (ArgumentException e)
        {
            // What could not be read may be half a password, so it is not shown.
            throw new StartupException("Circle:ConnectionString 不是 PostgreSQL 连接串。Circle:ConnectionString is no connection string.", e);
        }
        catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException)
        {
            throw new StartupException($"打不开账号库（Circle:ConnectionString）：{e.Message}。The store of credentials in the database of Circle:ConnectionString cannot be used.", e);
        }
        catch (SqliteException e)
        {
            throw new StartupException($"打不开账号库：{e.Message}。The store of credentials cannot be used.", e);
        }
    }

    private static async Task PrepareSqliteAsync(string connectionString)
    {
        await using (var file = new SqliteConnection(connectionString))
        {
            // Who reads keeps nobody from writing; the file remembers it.
            await file.OpenAsync();
            await using var mode = file.CreateCommand();
            mode.CommandText = "pragma journal_mode = wal";
            await mode.ExecuteNonQueryAsync();
        }

        await UpgradeAsync(DeployChanges.To.SqliteDatabase(connectionString), "Sqlite");
    }

    private static async Task PreparePostgreSqlAsync(CircleOptions options)
    {
        // Closed at the end, and its lock with it.
        var unpooled = new NpgsqlConnectionStringBuilder(PostgreSql(options)) { Pooling = false }.ToString();
        await using var held = new NpgsqlConnection(unpooled);
        await held.OpenAsync();
        await using var hold = new NpgsqlCommand($"select pg_advisory_lock({PrepareLock})", held) { CommandTimeout = (int)Schema.Patience.TotalSeconds };
        await hold.ExecuteNonQueryAsync();
        await UpgradeAsync(DeployChanges.To.PostgresqlDatabase(unpooled).JournalToPostgresqlTable("public", "credentials_versions"), "PostgreSql");
    }

    private static Task UpgradeAsync(DbUp.Builder.UpgradeEngineBuilder database, string kind)
        => Schema.UpgradeAsync(database, typeof(Credentials).Assembly, $"{typeof(Credentials).Namespace}.{kind}");

    /// <summary>Of SQLite.</summary>
    public static string FileOf(CircleOptions options, string root) => Path.Combine(Path.GetFullPath(options.DataDirectory, root), FileName);

    private static string Sqlite(CircleOptions options, string root) => new SqliteConnectionStringBuilder
    {
        DataSource = FileOf(options, root),
        ForeignKeys = true,
        DefaultTimeout = 5,
    }.ToString();

    private static string PostgreSql(CircleOptions options) => new NpgsqlConnectionStringBuilder(options.ConnectionString)
    {
        ApplicationName = "circle credentials",
        Timeout = 5,
        CommandTimeout = 5,
        MaxPoolSize = 10,
    }.ToString();
}
