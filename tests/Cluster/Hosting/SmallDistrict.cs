using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Search;
using Circle.Domain.Time;
using Circle.Seeds;

namespace Circle.Cluster.Tests.Hosting;

/// <summary>A district of 3 streets with 4 communities each, and a plan of two lines: rooms, and benches by the metre.</summary>
public static class SmallDistrict
{
    public const int Streets = 3;
    public const int CommunitiesPerStreet = 4;

    public static readonly PlaceId District = PlaceId.Of("d");

    /// <summary>Each street owes 2 rooms since 2013-10-31.</summary>
    public static readonly LineId Room = LineId.Of("room");

    public static readonly LineId Bench = LineId.Of("bench");

    public static readonly MeasureId Metres = MeasureId.Of("metres");

    /// <summary>The business day on which tests begin; steps of October have passed.</summary>
    public static readonly DateOnly Today = new(2013, 11, 12);

    public static DateTimeOffset Morning { get; } = Domain.Time.District.At(Today, new TimeOnly(8, 0));

    public static ImmutableArray<PlaceDraft> Places { get; } =
    [
        Place(District.Value, PlaceKind.District, null),
        .. Range(Streets).Select(s => Place($"s{s}", PlaceKind.Street, "d")),
        .. Range(Streets).SelectMany(s => Range(CommunitiesPerStreet).Select(c => Place($"s{s}c{c}", PlaceKind.Community, $"s{s}"))),
    ];

    public static ImmutableArray<PlaceId> Communities { get; } = [.. Places.Where(p => p.Kind == PlaceKind.Community).Select(p => p.Id)];

    public static PlanDocument Plan { get; } = new(
        "test〔2013〕1号",
        "test",
        new DateOnly(2013, 9, 1),
        [
            Line(Room, 1, [], Step("2013-10-31", 2), Step("2013-12-31", 4)),
            Line(Bench, 2, [new Measure(Metres, "metres", "米", null)], Step("2013-12-31", 1)),
        ],
        []);

    public static SeedSet Seeds { get; } = new(Plan, [], [], [], [], new WorkCalendar([], []), [], SearchWords.Empty, []);

    public static Line Line(LineId id, int order, ImmutableArray<Measure> measures, params ImmutableArray<Step> steps) => new(
        id, order, Ring.Security, id.Value, id.Value, id.Value, "个", true, [], measures, [], steps, [], new LeadUnit("lead", null), [], Rhythm.Weekly, null, [], [], "test");

    public static Step Step(string due, int ofEachStreet) => new(
        StepId.Of($"{due}-completed"),
        DateOnly.ParseExact(due, "yyyy-MM-dd"),
        Stage.Completed,
        due,
        [new Quota(QuotaKind.Each, ofEachStreet, Answerer.Street)],
        null,
        "test");

    public static FacilityDraft Facility(string id, PlaceId place, LineId? line = null) => new(
        FacilityId.Of(id),
        line ?? Room,
        place,
        $"facility {id}",
        Origin.Planned,
        line == Bench ? ImmutableDictionary<MeasureId, long>.Empty.Add(Metres, 10_000) : ImmutableDictionary<MeasureId, long>.Empty,
        FacilityDetails.Unknown,
        null,
        "test");

    public static PlaceDraft Place(string id, PlaceKind kind, string? parent)
        => new(PlaceId.Of(id), kind, $"place {id}", parent is null ? null : PlaceId.Of(parent), [], [], "test");

    private static IEnumerable<int> Range(int count) => Enumerable.Range(1, count);
}
