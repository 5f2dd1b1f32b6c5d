using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Plans;
using Circle.Seeds.Csv;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Rows;

/// <summary><c>bench=51600；…</c>: thousandths of the measure's unit, as everywhere in these files.</summary>
internal static class QuantityCell
{
    private const string Column = "quantities";

    public static ImmutableDictionary<MeasureId, long> Read(CsvRow row, Line? line, Values values)
    {
        var quantities = ImmutableDictionary.CreateBuilder<MeasureId, long>();
        foreach (var entry in row.List(Column, Values.ShortText))
        {
            if (entry.Split('=') is not [var name, var number])
            {
                values.Problems.Add(row.At, $"“{Column}”应写成 名称=数量，多项之间用“{CsvRow.Separator}”，现在是“{Values.Shown(entry)}”");
                continue;
            }

            var measure = values.Id<MeasureId>(name, row.At, Column);
            var quantity = values.Whole(number, row.At, Column, 1, FacilityCommand.MaxQuantity);
            if (measure == default)
                continue;
            if (line is not null && line.Measures.All(m => m.Id != measure))
                values.Problems.Add(row.At, $"项目“{line.Id}”没有计量“{measure}”，可用的：{string.Join("、", line.Measures.Select(m => m.Id))}");
            if (!quantities.TryAdd(measure, quantity))
                values.Problems.Add(row.At, $"“{Column}”里“{measure}”写了两次");
        }

        return quantities.ToImmutable();
    }
}
