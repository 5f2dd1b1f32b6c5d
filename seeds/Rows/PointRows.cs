using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Seeds.Csv;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Rows;

/// <summary>service-points*.csv of the rehearsal: what its streets find. The kinds are those of the plan's directory.</summary>
internal sealed class PointRows(PlaceRows places, DirectoryRules? directory, Values values)
{
    private static readonly string[] Required = ["id", "kind", "place", "name", "source"];

    private static readonly string[] Optional =
        ["aliases", "address", "landmark", "phones", "services", "hours", "homeVisits", "stepFree", "latitude", "longitude", "datum"];

    // As entering a point allows.
    private const int LongestName = 100;
    private const int LongestService = 50;
    private const int LongestUnit = 10;

    private readonly Dictionary<ServicePointId, At> seen = [];

    /// <summary>An empty cell: not known.</summary>
    private enum Answer
    {
        Yes,
        No,
    }

    public SeedPart<PointDraft> Read(SeedText file)
    {
        var rows = ImmutableArray.CreateBuilder<PointDraft>();
        foreach (var row in CsvTable.Rows(file, Required, Optional, values))
        {
            var point = new PointDraft(row.Id<ServicePointId>("id"), row.Id<PointKindId>("kind"), row.Id<PlaceId>("place"), ListingOf(row), null, row.Text("source"));
            rows.Add(point);
            if (point.Id != default && !seen.TryAdd(point.Id, row.At))
                values.Problems.Add(row.At, $"编号“{point.Id}”在 {seen[point.Id].File} 第 {seen[point.Id].Line} 行已用过");
            if (point.Kind != default && directory?.Find(point.Kind) is null)
                values.Problems.Add(row.At, $"找不到服务点类别“{point.Kind}”");
            if (point.Place != default && !places.Knows(point.Place))
                values.Problems.Add(row.At, $"找不到地点“{point.Place}”");
        }

        return new(file.File, rows.ToImmutable());
    }

    private PointListing ListingOf(CsvRow row) => new(
        row.Text("name", LongestName),
        row.List("aliases", LongestName),
        row.TextOrNull("address"),
        row.TextOrNull("landmark", LongestName),
        [.. row.List("phones", LongestUnit * 2).Select(Phone)],
        [.. row.List("services", Values.ShortText).Select(entry => ServiceOf(row, entry))],
        HoursOf(row),
        FlagOf(row, "homeVisits"),
        FlagOf(row, "stepFree"),
        DetailCells.PositionOf(row, values));

    /// <summary>What begins with a zero is a landline, with a one a mobile; the rest are service numbers.</summary>
    private static PointPhone Phone(string number) => new(number, number[..1] switch
    {
        "0" => PhoneType.Landline,
        "1" => PhoneType.BusinessMobile,
        _ => PhoneType.Service,
    });

    /// <summary><c>剪发=1500/次/below</c>: price in fen, what it is for, and below, or not below, the market's; all but the name may be left out.</summary>
    private PointService ServiceOf(CsvRow row, string entry)
    {
        var (name, rest) = entry.Split('=', 2) is [var named, var priced] ? (named, priced.Split('/')) : (entry, []);
        var below = rest.Length > 2 ? rest[2] : null;
        if (rest.Length > 3 || below is not (null or "below" or "not-below"))
            values.Problems.Add(row.At, $"“services”应写成 名称=分/单位/below，后面的可以不写，现在是“{Values.Shown(entry)}”");
        return new(
            values.Text(name, row.At, "services", LongestService),
            rest.Length > 0 ? values.Whole(rest[0], row.At, "services", 0, PointService.MaxPriceFen) : null,
            rest.Length > 1 ? values.Text(rest[1], row.At, "services", LongestUnit) : null,
            below is null ? null : below == "below");
    }

    private string? HoursOf(CsvRow row)
    {
        if (row.TextOrNull("hours") is not { } text) return null;
        if (!OpeningHours.TryParse(text, out _, out var fault)) values.Problems.Add(row.At, $"“hours”{fault.Zh}");
        return text;
    }

    private static bool? FlagOf(CsvRow row, string column) => row.Has(column) ? row.Word<Answer>(column) == Answer.Yes : null;
}
