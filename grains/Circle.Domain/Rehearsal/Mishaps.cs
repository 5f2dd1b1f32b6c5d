using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;

namespace Circle.Domain.Rehearsal;

/// <summary>What comes between, in the life of a few.</summary>
internal enum Mishap
{
    None,
    Suspension,
    Move,
    FalseReport,
}

internal static class Mishaps
{
    private const int OfEach = 2;

    /// <summary>Two of each, on works that are under way before people meet the district and that owe it nothing yet.</summary>
    public static ImmutableDictionary<FacilityId, Mishap> Draw(Setting setting, ImmutableArray<Work> works, ImmutableDictionary<FacilityId, Deal> deals)
    {
        var calm = works.Where(w => !deals.ContainsKey(w.Id) && w is { Pace: not Pace.Silent, Street: not null, Line.Measures.Length: < 2 })
            .Where(w => w.Windows.Values.Max(d => d.Due).Year == Season.Meeting.Year && w.Windows.Values.Min(d => d.Opens) <= Season.First)
            .Where(w => !w.DueAtMeeting)
            .ToImmutableArray();
        var slow = calm.Where(w => w is { Pace: Pace.Steady, Unit: PlaceKind.Community, Grip: not Grip.Firm });
        var drawn = setting.Seed.For("mishaps").Shuffle(slow).Take(OfEach * 2).ToList();
        var moved = setting.Seed.For("moves").Shuffle(calm.Where(w =>
                w is { Registers: true, Unit: PlaceKind.Street, Place.Kind: PlaceKind.Community } && setting.CommunitiesOf(w.Street!.Value).Count() > 1))
            .Take(OfEach);
        return drawn.Select((w, i) => (w.Id, Mishap: i < OfEach ? Mishap.Suspension : Mishap.FalseReport))
            .Concat(moved.Select(w => (w.Id, Mishap: Mishap.Move)))
            .ToImmutableDictionary(m => m.Id, m => m.Mishap);
    }
}
