using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Facilities;
using Circle.Domain.Imports;
using Circle.Domain.Journal;

namespace Circle.Domain.ProgressSheets;

/// <summary>
/// 进度表: what a street is to report, as a table that goes out, is filled in by hand and comes back. It is only compared here; what is
/// taken over are ordinary reports, one a row.
/// </summary>
public static class ProgressSheet
{
    /// <summary>Rows of one table, in or out.</summary>
    public const int MostRows = 2_000;

    public const int MaxNote = 500;

    private const string Id = "编号";
    private const string Stood = "现阶段";
    private const string Stage = "新阶段";
    private const string On = "日期";
    private const string Note = "说明";

    private static readonly string[] Days = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];

    public static ImmutableArray<string> Heads { get; } = [Id, "地点", "工作线", "设施", "节点", "到期", Stood, "上次消息", Stage, On, Note];

    /// <summary>What may be filled in, for whoever fills it in.</summary>
    public static ImmutableArray<ImmutableArray<string>> Guide { get; } =
    [
        [Stage, $"{string.Join("、", StageWords.Reported.Select(StageWords.Of))}；不报的行留空", "New stage; left empty, nothing is reported"],
        [On, "2013-11-12 这样写；不填就是交表当天", "Day; empty: the day on which the table comes back"],
        [Note, $"最多 {MaxNote} 字，不写电话和证件号码", "Note, without phone or identity numbers"],
    ];

    public static ImmutableArray<string> RowOf(FacilityView facility, string place, string line, string step, DateOnly? due) =>
    [
        facility.Id.Value, place, line, facility.Name, step, DayOf(due), StageWords.Of(facility.Stage), DayOf(facility.Heard), "", "", "",
    ];

    /// <summary>Every row that says something, beside what stands; null where the table is none of these.</summary>
    public static ImmutableArray<ProgressRow>? Compare(Sheet sheet, IReadOnlyDictionary<FacilityId, FacilityView> there, DateOnly today, FaultList faults)
    {
        var at = new Columns(sheet.Heads);
        foreach (var head in (string[])[Id, Stage])
            if (!at.Has(head)) faults.Add("files", "no-column", $"表里没有“{head}”这一列，请用导出的进度表填写", $"there is no column “{head}”: fill in the table that was exported");
        if (sheet.Rows.Length > MostRows) faults.Add("files", "too-many-rows", $"最多 {MostRows} 行，请删去不报的行", $"at most {MostRows} rows: delete those that report nothing");
        if (faults.Any) return null;

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. sheet.Rows.Where(row => at.Of(row, Id).Length > 0 || at.Of(row, Stage).Length > 0).Select(row => Judge(row))];

        ProgressRow Judge(SheetRow row)
        {
            var wrong = row.Faults.ToBuilder();
            void Wrong(string column, string code, string zh, string en) => wrong.Add(new ImportFault(row.Number, column, code, zh, en));

            var (id, note, to) = (at.Of(row, Id), at.Of(row, Note), at.Of(row, Stage));
            var view = TextId.TryParse<FacilityId>(id, out var known) && there.TryGetValue(known, out var found) ? found : null;
            var stage = StageWords.Find(to);
            var on = today;
            if (view is null) Wrong(Id, "unknown", "本街道没有这个编号的设施，请不要改编号", "there is no such facility in this street: leave the id as it was");
            else if (!seen.TryAdd(id, row.Number)) Wrong(Id, "twice", $"和第 {seen[id]} 行是同一处设施，只留一行", $"the same facility as row {seen[id]}: keep one");
            if (to.Length > 0 && stage is null) Wrong(Stage, "wrong-word", $"应为 {string.Join("、", StageWords.Reported.Select(StageWords.Of))}", "must be one of the words of the guide");
            if (at.Of(row, On) is { Length: > 0 } day && !DateOnly.TryParseExact(day, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out on)) Wrong(On, "wrong-shape", "日期应写成 2013-11-12", "must be a day, e.g. 2013-11-12");
            else if (on > today) Wrong(On, "in-future", "日期不能晚于今天", "must not be after today");
            if (note.Length > MaxNote) Wrong(Note, "too-long", $"最多 {MaxNote} 字", $"at most {MaxNote} characters");
            var isNews = view is not null && stage is { } asked && asked > view.Stage;
            if (view is not null && stage is { } lower && lower < view.Stage) Wrong(Stage, "behind", $"已经报到“{StageWords.Of(view.Stage)}”；报错了请先撤回", "it is further by now; take a wrong report back first");
            if (isNews && view!.Standing is Standing.Suspended or Standing.Withdrawn) Wrong("", "not-now", "该设施已暂停或撤销", "the facility is suspended or withdrawn");

            var state = wrong.Count > 0 ? ProgressRowState.Faulty : isNews ? ProgressRowState.Changed : ProgressRowState.Unchanged;
            // What somebody reported since the table went out is not overlooked.
            var hasMoved = view is not null && StageWords.Find(at.Of(row, Stood)) is { } stood && stood != view.Stage;
            return new ProgressRow(row.Number, view?.Id, view?.Name ?? id, view?.Stage, stage, on, note.Length > 0 ? note : null, hasMoved, state, ImportFault.Limited(row.Number, wrong.ToImmutable()));
        }
    }

    private static string DayOf(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Cells by the head over them, in whichever order the file has them.</summary>
    private sealed class Columns(ImmutableArray<string> heads)
    {
        private readonly ImmutableArray<string> heads = [.. heads.Select(h => h.Trim('*', ' ', '＊'))];

        public bool Has(string head) => heads.Contains(head);

        public string Of(SheetRow row, string head) => heads.IndexOf(head) is >= 0 and var i && i < row.Cells.Length ? row.Cells[i].Trim() : "";
    }
}
