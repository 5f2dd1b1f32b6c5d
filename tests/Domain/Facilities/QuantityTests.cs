using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Time;
using static Circle.Domain.Tests.Facilities.Story;

namespace Circle.Domain.Tests.Facilities;

public sealed class QuantityTests
{
    private static readonly string Delivered = TallyKey.PointOf(Stage.Delivered);

    [Fact]
    public void Metres_add_up_day_by_day_and_the_item_counts_when_all_are_there()
    {
        var story = Registered(Site.Park)
            .Then(Progress(Stage.Delivered, "10-01", "bench", 100_000))
            .Then(Progress(Stage.Delivered, "10-10", "bench", 250_000));

        Assert.Equal(100_000, story.Cells[Cell(Site.Bench, "10-01")]);
        Assert.Equal(150_000, story.Cells[Cell(Site.Bench, "10-10")]);
        Assert.Equal(Stage.Planned, story.Stage);
        Assert.Equal(0, story.Cells.Cells.Where(c => c.Key.Measure == Counts.Item && c.Key.Point == Delivered).Sum(c => c.Value));

        story.Then(Progress(Stage.Delivered, "10-12"));

        Assert.Equal(50_000, story.Cells[Cell(Site.Bench, "10-12")]);
        Assert.Equal(1, story.Cells[Cell(Counts.Item, "10-12")]);
        Assert.Equal(Stage.Delivered, story.Stage);
    }

    [Fact]
    public void The_later_report_of_one_day_replaces_the_earlier()
    {
        var story = Registered(Site.Park)
            .Then(Progress(Stage.Delivered, "10-01", "bench", 100_000))
            .Then(Progress(Stage.Delivered, "10-01", "bench", 120_000));

        Assert.Equal(120_000, story.Cells[Cell(Site.Bench, "10-01")]);
        Assert.Single(story.State.Milestones);
    }

    [Fact]
    public void More_that_stood_on_an_earlier_day_counts_from_there_and_nothing_falls_later()
    {
        var story = Registered(Site.Park)
            .Then(Progress(Stage.Delivered, "10-10", "bench", 100_000))
            .Then(Progress(Stage.Delivered, "10-05", "bench", 200_000));

        Assert.Equal(200_000, story.Cells[Cell(Site.Bench, "10-05")]);
        Assert.Equal(0, story.Cells[Cell(Site.Bench, "10-10")]);
    }

    [Theory]
    [InlineData("bench", 300_001L, "over-need")]
    [InlineData("bench", 100_000L, "no-progress")]
    [InlineData("bench", 90_000L, "no-progress")]
    [InlineData("bench", 100_001L, null)]
    [InlineData("bench", 0L, "out-of-range")]
    [InlineData("lamp", 1_000L, "unknown")]
    [InlineData(null, 200_000L, null)]
    public void A_cumulative_quantity_rises_up_to_the_need(string? measure, long quantity, string? code)
        => Assert.Equal(code, Registered(Site.Park)
            .Then(Progress(Stage.Delivered, "10-01", "bench", 100_000))
            .Refused(Progress(Stage.Delivered, "10-02", measure, quantity)));

    [Fact]
    public void With_several_measures_a_quantity_says_of_which()
    {
        Assert.Equal("which-measure", Registered(Site.Pharmacy).Refused(Progress(Stage.Delivered, "10-01", quantity: 500)));

        var story = Registered(Site.Pharmacy).Then(Progress(Stage.Delivered, "10-01", "promise")).Then(Progress(Stage.Delivered, "10-02"));

        // The one that stood already is not reported a second time.
        Assert.Equal(3, story.State.Milestones.Length);
        Assert.Equal(Sample.Day("10-02"), story.State.ReachedOn(Stage.Delivered));
        Assert.Equal(1_000, story.Cells[new(Site.Pharmacy.Id, MeasureId.Of("promise"), Delivered, Sample.Day("10-01"))]);
    }

    [Fact]
    public void A_pharmacy_is_built_when_its_last_plate_is()
    {
        var story = Registered(Site.Pharmacy)
            .Then(Progress(Stage.Completed, "10-05", "promise"))
            .Then(Progress(Stage.Completed, "10-03", "notice"));
        Assert.Equal(Stage.Planned, story.Stage);

        story.Then(Progress(Stage.Completed, "10-04", "bin"));

        Assert.Equal(Stage.Completed, story.Stage);
        Assert.Equal(Sample.Day("10-05"), story.State.ReachedOn(Stage.Completed));
        Assert.Equal(Sample.Day("10-05"), story.State.ReachedOn(Stage.Prepared));
    }

    [Fact]
    public void What_stood_before_counts_at_every_stage_since_its_day()
    {
        var story = new Story().Then(new FacilityCommand.Register(Site.Existing(Site.Room)));

        Assert.Equal(Stage.Accepted, story.Stage);
        Assert.All(
            Enum.GetValues<Stage>().Where(s => s > Stage.Planned),
            stage => Assert.Equal(1, story.Cells[new(Site.Room.Id, Counts.Item, TallyKey.PointOf(stage), Sample.Day("2010-05-01"))]));
        Assert.Equal(Sample.Day("2010-05-01"), District.DateOf(story.Journal.Single().EffectiveAt));
    }

    [Fact]
    public void What_stood_before_is_no_new_work_of_a_line_that_counts_new_work()
    {
        Assert.True(new Story().Then(new FacilityCommand.Register(Site.Existing(Site.Marked))).Cells.IsEmpty);
        Assert.False(Registered(Site.Marked).Cells.IsEmpty);
    }

    [Theory]
    [InlineData(Origin.Planned, "2010-05-01")]
    [InlineData(Origin.Existing, null)]
    public void Only_what_exists_has_a_day_since_when(Origin origin, string? since)
        => Assert.Equal("required", new Story().Refused(new FacilityCommand.Register(
            Site.Draft(Site.Room) with { Origin = origin, Since = since is null ? null : Sample.Day(since) })));

    [Fact]
    public void A_suspension_counts_nowhere_and_ends_by_itself_on_the_day_after_its_last()
    {
        var story = Registered(Site.Room).Then(Complete("10-10"));
        var before = story.Counting;

        story.Then(new FacilityCommand.Suspend("拆迁", Sample.Day("11-25")));

        Assert.True(story.Counting.IsEmpty);
        Assert.Equal(1, story.Cells[new(Site.Room.Id, Counts.Standing, "suspended", Sample.Day("11-20"))]);
        var item = Assert.Single(Facility.Agenda(story.State));
        Assert.Equal((FacilityCommand.Resume.AgendaKind, District.At(Sample.Day("11-26"))), (item.Kind, item.Due));

        story.Then(new FacilityCommand.Resume());

        Assert.Equal(before, story.Counting);
        Assert.Empty(Facility.Agenda(story.State));
    }

    [Fact]
    public void What_was_withdrawn_counts_nowhere()
    {
        var story = Registered(Site.Room).Then(Complete("10-10")).Then(new FacilityCommand.Withdraw("重复登记"));

        Assert.True(story.Counting.IsEmpty);
        Assert.Equal(1, story.Cells[new(Site.Room.Id, Counts.Standing, "withdrawn", Sample.Day("11-20"))]);
    }

    private static TallyKey Cell(MeasureId measure, string on) => new(Site.Park.Id, measure, Delivered, Sample.Day(on));
}
