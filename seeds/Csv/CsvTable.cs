using System.Collections.Immutable;
using System.Globalization;
using Circle.Seeds.Reading;
using CsvHelper;
using CsvHelper.Configuration;

namespace Circle.Seeds.Csv;

/// <summary>RFC 4180 with a header row. Columns may stand in any order; a row knows the line that it starts on.</summary>
internal static class CsvTable
{
    public const int MaxRows = 10_000;

    public static IEnumerable<CsvRow> Rows(SeedText file, string[] required, string[] optional, Values values)
    {
        var problems = values.Problems;
        var records = Records(file, problems);
        if (records.Count == 0)
        {
            problems.Add(file.Line(1), $"文件是空的，第一行应是列名：{string.Join(",", required)}");
            return [];
        }

        var header = records[0].Fields;
        if (!HeaderIsSound(file, header, required, optional, problems))
            return [];
        if (records.Count - 1 > MaxRows)
        {
            problems.Add(file.Line(records[MaxRows + 1].Line), $"超过 {MaxRows} 行，请拆成几个文件");
            return [];
        }

        var columns = header.Select((name, index) => (name, index)).ToImmutableDictionary(c => c.name, c => c.index);
        return records.Skip(1).Where(r => IsWhole(file, r, header.Length, problems)).Select(r => new CsvRow(file.Line(r.Line), columns, r.Fields, values));
    }

    private static List<(int Line, string[] Fields)> Records(SeedText file, Problems problems)
    {
        var bad = false;
        var format = new CsvConfiguration(CultureInfo.InvariantCulture) { IgnoreBlankLines = false, BadDataFound = _ => bad = true };
        using var parser = new CsvParser(new StringReader(file.Text), format);
        var records = new List<(int, string[])>();
        // One more than allowed is enough to know that there are too many.
        for (var first = 1; records.Count <= MaxRows + 1 && parser.Read(); first = parser.RawRow + 1, bad = false)
        {
            var fields = parser.Record ?? [];
            if (bad)
                problems.Add(file.Line(first), "引号不成对，或引号后面还有字；格子里的引号要写成两个");
            else if (fields is not [""])
                records.Add((first, fields));
        }

        return records;
    }

    private static bool HeaderIsSound(SeedText file, string[] header, string[] required, string[] optional, Problems problems)
    {
        var before = problems.Count;
        foreach (var name in required.Except(header))
            problems.Add(file.Line(1), $"缺少列“{name}”");
        foreach (var name in header.Except(required).Except(optional))
            problems.Add(file.Line(1), $"不认识列“{Values.Shown(name)}”，可用的列：{string.Join("、", required.Concat(optional))}");
        foreach (var name in header.GroupBy(h => h).Where(g => g.Count() > 1))
            problems.Add(file.Line(1), $"列“{Values.Shown(name.Key)}”出现了 {name.Count()} 次");
        return problems.Count == before;
    }

    private static bool IsWhole(SeedText file, (int Line, string[] Fields) record, int width, Problems problems)
    {
        if (record.Fields.Length == width)
            return true;
        problems.Add(file.Line(record.Line), $"这一行有 {record.Fields.Length} 格，列名有 {width} 个；格子里有逗号时要用引号括起来");
        return false;
    }
}
