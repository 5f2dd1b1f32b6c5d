using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Facilities;
using Circle.Domain.ServicePoints;
using Circle.Domain.Subjects;

namespace Circle.Domain.Imports;

/// <summary>Values as cells write them; <see cref="RowReader"/> reads them back.</summary>
internal static class CellText
{
    public static string Of(bool? flag) => flag switch { true => CellWords.Yes.Chinese, false => CellWords.No.Chinese, _ => "" };

    public static string Of(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Of(ImmutableArray<string> texts) => CellList.Write(texts.Select(t => ImmutableArray.Create(t)));

    public static string Of(Position? at) => at is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{at.Latitude:R},{at.Longitude:R} {CellWords.Of(at.Datum)}");

    public static string Of(ImmutableArray<PointPhone> phones) => CellList.Write(phones.Select(p => ImmutableArray.Create(p.Type == PhoneType.Service ? p.Number : PhoneNumber.Written(p.Number), CellWords.Of(p.Type))));

    public static string Of(ImmutableArray<PointService> services) => CellList.Write(services.Select(s => ImmutableArray.Create(
        s.Name,
        s.PriceFen is { } fen ? (fen / 100m).ToString("0.##", CultureInfo.InvariantCulture) : "",
        s.Per ?? "",
        s.BelowMarket switch { true => CellWords.Below.Chinese, false => CellWords.NotBelow.Chinese, _ => "" })));

    public static string OfThousandths(long quantity) => (quantity / 1_000m).ToString("0.###", CultureInfo.InvariantCulture);
}
