using System.Collections.Immutable;
using Circle.Domain.Tickets;

namespace Circle.Domain.Rehearsal;

/// <summary>What somebody calls about. Invented.</summary>
/// <param name="Fits">Kinds of service points, lines of facilities, or one of <see cref="CallTarget"/>'s words.</param>
/// <param name="Text">Names no place and no number: the ticket says what it is about.</param>
internal sealed record CallMatter(ImmutableArray<string> Fits, TicketKind Kind, string Category, string Text, Urgency Urgency = Urgency.Ordinary);

/// <summary>The catalogue of matters 诉求, each as an operator would write it down. All are invented; nobody has called so.</summary>
internal static class CallMatters
{
    private static readonly ImmutableArray<CallMatter> Shops =
    [
        Of("shop", TicketKind.Complaint, "charges", "实际收费高于店内公示价，没有开收据，要求退还多收部分。"),
        Of("shop", TicketKind.Complaint, "charges", "价目表没有上墙，结账时才说价格，要求公示。"),
        Of("shop", TicketKind.Complaint, "unattended", "公示的营业时间内两次到店都锁着门，电话无人接听。"),
        Of("shop", TicketKind.Consultation, "information", "想问这家店几点关门，周末是否营业。"),
        Of("shop", TicketKind.Consultation, "information", "询问是否可以上门服务，怎么预约。"),
        Of("shop", TicketKind.Praise, "service", "服务热情，老人行动不便时主动送上门，来电表扬。"),
        Of("shop", TicketKind.Report, "charges", "反映该店收取押金后拒不退还，已有多人上当，请查处。"),
        Of("shop", TicketKind.Report, "security", "反映该店夜间在楼道存放易燃物品，请查处。"),
        Of("appliance-repair", TicketKind.Complaint, "charges", "修洗衣机公示价八十元，实收一百六十元，没开收据。"),
        Of("appliance-repair", TicketKind.Complaint, "service", "约定上门时间已过，维修人员没来，也没打电话说明。"),
        Of("appliance-repair", TicketKind.Complaint, "service", "空调修好三天又不制冷，要求返修，店里推诿。"),
        Of("appliance-repair", TicketKind.Consultation, "information", "询问修热水器怎么收费，上门费是多少。"),
        Of("housekeeping", TicketKind.Complaint, "service", "约定的保洁员没有到，改约两次仍未来。"),
        Of("housekeeping", TicketKind.Consultation, "information", "咨询钟点工价格，怎么签合同，出了问题找谁。"),
        Of("breakfast", TicketKind.Complaint, "hygiene", "早餐点油烟大，餐具没有消毒。"),
        Of("breakfast", TicketKind.Complaint, "service", "早餐点桌椅占用人行道，早高峰走不过去。"),
        Of("convenience-store", TicketKind.Complaint, "hygiene", "便民店出售过期面包，店里说不给换。"),
        Of("laundry", TicketKind.Complaint, "service", "送洗的羽绒服洗坏了，店里不肯赔，收据上没写联系电话。"),
        Of("hairdresser", TicketKind.Complaint, "charges", "办了理发卡，店面换人后不认卡里余额。"),
        Of("letting-agency", TicketKind.Complaint, "charges", "房子没有租成，中介不退看房费。"),
        Of("mobile-services", TicketKind.Consultation, "information", "询问老年手机套餐在这里能不能办，要带什么证件。"),
        Of("post-express", TicketKind.Complaint, "service", "快件放在站点被雨淋湿，站点说不管。"),
        Of("post-express", TicketKind.Consultation, "information", "询问包裹代收点晚上几点关门。"),
        Of("recycling", TicketKind.Complaint, "hygiene", "回收点废品堆到楼道口，有异味。"),
        Of("recycling", TicketKind.Consultation, "information", "旧家电怎么回收，是否上门，怎么算价。"),
        Of("pet-services", TicketKind.Complaint, "hygiene", "宠物店笼具放在门外，异味影响楼上住户。"),
    ];

    private static readonly ImmutableArray<CallMatter> Care =
    [
        Of("pharmacy", TicketKind.Complaint, "unattended", "药店夜间售药窗口没有人，按铃也没人应。"),
        Of("pharmacy", TicketKind.Help, "service", "药店没有过期药品回收箱，请帮忙问哪里能交。"),
        Of("pharmacy", TicketKind.Consultation, "information", "询问药店能不能刷医保卡。"),
        Of(["medical", "clinic", "outpatient", "private-clinic"], TicketKind.Complaint, "service", "公示的片医电话一直打不通。"),
        Of(["medical", "clinic"], TicketKind.Complaint, "unattended", "下午到卫生服务站，值班医生不在，等了一个小时。"),
        Of(["medical", "clinic"], TicketKind.Help, "service", "家里老人行动不便，想请片医上门量血压。"),
        Of(["medical", "clinic", "outpatient"], TicketKind.Consultation, "information", "询问卫生服务站周日是否开门，能不能打预防针。"),
        Of("day-care", TicketKind.Consultation, "information", "询问托老站日间照料怎么收费，有没有午餐。"),
        Of("day-care", TicketKind.Help, "service", "家里老人想申请日间照料，请告知流程并帮助登记。"),
        Of("day-care", TicketKind.Complaint, "service", "托老站午餐送晚了一个小时，饭是凉的。"),
        Of("elder-centre", TicketKind.Help, "damage", "老年活动中心卫生间水管漏水多日，没有人修。"),
        Of("rehab-station", TicketKind.Help, "service", "想借用轮椅，不知道找谁登记，请帮助联系。"),
        Of(["kindergarten", "training"], TicketKind.Complaint, "charges", "培训班停课一个月，退费一直没有答复。"),
    ];

