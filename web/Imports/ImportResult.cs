using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Circle.Contracts.Imports;
using Circle.Domain.Imports;
using Circle.Web.Journal;

namespace Circle.Web.Imports;

/// <summary>Rows that were not entered, as a table: number, place, name, what became of them, why.</summary>
internal static class ImportResult
{
    private const int Batch = 200;

    /// <summary>Faults of a row; the page shows the others.</summary>
    private const int MostTold = 5;

    /// <summary>Characters of what is in conflict.</summary>
    private const int MostShown = 100;

    /// <summary>Null: there is no such import.</summary>
    public static async Task<IResult?> OfAsync(HttpContext http, IImportGrain import)
        => await import.Rows(Question(0)) is { } first
            ? Results.Stream(body => WriteAsync(http, body, import, first), "text/csv; charset=utf-8", "未导入的行.csv")
            : null;

    public static string LineOf(ImportRow row)
    {
        var conflicts = row.Differences.Where(d => d is { Outcome: FieldOutcome.Conflict, Pick: null }).ToList();
        return CsvLine.Of(
        [
            row.Number.ToString(CultureInfo.InvariantCulture),
            row.Place,
            row.Name,
            WordOf(row.Outcome),
            string.Join("；", Told(row.Faults, f => f.Column.Length > 0 ? $"{f.Column}：{f.Zh}" : f.Zh, "另有 {0} 处错误，见页面").Concat(conflicts.Select(c => $"{c.Name}有冲突：现有“{Shown(c.Ours)}”，文件“{Shown(c.File)}”"))),
            string.Join("; ", Told(row.Faults, f => f.Column.Length > 0 ? $"{f.Column}: {f.En}" : f.En, "{0} more faults, see the page").Concat(conflicts.Select(c => $"{c.EnglishName} is in conflict"))),
        ]);
    }

    private static ImportRowQuery Question(int after) => new(null, null, Left: true, after, Batch);

    /// <summary>Part by part as it is read: what is told of 20,000 rows has tens of megabytes.</summary>
    private static async Task WriteAsync(HttpContext http, Stream body, IImportGrain import, ImportRowPage page)
    {
        await using var text = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await text.WriteAsync(CsvLine.Of(["行", "地点", "名称", "结果", "原因", "why"]).AsMemory(), http.RequestAborted);
        while (true)
        {
            foreach (var row in page.Items) await text.WriteAsync(LineOf(row).AsMemory(), http.RequestAborted);
            if (page.Next is not { } next) return;
            if (await import.Rows(Question(next)) is not { } more)
            {
                // Lost meanwhile: a part is not taken for the whole.
                http.Abort();
                return;
            }

            page = more;
        }
    }

    /// <param name="more">Of how many are not told.</param>
    private static IEnumerable<string> Told(ImmutableArray<ImportFault> faults, Func<ImportFault, string> say, string more)
    {
        var left = faults.Length - MostTold;
        return left <= 0 ? faults.Select(say) : faults.Take(MostTold).Select(say).Append(string.Format(CultureInfo.InvariantCulture, more, faults[^1].Code == "more" ? $"{left}+" : $"{left}"));
    }

    private static string Shown(string text) => text.Length > MostShown ? $"{text[..MostShown]}…" : text;

    private static string WordOf(RowOutcome? outcome) => outcome switch
    {
        RowOutcome.LeftOut => "有冲突，未导入",
        RowOutcome.Faulty => "有错误，未导入",
        RowOutcome.Refused => "被拒绝",
        RowOutcome.Cancelled => "已取消，未导入",
        _ => "",
    };
}
