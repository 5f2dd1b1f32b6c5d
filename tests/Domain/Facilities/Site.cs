using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Facilities;

/// <summary>A small plan with each sort of line, and drafts of facilities on it.</summary>
internal static class Site
{
    /// <summary>Counts the facility as a whole.</summary>
    public static readonly Line Room = Sample.Line("room", Sample.Step("10-31", Stage.Completed, Sample.Each(1, Answerer.Street)));

    /// <summary>Three plates per facility (§三(三)2).</summary>
    public static readonly Line Pharmacy = Room with
    {
        Id = LineId.Of("pharmacy"),
        Measures = [Plates("promise"), Plates("notice"), Plates("bin")],
    };

    /// <summary>Metres that each facility has of its own.</summary>
    public static readonly Line Park = Room with
    {
        Id = LineId.Of("park"),
        Measures = [new Measure(MeasureId.Of("bench"), "座椅", "米", null)],
    };

    /// <summary>Passes with 90, and counts new work alone.</summary>
    public static readonly Line Marked = Room with { Id = LineId.Of("marked"), PassMark = 90, CountsExisting = false };

    public static readonly PlanVersion Plan = new(
        1,
        new PlanDocument("号", "计划", Sample.Day("09-20"), [Room, Pharmacy, Park, Marked], []),
        [],
        ImmutableDictionary<LineId, Baseline>.Empty);

    public static readonly PlaceTree Places = Sample.Tree(2, 1);

    public static readonly MeasureId Bench = Park.Measures[0].Id;

    public static FacilityDraft Draft(Line line, string id = "f") => new(
        FacilityId.Of(id),
        line.Id,
        PlaceId.Of("s1c1"),
        "居委会",
        Origin.Planned,
        line == Park ? ImmutableDictionary<MeasureId, long>.Empty.Add(Bench, 300_000) : ImmutableDictionary<MeasureId, long>.Empty,
        FacilityDetails.Unknown,
        null,
        "test");

    public static FacilityDraft Existing(Line line, string since = "2010-05-01")
        => Draft(line) with { Origin = Origin.Existing, Since = Sample.Day(since) };

    /// <param name="time">Of the day, in Shanghai.</param>
    public static Circumstances At(string day, string actor, string time = "12:00") => new(
        District.At(Sample.Day(day), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), new Actor(actor), Plan, Places);

    private static Measure Plates(string id) => new(MeasureId.Of(id), id, "个", 1_000);
}