    private static readonly ImmutableArray<CallMatter> Culture =
    [
        Of("fitness", TicketKind.Help, "damage", "健身路径一处扶手松动，摇晃得厉害。"),
        Of("fitness", TicketKind.Help, "damage", "漫步机踏板断裂，怕孩子受伤，请尽快修。"),
        Of("fitness", TicketKind.Complaint, "hygiene", "健身广场地面垃圾多日没有清扫。"),
        Of("fitness", TicketKind.Suggestion, "other", "建议给健身点加一把长椅和遮雨棚。"),
        Of("culture-centre", TicketKind.Consultation, "information", "询问文化活动中心舞蹈室怎么预约。"),
        Of("culture-centre", TicketKind.Complaint, "unattended", "公示的开放时间到场，文化活动中心没有开门。"),
        Of("culture-centre", TicketKind.Complaint, "service", "文化活动中心晚上排练音量大，影响楼上休息。"),
        Of("reading-room", TicketKind.Consultation, "information", "孩子放学后能不能到阅览室写作业。"),
        Of("reading-room", TicketKind.Suggestion, "other", "建议阅览室周末延长到晚上八点。"),
        Of("park", TicketKind.Help, "damage", "游园步道地砖翘起，绊倒过老人。"),
        Of("civility-station", TicketKind.Consultation, "information", "询问怎么报名当文明使者志愿者。"),
    ];

    private static readonly ImmutableArray<CallMatter> Public =
    [
        Of(["service-station", "service-centre", "living-station"], TicketKind.Complaint, "unattended", "便民服务站白天没有人，跑了两趟没办成。"),
        Of(["service-station", "service-centre"], TicketKind.Consultation, "information", "办理居住证明需要带什么材料，几点下班。"),
        Of(["service-station", "service-centre"], TicketKind.Praise, "service", "窗口人员主动帮忙填表，来电感谢。"),
        Of(["living-station", "living-circle"], TicketKind.Consultation, "information", "询问生活服务站能不能代缴水电费。"),
        Of(["police-room", "governance-station"], TicketKind.Complaint, "unattended", "警务室夜间锁门，门口没有值班电话。"),
        Of(["mediation-room", CallTarget.Community], TicketKind.Help, "security", "楼上楼下因漏水争吵，想请调解员到场。"),
        Of(CallTarget.Community, TicketKind.Help, "utilities", "小区停水半天没有通知，问什么时候来水。", Urgency.Urgent),
        Of(CallTarget.Community, TicketKind.Help, "utilities", "暖气试水时楼道管道漏水，地面都湿了。", Urgency.Urgent),
        Of(CallTarget.Community, TicketKind.Help, "security", "小区门禁坏了，夜里随便进出。"),
        Of(CallTarget.Community, TicketKind.Help, "damage", "小区路灯连着三盏不亮。"),
        Of(CallTarget.Community, TicketKind.Complaint, "hygiene", "楼道堆放杂物，消防通道走不通。"),
        Of(CallTarget.Community, TicketKind.Complaint, "service", "向社区反映的问题一周没有回复。"),
        Of(CallTarget.Community, TicketKind.Consultation, "information", "询问社区便民服务站的地址和办公时间。"),
        Of(CallTarget.Community, TicketKind.Consultation, "information", "便民服务圈的查询平台怎么用，能不能按小区查。"),
        Of(CallTarget.Community, TicketKind.Suggestion, "other", "建议社区增加一个早餐点。"),
        Of(CallTarget.Community, TicketKind.Praise, "service", "社区当天就修好了楼道灯，来电表扬。"),
        Of(CallTarget.Street, TicketKind.Complaint, "other", "街边施工围挡占道，出入不便，想知道什么时候撤。"),
        Of(CallTarget.Street, TicketKind.Consultation, "information", "询问街道便民服务中心窗口周六是否上班。"),
        Of(CallTarget.Street, TicketKind.Suggestion, "other", "建议在主要路口设便民服务圈指示牌。"),
        Of(CallTarget.Planned, TicketKind.Consultation, "information", "询问这里的便民设施什么时候建成开放。"),
        Of(CallTarget.Planned, TicketKind.Suggestion, "other", "建议施工避开中午和夜间。"),
    ];

    public static ImmutableArray<CallMatter> All { get; } = [.. Shops, .. Care, .. Culture, .. Public];

    /// <summary>About which many call in a few days.</summary>
    public static CallMatter Spike { get; } = Of("shop", TicketKind.Complaint, "charges", "店里突然涨价，和公示价不一样，收了钱不给收据。");

    /// <summary>特急</summary>
    public static CallMatter Emergency { get; } =
        Of(CallTarget.Community, TicketKind.Help, "damage", "健身器材立柱断裂，一位老人摔倒受伤，已叫救护车，请立即派人封闭现场。", Urgency.LifeSafety);

    private static CallMatter Of(string fits, TicketKind kind, string category, string text, Urgency urgency = Urgency.Ordinary) => new([fits], kind, category, text, urgency);

    private static CallMatter Of(ImmutableArray<string> fits, TicketKind kind, string category, string text) => new(fits, kind, category, text);
}
