using System.Data.Common;
using Circle.Domain.Time;
using Circle.Grains.Acceptance;
using Circle.Grains.Alerts;
using Circle.Grains.Audit;
using Circle.Grains.Blobs;
using Circle.Grains.Delivery;
using Circle.Grains.Facilities;
using Circle.Grains.Imports;
using Circle.Grains.Journal;
using Circle.Grains.Lists;
using Circle.Grains.LivingCircles;
using Circle.Grains.Places;
using Circle.Grains.PointChecks;
using Circle.Grains.Search;
using Circle.Grains.ServicePoints;
using Circle.Grains.Supervisions;
using Circle.Grains.Time;
using Circle.Grains.Uploads;
using Circle.Silo.Acceptance;
using Circle.Silo.Alerts;
using Circle.Silo.Audit;
using Circle.Silo.Blobs;
using Circle.Silo.Delivery;
using Circle.Silo.Facilities;
using Circle.Silo.Imports;
using Circle.Silo.Journal;
using Circle.Silo.Lists;
using Circle.Silo.LivingCircles;
using Circle.Silo.Places;
using Circle.Silo.PointChecks;
using Circle.Silo.Search;
using Circle.Silo.ServicePoints;
using Circle.Silo.Supervisions;
using Circle.Silo.Time;
using Circle.Silo.Uploads;
using DbUp;
using Npgsql;
using NpgsqlTypes;

namespace Circle.Silo.Storage;

internal sealed class PostgreSqlDatabase : Database
{
    /// <summary>Orleans' name of the driver.</summary>
    public const string Invariant = "Npgsql";

    /// <summary>Held while a silo prepares the database: two that start together do it one after the other.</summary>
    private const long PrepareLock = 0x43_49_52_43_4c_45;

    private readonly NpgsqlDataSource _writes;
    private readonly NpgsqlDataSource _reads;
    private readonly NpgsqlDataSource _orleans;
    private readonly NpgsqlDataSource _blobs;
    private readonly Stamp _stamp;

    private PostgreSqlDatabase(string connectionString, Stamp stamp)
    {
        _stamp = stamp;

        // Apart, so that a thousand grains that wake at once do not keep the writer waiting; 32 connections a silo.
        // Row by row through the key: so updates lock in the order of their sorted input, and two silos do not wait for each other.
        _writes = Source(connectionString, "journal", 4, "-c enable_hashjoin=off -c enable_mergejoin=off -c enable_seqscan=off -c enable_bitmapscan=off");
        _reads = Source(connectionString, "reads", 12);
        _orleans = Source(connectionString, "orleans", 12);
        _blobs = Source(connectionString, "blobs", 4);
        Journal = new PostgreSqlJournal(_writes, _reads);
        Places = new PostgreSqlPlaceRows(_reads);
        Facilities = new PostgreSqlFacilityRows(_reads);
        ServicePoints = new PostgreSqlServicePointRows(_reads);
        LivingCircles = new PostgreSqlLivingCircleRows(_reads);
        PointChecks = new PostgreSqlPointCheckRows(_reads);
        Alerts = new PostgreSqlAlertRows(_reads);
        Receivers = new PostgreSqlReceiverRows(_reads);
        Acceptance = new PostgreSqlAcceptanceRows(_reads);
        Supervisions = new PostgreSqlSupervisionRows(_reads);
        Lists = new PostgreSqlListRows(_reads);
        Search = new PostgreSqlSearchRows(_reads);
        Imports = new PostgreSqlImportRows(_reads);
        Agenda = new PostgreSqlAgenda(_reads);
        Audit = new PostgreSqlAuditRows(_reads);
        Clock = new PostgreSqlClockStore(_reads);
        Blobs = new PostgreSqlBlobs(_blobs);
        Uploads = new PostgreSqlPartUploads(_blobs);
    }

    public override Guid DatabaseId => _stamp.DatabaseId;

    public override StorageKind Kind => StorageKind.PostgreSql;

    public override OperatingMode Mode => _stamp.Mode;

    public override IJournalStore Journal { get; }

    public override IPlaceRows Places { get; }

    public override IFacilityRows Facilities { get; }

    public override IServicePointRows ServicePoints { get; }

    public override ILivingCircleRows LivingCircles { get; }

    public override IPointCheckRows PointChecks { get; }

    public override IAlertRows Alerts { get; }

    public override IReceiverRows Receivers { get; }
    public override IAcceptanceRows Acceptance { get; }
    public override ISupervisionRows Supervisions { get; }

