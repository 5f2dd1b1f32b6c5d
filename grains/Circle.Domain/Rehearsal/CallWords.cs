using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Tickets;

namespace Circle.Domain.Rehearsal;

/// <summary>
/// What is said and written at the rehearsal's hotline: a fixed catalogue of invented texts. Events name them by ids that are made of the texts; whoever keeps
/// words keeps all of these before they are read. They are about nobody, and one of them is named by many tickets.
/// </summary>
public static class CallWords
{
    internal static readonly ImmutableArray<string> Notes =
    [
        "请先与来电人联系，核实情况后办理，并在时限内答复。",
        "请到现场核实，答复时附照片。",
        "来电人多次反映，请优先办理。",
    ];

    internal static readonly ImmutableArray<string> Wishes = ["晚上六点以后回电。", "上午回电，下午要接孩子。", "办好后发短信告知即可。"];

    internal static readonly ImmutableArray<string> Returns =
    [
        "该处不在我辖区，应由相邻单位办理。", "属行业管理职责，建议派牵头单位。", "应由产权单位负责，我单位无处置权。",
    ];

    internal static readonly ImmutableArray<string> Extensions = ["配件需从外地调货，申请延期。", "需与产权单位协商，申请延期。", "正在走采购程序，申请延期。"];

    internal static readonly ImmutableArray<string> Suspensions = ["来电人外出，约定回来后再上门，申请挂起。", "连日下雨无法施工，申请挂起。"];

    internal static readonly ImmutableArray<string> Refusals = ["理由不充分，请按原时限办理。", "请先完成能办的部分，并向来电人说明。"];

    internal static readonly ImmutableArray<string> Orders = ["超过办结时限，请当日报告进展。", "同一问题重复来电，请单位负责人督办。"];

    internal static readonly ImmutableArray<string> Missed = ["拨打来电号码无人接听，另择时间回访。", "电话已关机，另择时间回访。"];

    internal static readonly ImmutableArray<string> Solved = ["来电人表示已解决。", "来电人表示已解决，对办理速度满意。", "来电人表示问题解决，但希望以后不再发生。"];

    internal static readonly ImmutableArray<string> Unsolved = ["来电人表示问题没有解决，要求重办。", "来电人表示只来了人，没有处理，要求重办。"];

    private static readonly ImmutableArray<string> Told = ["已告知服务时间、地址和所需材料，来电人表示清楚。", "已告知开放时间和预约办法。", "已说明收费以公示价为准，并告知投诉途径。", "已告知查询平台用法，并代为查询。"];

    private static readonly ImmutableArray<string> Thanked = ["已记录表扬，转告本人和所在单位。"];

    private static readonly ImmutableArray<string> Noted = ["已记录建议，转街道和牵头单位研究。"];

    private static readonly ImmutableArray<string> Helped = ["已电话联系负责人当即处理，来电人表示满意。", "已告知就近可以办理的地点，来电人同意前往。", "已解释有关规定，来电人表示理解。"];

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Founded = new Dictionary<string, ImmutableArray<string>>
    {
        ["charges"] = ["经核实，多收部分已退还，店家重新公示价目并开具收据。", "经核实情况属实，已责令退款并书面检讨。"],
        ["service"] = ["经核实情况属实，已责令当面道歉并重新上门服务。", "经核实情况属实，已约谈负责人，限期整改。"],
        ["unattended"] = ["经核实当日值班脱岗，已批评教育并公示值班表和电话。", "经核实开放时间公示有误，已更正并安排专人值守。"],
        ["hygiene"] = ["现场核实属实，已当场清理，并要求每日清扫。", "现场核实属实，已下达整改通知，复查合格。"],
    }.ToImmutableDictionary();

    private static readonly ImmutableArray<string> Confirmed = ["经现场核实情况属实，已整改到位。"];

    private static readonly ImmutableArray<string> Unfounded = ["经核实，收费与公示价一致，差额为更换配件费用，已向来电人解释。", "经现场核实未发现所反映的情况，已向来电人说明。", "经核实当日临时外出办事，已在门口留告示，并向来电人致歉。"];

    private static readonly ImmutableArray<string> Mended = ["已派人上门维修，恢复正常使用。", "已更换损坏部件，并对同类设施排查一遍。", "已围挡警示，配件到货后修复完毕。"];

    private static readonly ImmutableArray<string> Served = ["已与来电人联系，登记后安排上门服务。", "已协调有关单位办理完毕，来电人知晓。", "已到现场调解，双方达成一致。", "抢修完毕，已恢复正常。"];

    private static readonly ImmutableArray<string> Considered = ["建议已列入下季度计划，感谢来电人。", "已现场答复来电人，情况说明清楚。"];

    /// <summary>All that the rehearsal's tickets ever name.</summary>
    public static IEnumerable<(WordsId Id, string Text)> All =>
        CallMatters.All.Append(CallMatters.Spike).Append(CallMatters.Emergency).Select(m => m.Text)
            .Concat([.. Notes, .. Wishes, .. Returns, .. Extensions, .. Suspensions, .. Refusals, .. Orders, .. Missed, .. Solved, .. Unsolved])
            .Concat([.. Told, .. Thanked, .. Noted, .. Helped, .. Founded.Values.SelectMany(f => f), .. Confirmed, .. Unfounded, .. Mended, .. Served, .. Considered])
            .Distinct().Select(text => (IdOf(text), text));

    /// <summary>Of the text itself: another wording is another id, and never one that was kept with other words.</summary>
    internal static WordsId IdOf(string text) => WordsId.Of(CommandId.Derive("rehearsal-words"), text);

    internal static WordsId AtOnce(CallMatter matter, Dice dice) => IdOf(dice.Pick(matter.Kind switch
    {
        TicketKind.Consultation => Told,
        TicketKind.Praise => Thanked,
        TicketKind.Suggestion => Noted,
        _ => Helped,
    }));

    internal static WordsId Answer(CallMatter matter, TicketFinding finding, Dice dice) => IdOf(dice.Pick(finding switch
    {
        TicketFinding.Substantiated => Founded.GetValueOrDefault(matter.Category, Confirmed),
        TicketFinding.Unfounded => Unfounded,
        _ when matter.Category == "damage" => Mended,
        _ => matter.Kind == TicketKind.Help ? Served : Considered,
    }));
}
