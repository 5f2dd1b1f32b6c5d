using System.Globalization;
using System.Text;
using Circle.Domain.Time;

namespace Circle.Web.Audit;

/// <summary>The list as a table for a spreadsheet.</summary>
internal static class AuditCsv
{
    /// <summary>Characters that a cell of a spreadsheet holds; a whole plan has more.</summary>
    private const int MaxCell = 32_000;

    public static readonly string Head = Line(["时间", "来源", "链/流", "序号", "账号", "姓名", "做了什么", "对象", "结果", "地址", "说明", "内容"]);

    public static string Line(AuditItem item) => Line(
    [
        District.Local(item.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        item.Source == AuditSource.Journal ? "业务记录" : "审计记录",
        item.Stream, item.Version.ToString(CultureInfo.InvariantCulture), item.Actor, item.ActorName, item.Action, item.Subject,
        item.Done ? "成功" : "未成功", string.Join(' ', item.Addresses), item.Note, item.Data?.ToJsonString(Domain.Journal.JournalJson.Options),
    ]);

    /// <summary>Quoted throughout; what a spreadsheet would take for a formula begins with an apostrophe.</summary>
    public static string Line(ReadOnlySpan<string?> cells)
    {
        var line = new StringBuilder();
        foreach (var full in cells)
        {
            var cell = full?.Length > MaxCell ? $"{full[..MaxCell]}…" : full;
            if (line.Length > 0) line.Append(',');
            line.Append('"');
            if (cell is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..]) line.Append('\'');
            line.Append(cell?.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }

        return line.Append("\r\n").ToString();
    }
}