    public override IListRows Lists { get; }

    public override ISearchRows Search { get; }

    public override IImportRows Imports { get; }

    public override IAgenda Agenda { get; }

    public override IAuditRows Audit { get; }

    public override IClockStore Clock { get; }

    public override IBlobs Blobs { get; }

    public override IPartUploads Uploads { get; }

    public override DbDataSource Orleans => _orleans;

    public override string OrleansInvariant => Invariant;

    public static new async Task<Database> OpenAsync(StorageOptions options, CancellationToken cancel)
    {
        try
        {
            var stamp = await PrepareAsync(options, cancel);
            return new PostgreSqlDatabase(options.ConnectionString, stamp);
        }
        catch (Exception e) when (e is NpgsqlException or ArgumentException or System.Net.Sockets.SocketException)
        {
            throw Unusable(e);
        }
    }

    /// <summary>The membership alone, for a process that hosts no silo: who the silos are and nothing else, and nothing is written.</summary>
    /// <exception cref="StartupException">The connection string is none.</exception>
    public static DbDataSource OpenMembership(string connectionString)
    {
        try
        {
            return Source(connectionString, "membership", 2, "-c default_transaction_read_only=on");
        }
        catch (ArgumentException e)
        {
            throw Unusable(e);
        }
    }

    /// <summary>For reading alone, beside silos that work or without any.</summary>
    public static NpgsqlDataSource OpenReading(string connectionString) => Source(connectionString, "verification", 2, "-c default_transaction_read_only=on");

    public override async ValueTask DisposeAsync()
    {
        await _writes.DisposeAsync();
        await _reads.DisposeAsync();
        await _orleans.DisposeAsync();
        await _blobs.DisposeAsync();
    }

    private static StartupException Unusable(Exception e)
        => e is ArgumentException
            // What could not be read may be half a password, so it is not shown.
            ? new("Circle:ConnectionString 不是 PostgreSQL 连接串，应如 Host=…;Database=…;Username=…;Password=…。Circle:ConnectionString is no connection string: it should be like Host=…;Database=…;Username=…;Password=…", e)
            : new($"连接不上 PostgreSQL 数据库（Circle:ConnectionString）：{e.Message.TrimEnd('.')}。The PostgreSQL database of Circle:ConnectionString cannot be used: {e.Message}", e);

    private static NpgsqlDataSource Source(string connectionString, string name, int connections, string settings = "")
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = $"circle {name}",
            Timeout = 5,
            CommandTimeout = 5,
            MaxPoolSize = connections,
            MaxAutoPrepare = 40,
            AutoPrepareMinUsages = 2,
        };

        // A silo that stops in the middle of a commit (paused, swapped out) must not hold its locks over the others.
        builder.Options = $"{builder.Options} -c idle_in_transaction_session_timeout=5000 {settings}".Trim();
        return NpgsqlDataSource.Create(builder);
    }

    private static async Task<Stamp> PrepareAsync(StorageOptions options, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false });
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var held = new NpgsqlCommand("select pg_advisory_lock($1)", connection);
        held.Parameters.Add(PostgreSqlSession.Number(PrepareLock));
        held.CommandTimeout = (int)Schema.Patience.TotalSeconds;
        await held.ExecuteNonQueryAsync(cancel);
        var unpooled = new NpgsqlConnectionStringBuilder(options.ConnectionString) { Pooling = false }.ToString();
        await Schema.UpgradeAsync(DeployChanges.To.PostgresqlDatabase(unpooled), typeof(PostgreSqlDatabase).Assembly, $"{typeof(Schema).Namespace}.PostgreSql");

        await using var batch = new NpgsqlBatch(connection);
        batch.Add(
            "insert into stamp (id, database_id, mode, created_at) values (1, $1, $2, now()) on conflict (id) do nothing",
            new NpgsqlParameter<Guid> { TypedValue = Guid.NewGuid(), NpgsqlDbType = NpgsqlDbType.Uuid },
            PostgreSqlSession.Text(options.Mode.ToString()));
        if (options.RehearsalSeed is { } seed)
        {
            batch.Add(
                "update stamp set rehearsal_seed = $1 where rehearsal_seed is null and mode = $2",
                PostgreSqlSession.Number(seed),
                PostgreSqlSession.Text(options.Mode.ToString()));
        }

        batch.Add("select database_id, mode, rehearsal_seed from stamp");
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return Stamp.Check(reader.GetGuid(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetInt64(2), options);
    }
}
