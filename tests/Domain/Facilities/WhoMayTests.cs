using Circle.Domain.Facilities;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using static Circle.Domain.Tests.Facilities.Story;

namespace Circle.Domain.Tests.Facilities;

public sealed class WhoMayTests
{
    private const string Other = "street:other";

    [Fact]
    public void Who_reported_one_measure_may_not_verify_the_facility_that_another_finished()
    {
        var story = Registered(Site.Pharmacy)
            .Then(Progress(Stage.Completed, "10-01", "promise"), Inspector)
            .Then(Progress(Stage.Completed, "10-02", "notice"))
            .Then(Progress(Stage.Completed, "10-03", "bin"));

        Assert.Equal("own-work", story.Refused(Accept("10-05"), Inspector));
        Assert.Equal("own-work", story.Refused(Return("10-05"), Inspector));
    }

    [Fact]
    public void Who_filed_for_acceptance_may_not_accept()
    {
        var story = Registered(Site.Room).Then(Complete("10-01")).Then(File("10-02"), Other);

        Assert.Equal("own-work", story.Refused(Accept("10-05"), Other));
    }

    [Fact]
    public void Taking_back_a_report_leaves_what_others_reported_of_other_measures()
    {
        var story = Registered(Site.Pharmacy)
            .Then(Progress(Stage.Completed, "10-01", "promise"), Other)
            .Then(Progress(Stage.Completed, "10-02", "notice"))
            .Then(Retract(Stage.Completed));

        var left = Assert.Single(story.State.Milestones);
        Assert.Equal((Other, "promise"), (left.By.Value, left.Measure.Value));
    }

    [Fact]
    public void Taking_back_a_report_takes_what_was_built_on_it()
    {
        var story = Registered(Site.Room).Then(Progress(Stage.Delivered, "10-01")).Then(Complete("10-05"), Other).Then(Retract(Stage.Delivered));

        Assert.Equal(Stage.Planned, story.Stage);
        Assert.Empty(story.State.Milestones);
    }

    [Theory]
    [InlineData(89, "under-pass-mark")]
    [InlineData(90, null)]
    [InlineData(100, null)]
    public void Only_the_pass_mark_passes_where_the_document_gives_one(int score, string? code)
        => Assert.Equal(code, Registered(Site.Marked).Then(Complete("10-10")).Refused(Accept("10-15", score), Inspector));

    [Fact]
    public void Where_the_document_gives_no_mark_the_score_is_only_kept()
    {
        var story = Registered(Site.Room).Then(Complete("10-10")).Then(Accept("10-15", score: 3), Inspector);

        Assert.Equal((Stage.Accepted, 3), (story.Stage, story.State.Score));
    }

    [Fact]
    public void Acceptance_is_not_dated_before_the_completion()
    {
        var story = Registered(Site.Room).Then(Complete("10-10"));

        Assert.Equal("before-completion", story.Refused(Accept("10-09"), Inspector));
        Assert.Null(story.Refused(Accept("10-10"), Inspector));
    }

    [Fact]
    public void Filing_cannot_move_the_completion_to_an_earlier_day()
    {
        var story = Registered(Site.Room).Then(Complete("11-10"));

        // 10-31 was due: filed "on 10-20" it would no longer have been late.
        story.Tell(File("10-20"));

        Assert.Equal(Sample.Day("11-10"), story.State.ReachedOn(Stage.Completed));
    }

    [Fact]
    public void A_return_is_not_dated_before_the_completion()
        => Assert.NotNull(Registered(Site.Room).Then(Complete("11-10")).Refused(Return("11-01"), Inspector));

    [Fact]
    public void An_accepted_facility_can_be_returned_and_owes_again()
    {
        var story = Registered(Site.Room).Then(Complete("10-10")).Then(Accept("10-15"), Inspector).Then(Return("11-01"), Inspector);

        Assert.Equal((Stage.Planned, Standing.Returned, 60), (story.Stage, story.State.Standing, story.State.Score));
        Assert.Equal(Sample.Day("11-11"), story.State.Until);
    }

    [Fact]
    public void Reporting_it_built_again_ends_the_rectification()
    {
        var story = Registered(Site.Room).Then(Complete("10-10")).Then(Return("10-15"), Inspector).Then(Complete("10-20"));

        Assert.Equal((Standing.Active, null, null), (story.State.Standing, story.State.StandingReason, story.State.Until));
        Assert.Equal(Sample.Day("10-20"), story.State.ReachedOn(Stage.Completed));
    }

    [Fact]
    public void Reporting_the_last_measure_built_again_ends_the_rectification_too()
    {
        var story = Registered(Site.Room).Then(Complete("10-10")).Then(Return("10-15"), Inspector).Then(Progress(Stage.Completed, "10-20"));

        Assert.Equal((Stage.Completed, Standing.Active), (story.Stage, story.State.Standing));
    }

    [Fact]
    public void A_suspension_does_not_make_a_rectification_disappear()
    {
        var story = Registered(Site.Room).Then(Complete("10-10")).Then(Return("10-15"), Inspector)
            .Then(new FacilityCommand.Suspend("拆迁", null)).Then(new FacilityCommand.Resume());

        Assert.Equal((Standing.Returned, Sample.Day("10-25")), (story.State.Standing, story.State.Until));
    }
}
