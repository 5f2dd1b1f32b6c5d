using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;

namespace Circle.Seeds.Tests;

/// <summary>The data as the domain takes it: targets written out, and no row that a command would refuse.</summary>
public class DomainFitTests
{
    private static readonly PlaceTree Tree = new(Shipped.Live.Places.Select(Node));
    private static readonly PlaceTree RehearsalTree = new(Shipped.Rehearsal.Places.Select(Node));

    [Theory]
    [InlineData("governance-station", "2013-10-31", 32)]
    [InlineData("safety-volunteers", "2013-12-31", 67)]
    [InlineData("culture-centre", "2013-10-31", 53)]
    [InlineData("culture-centre", "2013-12-31", 53)]
    [InlineData("service-centre", "2013-12-31", 17)]
    [InlineData("service-station", "2014-12-31", 104)]
    [InlineData("living-circle", "2013-12-20", 104)]
    [InlineData("living-station", "2013-11-30", 15)]
    [InlineData("living-station", "2014-12-31", 45)]
    [InlineData("medical", "2013-09-30", 104)]
    [InlineData("pharmacy", "2014-03-31", 436)]
    [InlineData("fitness", "2013-10-15", 312)]
    [InlineData("kindergarten", "2015-12-31", 30)]
    [InlineData("day-care", "2013-11-30", 8)]
    [InlineData("day-care", "2015-12-31", 14)]
    [InlineData("elder-centre", "2015-12-31", 8)]
    [InlineData("youth-team", "2013-12-31", 34)]
    public void A_step_written_out_owes_in_all(string line, string due, long items)
        => Assert.Equal(items, Targets.WriteOut(Shipped.Line(line), Tree).Where(t => $"{t.Due:yyyy-MM-dd}" == due).Sum(t => t.Cumulative));

    [Fact]
    public void Half_of_the_communities_are_rounded_up_in_each_street()
    {
        var expected = Shipped.Live.Places.Of(PlaceKind.Community).GroupBy(c => c.Parent).Sum(street => (street.Count() + 1) / 2);
        Assert.Equal(expected, Targets.WriteOut(Shipped.Line("service-station"), Tree).Where(t => t.Due.Year == 2013).Sum(t => t.Cumulative));
    }

    [Fact]
    public void Only_the_lines_that_the_field_rules_name_can_be_red_on_12_November()
        => Assert.Equal(
            ["medical", "culture-centre", "fitness", .. Shipped.SecurityLines.Select(l => l.Id.Value)],
            Shipped.Live.Plan.Lines
                .Where(l => Targets.WriteOut(l, Tree).Any(t => t.Due < new DateOnly(2013, 11, 12)))
                .Select(l => l.Id.Value));

    [Fact]
    public void No_facility_no_baseline_and_no_service_point_is_refused_by_its_command()
    {
        var plan = new PlanVersion(1, Shipped.Rehearsal.Plan, [], ImmutableDictionary<LineId, Baseline>.Empty);
        var start = new Circumstances(new DateTimeOffset(2013, 9, 26, 8, 0, 0, TimeSpan.FromHours(8)), Actor.Seeds, plan, RehearsalTree);
        Assert.All(Shipped.Rehearsal.Facilities, f => Assert.Null(new FacilityCommand.Import(f).Check(start)));
        Assert.All(Shipped.Rehearsal.Baselines, b => Assert.IsType<Decision<PlanEvent>.Accepted>(
            Plan.Decide(new PlanState(plan), new PlanCommand.ConfirmBaseline(b.Line, b.AsOf, b.Source), start)));
        Assert.All(Shipped.Rehearsal.Points, p => Assert.Null(new ServicePointCommand.Find(p).Check(start)));
    }

    private static PlaceNode Node(PlaceDraft place) => new(place.Id, place.Kind, place.Name, place.Parent);
}
