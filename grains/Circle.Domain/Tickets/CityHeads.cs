using System.Collections.Frozen;
using System.Collections.Immutable;
using Circle.Domain.Audit;
using Circle.Domain.Imports;
using Circle.Domain.Journal;

namespace Circle.Domain.Tickets;

/// <summary>What a column of a 市 12345 export says.</summary>
public enum CityColumn
{
    /// <summary>工单编号 of the city.</summary>
    Number,

    /// <summary>来电时间</summary>
    Called,

    /// <summary>诉求人</summary>
    Caller,

    /// <summary>联系电话</summary>
    Phone,

    /// <summary>诉求类型</summary>
    Kind,

    /// <summary>诉求类别</summary>
    Category,

    /// <summary>紧急程度</summary>
    Urgency,

    /// <summary>诉求内容</summary>
    Matter,

    /// <summary>诉求地址、诉求对象</summary>
    Target,

    /// <summary>办理时限</summary>
    Deadline,

    /// <summary>街道</summary>
    Street,

    /// <summary>社区</summary>
    Community,
}

/// <summary>
/// Which columns of a sheet say what, by their heads as the city's platforms write them. Columns of other heads say nothing here. Several heads may say the
/// same: of them the first in the list below counts that is filled in.
/// </summary>
public sealed class CityHeads
{
    /// <summary>Rows from the sheet's first on among which the heads are looked for: an export may begin with a title.</summary>
    public const int MostAbove = 5;

    /// <summary>Characters that a sentence repeats of a head.</summary>
    private const int MostSaid = 50;

    private static readonly ImmutableArray<(CityColumn Column, ImmutableArray<string> Heads)> Words =
    [
        (CityColumn.Number, ["工单编号", "工单号", "市工单号", "工单编码", "受理编号", "受理单号", "诉求编号", "转办单号", "案件编号"]),
        (CityColumn.Called, ["来电时间", "受理时间", "诉求时间", "反映时间", "登记时间", "创建时间"]),
        (CityColumn.Caller, ["诉求人", "诉求人姓名", "联系人", "联系人姓名", "来电人", "来电人姓名", "反映人", "姓名"]),
        (CityColumn.Phone, ["联系电话", "诉求人电话", "联系人电话", "来电号码", "来电电话", "联系方式", "手机号码", "手机号", "电话"]),
        (CityColumn.Kind, ["诉求类型", "诉求性质", "工单类型", "来电类型", "事件性质"]),
        (CityColumn.Category, ["诉求类别", "诉求分类", "问题类别", "问题分类", "事项分类", "类别"]),
        (CityColumn.Urgency, ["紧急程度", "紧急等级", "缓急程度", "优先级"]),
        (CityColumn.Matter, ["诉求内容", "反映内容", "工单内容", "来电内容", "诉求描述", "问题描述", "主要内容", "内容"]),
        (CityColumn.Target, ["诉求对象", "被反映对象", "反映对象", "对象", "诉求地址", "事发地址", "事发地点", "事件地址", "发生地址", "地址"]),
        (CityColumn.Deadline, ["办理时限", "办结时限", "办结期限", "处理时限", "要求办结时间", "截止时间", "到期时间", "限办时间"]),
        (CityColumn.Street, ["街道", "所属街道", "街道名称", "街道办", "街道办事处", "乡镇街道"]),
        (CityColumn.Community, ["社区", "所属社区", "社区名称", "村社区"]),
    ];

    private static readonly ImmutableArray<CityColumn> Required = [CityColumn.Number, CityColumn.Kind, CityColumn.Matter];

    private static readonly FrozenDictionary<string, (CityColumn Column, int Order)> Known =
        Words.SelectMany(w => w.Heads.Select((head, order) => (head, w.Column, order))).ToFrozenDictionary(w => w.head, w => (w.Column, w.order));

    private readonly ImmutableArray<ImmutableArray<(int At, string Head)>> columns;

