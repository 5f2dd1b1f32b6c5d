using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Tests.Rehearsal;

/// <summary>The 24 lines in short: their quotas and dates, without words.</summary>
internal static class SyntheticLines
{
    private static readonly string[] Security =
        ["governance-station", "police-room", "patrol-team", "mediation-room", "duty-patrol", "safety-volunteers"];

    public static ImmutableArray<string> SecurityIds => [.. Security];

    /// <param name="idle">Left out of the security lines and the living stations.</param>
    /// <param name="silent">Left out of the living stations.</param>
    /// <param name="named">Roster places by line.</param>
    public static ImmutableArray<Line> All(PlaceId idle, PlaceId silent, ILookup<string, PlaceId> named)
    {
        ImmutableArray<Line> lines =
        [
            Of("service-centre", Ring.Government, By(20131231, Stage.Prepared, Each(1)), By(20141231, Stage.Completed, Each(1)))
                with { CountsExisting = true, PassMark = 90, Rhythm = Rhythm.Monthly },
            Of("service-station", Ring.Government, By(20131231, Stage.Completed, Share(50)), By(20141231, Stage.Completed, Share(100)))
                with { CountsExisting = true, PassMark = 90, Rhythm = Rhythm.Monthly },
            Of("living-circle", Ring.Living, Thrice(EachCommunity(1))) with { CountsExisting = true },
            Of("living-station", Ring.Living, [.. Thrice(Each(1)), By(20141231, Stage.Completed, Each(3))])
                with { CountsExisting = true, Excluded = [idle, silent] },
            Of("lookup-platform", Ring.Living, By(20140630, Stage.Completed, Number(1))),
            Of("medical", Ring.Health, By(20130930, Stage.Completed, EachCommunity(1)))
                with { CountsExisting = true, Measures = Measures(1_000, "institution", "doctor-team") },
            Of("pharmacy", Ring.Health, By(20140331, Stage.Completed, Number(60))) with { Measures = Measures(1_000, "plate", "board", "bin") },
            Of("culture-centre", Ring.Culture, LedBy("文旅局", By(20131031, Stage.Delivered, Roster())), By(20131231, Stage.Completed, Roster()))
                with { Rhythm = Rhythm.Monthly },
            Of("kindergarten", Ring.Culture, By(20131231, Stage.Completed, Number(10)), By(20151231, Stage.Completed, Number(30)))
                with { Standards = [] },
            Of("training", Ring.Culture, By(20131231, Stage.Completed, Number(10))) with { Standards = [] },
            Of(
                "fitness",
                Ring.Culture,
                By(20131015, Stage.Delivered, EachCommunity(3)),
                By(20131231, Stage.Prepared, Number(7)),
                By(20131231, Stage.Completed, Number(3))) with { CountsExisting = true },
            Of("park", Ring.Culture, By(20131231, Stage.Completed, Number(3))) with { Measures = Measures(null, "bench") },
            Of("day-care", Ring.Welfare, By(20131130, Stage.Completed, Roster()), By(20141231, Stage.Completed, Number(8))),
            Of("elder-centre", Ring.Welfare, By(20131130, Stage.Completed, Roster()), By(20141231, Stage.Completed, Number(4))),
            Of("civility-station", Ring.Welfare, By(20131231, Stage.Completed, EachCommunity(1))) with { CountsExisting = true },
            Of("rehab-station", Ring.Welfare, By(20131231, Stage.Completed, Roster())),
            Of("reading-room", Ring.Welfare, By(20131231, Stage.Completed, Roster())),
            Of("youth-team", Ring.Welfare, By(20131231, Stage.Completed, Each(2))),
            .. Security.Select(id => Of(
                id,
                Ring.Security,
                By(20130930, Stage.Completed, Each(1)),
                By(20131031, Stage.Completed, Each(2)),
                By(20131130, Stage.Completed, Each(3)),
                By(20131231, Stage.Completed, Each(3), Number(19))) with { Excluded = [idle] }),
        ];
        return
        [
            .. lines.Select((line, i) => line with
            {
                Order = i + 1,
                Roster = [.. named[line.Id.Value].Select(place => new RosterPlace(place, 1))],
            }),
        ];
    }

    private static Line Of(string id, Ring ring, params Step[] steps) => new(
        LineId.Of(id), 0, ring, id, id, id, "个", false, [], Measures(1_000, "piece"),
        [
            new Standard("要有固定办公场所，悬挂标识，有必要的办公设备（桌椅、档案柜等）", null, null, true, "三"),
            new Standard("面积不小于 15 平方米", 15_000, "平方米", true, "三"),
            new Standard("有条件的可以上墙", null, null, false, "三"),
        ],
        [.. steps], [], new LeadUnit("牵头单位", null), [], Rhythm.Weekly, null, [], [], "三");

    private static Step By(int due, Stage stage, params Quota[] quotas)
    {
        var day = DateOnly.ParseExact(due.ToString(CultureInfo.InvariantCulture), "yyyyMMdd", CultureInfo.InvariantCulture);
        var id = string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}-{stage.ToString().ToLowerInvariant()}");
        return new Step(StepId.Of(id), day, stage, "节点", [.. quotas], null, "三");
    }

    private static Step LedBy(string lead, Step step) => step with { Lead = new LeadUnit(lead, null) };

    /// <summary>Built, filed and accepted, each by a date of its own.</summary>
    private static Step[] Thrice(Quota quota)
        => [By(20131130, Stage.Completed, quota), By(20131205, Stage.Filed, quota), By(20131220, Stage.Accepted, quota)];

    private static ImmutableArray<Measure> Measures(long? perFacility, params string[] ids)
        => [.. ids.Select(id => new Measure(MeasureId.Of(id), id, "个", perFacility))];

    private static Quota Each(int number) => new(QuotaKind.Each, number, Answerer.Street);

    private static Quota EachCommunity(int number) => new(QuotaKind.Each, number, Answerer.Community);

    private static Quota Share(int percent) => new(QuotaKind.ShareOfCommunities, percent, Answerer.Street);

    private static Quota Roster() => new(QuotaKind.Roster, 0, Answerer.Community);

    private static Quota Number(int number) => new(QuotaKind.Number, number, Answerer.District);
}
