namespace Circle.Domain.Facilities;

/// <summary>直线距离 between positions, whatever datum each was taken in.</summary>
public static class Distance
{
    private const double Earth = 6_371_008.8;
    private const double Degree = Math.PI / 180;

    /// <summary>Semi-major axis and squared eccentricity of Krasovsky's ellipsoid, on which GCJ-02 is defined.</summary>
    private const double Axis = 6_378_245;
    private const double Eccentricity = 0.006_693_421_622_965_94;

    /// <summary>In metres; at a district's size right to a metre or two.</summary>
    public static double Metres(Position a, Position b)
    {
        if (a.Datum != b.Datum) (a, b) = (InGcj02(a), InGcj02(b));
        var (from, to) = (a.Latitude * Degree, b.Latitude * Degree);
        var halves = Square(Math.Sin((to - from) / 2)) + Math.Cos(from) * Math.Cos(to) * Square(Math.Sin((b.Longitude - a.Longitude) * Degree / 2));
        return 2 * Earth * Math.Asin(Math.Min(1, Math.Sqrt(halves)));
    }

    /// <summary>国测局坐标: Chinese maps shift WGS-84 by some 500 m, and only this way round has a formula.</summary>
    public static Position InGcj02(Position position)
    {
        if (position.Datum == Datum.Gcj02) return position;
        var (east, north) = (position.Longitude - 105, position.Latitude - 35);
        var latitude = position.Latitude * Degree;
        var bend = 1 - Eccentricity * Square(Math.Sin(latitude));
        var up = North(east, north) / (Axis * (1 - Eccentricity) / (bend * Math.Sqrt(bend)) * Degree);
        var right = East(east, north) / (Axis / Math.Sqrt(bend) * Math.Cos(latitude) * Degree);
        return new Position(position.Latitude + up, position.Longitude + right, Datum.Gcj02);
    }

    private static double North(double x, double y)
        => -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.Sqrt(Math.Abs(x))
           + Waves((20, 6 * x), (20, 2 * x), (20, y), (40, y / 3), (160, y / 12), (320, y / 30));

    private static double East(double x, double y)
        => 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.Sqrt(Math.Abs(x))
           + Waves((20, 6 * x), (20, 2 * x), (20, x), (40, x / 3), (150, x / 12), (300, x / 30));

    private static double Waves(params ReadOnlySpan<(double Metres, double Of)> waves)
    {
        var sum = 0.0;
        foreach (var (metres, of) in waves) sum += metres * Math.Sin(of * Math.PI) * 2 / 3;
        return sum;
    }

    private static double Square(double value) => value * value;
}
