using System.Globalization;
using System.Text;
using Circle.Contracts.Imports;
using Circle.Domain.Imports;
using Circle.Web.Journal;

namespace Circle.Web.Imports;

/// <summary>Rows that were not entered, as a table: number, place, name, what became of them, why.</summary>
internal static class ImportResult
{
    /// <summary>Null: there is no such import.</summary>
    public static async Task<byte[]?> ReadAsync(IImportGrain import)
    {
        var text = new StringBuilder();
        text.Append(CsvLine.Of(["行", "地点", "名称", "结果", "原因", "why"]));
        for (var after = 0; ;)
        {
            if (await import.Rows(new ImportRowQuery(null, null, Left: true, after, 200)) is not { } page) return null;
            foreach (var row in page.Items) text.Append(LineOf(row));
            if (page.Next is not { } next) return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
            after = next;
        }
    }

    private static string LineOf(ImportRow row)
    {
        var conflicts = row.Differences.Where(d => d is { Outcome: FieldOutcome.Conflict, Pick: null }).ToList();
        return CsvLine.Of(
        [
            row.Number.ToString(CultureInfo.InvariantCulture),
            row.Place,
            row.Name,
            WordOf(row.Outcome),
            string.Join("；", row.Faults.Select(f => f.Column.Length > 0 ? $"{f.Column}：{f.Zh}" : f.Zh).Concat(conflicts.Select(c => $"{c.Name}有冲突：现有“{c.Ours}”，文件“{c.File}”"))),
            string.Join("; ", row.Faults.Select(f => f.Column.Length > 0 ? $"{f.Column}: {f.En}" : f.En).Concat(conflicts.Select(c => $"{c.EnglishName} is in conflict"))),
        ]);
    }

    private static string WordOf(RowOutcome? outcome) => outcome switch
    {
        RowOutcome.LeftOut => "有冲突，未导入",
        RowOutcome.Faulty => "有错误，未导入",
        RowOutcome.Refused => "被拒绝",
        RowOutcome.Cancelled => "已取消，未导入",
        _ => "",
    };
}
