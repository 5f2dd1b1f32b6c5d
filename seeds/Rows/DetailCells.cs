using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Facilities;
using Circle.Seeds.Csv;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Rows;

/// <summary>What the public may read; every cell may be empty. A position is whole or absent, never guessed.</summary>
internal static class DetailCells
{
    // As registering a facility allows.
    private const int LongestPhone = 40;
    private const int LongestService = 50;
    private const int MostServices = 30;

    private static readonly string[] PositionColumns = ["latitude", "longitude", "datum"];

    public static FacilityDetails Read(CsvRow row, Values values) => new(
        row.TextOrNull("address"),
        row.TextOrNull("phone", LongestPhone),
        row.TextOrNull("hours"),
        ServicesOf(row, values),
        PositionOf(row, values));

    public static Position? PositionOf(CsvRow row, Values values)
    {
        if (PositionColumns.All(c => !row.Has(c)))
            return null;
        if (PositionColumns.All(row.Has))
            return new(Degrees(row, "latitude", 90, values), Degrees(row, "longitude", 180, values), row.Word<Datum>("datum"));
        values.Problems.Add(row.At, "位置要么三格都填（latitude、longitude、datum），要么都不填");
        return null;
    }

    private static ImmutableArray<string> ServicesOf(CsvRow row, Values values)
    {
        var services = row.List("services", LongestService);
        if (services.Length > MostServices)
            values.Problems.Add(row.At, $"“services”有 {services.Length} 项，最多 {MostServices} 项");
        return services;
    }

    private static double Degrees(CsvRow row, string column, double limit, Values values)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (double.TryParse(row.Raw(column), Plain, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= limit)
            return degrees;
        values.Problems.Add(row.At, $"“{column}”应是 -{limit} 到 {limit} 之间的数，现在是“{Values.Shown(row.Raw(column))}”");
        return 0;
    }
}