    private CityHeads(int above, ImmutableArray<ImmutableArray<(int, string)>> columns) => (Above, this.columns) = (above, columns);

    /// <summary>Rows of the sheet that stand above those with content: a title, and the heads where that is one.</summary>
    public int Above { get; }

    /// <summary>All heads that are understood, for whoever asks what a file may have.</summary>
    public static ImmutableArray<string> All(CityColumn column) => Words[(int)column].Heads;

    /// <summary>Null, with a fault for each head that is missing, or stands twice.</summary>
    public static CityHeads? Of(Sheet sheet, FaultList faults)
    {
        var above = 0;
        var heads = sheet.Heads;
        for (var i = 0; !IsHeads(heads) && i < Math.Min(MostAbove, sheet.Rows.Length); i++)
        {
            if (IsHeads(sheet.Rows[i].Cells)) (heads, above) = (sheet.Rows[i].Cells, i + 1);
        }

        var found = new List<(int Order, int At, string Head)>[Words.Length];
        for (var i = 0; i < found.Length; i++) found[i] = [];
        for (var i = 0; i < heads.Length; i++)
        {
            if (Read(heads[i]) is not var (column, order, head)) continue;
            if (found[(int)column].Any(f => f.Order == order)) faults.Add(head, "twice", $"表头“{head}”出现了两次，请只留一列", $"the column {head} stands twice: keep one");
            found[(int)column].Add((order, i, head));
        }

        foreach (var column in Required.Where(c => found[(int)c].Count == 0)) Missing(faults, All(column)[0]);
        if (found[(int)CityColumn.Target].Count + found[(int)CityColumn.Street].Count + found[(int)CityColumn.Community].Count == 0)
            faults.Add("诉求地址", "missing-column", "缺少“诉求地址”（或“诉求对象”“街道”“社区”）列，请用市平台导出的原表", "there is no column that says where: 诉求地址, 诉求对象, 街道 or 社区");
        return faults.Any ? null : new(above, [.. found.Select(f => f.OrderBy(c => c.Order).Select(c => (c.At, c.Head)).ToImmutableArray())]);
    }

    /// <summary>What the file calls the column; of one that it has not, what it would be called.</summary>
    public string NameOf(CityColumn column) => columns[(int)column] is [var (_, head), ..] ? head : All(column)[0];

    /// <summary>Null: the file does not have it, or nothing stands in it.</summary>
    public string? Text(SheetRow row, CityColumn column) => Texts(row, column) is [var first, ..] ? first : null;

    /// <summary>All that is filled in of a column that several heads name.</summary>
    public ImmutableArray<string> Texts(SheetRow row, CityColumn column)
        => [.. columns[(int)column].Where(c => c.At < row.Cells.Length).Select(c => row.Cells[c.At].Trim().ReplaceLineEndings("\n")).Where(t => t.Length > 0)];

    private static bool IsHeads(ImmutableArray<string> cells) => cells.Count(c => Read(c) is not null) >= Required.Length;

    private static void Missing(FaultList faults, string head)
        => faults.Add(head, "missing-column", $"缺少“{head}”列，请用市平台导出的原表", $"the column {head} is missing: use the table as the city's platform exports it");

    /// <summary>With or without the mark of what is required, and without what stands in brackets behind it.</summary>
    private static (CityColumn Column, int Order, string Head)? Read(string cell)
    {
        if (cell.Length > Sheet.MaxHead) return null;
        var plain = CityWords.Plain(cell).Trim('*', '\ufeff', ':');
        if (!Known.TryGetValue(plain, out var known) && !Known.TryGetValue(plain.Split('(', '[', '【')[0], out known)) return null;
        var head = Mask.Text(cell.Trim('*', '＊', ' ', '\u3000', '\ufeff'));
        return (known.Column, known.Order, head.Length > MostSaid ? $"{head[..MostSaid]}…" : head);
    }
}
