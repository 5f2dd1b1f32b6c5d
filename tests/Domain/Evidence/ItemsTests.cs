using System.Collections.Immutable;
using Circle.Domain.Evidence;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Facilities;
using Circle.Domain.Tests.Plans;
using CsCheck;
using static Circle.Domain.Tests.Plans.Sample;

namespace Circle.Domain.Tests.Evidence;

public sealed class ItemsTests
{
    private static readonly DateOnly Today = Day("11-12");
    private static readonly PlaceTree Places = Tree(2, 1);
    private static readonly Line Room = Line(
        "room", Step("09-30", Stage.Completed, Each(1, Answerer.Street)), Step("10-31", Stage.Completed, Each(2, Answerer.Street)), Step("11-30", Stage.Completed, Each(3, Answerer.Street)));

    private static readonly PlanVersion Plan = Ledgers.Plan(Room, Targets.WriteOut(Room, Places));

    /// <summary>One done, two under way at s1; at s2 one waits and one is accepted.</summary>
    private static readonly ImmutableArray<CountedFacility> Facilities =
    [
        At("done", "s1c1", "09-20", "09-22", "09-25"),
        At("planned", "s1c2"),
        At("prepared", "s1c1", "11-12"),
        At("waits", "s2c1", "10-01", "10-02", "11-12"),
        At("accepted", "s2c1", "10-01", "10-02", "10-20", "10-25", "11-05"),
    ];

    /// <summary>Whatever the place, the day and who is where: what is listed adds up to the figure.</summary>
    [Fact]
    public void What_is_listed_adds_up_to_what_is_owed()
        => Gen.Select(World.Any, Gen.Int[0, 99], Gen.Int[0, 130]).Sample((world, which, day) =>
        {
            var (root, today) = (world.Places.All[which % world.Places.All.Length].Id, Day("09-10").AddDays(day));
            var facilities = world.Facts.Select((fact, i) => Ledgers.Facility(world.Line, $"f{i}", fact.Place, fact.On))
                .Where(f => world.Places.PathUp(f.View.Place).Any(p => p.Id == root)).ToList();
            var ledgers = UnitLedgers.Of(Ledgers.Plan(world.Line, world.Targets), world.Places, root, facilities.Select(f => (f.View.Place, f.Cells)));
            var standing = ledgers.StandingOf(world.Line, today);

            var owed = Items.Of(Figure.Owed, world.Line, ledgers, facilities, null, today);

            Assert.Equal(standing.Owed, owed.Sum(i => i.Count));
            Assert.Equal(standing.Waiting, Items.Of(Figure.Waiting, world.Line, ledgers, facilities, null, today).Sum(i => i.Count));
            Assert.Equal(standing.DaysOverdue, owed.Select(i => i.DaysOverdue).DefaultIfEmpty().Max());
            var named = owed.Where(i => i.Facility is not null).Select(i => (i.Facility!.Id, i.Step!.Stage)).ToList();
            Assert.Equal(named.Count, named.Distinct().Count());
            Assert.All(owed.Where(i => i.Facility is not null), i => Assert.DoesNotContain(i.Facility!.Reached, r => r.Stage == i.Step!.Stage && r.On <= today));
        });

    [Theory]
    [InlineData(Figure.Owed, null, null, "prepared")]
    [InlineData(Figure.Due, null, null, "planned s2×1")]
    [InlineData(Figure.Due, "12-01", "12-31", "")]
    [InlineData(Figure.Waiting, null, null, "done waits")]
    [InlineData(Figure.Accepted, null, null, "")]
    [InlineData(Figure.Accepted, "11-04", "11-10", "accepted")]
    [InlineData(Figure.Completed, null, null, "waits")]
    [InlineData(Figure.Completed, "09-01", "10-31", "accepted done")]
    [InlineData(Figure.Registered, null, null, "")]
    [InlineData(Figure.Registered, "09-26", "09-26", "accepted done planned prepared waits")]
    [InlineData(Figure.Progressed, null, null, "")]
    [InlineData(Figure.Returned, null, null, "")]
    public void A_figure_has_its_facilities(Figure figure, string? from, string? to, string listed)
    {
        var ledgers = Ledgers.Of(Plan, Places, "district", Facilities);
        Days? days = from is null ? null : new Days(Day(from), Day(to!));

        Assert.Equal(listed, Text(Items.Of(figure, Room, ledgers, Facilities, days, Today)));
    }

