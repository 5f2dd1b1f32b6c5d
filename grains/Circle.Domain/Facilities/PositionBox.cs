namespace Circle.Domain.Facilities;

/// <summary>四至: degrees between which positions lie, whatever datum each was taken in. It holds more than was asked for, never less.</summary>
public readonly record struct PositionBox(double South, double North, double West, double East)
{
    /// <summary>In metres: more than what one spot's positions in two datums differ by.</summary>
    private const int BetweenDatums = 1_000;

    private const double MetresOfDegree = 111_000;

    /// <summary>Around every position that is at most so far away.</summary>
    public static PositionBox Around(Position centre, int metres)
    {
        var north = (metres + BetweenDatums) / MetresOfDegree;

        // Meridians meet at the poles, where no box is wide enough.
        var narrow = Math.Cos(Math.Min(90, Math.Abs(centre.Latitude) + north) * Math.PI / 180);
        var east = narrow < 0.01 ? 360 : north / narrow;
        return new(centre.Latitude - north, centre.Latitude + north, centre.Longitude - east, centre.Longitude + east);
    }

    public bool Holds(Position at) => at.Latitude >= South && at.Latitude <= North && at.Longitude >= West && at.Longitude <= East;
}
