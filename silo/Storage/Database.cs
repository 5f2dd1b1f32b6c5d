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

namespace Circle.Silo.Storage;

/// <summary>
/// A database that is ready: schema up to date, mode checked, folder locked. Opened before the silo is built, disposed
/// after it has stopped.
/// </summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>Snapshots carry it, so that those of another database are discarded.</summary>
    public abstract Guid DatabaseId { get; }

    public abstract StorageKind Kind { get; }

    public abstract OperatingMode Mode { get; }

    public abstract IJournalStore Journal { get; }

    public abstract IPlaceRows Places { get; }

    public abstract IFacilityRows Facilities { get; }

    public abstract IServicePointRows ServicePoints { get; }

    public abstract ILivingCircleRows LivingCircles { get; }

    public abstract IPointCheckRows PointChecks { get; }

    public abstract IAlertRows Alerts { get; }

    public abstract IReceiverRows Receivers { get; }
    public abstract IAcceptanceRows Acceptance { get; }
    public abstract ISupervisionRows Supervisions { get; }

    public abstract IListRows Lists { get; }

    public abstract ISearchRows Search { get; }

    public abstract IImportRows Imports { get; }

    public abstract IAgenda Agenda { get; }

    public abstract IAuditRows Audit { get; }

    public abstract IClockStore Clock { get; }

    public abstract IBlobs Blobs { get; }

    public abstract IPartUploads Uploads { get; }

    /// <summary>For Orleans' ADO.NET providers.</summary>
    public abstract DbDataSource Orleans { get; }

    /// <summary>The name under which Orleans knows the driver of <see cref="Orleans"/>.</summary>
    public abstract string OrleansInvariant { get; }

    /// <summary>Makes the schema or brings it up to date, stamps or checks mode and rehearsal, and for SQLite takes the folder's lock.</summary>
    /// <exception cref="StartupException">In use by another process, stamped with another mode or another rehearsal's seed, or not to be reached.</exception>
    public static async Task<Database> OpenAsync(StorageOptions options, CancellationToken cancel = default)
        => options.Kind switch
        {
            StorageKind.Sqlite => await SqliteDatabase.OpenAsync(options, cancel),
            StorageKind.PostgreSql => await PostgreSqlDatabase.OpenAsync(options, cancel),
            _ => throw new StartupException($"未知的存储种类 {options.Kind}。Unknown storage kind {options.Kind}."),
        };

    public abstract ValueTask DisposeAsync();
}
