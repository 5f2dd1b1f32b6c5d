using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Rehearsal;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Rehearsal;

/// <summary>17 streets and 115 communities with the plan's 24 lines; some of what each community is to have stands already.</summary>
internal sealed class SyntheticDistrict
{
    private static readonly int[] Communities = [12, 12, 10, 9, 9, 8, 8, 7, 7, 6, 6, 5, 5, 4, 2, 3, 2];

    private static readonly Dictionary<string, int> Rosters = new()
    {
        ["culture-centre"] = 53,
        ["day-care"] = 8,
        ["elder-centre"] = 5,
        ["rehab-station"] = 28,
        ["reading-room"] = 43,
    };

    private readonly ConcurrentDictionary<int, ImmutableArray<FieldDeed>> written = [];

    public SyntheticDistrict()
    {
        var streets = Communities.Select((_, i) => Node(Numbered("s", i), PlaceKind.Street, $"街道{i}街道", "d")).ToList();
        var communities = streets.SelectMany((s, i) => Enumerable.Range(0, Communities[i])
            .Select(c => Node(Numbered($"{s.Id}-c", c), PlaceKind.Community, $"社{i}{c}社区", s.Id.Value))).ToImmutableArray();
        Places = new PlaceTree([Node("d", PlaceKind.District, "区", null), .. streets, .. communities]);

        // As in the annexes: the last two streets are named by none of them.
        var named = communities.Where(c => c.Parent != streets[^1].Id && c.Parent != streets[^2].Id).Select(c => c.Id).ToList();
        var roster = Rosters.SelectMany(r => Spread(named, r.Value).Select(p => (Line: r.Key, Place: p))).ToLookup(r => r.Line, r => r.Place);
        Plan = new PlanDocument("号", "方案", new DateOnly(2013, 9, 25), SyntheticLines.All(streets[^1].Id, streets[^2].Id, roster), []);
        Facilities =
        [
            .. roster.SelectMany(line => line.Select(place => Draft(line.Key, place, Origin.Planned))),
            .. communities.SelectMany((c, i) => Standing(c.Id, i)),
            .. Enumerable.Range(0, 60).Select(i => Draft("pharmacy", communities[i % communities.Length].Id, Origin.Planned, i + 1)),
            .. Enumerable.Range(1, 10).Select(i => Draft("fitness", PlaceId.Of("d"), Origin.Planned, i)),
            .. Enumerable.Range(1, 3).Select(i => Draft("park", PlaceId.Of("d"), Origin.Planned, i)
                with { Quantities = ImmutableDictionary<MeasureId, long>.Empty.Add(MeasureId.Of("bench"), 48_000) }),
            Draft("lookup-platform", PlaceId.Of("d"), Origin.Planned),
        ];
        var confirmed = Plan.Lines.Select(l => l.Id).Where(l => l.Value is not ("kindergarten" or "training"));
        Baselines = [.. confirmed.Select(l => (l, new DateOnly(2013, 9, 25), "街道摸底汇总"))];
    }

    public static SyntheticDistrict Instance { get; } = new();

    public PlaceTree Places { get; }

    public PlanDocument Plan { get; }

    public ImmutableArray<FacilityDraft> Facilities { get; }

    public ImmutableArray<(LineId Line, DateOnly AsOf, string Source)> Baselines { get; }

    public WorkCalendar Calendar { get; } = new(
        [.. Days(new DateOnly(2013, 10, 1), 7), new DateOnly(2014, 1, 1), .. Days(new DateOnly(2014, 1, 31), 7)],
        [new DateOnly(2013, 9, 29), new DateOnly(2013, 10, 12), new DateOnly(2014, 1, 26), new DateOnly(2014, 2, 8)]);

    /// <summary>Written once per seed, for all tests.</summary>
    public ImmutableArray<FieldDeed> Deeds(int seed) => written.GetOrAdd(seed, s => Write(s, Facilities));

    public ImmutableArray<FieldDeed> Write(int seed, ImmutableArray<FacilityDraft> facilities)
        => FieldWork.Write(seed, Plan, Places, facilities, Baselines, [], [], Calendar);

    public Replay Play(ImmutableArray<FieldDeed> deeds) => new(Plan, Places, Facilities, deeds);

    public static FacilityDraft Draft(string line, PlaceId place, Origin origin, int number = 1) => new(
        FacilityId.Of(Numbered($"{line}-{place}-", number)),
        LineId.Of(line),
        place,
        $"{line} {place} {number}",
        origin,
        ImmutableDictionary<MeasureId, long>.Empty,
        FacilityDetails.Unknown,
        origin == Origin.Existing ? new DateOnly(2013, 9, 25) : null,
        "试验");

    /// <summary>What stands before: a clinic but in each tenth community, three fitness places but for some, and so on.</summary>
    private static IEnumerable<FacilityDraft> Standing(PlaceId place, int i)
    {
        if (i % 10 != 4) yield return Draft("medical", place, Origin.Existing);
        for (var n = 1; n <= (i % 6 == 1 ? 2 : 3); n++) yield return Draft("fitness", place, Origin.Existing, n);
        if (i % 5 < 2) yield return Draft("civility-station", place, Origin.Existing);
        if (i % 3 == 0) yield return Draft("service-station", place, Origin.Existing);
        if (i % 8 == 0) yield return Draft("living-circle", place, Origin.Existing);
        if (i % 29 == 0) yield return Draft("living-station", place, Origin.Existing);
    }

    private static IEnumerable<PlaceId> Spread(List<PlaceId> places, int number)
        => places.Where((_, i) => (i + 1) * number / places.Count > i * number / places.Count);

    private static IEnumerable<DateOnly> Days(DateOnly from, int count) => Enumerable.Range(0, count).Select(from.AddDays);

    private static PlaceNode Node(string id, PlaceKind kind, string name, string? parent)
        => new(PlaceId.Of(id), kind, name, parent is null ? null : PlaceId.Of(parent));

    private static string Numbered(string stem, int number) => string.Create(CultureInfo.InvariantCulture, $"{stem}{number}");
}
