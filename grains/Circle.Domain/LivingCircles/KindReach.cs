using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Orleans;

namespace Circle.Domain.LivingCircles;

/// <summary>Whether a community's people have a kind of service within reach.</summary>
public enum ReachState
{
    /// <summary>覆盖</summary>
    Covered,

    /// <summary>缺口</summary>
    Gap,

    /// <summary>无法判断: nobody has said where the community lies or whom it borders on, nothing of it stands in the directory, or more stands near than was read.</summary>
    Unknown,
}

/// <summary>One kind of service, seen from one community.</summary>
/// <param name="Line">The line that answers for the kind.</param>
/// <param name="Present">Open or paused in the community itself, as are the others.</param>
/// <param name="Registered">Of these registered 备案; of a kind that is not registered all.</param>
/// <param name="InService">Of these open, and under agreement where the kind asks for one.</param>
/// <param name="Reach">Within fifteen minutes on foot.</param>
/// <param name="OldReach">Within the walk of the old.</param>
[GenerateSerializer, Immutable, Alias("KindReach")]
public sealed record KindReach(
    [property: Id(0)] PointKindId Kind,
    [property: Id(1)] LineId Line,
    [property: Id(2)] int Present,
    [property: Id(3)] int Registered,
    [property: Id(4)] int InService,
    [property: Id(5)] ReachState Reach,
    [property: Id(6)] ReachState OldReach);

/// <summary>What is known of where a community lies.</summary>
/// <param name="Neighbours">相邻社区</param>
/// <param name="Centre">Where its people live, from which walks are measured; null: unknown.</param>
/// <param name="IsWhole">Whether all points were read that may reach it: else nobody may say that one is missing.</param>
public sealed record Ground(PlaceId Community, ImmutableArray<PlaceId> Neighbours, Position? Centre, bool IsWhole = true);

/// <summary>
/// 覆盖情况 of a community, kind by kind: with positions by straight distance from its centre, without in the same or a neighbouring
/// community; for the old in the same one. A point that is paused or gone covers nobody; whether it is under agreement does not matter
/// to who needs it.
/// </summary>
public static class Assessment
{
    /// <param name="points">
    /// At least all of the community and of its neighbours, and where its centre is known all of whatever place that may lie within a walk; less
    /// only where <see cref="Ground.IsWhole"/> says so.
    /// </param>
    public static ImmutableArray<KindReach> Of(DirectoryRules rules, Ground ground, IEnumerable<ServicePointView> points)
    {
        var all = points.ToList();
        var isKnown = all.Any(p => p.Place == ground.Community && p.State is PointState.Open or PointState.Paused);
        var byKind = all.ToLookup(p => p.Kind);
        return [.. rules.Kinds.Select(kind => Of(kind, rules, ground, [.. byKind[kind.Id]], isKnown))];
    }

    /// <summary>Kinds that a living circle has to have and that none in service is of.</summary>
    public static ImmutableArray<PointKindId> Lacking(DirectoryRules rules, ImmutableArray<KindReach> kinds)
        => [.. rules.Sufficient.Where(needed => !kinds.Any(k => k.Kind == needed && k.InService > 0))];

    private static KindReach Of(PointKind kind, DirectoryRules rules, Ground ground, List<ServicePointView> points, bool isKnown)
    {
        var own = points.Where(p => p.Place == ground.Community && p.State is PointState.Open or PointState.Paused).ToList();
        var open = points.Where(p => p.State == PointState.Open).ToList();
        var mayLack = isKnown && ground.IsWhole && (ground.Centre is not null || !ground.Neighbours.IsEmpty);
        return new(
            kind.Id,
            kind.Line,
            own.Count,
            own.Count(p => !kind.IsRegistered || p.Office?.Registration >= Registration.Registered),
            own.Count(p => p.IsInService),
            StateOf(open.Any(p => Reaches(ground, p, rules.WalkMetres, place => place == ground.Community || ground.Neighbours.Contains(place))), mayLack),
            StateOf(open.Any(p => Reaches(ground, p, rules.OldWalkMetres, place => place == ground.Community)), isKnown && ground.IsWhole));
    }

    private static ReachState StateOf(bool isCovered, bool mayLack) => isCovered ? ReachState.Covered : mayLack ? ReachState.Gap : ReachState.Unknown;

    private static bool Reaches(Ground ground, ServicePointView point, int metres, Func<PlaceId, bool> isNear)
        => ground.Centre is { } centre && point.Listing.Position is { } at ? Distance.Metres(centre, at) <= metres : isNear(point.Place);
}
