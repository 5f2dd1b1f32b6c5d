using System.Collections.Frozen;
using Circle.Domain.Imports;

namespace Circle.Domain.Tickets;

/// <summary>Words of the city's 12345, as its exports write them and as it is answered.</summary>
public static class CityWords
{
    private static readonly FrozenDictionary<string, TicketKind> Kinds = Table<TicketKind>(
    [
        ("咨询", TicketKind.Consultation), ("咨询类", TicketKind.Consultation),
        ("求助", TicketKind.Help), ("求助类", TicketKind.Help), ("求决", TicketKind.Help), ("求决类", TicketKind.Help), ("诉求", TicketKind.Help),
        ("投诉", TicketKind.Complaint), ("投诉类", TicketKind.Complaint),
        ("举报", TicketKind.Report), ("举报类", TicketKind.Report), ("检举", TicketKind.Report),
        ("建议", TicketKind.Suggestion), ("建议类", TicketKind.Suggestion), ("意见建议", TicketKind.Suggestion), ("意见", TicketKind.Suggestion),
        ("表扬", TicketKind.Praise), ("表扬类", TicketKind.Praise), ("感谢", TicketKind.Praise), ("感谢表扬", TicketKind.Praise),
    ]);

    private static readonly FrozenDictionary<string, Urgency> Urgencies = Table<Urgency>(
    [
        ("普通", Urgency.Ordinary), ("一般", Urgency.Ordinary), ("平件", Urgency.Ordinary), ("普通件", Urgency.Ordinary), ("一般件", Urgency.Ordinary), ("正常", Urgency.Ordinary),
        ("加急", Urgency.Urgent), ("紧急", Urgency.Urgent), ("急件", Urgency.Urgent), ("加急件", Urgency.Urgent), ("紧急件", Urgency.Urgent),
        ("特急", Urgency.LifeSafety), ("特急件", Urgency.LifeSafety), ("特别紧急", Urgency.LifeSafety), ("危急", Urgency.LifeSafety),
    ]);

    public static TicketKind? KindOf(string text) => Kinds.TryGetValue(Plain(text), out var kind) ? kind : null;

    public static Urgency? UrgencyOf(string text) => Urgencies.TryGetValue(Plain(text), out var urgency) ? urgency : null;

    /// <summary>By its name or id, of a path like 公共服务/收费 by the last part that is one.</summary>
    public static TicketCategory? CategoryOf(string text, HotlineRules rules)
        => text.Split('/', '／', '>', '＞', '-', '－', '—', '\\', '|').Reverse().Prepend(text).Select(part => OneCategory(Plain(part), rules)).FirstOrDefault(c => c is not null);

    public static string Of(TicketKind kind) => kind switch
    {
        TicketKind.Consultation => "咨询",
        TicketKind.Help => "求助",
        TicketKind.Complaint => "投诉",
        TicketKind.Report => "举报",
        TicketKind.Suggestion => "建议",
        TicketKind.Praise => "表扬",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Of(TicketStage stage) => stage switch
    {
        TicketStage.Received => "待派单",
        TicketStage.Dispatched => "待签收",
        TicketStage.SignedFor => "待先行联系",
        TicketStage.Underway => "办理中",
        TicketStage.Suspended => "挂起",
        TicketStage.Answered => "待回访",
        TicketStage.Linked => "已并案",
        TicketStage.Closed => "已办结",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    public static string Of(TicketEnd end) => end switch
    {
        TicketEnd.AtOnce => "当场答复",
        TicketEnd.Solved => "已解决",
        TicketEnd.Unsolved => "未解决",
        TicketEnd.Unreachable => "联系不上",
        TicketEnd.Told => "已答复·无法回访",
        TicketEnd.Withdrawn => "诉求人撤回",
        TicketEnd.Invalid => "无效",
        TicketEnd.Unreasonable => "不合理诉求",
        _ => throw new ArgumentOutOfRangeException(nameof(end)),
    };

    public static string Of(Satisfaction satisfaction) => satisfaction switch
    {
        Satisfaction.VerySatisfied => "非常满意",
        Satisfaction.Satisfied => "满意",
        Satisfaction.Fair => "基本满意",
        Satisfaction.Dissatisfied => "不满意",
        Satisfaction.VeryDissatisfied => "非常不满意",
        _ => throw new ArgumentOutOfRangeException(nameof(satisfaction)),
    };

    /// <summary>As <see cref="PlaceNames.Plain"/>, and full-width letters, digits and brackets as ASCII has them, by no data that a program may be without.</summary>
    public static string Plain(string text) => PlaceNames.Plain(string.Concat(text.Select(c => c is >= '！' and <= '～' ? (char)(c - '！' + '!') : c)));

    private static TicketCategory? OneCategory(string plain, HotlineRules rules)
        => plain.Length == 0 ? null : rules.Categories.FirstOrDefault(c => plain == Plain(c.Name) || plain == Plain(c.EnglishName) || plain == c.Id.Value);

    private static FrozenDictionary<string, T> Table<T>(IEnumerable<(string Word, T Meaning)> words) => words.ToFrozenDictionary(w => w.Word, w => w.Meaning);
}