    [Fact]
    public void What_nobody_has_registered_is_counted_beside_what_is()
    {
        var facilities = Facilities[..2];
        var items = Items.InOrder(Items.Of(Figure.Owed, Room, Ledgers.Of(Plan, Places, "district", facilities), facilities, null, Today)).ToList();

        Assert.Equal("s2×1 planned s2×1", string.Join(' ', items.Select(Name)));
        Assert.Equal([43, 12, 12], items.Select(i => i.DaysOverdue));
        Assert.Equal(["s2", "s1c2", "s2"], items.Select(i => i.Place.Value));
    }

    [Fact]
    public void Of_more_than_are_owed_those_furthest_along_stand_for_it()
        => Assert.Equal("prepared", Text(Items.Of(Figure.Owed, Room, Ledgers.Of(Plan, Places, "s1", Facilities[..3]), Facilities[..3], null, Today)));

    [Fact]
    public void An_unconfirmed_line_owes_nothing_and_waits_for_nothing()
    {
        var ledgers = Ledgers.Of(Ledgers.Plan(Room, Plan.Targets, isConfirmed: false), Places, "district", Facilities);
        ImmutableArray<Figure> silent = [Figure.Owed, Figure.Due, Figure.Waiting, Figure.Accepted];

        Assert.All(silent, figure => Assert.Empty(Items.Of(figure, Room, ledgers, Facilities, new Days(Day("09-01"), Day("12-31")), Today)));
    }

    [Fact]
    public void An_excluded_place_owes_nothing_and_pays_for_nobody()
    {
        var line = Line("district-line", Step("10-31", Stage.Completed, Number(1))) with { Excluded = [PlaceId.Of("s2")] };
        var plan = Ledgers.Plan(line, Targets.WriteOut(line, Places));
        ImmutableArray<CountedFacility> facilities = [Ledgers.Facility(line, "there", PlaceId.Of("s2c1"))];

        Assert.Equal("district×1", Text(Items.Of(Figure.Owed, line, Ledgers.Of(plan, Places, "district", facilities), facilities, null, Today)));
        Assert.Empty(Items.Of(Figure.Owed, line, Ledgers.Of(plan, Places, "s2", facilities), facilities, null, Today));
    }

    [Theory]
    [InlineData("active", "f", "f", "")]
    [InlineData("returned", "f", "f", "f")]
    [InlineData("suspended", "s1×1", "", "")]
    [InlineData("withdrawn", "s1×1", "", "")]
    [InlineData("existing", "s1×1", "", "")]
    public void What_is_suspended_withdrawn_or_stood_before_new_work_counts_nowhere(string how, string owed, string registered, string returned)
    {
        var line = Site.Marked;
        var story = new Story().Then(new FacilityCommand.Register(how == "existing" ? Site.Existing(line) : Site.Draft(line)), on: "09-26");
        if (how == "returned") story.Then(Story.Complete("10-20"), on: "10-20").Then(Story.Return("11-02"), by: Story.Inspector, on: "11-02");
        if (how == "suspended") story.Then(new FacilityCommand.Suspend("停工", null), on: "10-20");
        if (how == "withdrawn") story.Then(new FacilityCommand.Withdraw("重复"), on: "10-20");
        ImmutableArray<CountedFacility> facilities = [new(FacilityView.Of(story.State), story.Cells)];
        var ledgers = Ledgers.Of(Ledgers.Plan(line, [Target(line, 0, "s1", 1)]), Site.Places, "district", facilities);
        var days = new Days(Day("09-01"), Today);

        Assert.Equal(
            (owed, registered, returned),
            (Text(Items.Of(Figure.Owed, line, ledgers, facilities, null, Today)),
                Text(Items.Of(Figure.Registered, line, ledgers, facilities, days, Today)),
                Text(Items.Of(Figure.Returned, line, ledgers, facilities, days, Today))));
    }

    private static CountedFacility At(string id, string place, params string[] on) => Ledgers.Facility(Room, id, PlaceId.Of(place), [.. on.Select(Day)]);

    private static string Text(IEnumerable<Item> items) => string.Join(' ', items.Select(Name).Order(StringComparer.Ordinal));

    private static string Name(Item item) => item.Facility?.Id.Value ?? $"{item.Place}×{item.Count}";
}
