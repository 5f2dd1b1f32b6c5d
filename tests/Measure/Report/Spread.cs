namespace Circle.Measure.Report;

/// <summary>Many figures of one kind, in milliseconds, sorted once.</summary>
internal sealed class Spread
{
    private readonly double[] sorted;

    public Spread(IEnumerable<double> figures)
    {
        sorted = [.. figures];
        Array.Sort(sorted);
    }

    public int Count => sorted.Length;

    public double Worst => Percentile(100);

    /// <summary>Nearest rank; NaN of none.</summary>
    public double Percentile(double p)
        => sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(p / 100 * sorted.Length) - 1, 0, sorted.Length - 1)];
}
