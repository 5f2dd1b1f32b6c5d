using System.Collections.Immutable;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;

namespace Circle.Domain.Imports;

/// <summary>Every form that a plan gives: one for each kind of service point, one for each line, and the roster.</summary>
public static class ImportForms
{
    public const string Street = "street";
    public const string Community = "community";
    public const string Merged = "merged";
    public const string Name = "name";
    public const string Aliases = "aliases";
    public const string Address = "address";
    public const string Landmark = "landmark";
    public const string Phones = "phones";
    public const string Phone = "phone";
    public const string Services = "services";
    public const string Hours = "hours";
    public const string HomeVisits = "homeVisits";
    public const string StepFree = "stepFree";
    public const string Position = "position";
    public const string Origin = "origin";
    public const string Since = "since";
    public const string Id = "id";
    public const string Version = "version";

    /// <summary>Before a measure's id.</summary>
    public const string Quantity = "quantities/";

    /// <summary>A row below the heads that begins with it explains them, and is no row.</summary>
    public const string Note = "#说明";

    public const string Place = "place";

    public static ImmutableArray<ImportForm> Of(PlanDocument plan) =>
    [
        .. (plan.Directory?.Kinds ?? []).Select(OfKind),
        .. plan.Lines.OrderBy(l => l.Order).Select(OfLine),
        Communities,
    ];

    public static ImportForm? Find(PlanDocument plan, ImportFormId id)
    {
        foreach (var form in Of(plan))
            if (form.Id == id) return form;
        return null;
    }

    private static ImportForm Communities { get; } = new(
        ImportFormId.Of("communities"), ImportSubject.Communities, null, null, "街道和社区名录", "Streets and communities",
        [
            Open(Street, "街道", "Street", "社区所在的街道；新街道单独一行，“社区”留空", "the street of the community; a new street has a row of its own without a community", required: true),
            Open(Community, "社区", "Community", "留空表示这一行是街道", "empty: the row is a street"),
            Open(Merged, "并入社区", "Merged into", "已并入同街道的另一社区时填写其名称", "the community of the same street that it was merged into"),
            Open(Aliases, "别名", "Aliases", "多个用“；”隔开", "several are parted by ；"),
            .. System,
        ]);

    private static IEnumerable<ImportColumn> System =>
    [
        new(Id, "编号", "Id", false, "系统编号，新增的留空，导出的不要改动；与已迁址或更名的旧项同名而不是它的，填“新”", "the system's own; empty for what is new, or the word new where what had its name before was moved or renamed", [], Id, ColumnRole.Id),
        new(Version, "版本", "Version", false, "导出时的版本，用来发现别人后来的更正，不要改动", "of the export; it shows what others have corrected since", [], Version, ColumnRole.Version),
    ];

    private static IEnumerable<ImportColumn> Places =>
    [
        Open(Street, "街道", "Street", "街道名称", "name of the street", required: true) with { Together = Place },
        Open(Community, "社区", "Community", "社区名称；不属于任何社区的留空", "name of the community; empty: of the street as a whole") with { Together = Place },
    ];

    private static ImportForm OfKind(PointKind kind) => new(
        ImportFormId.Of($"points-{kind.Id}"), ImportSubject.Points, kind.Id, kind.Line, $"服务点 · {kind.Name}", $"Service points: {kind.EnglishName}",
        [
            .. Places,
            Open(Name, "名称", "Name", "1 到 100 个字", "1 to 100 characters", required: true),
            Open(Aliases, "别名", "Aliases", $"多个用“；”隔开，最多 {PointListing.MaxAliases} 个", $"parted by ；, at most {PointListing.MaxAliases}"),
            Open(Address, "地址", "Address", "最多 200 个字", "at most 200 characters"),
            Open(Landmark, "参照物", "Landmark", "例如：东门对面", "such as: opposite the east gate"),
            Open(Phones, "电话", "Phones", "号码|类型，类型为：固定电话、经营用手机、统一客服号；多个用“；”隔开，例如 0371-63812345|固定电话；13800000000|经营用手机",
                $"number|type, parted by ；, at most {PointListing.MaxPhones}; types: {string.Join(", ", CellWords.PhoneTypes.Select(t => t.English))}"),
            Open(Services, "服务项目", "Services", "名称|价格（元）|计价单位|与市价比较（低于市场价 或 不低于市场价），后三项可省略；多个用“；”隔开，例如 干洗|15|件|低于市场价；熨烫",
                $"name|price in yuan|per|{CellWords.Below.English} or {CellWords.NotBelow.English}; parted by ；"),
            Open(Hours, "营业时间", "Hours", "例如 周一至周五 8:00-18:00；周六 9:00-12:00；节假日休息；昼夜营业写“全天”", "such as Mon-Fri 8:00-18:00; Sat 9:00-12:00; holidays closed; day and night: all day"),
            Flag(HomeVisits, "上门服务", "Home visits"),
            Flag(StepFree, "无障碍", "Step-free"),
            Open(Position, "坐标", "Position", "纬度,经度 坐标系，例如 34.79,113.68 GCJ-02 或 WGS84", "latitude,longitude datum, such as 34.79,113.68 GCJ-02"),
            .. System,
        ]);

    private static ImportForm OfLine(Line line) => new(
        ImportFormId.Of($"facilities-{line.Id}"), ImportSubject.Facilities, null, line.Id, $"设施 · {line.ShortName}", $"Facilities: {line.EnglishName}",
        [
            .. Places,
            Open(Name, "名称", "Name", "1 到 100 个字", "1 to 100 characters", required: true),
            new(Origin, "性质", "Origin", true, "原有：基线日期前已有；计划：按方案建设", "existing: stood before the baseline; planned: built by the plan",
                [CellWords.Existing.Chinese, CellWords.Planned.Chinese], Origin, ColumnRole.Fixed),
            new(Since, "建成日期", "Since", false, "原有的填写，如 2010-05-01；留空则为导入时写明的基线日期", "of an existing one; empty: the as-of date of the import", [], Since, ColumnRole.Fixed),
            .. line.Measures.Select(QuantityOf),
            Open(Address, "地址", "Address", "最多 200 个字", "at most 200 characters"),
            Open(Phone, "电话", "Phone", "最多 40 个字", "at most 40 characters"),
            Open(Hours, "开放时间", "Hours", "最多 200 个字", "at most 200 characters"),
            Open(Services, "服务项目", "Services", "多个用“；”隔开，最多 30 项", "parted by ；, at most 30"),
            Open(Position, "坐标", "Position", "纬度,经度 坐标系，例如 34.79,113.68 GCJ-02 或 WGS84", "latitude,longitude datum, such as 34.79,113.68 GCJ-02"),
            .. System,
        ]);

    private static ImportColumn QuantityOf(Measure measure) => new(
        $"{Quantity}{measure.Id}", $"{measure.Name}（{measure.Unit}）", $"{measure.Id} ({measure.Unit})", measure.PerFacility is null,
        measure.PerFacility is { } each ? $"任务量，留空则为 {CellText.OfThousandths(each)}" : "任务量", "quantity that it needs in full; at most three decimals",
        [], $"{Quantity}{measure.Id}", ColumnRole.Fixed);

    private static ImportColumn Open(string key, string name, string english, string hint, string englishHint, bool required = false)
        => new(key, name, english, required, hint, englishHint, [], key, ColumnRole.Open);

    private static ImportColumn Flag(string key, string name, string english)
        => new(key, name, english, false, "是 或 否；不清楚的留空", "是 (yes) or 否 (no); empty: unknown", [CellWords.Yes.Chinese, CellWords.No.Chinese], key, ColumnRole.Open);
}
