using System.Data.Common;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
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
using Circle.Silo.Snapshots;
using Circle.Silo.Supervisions;
using Circle.Silo.Time;
using Circle.Silo.Uploads;
using DbUp;

namespace Circle.Silo.Storage;

internal sealed class SqliteDatabase : Database
{
    private readonly DataFolder _folder;
    private readonly SqliteThreads _writer;
    private readonly SqliteThreads _readers;
    private readonly SqliteThreads _auditor;
    private readonly SqliteThreads _snapshots;
    private readonly SnapshotDataSource _orleans;
    private readonly FolderBlobs _blobs;
    private readonly FolderPartUploads _uploads;
    private Stamp? _stamp;

    private SqliteDatabase(DataFolder folder)
    {
        _folder = folder;
        _writer = new SqliteThreads("journal writer", 1, () => new SqliteSession(folder.Journal, durable: true, readOnly: false));
        _readers = new SqliteThreads("journal reader", 2, () => new SqliteSession(folder.Journal, durable: true, readOnly: true));
        _auditor = new SqliteThreads("journal auditor", 1, () => new SqliteSession(folder.Journal, durable: true, readOnly: true));
        _snapshots = new SqliteThreads("snapshots", 1, () => new SqliteSession(folder.Snapshots, durable: false, readOnly: false));
        _orleans = new SnapshotDataSource(_snapshots, SqliteSession.ConnectionString(folder.Snapshots));
        Journal = new SqliteJournal(_writer, _readers);
        Places = new SqlitePlaceRows(_readers);
        Facilities = new SqliteFacilityRows(_readers);
        ServicePoints = new SqliteServicePointRows(_readers);
        LivingCircles = new SqliteLivingCircleRows(_readers);
        PointChecks = new SqlitePointCheckRows(_readers);
        Alerts = new SqliteAlertRows(_readers);
        Receivers = new SqliteReceiverRows(_readers);
        Acceptance = new SqliteAcceptanceRows(_readers);
        Supervisions = new SqliteSupervisionRows(_readers);
        Lists = new SqliteListRows(_readers);
        Search = new SqliteSearchRows(_readers);
        Imports = new SqliteImportRows(_readers);
        Agenda = new SqliteAgenda(_writer);
        Audit = new SqliteAuditRows(_auditor);
        Clock = new SqliteClockStore(_writer, _readers);
        _blobs = new FolderBlobs(folder.Blobs);
        _uploads = new FolderPartUploads(Path.Combine(folder.Blobs, "parts"));
    }

    public override Guid DatabaseId => _stamp!.DatabaseId;

    public override StorageKind Kind => StorageKind.Sqlite;

    public override OperatingMode Mode => _stamp!.Mode;

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

    public override IBlobs Blobs => _blobs;

    public override IPartUploads Uploads => _uploads;

    public override DbDataSource Orleans => _orleans;

    public override string OrleansInvariant => "System.Data.SQLite";

    public static new async Task<Database> OpenAsync(StorageOptions options, CancellationToken cancel)
    {
        var database = new SqliteDatabase(DataFolder.Open(options.DataDirectory));
        try
        {
            await database.PrepareAsync(options, cancel);
            return database;
        }
        catch (Exception e)
        {
            await database.DisposeAsync();
            if (e is JournalException { InnerException: StartupException said }) throw new StartupException(said.Message, e);
            if (e is JournalException)
                throw new StartupException($"数据库打不开：{e.Message}。The database in {options.DataDirectory} cannot be opened.", e);
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync();
        await _auditor.DisposeAsync();
        await _writer.DisposeAsync();
        await _snapshots.DisposeAsync();
        await _orleans.DisposeAsync();
        _folder.Dispose();
    }

    private async Task PrepareAsync(StorageOptions options, CancellationToken cancel)
    {
        await Schema.UpgradeAsync(DeployChanges.To.SqliteDatabase(SqliteSession.ConnectionString(_folder.Journal)), typeof(SqliteDatabase).Assembly, $"{typeof(Schema).Namespace}.Sqlite");
        await Schema.UpgradeAsync(DeployChanges.To.SqliteDatabase(SqliteSession.ConnectionString(_folder.Snapshots)), typeof(SqliteDatabase).Assembly, $"{typeof(Schema).Namespace}.SqliteSnapshots");
        _blobs.Prepare();
        _uploads.Prepare();
        _stamp = await _writer.RunAsync(s => StampIn(s, options), cancel);
    }

    private static Stamp StampIn(SqliteSession session, StorageOptions options)
    {
        session.Prepare("insert into stamp (id, database_id, mode, created_at) values (1, ?1, ?2, ?3) on conflict (id) do nothing")
            .Bind(1, Guid.NewGuid().ToString("D"))
            .Bind(2, options.Mode.ToString())
            .Bind(3, Envelope.UnixMicroseconds(TimeProvider.System.GetUtcNow()))
            .Run();
        if (options.RehearsalSeed is { } seed)
            session.Prepare("update stamp set rehearsal_seed = ?1 where rehearsal_seed is null and mode = ?2").Bind(1, seed).Bind(2, options.Mode.ToString()).Run();
        var (id, mode, begunWith) = session.Prepare("select database_id, mode, rehearsal_seed from stamp")
            .Rows(r => (Guid.Parse(r.Text(0)), r.Text(1), r.IsNull(2) ? (long?)null : r.Integer(2)))[0];
        return Stamp.Check(id, mode, begunWith, options);
    }
}
