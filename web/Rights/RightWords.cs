using System.Collections.Frozen;
using System.Collections.Immutable;
using Circle.Domain.Accounts;

namespace Circle.Web.Rights;

/// <summary>The same in both languages of the pages.</summary>
internal sealed record Words(string Zh, string En);

/// <summary>What roles, permissions and scopes are called by people.</summary>
internal static class RightWords
{
    private static readonly Words Anyone = new("谁都可以，不用登录", "anyone, signed in or not");
    private static readonly Words SignedIn = new("登录的人，限于本人的事", "whoever is signed in, on what is their own");

    private static readonly FrozenDictionary<Role, Words> OfRoles = new Dictionary<Role, Words>
    {
        [Role.Leadership] = new("区领导", "District leadership"),
        [Role.Programme] = new("区长效办", "Programme office"),
        [Role.LeadUnit] = new("牵头单位", "Lead unit"),
        [Role.Inspector] = new("验收人员", "Inspector"),
        [Role.Street] = new("街道工作人员", "Street staff"),
        [Role.Community] = new("社区工作人员", "Community staff"),
        [Role.Operator] = new("热线话务员", "Hotline operator"),
        [Role.Supervisor] = new("热线班长", "Hotline supervisor"),
        [Role.TeamLeader] = new("队长", "Team leader"),
        [Role.Volunteer] = new("志愿者", "Volunteer"),
        [Role.Auditor] = new("审计人员", "Auditor"),
        [Role.Screen] = new("大屏", "Screen"),
        [Role.Service] = new("接口账号", "Service account"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Permission, Words> OfPermissions = new Dictionary<Permission, Words>
    {
        [Permission.Watch] = new("看大屏", "watch walls"),
        [Permission.Read] = new("查阅", "read"),
        [Permission.Arrange] = new("安排设施", "arrange facilities"),
        [Permission.Report] = new("上报", "report"),
        [Permission.Verify] = new("验收", "verify"),
        [Permission.Plan] = new("管理方案", "manage the plan"),
        [Permission.Confirm] = new("确认基线", "confirm baselines"),
        [Permission.Administer] = new("管理账号", "manage accounts"),
        [Permission.Invite] = new("邀请志愿者", "invite volunteers"),
        [Permission.Appoint] = new("管理责任人", "appoint who answers"),
        [Permission.Mount] = new("管理大屏", "manage screens"),
        [Permission.Audit] = new("审计", "audit"),
        [Permission.Reveal] = new("查看个人信息", "see personal data"),
        [Permission.Erase] = new("删除个人信息", "erase personal data"),
        [Permission.Rehearse] = new("控制演练", "steer the rehearsal"),
        [Permission.Keep] = new("维护服务点", "keep the directory of service points"),
        [Permission.Register] = new("备案", "register service points"),
        [Permission.Answer] = new("答复预警", "answer alerts"),
        [Permission.Specify] = new("制定验收细则", "write standards"),
        [Permission.Supervise] = new("督办", "supervise"),
        [Permission.Coordinate] = new("提请协调", "raise matters to coordinate"),
        [Permission.Intake] = new("受理诉求", "take and dispatch what callers ask"),
        [Permission.Oversee] = new("热线督导", "oversee the hotline"),
        [Permission.Log] = new("登记活动", "log activities of one's team"),
        [Permission.Review] = new("审核活动", "review activities"),
        [Permission.File] = new("提交诉求", "file requests with the hotline"),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Scope, Words> OfScopes = new Dictionary<Scope, Words>
    {
        [Scope.District] = new("全区", "the district"),
        [Scope.Place] = new("所在街道或社区", "its street or community"),
        [Scope.Line] = new("所牵头的项目", "its line"),
        [Scope.Team] = new("所在志愿队", "its volunteer team"),
        [Scope.Any] = new("授权写明的范围", "whatever its grant names"),
    }.ToFrozenDictionary();

    public static Words Of(Role role) => OfRoles[role];

    public static Words Of(Permission permission) => OfPermissions[permission];

    public static Words Of(Scope scope) => OfScopes[scope];

    public static Words Of(EndpointRight right) => right switch
    {
        { IsOpen: true } => Anyone,
        { Any: [] } => SignedIn,
        { Any: var any } => new(string.Join(" 或 ", any.Select(p => Of(p).Zh)), string.Join(" or ", any.Select(p => Of(p).En))),
    };

    /// <summary>In which a need of the right may be met, whatever its scope.</summary>
    public static ImmutableArray<Role> RolesOf(EndpointRight right)
        => right.Any.IsEmpty ? Roles.All : [.. Roles.All.Where(role => Roles.PermissionsOf(role).Any(right.Any.Contains))];
}
