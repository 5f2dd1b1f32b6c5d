using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Accounts;

/// <summary>授权: a role, where, for what and from when to when.</summary>
/// <param name="Place">It and all under it; null: everywhere.</param>
/// <param name="Line">Null: every line.</param>
/// <param name="Team">A volunteer team, which is a facility; null: none in particular.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null: until it is withdrawn.</param>
[GenerateSerializer, Immutable, Alias("Grant")]
public sealed record Grant(
    [property: Id(0)] Role Role,
    [property: Id(1)] PlaceId? Place,
    [property: Id(2)] LineId? Line,
    [property: Id(3)] FacilityId? Team,
    [property: Id(4)] DateOnly From,
    [property: Id(5)] DateOnly? Until)
{
    public bool IsInForce(DateOnly today) => From <= today && (Until is not { } until || today <= until);

    /// <summary>Every fault of a grant as a person gives it.</summary>
    public void Check(FaultList faults, string field, Circumstances at)
    {
        var scope = Roles.ScopeOf(Role);
        Expect("place", Place is not null, scope is Scope.Place, scope is Scope.Place or Scope.Line or Scope.Any);
        Expect("line", Line is not null, scope is Scope.Line, scope is Scope.Line or Scope.Any);
        Expect("team", Team is not null, scope is Scope.Team, scope is Scope.Team);
        if (Place is { } place && at.Places.Find(place) is var found && (found is null || (Roles.PlaceKindOf(Role) is { } kind && found.Kind != kind)))
            faults.Add($"{field}/place", "unknown", "没有这个地点，或级别与角色不符", "no such place, or not of the kind that the role works in");
        if (Line is { } line && at.Plan?.Find(line) is null)
            faults.Add($"{field}/line", "unknown", "没有这个项目", "no such line");
        if (Until < From)
            faults.Add($"{field}/until", "out-of-range", "截止日期不能早于开始日期", "must not be before the first day");

        void Expect(string name, bool isThere, bool isNeeded, bool isAllowed)
        {
            if (isNeeded && !isThere) faults.Add($"{field}/{name}", "required", "该角色须限定范围", "the role is limited by it");
            if (isThere && !isAllowed) faults.Add($"{field}/{name}", "not-allowed", "该角色不按此限定范围", "the role is not limited by it");
        }
    }
}

/// <summary>What something is done to. Null: it is of the whole district, of all lines, of no team.</summary>
[GenerateSerializer, Immutable, Alias("Subject")]
public readonly record struct Subject(
    [property: Id(0)] PlaceId? Place = null, [property: Id(1)] LineId? Line = null, [property: Id(2)] FacilityId? Team = null)
{
    /// <summary>The district as a whole.</summary>
    public static readonly Subject District;
}

/// <summary>A permission that is needed, on each of these; on none: anywhere at all.</summary>
[GenerateSerializer, Immutable, Alias("Need")]
public sealed record Need([property: Id(0)] Permission Permission, [property: Id(1)] params ImmutableArray<Subject> On)
{
    /// <summary>What is told of it where there is none, and so to whoever has the permission elsewhere alone: ids cannot be tried out. Null: that it is another's is no secret.</summary>
    [Id(2)]
    public Refusal? Hidden { get; init; }
}

/// <summary>Whether grants are enough for a need. Pure, so that the edge can ask the very same question as the grains.</summary>
public static class Rights
{
    public static bool May(IEnumerable<Grant> grants, Need need, PlaceTree places, DateOnly today)
    {
        Grant[] fit = [.. grants.Where(g => g.IsInForce(today) && Roles.PermissionsOf(g.Role).Contains(need.Permission))];
        return fit.Length > 0 && need.On.All(subject => fit.Any(g => Covers(g, subject, need.Permission, places)));
    }

    private static bool Covers(Grant grant, Subject subject, Permission permission, PlaceTree places)
        => (grant.Place is not { } place || IsAt(place, subject.Place, permission, places))
           && (grant.Line is not { } line || subject.Line == line || IsOverview(subject.Line is null, permission))
           && (grant.Team is not { } team || subject.Team == team);

    /// <summary>Whoever works in a place may watch where it stands among the others, and read nothing of them.</summary>
    private static bool IsAt(PlaceId granted, PlaceId? asked, Permission permission, PlaceTree places)
    {
        if (asked is not { } place) return permission == Permission.Watch;
        return places.PathUp(place).Any(p => p.Id == granted) || (permission == Permission.Watch && places.PathUp(granted).Any(p => p.Id == place));
    }

    /// <summary>A picture shows all lines; one of them cannot be watched alone.</summary>
    private static bool IsOverview(bool ofAllLines, Permission permission) => ofAllLines && permission == Permission.Watch;
}
