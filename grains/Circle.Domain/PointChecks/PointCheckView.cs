using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Orleans;

namespace Circle.Domain.PointChecks;

/// <summary>How far checks are and what they found. 准确率 is right ÷ (right + wrong + finally unreachable).</summary>
/// <param name="Drawn">Points to be called.</param>
/// <param name="Unreachable">Nobody answered, finally: a number that nobody answers helps nobody.</param>
[GenerateSerializer, Immutable, Alias("CheckCounts")]
public sealed record CheckCounts([property: Id(0)] int Drawn, [property: Id(1)] int Right, [property: Id(2)] int Wrong, [property: Id(3)] int Unreachable)
{
    private const int Whole = 1_000;

    public static CheckCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>What the rate is of.</summary>
    public int Done => Right + Wrong + Unreachable;

    /// <summary>准确率 in thousandths, rounded; all of it only where nothing is wrong. Null: nothing is done, so there is none.</summary>
    public int? Rate => Done == 0 ? null : Right == Done ? Whole : Math.Min(Whole - 1, (int)((2L * Whole * Right + Done) / (2L * Done)));

    public CheckCounts Plus(CheckCounts other) => new(Drawn + other.Drawn, Right + other.Right, Wrong + other.Wrong, Unreachable + other.Unreachable);
}

/// <summary>A drawn point as readers see it.</summary>
/// <param name="Number">In the order of drawing, from 1.</param>
/// <param name="ListedAt">Version of the entry that is compared.</param>
/// <param name="Verdict">Null: not called yet.</param>
/// <param name="Attempts">How often nobody answered.</param>
/// <param name="On">Business day of the last answer; null: none yet.</param>
[GenerateSerializer, Immutable, Alias("CheckedPoint")]
public sealed record CheckedPoint(
    [property: Id(0)] int Number,
    [property: Id(1)] ServicePointId Point,
    [property: Id(2)] LineId Line,
    [property: Id(3)] long ListedAt,
    [property: Id(4)] Verdict? Verdict,
    [property: Id(5)] ImmutableArray<CheckedField> Fields,
    [property: Id(6)] int Attempts,
    [property: Id(7)] bool IsDone,
    [property: Id(8)] DateOnly? On,
    [property: Id(9)] string? Note);

/// <summary>What readers see of a check; stored in its row by the commit that changed it.</summary>
/// <param name="Population">Points of the street that the sample was taken of.</param>
/// <param name="DrawnOn">Business day.</param>
/// <param name="Points">In the order of drawing.</param>
[GenerateSerializer, Immutable, Alias("PointCheckView")]
public sealed record PointCheckView(
    [property: Id(0)] PointCheckId Id,
    [property: Id(1)] PlaceId Street,
    [property: Id(2)] Quarter Quarter,
    [property: Id(3)] int Population,
    [property: Id(4)] DateOnly DrawnOn,
    [property: Id(5)] ImmutableArray<CheckedPoint> Points)
{
    public static PointCheckView Of(PointCheckState state) => new(
        state.Check,
        state.Street!.Value,
        state.Quarter,
        state.Population,
        state.DrawnOn,
        [
            .. state.Points.Select((p, i) => new CheckedPoint(
                i + 1, p.Sampled.Point, p.Sampled.Line, p.Sampled.ListedAt, p.Verdict, p.Fields, p.Attempts, p.IsDone, p.On, p.Note)),
        ]);

    /// <param name="line">Null: of every line.</param>
    public CheckCounts Count(LineId? line = null)
    {
        var points = Points.Where(p => line is null || p.Line == line).ToList();
        return new CheckCounts(points.Count, Of(Verdict.Right), Of(Verdict.Wrong), Of(Verdict.Unreachable));

        int Of(Verdict verdict) => points.Count(p => p.IsDone && p.Verdict == verdict);
    }
}
