using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Walls;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Orleans.Concurrency;

namespace Circle.Contracts.Places;

/// <summary>A place as it is journaled; the key is its id.</summary>
[Alias("IPlaceGrain")]
public interface IPlaceGrain : ICommandGrain<PlaceCommand>
{
    /// <summary>As committed; null when there is none.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Read)]
    Task<PlaceView?> View();

    /// <summary>What a file is compared with: as it was at a version; null: there is none.</summary>
    [Alias("Basis"), AlwaysInterleave, Needs(Permission.Read)]
    Task<PlaceDraft?> Basis(long version);
}

/// <summary>A place that sums what hangs on it and what is under it, at any depth; the key is its id.</summary>
[Alias("IRegionGrain")]
public interface IRegionGrain : IGrainWithStringKey
{
    /// <summary>Committed rows, absolute; the greater revision wins. From a silo's mailbox.</summary>
    [Alias("TakeRows"), ResponseTimeout("00:00:10")]
    Task Take(ImmutableArray<PlaceRow> rows);

    /// <summary>A child region's sums. Answers what is held of it now: another revision than the report's asks for the whole.</summary>
    [Alias("TakeReport"), ResponseTimeout("00:00:10")]
    Task<Revision?> Take(RegionReport report);

    /// <summary>The parent says what it holds; where that differs, the region reports again. To answer at all is to be heard.</summary>
    [Alias("Current"), ResponseTimeout("00:00:03")]
    Task Current(Revision? held);

    /// <summary>What the database says of this region's rows, for comparison; null: it has none.</summary>
    [Alias("Compare"), ResponseTimeout("00:00:08")]
    Task Compare(RowCheck? rows);

    /// <summary>
    /// The next frame after one already seen: at once if there is one, else when there is, else after 1 s as it stands. Nobody tells
    /// a web node that a silo died with its question, so the wait for an answer is how long its walls stand still then.
    /// </summary>
    [Alias("Next"), ResponseTimeout("00:00:02.5")]
    Task<Frame> Next(FrameNumber? seen);

    /// <summary>All published sums, in the order of their keys.</summary>
    [Alias("Tally"), Needs(Permission.Watch)]
    Task<RegionTally> Tally();
}

[GenerateSerializer, Immutable, Alias("RowCheck")]
public sealed record RowCheck([property: Id(0)] long Count, [property: Id(1)] long MarkSum);

[GenerateSerializer, Immutable, Alias("RegionTally")]
public sealed record RegionTally([property: Id(0)] Revision Revision, [property: Id(1)] DateTimeOffset AsOf, [property: Id(2)] Tally Cells);

/// <summary>Lists of places from their rows.</summary>
[Alias("IPlaceQueries")]
public interface IPlaceQueries : IGrainWithIntegerKey
{
    /// <summary>The place if there is one, null: the topmost. From memory: what an edge asks before it wakes a region.</summary>
    [Alias("Find")]
    Task<PlaceId?> Find(PlaceId? place);

    /// <summary>The place and all under it (null: all), with what it directly knows of them.</summary>
    [Alias("List")]
    Task<ImmutableArray<PlaceView>> List(PlaceId? under);
}
