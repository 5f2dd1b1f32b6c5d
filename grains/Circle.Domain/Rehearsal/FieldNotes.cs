using System.Collections.Immutable;

namespace Circle.Domain.Rehearsal;

/// <summary>What is written beside a report, by kind of thing and how far it is.</summary>
internal static class FieldNotes
{
    private static readonly ImmutableArray<string> RoomPrepared = ["用房已落实，正在办理手续", "选址已定，正在做装修预算", "装修方案已报街道审定", "与居委会签订用房协议"];
    private static readonly ImmutableArray<string> RoomDelivered = ["桌椅、档案柜已到位", "设备已进场，正在安装", "标识牌已制作", "办公设备到货清点完毕"];
    private static readonly ImmutableArray<string> RoomUnderWay = ["墙面粉刷完成，正在布置", "水电改造完成", "制度牌已上墙", "台帐正在建立", "门窗安装完成"];
    private static readonly ImmutableArray<string> RoomDone = ["已建成，申请验收", "设施齐全，台帐已建立", "已对外开放，运行正常"];
    private static readonly ImmutableArray<string> TeamPrepared = ["正在摸底报名", "队长人选已定", "人员名册初稿已报街道"];
    private static readonly ImmutableArray<string> TeamDelivered = ["服装、袖章已发放", "器械已到位", "值班室已腾出"];
    private static readonly ImmutableArray<string> TeamUnderWay = ["已开展首次集中培训", "排班表已上墙", "试运行，台帐开始登记"];
    private static readonly ImmutableArray<string> TeamDone = ["人员到齐，已正式上岗", "队伍组建完成，申请验收", "联络人和台帐已落实"];
    private static readonly ImmutableArray<string> CirclePrepared = ["服务点摸底完成", "已筛选便民店、早餐点", "名单已报区商务局审核"];
    private static readonly ImmutableArray<string> CircleDelivered = ["标牌已领回，正在悬挂", "服务点备案表已交齐"];
    private static readonly ImmutableArray<string> CircleUnderWay = ["已签服务协议 5 家", "已签服务协议 8 家", "台帐登记过半", "洗衣、理发点已落实"];
    private static readonly ImmutableArray<string> CircleDone = ["主要服务项目齐全，申请验收", "服务点全部挂牌"];
    private static readonly ImmutableArray<string> EquipmentPrepared = ["场地已平整", "招标完成，等待配送", "选点已征求居民意见"];
    private static readonly ImmutableArray<string> EquipmentDelivered = ["器材已送到，正在安装", "器材到货 5 件"];
    private static readonly ImmutableArray<string> EquipmentUnderWay = ["基础浇筑完成", "安装过半", "安全提示牌已立"];
    private static readonly ImmutableArray<string> EquipmentDone = ["安装完毕，已投入使用", "已通过厂家调试"];
    private static readonly ImmutableArray<string> ClinicNotes = ["执业场所已落实", "片医小组名单已公示", "已与卫生服务中心签约", "设备到位，正在调试"];
    private static readonly ImmutableArray<string> ShopNotes = ["已发放并张贴", "店方签收", "回收箱摆放在收银台旁"];
    private static readonly ImmutableArray<string> SchoolNotes = ["申报材料已受理", "消防整改中", "现场评估已完成", "许可证待发"];
    private static readonly ImmutableArray<string> PlatformNotes = ["需求调研完成", "设计方案已评审", "数据录入中", "门户测试版上线", "手机客户端联调"];
    private static readonly ImmutableArray<string> ParkNotes = ["石材已采购", "放线完成", "砌筑中", "压顶完成一段"];

    public static ImmutableArray<string> Prepared(Craft craft) => craft switch
    {
        Craft.Room => RoomPrepared,
        Craft.Team => TeamPrepared,
        Craft.Circle => CirclePrepared,
        Craft.Equipment => EquipmentPrepared,
        _ => Other(craft),
    };

    public static ImmutableArray<string> Delivered(Craft craft) => craft switch
    {
        Craft.Room => RoomDelivered,
        Craft.Team => TeamDelivered,
        Craft.Circle => CircleDelivered,
        Craft.Equipment => EquipmentDelivered,
        _ => Other(craft),
    };

    public static ImmutableArray<string> UnderWay(Craft craft) => craft switch
    {
        Craft.Room => RoomUnderWay,
        Craft.Team => TeamUnderWay,
        Craft.Circle => CircleUnderWay,
        Craft.Equipment => EquipmentUnderWay,
        _ => Other(craft),
    };

    public static ImmutableArray<string> Done(Craft craft) => craft switch
    {
        Craft.Room => RoomDone,
        Craft.Team => TeamDone,
        Craft.Circle => CircleDone,
        Craft.Equipment => EquipmentDone,
        _ => ["已完成，申请验收"],
    };

    private static ImmutableArray<string> Other(Craft craft) => craft switch
    {
        Craft.Clinic => ClinicNotes,
        Craft.Shop => ShopNotes,
        Craft.School => SchoolNotes,
        Craft.Platform => PlatformNotes,
        _ => ParkNotes,
    };
}
