using System.Globalization;

namespace Circle.Measure.Walls;

/// <summary>How a screen reads.</summary>
internal enum Manner
{
    /// <summary>As fast as frames come.</summary>
    Reads,

    /// <summary>2 KB a second, acknowledging what it has read.</summary>
    Crawls,

    /// <summary>The same once it has its first picture, as where a line gets worse.</summary>
    Tires,

    /// <summary>Asks and never reads.</summary>
    Stuck,
}

/// <summary>Screens of one kind.</summary>
/// <param name="Place">Null: the district.</param>
/// <param name="Rate">Frames a second at most.</param>
internal sealed record Group(int Count, int Rate, string? Place = null, Manner Manner = Manner.Reads)
{
    public static Group Parse(string text)
    {
        var parts = text.Split(':');
        return new Group(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            parts[2].Length == 0 ? null : parts[2],
            Enum.Parse<Manner>(parts[3]));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count}:{Rate}:{Place}:{Manner}");
}
