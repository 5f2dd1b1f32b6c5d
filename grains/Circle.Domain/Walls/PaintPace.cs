namespace Circle.Domain.Walls;

/// <summary>
/// How long a region rests between two paintings. A lone event is painted at once, and so are a few in a row; a flood is painted as
/// often as a screen can show it, and never for more than a fifth of the time. Mutable, for one region's use.
/// </summary>
public sealed class PaintPace
{
    /// <summary>Between two paintings under load: 60 a second.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(1) / 60;

    /// <summary>However long a painting took: the first of a process is compiled on the way.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromMilliseconds(100);

    /// <summary>Gaps that were not used are kept up to so much.</summary>
    public static readonly TimeSpan Saved = 3 * Gap;

    /// <summary>One part painting, four parts rest.</summary>
    private const int Parts = 5;

    private TimeSpan due;

    /// <param name="now">On any clock that does not go back.</param>
    public TimeSpan RestAt(TimeSpan now) => Later(TimeSpan.Zero, due - Saved - now);

    public void Painted(TimeSpan began, TimeSpan took)
    {
        var gap = Later(Gap, Parts * took);
        due = Later(due, began) + (gap < LongestGap ? gap : LongestGap);
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
