namespace Circle.Measure.Report;

/// <summary>One line of the table.</summary>
/// <param name="Part">Letter of the part that measured it.</param>
/// <param name="Store">Which database; empty where it does not matter.</param>
/// <param name="What">What was measured, with its size.</param>
/// <param name="Aim">Null: it is told, not judged.</param>
internal sealed record Row(string Part, string Store, string What, IReadOnlyList<Value> Values, Aim? Aim = null);

/// <param name="Label">Unique in its row; with the unit where there is one, e.g. <c>p99 ms</c>.</param>
internal sealed record Value(string Label, double Number)
{
    public override string ToString() => $"{Label} {Text}";

    private string Text => Math.Abs(Number) switch
    {
        double.NaN => "–",
        >= 1_000 => Number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture),
        >= 100 or 0 => Number.ToString("0", System.Globalization.CultureInfo.InvariantCulture),
        >= 10 => Number.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture),
        _ => Number.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture),
    };
}

/// <summary>What a figure was to be, and whether it is. A figure that is not a number reaches nothing.</summary>
internal sealed record Aim(string Text, bool IsReached)
{
    public static Aim AtLeast(double figure, double wanted, string unit = "") => new($"≥ {wanted:#,0.##}{unit}", figure >= wanted);

    public static Aim Under(double figure, double wanted, string unit = "") => new($"< {wanted:#,0.##}{unit}", figure < wanted);

    public static Aim That(bool isSo, string text) => new(text, isSo);

    public Aim And(Aim other) => new($"{Text}, {other.Text}", IsReached && other.IsReached);
}
