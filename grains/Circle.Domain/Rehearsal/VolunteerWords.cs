using System.Collections.Immutable;
using Circle.Domain.Subjects;
using Circle.Domain.Volunteering;

namespace Circle.Domain.Rehearsal;

/// <summary>What is said, signed and written into forms of the rehearsal's activities: a fixed catalogue of invented texts, kept as <see cref="CallWords"/> are.</summary>
public static class VolunteerWords
{
    private static readonly ImmutableArray<string> Opinions =
    [
        "量了血压，还教我平时怎么吃。", "师傅把洗衣机修好了，不收钱。", "头发剪得好，老人很高兴。", "下水道通了，谢谢年轻人。", "送来了棉衣和书，孩子喜欢。",
        "讲得清楚，就是来的次数少了点。", "等的时间有点长。", "希望下次周末来。", "调解得公道，两家都服气。",
    ];

    /// <summary>Lines that somebody could have drawn.</summary>
    private static readonly ImmutableArray<string> Strokes =
    [
        "120,90 180,88 240,84 300,80;205,60 205,140 200,220 190,300;140,180 220,176 300,170;330,120 360,180 380,240 420,300",
        "100,120 160,110 220,104;160,70 158,160 150,260 130,320;240,90 300,86 360,82;300,86 296,180 290,290;360,150 420,220 470,300",
        "140,70 136,160 130,250;136,160 200,150 260,140;260,80 256,170 250,280;320,100 380,96 440,92 440,180 436,280 380,290",
    ];

    /// <summary>By the kind, as its form in the district's plan asks; a form that asks for something else is not filled in, and the kind not done.</summary>
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Forms = new Dictionary<string, ImmutableArray<string>>
    {
        ["patrol"] =
        [
            """{"route":"东门—3号院—广场—西门","found":"无异常"}""",
            """{"route":"1至6号楼—车棚","found":"消防隐患","done":"楼道堆放纸箱，已当场清走"}""",
            """{"route":"小区外围—便民店—停车场","found":"设施损坏","done":"路灯不亮，已报街道"}""",
        ],
        ["fire-watch"] = ["""{"checked":12,"hazards":0}""", """{"checked":18,"hazards":1,"done":"灭火器过期一具，已通知物业更换"}"""],
        ["mediation"] =
        [
            """{"parties":"甲、乙","matter":"邻里","course":"楼上漏水，双方到场，查看后分摊修理费。","result":"达成协议"}""",
            """{"parties":"丙、丁","matter":"物业","course":"停车位之争，约定轮流使用。","result":"达成协议"}""",
            """{"parties":"戊、己","matter":"婚姻家庭","course":"听取双方意见，约定下周再谈。","result":"未达成"}""",
        ],
        ["dispute-check"] = ["""{"area":"1至8号院","found":0}""", """{"area":"临街商户","found":1,"done":"已登记并约双方调解"}"""],
    }.ToImmutableDictionary();

    /// <summary>All that the rehearsal's activities ever name.</summary>
    public static IEnumerable<(WordsId Id, string Text)> All => Opinions.Concat(Strokes).Concat(Forms.Values.SelectMany(f => f)).Select(text => (CallWords.IdOf(text), text));

    internal static bool CanFill(ActivityKind kind) => kind.Form is null || Forms.ContainsKey(kind.Id.Value);

    /// <returns>Null: the kind has no form.</returns>
    internal static string? Form(ActivityKind kind, Dice dice) => kind.Form is null ? null : dice.Pick(Forms[kind.Id.Value]);

    internal static string Opinion(Dice dice) => dice.Pick(Opinions);

    internal static string Signature(Dice dice) => dice.Pick(Strokes);
}
