using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Accounts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;
using Orleans.Concurrency;

namespace Circle.Contracts.PointChecks;

/// <summary>电话抽查 of one street in one quarter; the key is its id. It draws by itself what <see cref="PointCheckCommand.Draw"/> asks for.</summary>
[Alias("IPointCheckGrain")]
public interface IPointCheckGrain : ICommandGrain<PointCheckCommand>
{
    /// <summary>The drawn points with what stood in the directory then; null: nothing is drawn.</summary>
    [Alias("Sheet"), AlwaysInterleave, Needs(Permission.Read)]
    Task<CheckSheet?> Sheet();
}

/// <summary>Lists from the read rows; wakes no check.</summary>
[Alias("IPointCheckQueries")]
public interface IPointCheckQueries : IGrainWithIntegerKey
{
    /// <summary>All streets of a place, those too that nothing is drawn of, in the order of the tree.</summary>
    [Alias("List"), Needs(Permission.Read)]
    Task<CheckList> List(CheckQuery query);

    /// <summary>
    /// Points that a check of this quarter or the one before found wrong, or whoever would verify them reported, and that nobody has corrected
    /// or verified since; the newest first. Of a point the newest alone, of reports at most <see cref="WrongPoint.MostReported"/>.
    /// </summary>
    [Alias("Wrong"), Needs(Permission.Read)]
    Task<ImmutableArray<WrongPoint>> Wrong(PointScope scope);
}

/// <param name="Place">Null: the whole district; of a community its street.</param>
/// <param name="Line">Null: every kind; else points of this line's kinds alone.</param>
/// <param name="Quarters">How many, the present one included, 1 to <see cref="MostQuarters"/>.</param>
[GenerateSerializer, Immutable, Alias("CheckQuery")]
public sealed record CheckQuery([property: Id(0)] PlaceId? Place, [property: Id(1)] LineId? Line, [property: Id(2)] int Quarters) : IConcerns
{
    public const int MostQuarters = 8;

    Subject IConcerns.Subject => new(Place, Line);
}

/// <param name="Size">Points of a street that are drawn each quarter; 0: none are, or no plan says so.</param>
/// <param name="Totals">Of all these streets together, the present quarter first.</param>
[GenerateSerializer, Immutable, Alias("CheckList")]
public sealed record CheckList(
    [property: Id(0)] Quarter Present,
    [property: Id(1)] DateOnly Ends,
    [property: Id(2)] int Size,
    [property: Id(3)] ImmutableArray<QuarterTotal> Totals,
    [property: Id(4)] ImmutableArray<StreetChecks> Streets);

[GenerateSerializer, Immutable, Alias("QuarterTotal")]
public sealed record QuarterTotal([property: Id(0)] Quarter Quarter, [property: Id(1)] CheckCounts Counts);

/// <param name="Checks">The newest first; a quarter of which nothing is drawn is left out.</param>
/// <param name="Points">Open or paused ones, of which this quarter's sample would be taken; null: it is taken.</param>
[GenerateSerializer, Immutable, Alias("StreetChecks")]
public sealed record StreetChecks([property: Id(0)] PlaceId Street, [property: Id(1)] ImmutableArray<CheckHead> Checks, [property: Id(2)] int? Points);

/// <param name="Population">Points of the street that the sample was taken of.</param>
/// <param name="DrawnOn">Business day.</param>
[GenerateSerializer, Immutable, Alias("CheckHead")]
public sealed record CheckHead(
    [property: Id(0)] PointCheckId Id,
    [property: Id(1)] Quarter Quarter,
    [property: Id(2)] int Population,
    [property: Id(3)] DateOnly DrawnOn,
    [property: Id(4)] CheckCounts Counts);

/// <param name="Ends">Last day on which an answer is taken.</param>
[GenerateSerializer, Immutable, Alias("CheckSheet")]
public sealed record CheckSheet(
    [property: Id(0)] PointCheckView Check,
    [property: Id(1)] CheckCounts Counts,
    [property: Id(2)] DateOnly Ends,
    [property: Id(3)] bool IsOver,
    [property: Id(4)] ImmutableArray<SheetPoint> Points);

/// <summary>A drawn point with what is to be compared.</summary>
/// <param name="Listing">As it stood when it was drawn.</param>
/// <param name="Place">Where it was then.</param>
/// <param name="Open">Whether somebody picks up the phone now, as far as is known.</param>
/// <param name="IsChanged">The entry has been corrected since it was drawn.</param>
[GenerateSerializer, Immutable, Alias("SheetPoint")]
public sealed record SheetPoint(
    [property: Id(0)] CheckedPoint Checked,
    [property: Id(1)] PointKindId Kind,
    [property: Id(2)] PlaceId Place,
    [property: Id(3)] PointListing Listing,
    [property: Id(4)] OpenNow Open,
    [property: Id(5)] bool IsChanged);

/// <param name="Check">Null: no check, it was reported (不符).</param>
/// <param name="Quarter">Of the check; null: it was reported.</param>
/// <param name="On">Business day on which it was found wrong.</param>
[GenerateSerializer, Immutable, Alias("WrongPoint")]
public sealed record WrongPoint(
    [property: Id(0)] ServicePointId Point,
    [property: Id(1)] string Name,
    [property: Id(2)] PlaceId Place,
    [property: Id(3)] LineId Line,
    [property: Id(4)] PointCheckId? Check,
    [property: Id(5)] Quarter? Quarter,
    [property: Id(6)] ImmutableArray<CheckedField> Fields,
    [property: Id(7)] DateOnly On,
    [property: Id(8)] string? Note)
{
    public const int MostReported = 200;
}

/// <summary>What one phone check found wrong at a point.</summary>
/// <param name="On">Business day of the call.</param>
/// <param name="IsOpen">Nobody has corrected or verified it since.</param>
[GenerateSerializer, Immutable, Alias("PointFinding")]
public sealed record PointFinding(
    [property: Id(0)] PointCheckId Check,
    [property: Id(1)] Quarter Quarter,
    [property: Id(2)] ImmutableArray<CheckedField> Fields,
    [property: Id(3)] DateOnly On,
    [property: Id(4)] string? Note,
    [property: Id(5)] bool IsOpen);
