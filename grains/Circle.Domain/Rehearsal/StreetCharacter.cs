using System.Collections.Frozen;
using System.Collections.Immutable;
using Circle.Domain.Places;

namespace Circle.Domain.Rehearsal;

/// <summary>How a street works.</summary>
internal enum Pace
{
    /// <summary>Ahead of the plan, and beyond its own share in December.</summary>
    Fast,

    Steady,

    /// <summary>5 to 45 days behind.</summary>
    Late,

    /// <summary>Steady, but for weeks nobody hears of it.</summary>
    Silent,
}

/// <summary>Days without a word: what was to be told in them comes later or never.</summary>
internal readonly record struct Silence(DateOnly From, DateOnly To)
{
    /// <summary>Over two weeks by <see cref="Season.Meeting"/>, so that it shows there.</summary>
    public static readonly Silence OfAutumn = new(new(2013, 10, 26), new(2013, 11, 19));

    public bool Covers(DateOnly day) => From <= day && day <= To;
}

/// <summary>Which street has which character; drawn once per seed.</summary>
internal static class StreetCharacter
{
    private const int FastStreets = 3;

    public static FrozenDictionary<PlaceId, Pace> Draw(Setting setting)
    {
        var dice = setting.Seed.For("streets");
        var load = setting.Plan.Lines.SelectMany(l => l.Roster)
            .Select(named => setting.StreetOf(named.Place))
            .OfType<PlaceId>()
            .CountBy(street => street)
            .ToDictionary();
        var streets = setting.Places.OfKind(PlaceKind.Street).Select(p => p.Id).ToList();

        // The most loaded fall behind first: two of the four that the annexes name most often.
        var heavy = streets.Where(load.ContainsKey).OrderByDescending(s => load[s]).Take(4).ToList();
        var late = Shuffle(heavy).Take(2).ToHashSet();
        late.UnionWith(Shuffle(streets.Where(s => load.ContainsKey(s) && !heavy.Contains(s))).Take(dice.Between(3, 4)));
        var fast = Shuffle(streets.Where(s => load.ContainsKey(s) && !late.Contains(s) && setting.CommunitiesOf(s).Count() > 4))
            .Take(FastStreets)
            .ToHashSet();
        var silent = SilentOf(setting, streets.Where(s => !load.ContainsKey(s)));
        return streets.ToFrozenDictionary(
            s => s,
            s => late.Contains(s) ? Pace.Late : fast.Contains(s) ? Pace.Fast : s == silent ? Pace.Silent : Pace.Steady);

        ImmutableArray<PlaceId> Shuffle(IEnumerable<PlaceId> ids) => setting.Seed.Shuffle(ids, id => id.Value, "pace");
    }

    /// <summary>A street that no annex names and that has work all the same is the one that is forgotten.</summary>
    private static PlaceId? SilentOf(Setting setting, IEnumerable<PlaceId> unnamed)
        => unnamed.Select(s => (PlaceId?)s)
            .MinBy(s => setting.Plan.Lines.Count(l => l.Excluded.Contains(s!.Value)));
}
