using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Seeds.Csv;
using Circle.Seeds.Lines;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Rows;

/// <summary>facilities*.csv of all folders, checked against the places, lines and baselines read before.</summary>
internal sealed class FacilityRows(
    PlaceRows places,
    KnownLines lines,
    IReadOnlyDictionary<LineId, BaselineDraft> baselines,
    Values values)
{
    private static readonly string[] Required = ["id", "line", "place", "name", "origin", "source"];

    private static readonly string[] Optional =
        ["since", "quantities", "address", "phone", "hours", "services", "latitude", "longitude", "datum"];

    /// <summary>As long as registering a facility allows.</summary>
    private const int LongestName = 100;

    private readonly Dictionary<FacilityId, At> seen = [];

    public SeedPart<FacilityDraft> Read(SeedText file)
    {
        var rows = ImmutableArray.CreateBuilder<FacilityDraft>();
        foreach (var row in CsvTable.Rows(file, Required, Optional, values))
        {
            var lineId = row.Id<LineId>("line");
            var line = lines.Find(lineId);
            if (lineId != default && !lines.MayHold(lineId))
                values.Problems.Add(row.At, $"找不到项目“{lineId}”");
            var facility = new FacilityDraft(
                row.Id<FacilityId>("id"),
                lineId,
                PlaceOf(row),
                row.Text("name", LongestName),
                row.Word<Origin>("origin"),
                QuantityCell.Read(row, line, values),
                DetailCells.Read(row, values),
                row.DateOrNull("since"),
                row.Text("source"));
            rows.Add(facility);
            CheckId(facility.Id, row.At);
            CheckSince(facility, row.At);
            CheckQuantities(facility, line, row.At);
        }

        return new(file.File, rows.ToImmutable());
    }

    private PlaceId PlaceOf(CsvRow row)
    {
        var place = row.Id<PlaceId>("place");
        if (place != default && !places.Knows(place))
            values.Problems.Add(row.At, $"找不到地点“{place}”");
        return place;
    }

    private void CheckId(FacilityId id, At at)
    {
        if (id != default && !seen.TryAdd(id, at))
            values.Problems.Add(at, $"编号“{id}”在 {seen[id].File} 第 {seen[id].Line} 行已用过");
    }

    private void CheckSince(FacilityDraft facility, At at)
    {
        if (facility.Origin == Origin.Planned && facility.Since is not null)
            values.Problems.Add(at, "计划新建的设施（planned）不填 since");
        else if (facility.Origin == Origin.Existing && facility.Since is null)
            values.Problems.Add(at, "原有设施（existing）的 since 应填写基线日期");
        else if (facility.Origin == Origin.Existing
                 && baselines.TryGetValue(facility.Line, out var baseline) && baseline.AsOf != default && baseline.AsOf != facility.Since)
            values.Problems.Add(at, $"since 应是该项目的基线日期 {baseline.AsOf:yyyy-MM-dd}");
    }

    private void CheckQuantities(FacilityDraft facility, Line? line, At at)
    {
        foreach (var measure in line?.Measures.Where(m => m.PerFacility is null && !facility.Quantities.ContainsKey(m.Id)) ?? [])
            values.Problems.Add(at, $"“{measure.Name}”每处数量不同，quantities 里应写 {measure.Id}=…");
    }
}
