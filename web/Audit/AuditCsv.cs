using System.Globalization;
using Circle.Domain.Time;
using Circle.Web.Journal;

namespace Circle.Web.Audit;

/// <summary>The list as a table for a spreadsheet.</summary>
internal static class AuditCsv
{
    public static readonly string Head = CsvLine.Of(["时间", "来源", "链/流", "序号", "账号", "姓名", "做了什么", "对象", "结果", "地址", "说明", "内容"]);

    public static string Line(AuditItem item) => CsvLine.Of(
    [
        District.Local(item.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        item.Source == AuditSource.Journal ? "业务记录" : "审计记录",
        item.Stream, item.Version.ToString(CultureInfo.InvariantCulture), item.Actor, item.ActorName, item.Action, item.Subject,
        item.Done ? "成功" : "未成功", string.Join(' ', item.Addresses), item.Note, item.Data?.ToJsonString(Domain.Journal.JournalJson.Options),
    ]);
}
