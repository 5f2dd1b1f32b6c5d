using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Rehearsal;

/// <summary>The short texts that people write.</summary>
internal static class Wording
{
    private const int LongestShortcoming = 60;

    private static readonly ImmutableArray<string> RectifiedTexts = ["整改完毕，请复查", "已按退回意见逐条整改", "缺项已补齐，申请复验"];
    private static readonly ImmutableArray<string> AcceptedTexts = ["现场查看符合标准", "设施齐全，台帐规范", "抽查居民满意度达标", "资料齐全，运行正常"];
    private static readonly ImmutableArray<string> RetractionTexts = ["误报，设备尚未装齐", "填错社区，撤回重报", "还有一间未完工，报早了"];
    private static readonly ImmutableArray<string> SuspensionTexts = ["社区用房漏水，停工维修", "房屋产权手续补办，暂停施工", "楼栋管网改造，暂停进场"];
    private static readonly ImmutableArray<string> OtherShortcomings = ["标识未悬挂", "台帐登记不全", "开放时间未公示"];

    public static string Progress(Craft craft, Stage stage, Dice dice) => dice.Pick(stage switch
    {
        Stage.Prepared => FieldNotes.Prepared(craft),
        Stage.Delivered => FieldNotes.Delivered(craft),
        _ => FieldNotes.UnderWay(craft),
    });

    public static string? Done(Craft craft, Dice dice) => dice.Chance(70) ? dice.Pick(FieldNotes.Done(craft)) : null;

    public static string Rectified(Dice dice) => dice.Pick(RectifiedTexts);

    public static string? Accepted(Dice dice) => dice.Chance(60) ? dice.Pick(AcceptedTexts) : null;

    public static string Retraction(Dice dice) => dice.Pick(RetractionTexts);

    public static string Suspension(Dice dice) => dice.Pick(SuspensionTexts);

    public static string Relocation(PlaceNode to, Dice dice)
        => dice.Pick<string>([$"原选址用房不足，改设在{to.Name}", $"与居民协商后改设在{to.Name}"]);

    public static string Address(PlaceNode place, Dice dice)
        => place.Name + dice.Pick<string>(place.Kind == PlaceKind.Street
            ? ["办事处一楼大厅", "办事处东侧一楼"]
            : ["居委会一楼", "居委会二楼", "党群服务用房", "小区南门东侧"]);

    /// <summary>An exchange that no telephone has.</summary>
    public static string Telephone(Dice dice) => string.Create(CultureInfo.InvariantCulture, $"0371-0000{dice.Between(1000, 9999)}");

    /// <summary>One or two of the line's required standards, in the plan's words.</summary>
    public static ImmutableArray<string> Shortcomings(Line line, Dice dice)
    {
        var failed = dice.Shuffle(line.Standards.Where(s => s.Required)).Take(dice.Between(1, 2))
            .Select(s => $"未达标：{Clause(s.Text, dice)}")
            .ToImmutableArray();
        return failed.IsEmpty ? [dice.Pick(OtherShortcomings)] : failed;
    }

    /// <summary>A long standard is a list: one of its parts is what was missing.</summary>
    private static string Clause(string standard, Dice dice)
    {
        if (standard.Length <= 24) return standard;
        var parts = standard.Split('，', '；', '。').Where(p => p.Length is >= 5 and <= LongestShortcoming).ToImmutableArray();
        return parts.IsEmpty ? standard[..Math.Min(standard.Length, LongestShortcoming)] : dice.Pick(parts);
    }
}
