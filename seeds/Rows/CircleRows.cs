using System.Collections.Immutable;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Seeds.Csv;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Rows;

/// <summary>living-circles*.csv of the rehearsal: where communities lie, as their streets draw them. Who is named as a neighbour need not name it in turn.</summary>
internal sealed class CircleRows(PlaceRows places, Values values)
{
    private static readonly string[] Required = ["community", "neighbours", "source"];
    private static readonly string[] Optional = ["latitude", "longitude", "datum"];

    private readonly Dictionary<PlaceId, At> seen = [];

    public SeedPart<CircleCommand.Draw> Read(SeedText file)
    {
        var rows = ImmutableArray.CreateBuilder<CircleCommand.Draw>();
        foreach (var row in CsvTable.Rows(file, Required, Optional, values))
        {
            var circle = new CircleCommand.Draw(
                row.Id<PlaceId>("community"),
                [.. row.List("neighbours", Values.ShortText).Select(n => values.Id<PlaceId>(n, row.At, "neighbours"))],
                DetailCells.PositionOf(row, values));
            rows.Add(circle);
            Check(circle, row.At);
        }

        return new(file.File, rows.ToImmutable());
    }

    private void Check(CircleCommand.Draw circle, At at)
    {
        if (circle.Community != default && !seen.TryAdd(circle.Community, at))
            values.Problems.Add(at, $"社区“{circle.Community}”在 {seen[circle.Community].File} 第 {seen[circle.Community].Line} 行已写过");
        foreach (var unknown in circle.Neighbours.Append(circle.Community).Where(p => p != default && !places.Knows(p)))
            values.Problems.Add(at, $"找不到地点“{unknown}”");
        if (circle.Neighbours.Length > CircleCommand.Draw.MaxNeighbours)
            values.Problems.Add(at, $"最多 {CircleCommand.Draw.MaxNeighbours} 个相邻社区");
    }
}
