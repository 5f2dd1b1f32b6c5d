using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Walls;

/// <summary>One line at one child of a region, as judged on one day.</summary>
/// <param name="Week">See <see cref="OwedDays"/>.</param>
/// <param name="SilentSince">See <see cref="Standings.SilentSince"/>.</param>
internal sealed record LinePlacePicture(Line Line, LineStanding Standing, ImmutableArray<long> Week, DateOnly? Heard, DateOnly? SilentSince)
{
    /// <summary>Whether it asks something of the place that does not stand yet.</summary>
    public bool IsAsked => Standing.Status is not (Status.NothingDue or Status.BaselineUnconfirmed) && Standing.Step is { } step && step.Reached < step.Due;
}

/// <summary>A place as a row of its region's wall.</summary>
internal static class PlacePicture
{
    /// <param name="lines">In the document's order.</param>
    /// <param name="eachLine">Whether the row says how each line stands, not only each ring.</param>
    public static PlaceCell Paint(PlaceNode place, ImmutableArray<LinePlacePicture> lines, bool eachLine)
    {
        var burden = Burden.Of(lines.Select(l => l.Standing));
        return new PlaceCell(
            place.Id,
            place.Name,
            ShortNameOf(place),
            place.Kind,
            null,
            Worst(lines.Select(l => l.Standing.Status)),
            burden.Owed,
            burden.Due,
            burden.DaysOverdue,
            [
                .. Enum.GetValues<Ring>().Select(ring =>
                {
                    var inRing = lines.Where(l => l.Line.Ring == ring).Select(l => l.Standing).ToList();
                    return new PlaceRing(ring, Worst(inRing.Select(s => s.Status)), inRing.Sum(s => s.Owed));
                }),
            ],
            [.. Enumerable.Range(0, OwedDays.Length).Select(i => lines.Sum(l => l.Week.IsEmpty ? 0 : l.Week[i]))],
            eachLine ? [.. lines.Select(l => new LineMark(l.Line.Id, l.Standing.Status, l.Standing.Owed))] : [],
            lines.Sum(l => l.Standing.Waiting),
            lines.Max(l => l.Heard),
            SilentSince([.. lines.Where(l => l.IsAsked)]));
    }

    /// <summary>A place is silent when every line that asks something of it is.</summary>
    private static DateOnly? SilentSince(ImmutableArray<LinePlacePicture> asked)
        => asked.Any(l => l.SilentSince is null) ? null : asked.Max(l => l.SilentSince);

    /// <summary>Statuses stand worst first but for the first: an unconfirmed line is behind in nothing.</summary>
    public static Status Worst(IEnumerable<Status> statuses)
        => statuses.DefaultIfEmpty(Status.NothingDue).MinBy(s => s switch
        {
            Status.BaselineUnconfirmed => (int)Status.OnTrack * 2 + 1,
            Status.NothingDue => (int)Status.OnTrack * 2 + 2,
            _ => (int)s * 2,
        });

    /// <summary>国基路 of 国基路街道: a wall has no room for what every row says.</summary>
    private static string ShortNameOf(PlaceNode place)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["街道办事处", "街道", "社区"])
        {
            if (place.Name.Length > suffix.Length + 1 && place.Name.EndsWith(suffix, StringComparison.Ordinal)) return place.Name[..^suffix.Length];
        }

        return place.Name;
    }
}
