using System.Globalization;
using Orleans;

namespace Circle.Domain.PointChecks;

/// <summary>季度: a quarter of a year, in the district's days.</summary>
/// <param name="Number">1 to 4.</param>
[GenerateSerializer, Immutable, Alias("Quarter")]
public readonly record struct Quarter([property: Id(0)] int Year, [property: Id(1)] int Number)
{
    private const int Months = 3;
    private const int PerYear = 4;

    public DateOnly FirstDay() => new(Year, (Number - 1) * Months + 1, 1);

    public DateOnly LastDay() => FirstDay().AddMonths(Months).AddDays(-1);

    public static Quarter Of(DateOnly day) => new(day.Year, (day.Month - 1) / Months + 1);

    public Quarter Before(int quarters) => Of(FirstDay().AddMonths(-Months * quarters));

    /// <summary><c>2013q4</c>, as ids and rows have it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}q{Math.Clamp(Number, 1, PerYear)}");
}
