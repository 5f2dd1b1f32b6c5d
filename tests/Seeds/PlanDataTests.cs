using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Seeds.Tests;

public class PlanDataTests
{
    private static readonly PlaceId Yangjinlu = new("yangjinlu");

    [Fact]
    public void There_are_24_lines_in_six_rings_in_the_order_of_the_document()
    {
        Assert.Equal(Enumerable.Range(1, 24), Shipped.Live.Plan.Lines.Select(l => l.Order));
        Assert.Equal([2, 3, 2, 5, 6, 6], Shipped.Live.Plan.Lines.GroupBy(l => l.Ring).OrderBy(g => g.Key).Select(g => g.Count()));
        Assert.Equal(Shipped.Live.Plan.Lines.OrderBy(l => l.Ring).Select(l => l.Id), Shipped.Live.Plan.Lines.Select(l => l.Id));
    }

    [Fact]
    public void There_are_17_streets_and_104_communities_and_two_streets_have_none()
    {
        Assert.Equal(17, Shipped.Live.Places.Of(PlaceKind.Street).Count());
        Assert.Equal(104, Shipped.Live.Places.Of(PlaceKind.Community).Count());
        var withCommunities = Shipped.Live.Places.Of(PlaceKind.Community).Select(c => c.Parent);
        var without = Shipped.Live.Places.Of(PlaceKind.Street).Where(s => !withCommunities.Contains(s.Id)).Select(s => s.Name);
        Assert.Equal(["杨金路街道", "兴达路街道"], without);
    }

    [Theory]
    [InlineData("culture-centre", 53)]
    [InlineData("day-care", 8)]
    [InlineData("elder-centre", 5)]
    [InlineData("rehab-station", 28)]
    [InlineData("reading-room", 43)]
    public void A_roster_is_as_long_as_its_annex_and_each_place_has_its_planned_facility(string line, int number)
    {
        var roster = Shipped.Line(line).Roster;
        Assert.Equal(number, roster.Sum(r => r.Number));
        var planned = Shipped.Live.Facilities.On(line).Where(f => f.Source.StartsWith("附件", StringComparison.Ordinal));
        Assert.Equal(roster.Select(r => r.Place), planned.Select(f => f.Place));
    }

    [Fact]
    public void The_six_security_lines_owe_16_32_48_and_67_without_Yangjinlu()
    {
        var streets = Shipped.Live.Places.Of(PlaceKind.Street).Count();
        Assert.Equal(6, Shipped.SecurityLines.Length);
        Assert.All(Shipped.SecurityLines, line =>
        {
            Assert.Equal([Yangjinlu], line.Excluded);
            var covered = streets - line.Excluded.Length;
            Assert.Equal([16, 32, 48, 67], line.Steps.Select(s => s.Quotas.Sum(q => q.Kind == QuotaKind.Each ? q.Number * covered : q.Number)));
            Assert.Equal(
                ["2013-09-30", "2013-10-31", "2013-11-30", "2013-12-31"],
                line.Steps.Select(s => $"{s.Due:yyyy-MM-dd}"));
            Assert.Contains(line.Doubts, d => d.Id == "december-19");
        });
    }

    [Fact]
    public void Culture_equipment_is_a_step_of_its_own_whose_lead_is_in_doubt()
    {
        var line = Shipped.Line("culture-centre");
        var delivery = line.Steps[0];
        Assert.Equal((new DateOnly(2013, 10, 31), Stage.Delivered), (delivery.Due, delivery.Stage));
        Assert.Equal("区文化旅游局", delivery.Lead?.Name);
        Assert.Contains(line.Doubts, d => d.Text.StartsWith("归口待确认", StringComparison.Ordinal));
        Assert.Equal(55, Shipped.Live.Facilities.On("culture-centre").Count());
    }

    [Fact]
    public void The_living_circle_is_completed_then_filed_then_accepted()
        => Assert.Equal(
            [(Stage.Completed, 30), (Stage.Filed, 5), (Stage.Accepted, 20)],
            Shipped.Line("living-circle").Steps.Select(s => (s.Stage, s.Due.Day)));

    [Fact]
    public void The_park_benches_are_243_metres()
        => Assert.Equal(243_000, Shipped.Live.Facilities.On("park").Sum(f => f.Quantities.Values.Sum()));

    [Fact]
    public void Every_pharmacy_takes_three_things_and_436_pharmacies_are_the_bureaus()
    {
        var line = Shipped.Line("pharmacy");
        Assert.Equal(["承诺牌", "公示牌", "过期药品回收箱"], line.Measures.Select(m => m.Name));
        Assert.Equal([new Quota(QuotaKind.Number, 436, Answerer.District)], line.Steps.Single().Quotas);
    }

    /// <summary>By hand from the document: number × yuan, in fen.</summary>
    [Theory]
    [InlineData("culture-centre", "culture-centre-built", 53, 212_000_000)]
    [InlineData("day-care", "day-care-built", 8, 80_000_000)]
    [InlineData("elder-centre", "elder-centre-built", 5, 2_500_000)]
    [InlineData("rehab-station", "rehab-station-built", 28, 28_000_000)]
    [InlineData("reading-room", "reading-room-built", 43, 21_500_000)]
    [InlineData("service-centre", "service-centre-built", 17, 51_000_000)]
    [InlineData("living-station", "living-station-accepted", 15, 75_000_000)]
    [InlineData("fitness", "fitness-path", 3, 9_000_000)]
    [InlineData("youth-team", "youth-team-daily", 17, 5_100_000)]
    public void Money_is_the_documents_in_fen(string line, string rule, int number, long total)
        => Assert.Equal(total, number * Shipped.Line(line).Subsidies.Single(s => s.Id == rule).AmountFen);

    [Fact]
    public void All_pharmacies_together_draw_87_200_yuan_and_the_security_lines_670_000()
    {
        Assert.Equal(8_720_000, 436 * Shipped.Line("pharmacy").Subsidies.Sum(s => s.AmountFen));
        Assert.Equal(67_000_000, 67 * Shipped.SecurityLines.Sum(l => l.Subsidies.Single().AmountFen));
    }

    [Fact]
    public void Facilities_of_the_text_are_planned_and_nothing_in_the_plan_is_existing()
    {
        Assert.All(Shipped.Live.Facilities, f => Assert.Equal(Origin.Planned, f.Origin));
        Assert.Equal(153, Shipped.Live.Facilities.Length);
        Assert.Empty(Shipped.Live.Baselines);
    }

    [Fact]
    public void A_short_name_fits_a_wall_and_an_English_name_is_ASCII()
        => Assert.All(Shipped.Live.Plan.Lines, line =>
        {
            Assert.InRange(line.ShortName.Length, 1, 6);
            Assert.True(line.EnglishName.All(char.IsAscii));
            Assert.All(line.Steps, s => Assert.InRange(s.Label.Length, 1, 8));
        });
}
