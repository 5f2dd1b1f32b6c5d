using System.Collections.Frozen;
using System.Collections.Immutable;
using Circle.Domain.Places;

namespace Circle.Domain.Accounts;

/// <summary>角色: what somebody is to the programme. Everything a role may do stands in <see cref="Roles"/> and nowhere else.</summary>
public enum Role
{
    /// <summary>区领导: reads all, and supervises.</summary>
    Leadership,

    /// <summary>区长效办: plan, allocation, acceptance, accounts.</summary>
    Programme,

    /// <summary>牵头单位, of one line.</summary>
    LeadUnit,

    /// <summary>验收人员</summary>
    Inspector,

    /// <summary>街道工作人员</summary>
    Street,

    /// <summary>社区工作人员</summary>
    Community,

    /// <summary>热线话务员</summary>
    Operator,

    /// <summary>热线班长</summary>
    Supervisor,

    /// <summary>队长, of one volunteer team.</summary>
    TeamLeader,

    /// <summary>志愿者, of one team.</summary>
    Volunteer,

    /// <summary>审计人员: reads all, and who did what.</summary>
    Auditor,

    /// <summary>大屏: a device before which nobody signs in.</summary>
    Screen,

    /// <summary>接口账号: a program of another unit.</summary>
    Service,
}

/// <summary>权限: one kind of thing that may be done.</summary>
public enum Permission
{
    /// <summary>看大屏: the picture of a place and of what stands above it.</summary>
    Watch,

    /// <summary>查阅: plan, facilities, their histories, and what stands behind a figure.</summary>
    Read,

    /// <summary>安排设施: register, correct, move, suspend and withdraw.</summary>
    Arrange,

    /// <summary>上报: progress, completion, filing, and taking them back.</summary>
    Report,

    /// <summary>验收: accept or return.</summary>
    Verify,

    /// <summary>管理方案: propose, take or dismiss a plan.</summary>
    Plan,

    /// <summary>确认基线</summary>
    Confirm,

    /// <summary>管理账号: open, grant, disable.</summary>
    Administer,

    /// <summary>邀请志愿者: open and close accounts of one's own team's volunteers.</summary>
    Invite,

    /// <summary>管理责任人: who answers for a line in a place, and who stands in.</summary>
    Appoint,

    /// <summary>管理大屏: approve, name, move, revoke.</summary>
    Mount,

    /// <summary>审计: who did what.</summary>
    Audit,

    /// <summary>查看个人信息: a name or number in full, for a stated reason.</summary>
    Reveal,

    /// <summary>删除个人信息: before its rule would.</summary>
    Erase,

    /// <summary>控制演练: pause the rehearsal or change its speed.</summary>
    Rehearse,

    /// <summary>维护服务点: enter, correct, move and close service points, and take them to the bureau and back.</summary>
    Keep,

    /// <summary>备案: register service points of a line, send them back, disqualify them.</summary>
    Register,

    /// <summary>答复预警: acknowledge, promise, and say how a slip is put right.</summary>
    Answer,

    /// <summary>制定验收细则: what a line's facilities are accepted by.</summary>
    Specify,

    /// <summary>督办: issue an order to a unit, close it (one's own) or withdraw it.</summary>
    Supervise,

    /// <summary>提请协调: raise to a lead unit what blocks a street, and settle or return its answer.</summary>
    Coordinate,

    /// <summary>受理: receive what callers ask, dispatch it, and call back.</summary>
    Intake,

    /// <summary>热线督导: grant what units ask of the hotline, supervise, and close what is no matter for it.</summary>
    Oversee,

    /// <summary>登记活动: enter what one's own team did, and send its pictures.</summary>
    Log,

    /// <summary>审核活动: approve or return what somebody else entered.</summary>
    Review,

    /// <summary>提交诉求: hand the hotline what somebody asks of another unit's program, and hear how far what one handed in oneself has come.</summary>
    File,
}

/// <summary>What a grant of a role is limited to.</summary>
public enum Scope
{
    /// <summary>全区: nothing.</summary>
    District,

    /// <summary>A street and what is under it, or a community.</summary>
    Place,

    /// <summary>One line, in the whole district or in a place.</summary>
    Line,

    /// <summary>One volunteer team.</summary>
    Team,

    /// <summary>Whatever the grant names, or nothing.</summary>
    Any,
}

/// <summary>Who signs in by an account. One account is never two of them.</summary>
public enum Holder
{
    /// <summary>人员</summary>
    Person,

    /// <summary>设备: a screen.</summary>
    Device,

    /// <summary>程序: signs in by a key.</summary>
    Program,
}

/// <summary>The one table of who may do what.</summary>
public static class Roles
{
    private static readonly FrozenDictionary<Role, (Scope Scope, ImmutableArray<Permission> May)> Table = new Dictionary<Role, (Scope, ImmutableArray<Permission>)>
    {
        [Role.Leadership] = (Scope.District, [Permission.Watch, Permission.Read, Permission.Supervise]),

        // Not Report: nobody verifies what they entered.
        [Role.Programme] = (Scope.District,
        [
            Permission.Watch, Permission.Read, Permission.Arrange, Permission.Verify, Permission.Plan, Permission.Confirm, Permission.Administer,
            Permission.Invite, Permission.Appoint, Permission.Mount, Permission.Erase, Permission.Rehearse, Permission.Keep, Permission.Supervise,
        ]),
        [Role.LeadUnit] = (Scope.Line, [Permission.Watch, Permission.Read, Permission.Arrange, Permission.Report, Permission.Register, Permission.Answer, Permission.Specify]),
        [Role.Inspector] = (Scope.Any, [Permission.Watch, Permission.Read, Permission.Verify]),
        [Role.Street] = (Scope.Place, [Permission.Watch, Permission.Read, Permission.Arrange, Permission.Report, Permission.Appoint, Permission.Keep, Permission.Answer, Permission.Coordinate, Permission.Review]),
        [Role.Community] = (Scope.Place, [Permission.Watch, Permission.Read, Permission.Report, Permission.Answer]),
        [Role.Operator] = (Scope.District, [Permission.Watch, Permission.Read, Permission.Reveal, Permission.Intake]),
        [Role.Supervisor] = (Scope.District, [Permission.Watch, Permission.Read, Permission.Reveal, Permission.Intake, Permission.Oversee]),
        [Role.TeamLeader] = (Scope.Team, [Permission.Invite, Permission.Reveal, Permission.Log, Permission.Review]),
        [Role.Volunteer] = (Scope.Team, [Permission.Log]),
        [Role.Auditor] = (Scope.District, [Permission.Watch, Permission.Read, Permission.Audit]),
        // What stands behind a figure is for people: a wall needs its picture alone.
        [Role.Screen] = (Scope.Any, [Permission.Watch]),
        [Role.Service] = (Scope.Any, [Permission.Read, Permission.File]),
    }.ToFrozenDictionary();

    public static ImmutableArray<Role> All { get; } = [.. Enum.GetValues<Role>()];

    public static Scope ScopeOf(Role role) => Table[role].Scope;

    public static Holder HolderOf(Role role) => role switch
    {
        Role.Screen => Holder.Device,
        Role.Service => Holder.Program,
        _ => Holder.Person,
    };

    /// <summary>The kind of place that a grant of it is limited to; null: any.</summary>
    public static PlaceKind? PlaceKindOf(Role role) => role switch
    {
        Role.Street => PlaceKind.Street,
        Role.Community => PlaceKind.Community,
        _ => null,
    };

    public static ImmutableArray<Permission> PermissionsOf(Role role) => Table[role].May;
}
