using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>诉求对象: what people call about, as long as it is there.</summary>
/// <param name="Line">Whose lead unit may be asked; null: of no line.</param>
/// <param name="Tags">What fits it, see <see cref="CallMatter.Fits"/>.</param>
/// <param name="From">First day on which it is known.</param>
/// <param name="To">Last day on which anybody calls about it.</param>
internal sealed record CallTarget(StreamId Row, PlaceId Place, LineId? Line, ImmutableArray<string> Tags, DateOnly From, DateOnly To)
{
    public const string Community = "community";
    public const string Street = "street";

    /// <summary>Not built yet, or not known to be.</summary>
    public const string Planned = "planned";

    /// <summary>Of a kind that is registered.</summary>
    public const string Shop = "shop";

    public bool IsThere(DateOnly day) => From <= day && day <= To;
}

/// <summary>All of them, by what they are.</summary>
internal sealed class CallTargets
{
    private const int Tries = 8;

    private readonly ImmutableArray<CallTarget> points;
    private readonly ImmutableArray<CallTarget> facilities;
    private readonly ImmutableArray<CallTarget> communities;
    private readonly ImmutableArray<CallTarget> streets;

    /// <param name="work">What is done in the field, which tells when a point is found and when it is no more.</param>
    public CallTargets(Setting setting, ImmutableArray<FacilityDraft> known, ImmutableArray<FieldDeed> work)
    {
        points = [.. work.OfType<FieldDeed.OfPoint>().GroupBy(d => d.Point).Select(d => Point(setting, d)).OfType<CallTarget>()];
        facilities =
        [
            .. known.Where(f => setting.StreetOf(f.Place) is not null && setting.Plan.Lines.Any(l => l.Id == f.Line))
                .Select(f => new CallTarget(Facility.StreamOf(f.Id), f.Place, f.Line, [f.Origin == Origin.Existing ? f.Line.Value : CallTarget.Planned], Season.First, f.Origin == Origin.Existing ? Season.Last : YearsEnd)),
        ];
        communities = [.. setting.Places.OfKind(PlaceKind.Community).Where(c => setting.StreetOf(c.Id) is not null).Select(c => Of(c, CallTarget.Community))];
        streets = [.. setting.Places.OfKind(PlaceKind.Street).Select(s => Of(s, CallTarget.Street))];
    }

    /// <summary>By then what was planned is built, or somebody else's matter.</summary>
    private static DateOnly YearsEnd => new(2013, 12, 31);

    public bool Any => !communities.IsEmpty;

    /// <summary>One that is there on a day and that something fits.</summary>
    public (CallTarget Target, ImmutableArray<CallMatter> Matters) Pick(ImmutableArray<CallMatter> matters, DateOnly day, Dice dice)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var some = dice.Below(100) switch { < 42 => points, < 70 => facilities, < 95 => communities, _ => streets };
            if (some.IsEmpty || dice.Pick(some) is not { } target || !target.IsThere(day)) continue;
            if (Fitting(matters, target) is { IsEmpty: false } fitting) return (target, fitting);
        }

        var community = Community(dice);
        return (community, Fitting(matters, community));
    }

    public CallTarget Community(Dice dice) => dice.Pick(communities);

    /// <summary>A shop that is known by a day and stays; where there is none a community.</summary>
    public CallTarget Shop(DateOnly day, Dice dice)
    {
        var shops = points.Where(p => p.Tags.Contains(CallTarget.Shop) && p.From <= day && p.To == Season.Last).ToImmutableArray();
        return shops.IsEmpty ? Community(dice) : dice.Pick(shops);
    }

    private static ImmutableArray<CallMatter> Fitting(ImmutableArray<CallMatter> matters, CallTarget target) => [.. matters.Where(m => m.Fits.Any(target.Tags.Contains))];

    private static CallTarget Of(PlaceNode place, string tag) => new(Place.StreamOf(place.Id), place.Id, null, [tag], Season.First, Season.Last);

    /// <summary>From the day after it was found to the one before it is closed.</summary>
    private static CallTarget? Point(Setting setting, IGrouping<ServicePointId, FieldDeed.OfPoint> life)
    {
        if (life.FirstOrDefault(d => d.Command is ServicePointCommand.Find) is not { Command: ServicePointCommand.Find { Draft: var draft }, At: var found }) return null;
        if (setting.Plan.Directory?.Find(draft.Kind) is not { } kind || setting.StreetOf(draft.Place) is null) return null;
        var end = life.FirstOrDefault(d => d.Command is ServicePointCommand.Close or ServicePointCommand.Disqualify)?.At;
        return new CallTarget(
            ServicePoint.StreamOf(draft.Id), draft.Place, kind.Line, kind.IsRegistered ? [kind.Id.Value, CallTarget.Shop] : [kind.Id.Value],
            District.DateOf(found).AddDays(1), end is { } at ? District.DateOf(at).AddDays(-1) : Season.Last);
    }
}
