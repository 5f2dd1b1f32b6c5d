using Circle.Domain.Acceptance;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Facilities;
using Circle.Domain.Tests.Plans;
using static Circle.Domain.Tests.Acceptance.Inspected;

namespace Circle.Domain.Tests.Acceptance;

/// <summary>From what a community reports to what stands in the facility's own journal.</summary>
public sealed class AcceptanceTests
{
    [Fact]
    public void Reported_checked_planned_inspected_and_only_then_accepted()
    {
        var told = new Inspected(Site.Room);
        Assert.Equal("not-completed", told.Refused(told.Report(), Community, "11-01"));

        told.Facility.Then(Story.Complete("11-01"), Community, "11-01");
        Assert.Equal("nothing-open", told.Refused(new AcceptanceCommand.CheckReport(true, null), Street));
        AssertWaits(Waiting.Check, told.Then(told.Report(), Community, "11-02"));
        Assert.Equal("reported", told.Refused(told.Report(), Street));
        Assert.Equal("not-checked", told.Refused(Plan("11-12", Inspector), Office, "11-04"));
        AssertWaits(Waiting.Plan, told.Then(new AcceptanceCommand.CheckReport(true, "属实"), Street, "11-03"));
        Assert.Equal("not-planned", told.Refused(Score(Rooms, 30)));
        AssertWaits(Waiting.Inspect, told.Then(Plan("11-12", Inspector), Office, "11-04"));
        Assert.Equal("too-early", told.Refused(Score(Rooms, 30), on: "11-11"));

        told.Then(Score(Area, 50, measured: 126_000)).Then(Score(Rooms, 30)).Then(Score(Sign, 15, defect: "门牌松动")).Then(new AcceptanceCommand.DrawCards(640));
        foreach (var card in told.Round.Survey!.Cards) told.Then(Answer(card.Card, 4));
        told.Then(new AcceptanceCommand.Locate(new SitePosition(new Position(34.79, 113.68, Datum.Wgs84), 12)));
        Assert.Equal(Stage.Completed, told.Facility.Stage);

        AssertWaits(Waiting.Settle, told.Then(Pass()));
        Assert.Equal(Stage.Completed, told.Facility.Stage);
        Assert.Equal("concluded", told.Refused(Fail()));
        AssertWaits(Waiting.Nothing, told.StartDue());
        Assert.Equal((Stage.Accepted, 95, RoundEnding.Accepted), (told.Facility.Stage, told.Facility.State.Score, told.Round.End!.How));
        Assert.Equal(Inspector, told.Round.End.By.Value);
        Assert.Empty(AcceptanceCase.Agenda(told.State));
        Assert.Equal("already-accepted", told.Refused(told.Report(), Community));
    }

    [Fact]
    public void Who_may_do_what_is_a_matter_of_the_facilitys_place_and_line()
    {
        var told = Planned();
        (Permission, Subject) NeedOf(AcceptanceCommand command, AcceptanceState? state = null) => AcceptanceCase.Needs(state ?? told.State, command) is { } need ? (need.Permission, need.On.Single()) : default;
        var subject = new Subject(PlaceId.Of("s1c1"), Site.Room.Id);

        Assert.Equal((Permission.Report, subject), NeedOf(told.Report(), AcceptanceCase.Empty));
        Assert.Equal((Permission.Report, subject), NeedOf(told.Report() with { Place = PlaceId.Of("s2") }));
        Assert.Equal((Permission.Report, subject), NeedOf(new AcceptanceCommand.TakeBack("错")));
        Assert.Equal((Permission.Arrange, subject), NeedOf(new AcceptanceCommand.CheckReport(true, null)));
        Assert.Equal((Permission.Plan, Subject.District), NeedOf(Plan("11-12", Inspector)));
        Assert.Equal((Permission.Plan, Subject.District), NeedOf(new AcceptanceCommand.CallOff("错")));
        Assert.Equal((Permission.Verify, subject), NeedOf(Score(Rooms, 30)));
        Assert.Equal((Permission.Verify, subject), NeedOf(Pass()));
        Assert.Null(AcceptanceCase.Needs(told.State, new AcceptanceCommand.Settle()));
    }

    /// <summary>A report for another place than the facility's is refused, so that nobody chooses by whose right it is judged.</summary>
    [Fact]
    public void A_report_is_of_the_facility_as_it_is()
    {
        var told = new Inspected(Site.Room);
        told.Facility.Then(Story.Complete("11-01"), Community, "11-01");

        Assert.Equal(Refusal.ChangedMeanwhileCode, told.Refused(told.Report() with { Place = PlaceId.Of("s2c1") }, Community));
        Assert.Equal("unknown", told.Refused(told.Report() with { Facility = FacilityId.Of("g") }, Community));
        told.Facility.Then(new FacilityCommand.Suspend("拆迁", null));
        Assert.Equal("suspended", told.Refused(told.Report(), Community));
    }

    [Fact]
    public void Nobody_checks_or_inspects_what_they_reported_or_checked()
    {
        Assert.Equal("own-work", Reported().Refused(new AcceptanceCommand.CheckReport(true, null), Community));

        var other = new Inspected(Site.Room);
        other.Facility.Then(Story.Complete("11-01"), Street, "11-01");
        other.Then(other.Report(), Community, "11-02");
        Assert.Equal("own-work", other.Refused(new AcceptanceCommand.CheckReport(true, null), Street));

        Assert.Equal("own-work", Checked().Refused(Plan("11-12", Inspector, Street), Office, "11-04"));
        Assert.Equal("own-work", Checked().Refused(Plan("11-12", Community), Office, "11-04"));
        Assert.Equal("not-member", Planned().Refused(Score(Rooms, 30), Office));
        Assert.Equal("own-work", Planned().Refused(Score(Rooms, 30), Street));
    }

    [Fact]
    public void What_was_reported_wrongly_is_taken_back_by_whoever_did_and_leaves_its_trace()
    {
        var told = Checked();
        Assert.Equal("not-yours", told.Refused(new AcceptanceCommand.TakeBack("照片拍错"), Street));
        told.Then(new AcceptanceCommand.TakeBack("照片拍错"), Community, "11-05");
        Assert.Equal((RoundEnding.TakenBack, "照片拍错", Community), (told.Round.End!.How, told.Round.End.Reason, told.Round.End.By.Value));

        told.Then(told.Report(), Community, "11-06");
        Assert.Equal([1, 2], told.State.Rounds.Select(r => r.Number));
        Assert.Equal(Stage.Completed, told.Facility.Stage);
        Assert.Equal("begun", Planned().Then(Score(Rooms, 30)).Refused(new AcceptanceCommand.TakeBack("错"), Community));
    }

    [Fact]
    public void A_street_that_does_not_believe_it_sends_it_back_and_says_why()
    {
        var told = Reported();
        Assert.Equal("required", told.Refused(new AcceptanceCommand.CheckReport(false, " "), Street));
        told.Then(new AcceptanceCommand.CheckReport(false, "没有门牌"), Street, "11-03");

        Assert.Equal((RoundEnding.SentBack, Waiting.Nothing), (told.Round.End!.How, told.State.Waits));
        told.Then(told.Report(), Community, "11-06");
        Assert.Equal(2, told.Round.Number);
    }

    [Fact]
    public void A_return_names_every_defect_and_a_date_and_the_round_before_stays_as_it_was()
    {
        var told = Planned().Then(Score(Area, 20, measured: 86_500, defect: "面积不足")).Then(Score(Rooms, 30));
        Assert.Equal("out-of-range", told.Refused(new AcceptanceCommand.Fail(Sample.Day("11-12"), Sample.Day("11-12"), [])));
        told.Then(Fail("11-12", "无障碍坡道未建")).StartDue();

        Assert.Equal((Standing.Returned, "面积不足；无障碍坡道未建", Sample.Day("11-26")), (told.Facility.State.Standing, told.Facility.State.StandingReason, told.Facility.State.Until));
        Assert.Equal((RoundEnding.Returned, null), (told.Round.End!.How, told.Round.Verdict!.Score));
        var first = Story.Text(told.State.Rounds[0]);

        Assert.Equal("not-completed", told.Refused(told.Report(), Community, "11-20"));
        told.Facility.Then(Story.Complete("11-20"), Community, "11-20");
        told.Then(told.Report(), Community, "11-20").Then(new AcceptanceCommand.CheckReport(true, null), Street, "11-20").Then(Plan("11-20", Inspector), Office, "11-20");
        Assert.Empty(told.Round.Findings);
        Assert.Equal(first, Story.Text(told.State.Rounds[0]));
        Assert.Equal([1, 2], told.State.Rounds.Select(r => r.Number));
    }

    [Fact]
    public void A_return_without_a_word_is_none() => Assert.Equal("out-of-range", Scored().Refused(Fail()));

    [Fact]
    public void An_inspection_is_judged_by_the_standard_that_was_in_force_when_it_was_planned()
    {
        var told = Planned();
        told.Checklist = told.Checklist! with { Version = 2, Items = [Area with { Weight = 100 }] };
        Assert.Equal(1, told.Round.Inspection!.Checklist.Version);
        told.Then(Score(Rooms, 30));
        Assert.Equal("begun", told.Refused(Plan("11-13", Inspector), Office));

        var later = Planned();
        later.Checklist = later.Checklist! with { Version = 2, Items = [Area with { Weight = 100 }] };
        later.Then(Plan("11-13", Inspector), Office, "11-05");
        Assert.Equal((2, Sample.Day("11-13")), (later.Round.Inspection!.Checklist.Version, later.Round.Inspection.On));

        var none = Checked();
        none.Checklist = null;
        Assert.Equal("no-standard", none.Refused(Plan("11-12", Inspector), Office, "11-04"));
    }

    [Fact]
    public void A_verdict_that_the_facility_will_not_have_makes_the_round_void()
    {
        var told = Scored().Then(Pass());
        // Between the verdict and its telling the report is taken back.
        told.Facility.Then(Story.Retract(Stage.Completed), Community, "11-12");
        told.StartDue();

        Assert.Equal((RoundEnding.Void, Waiting.Nothing, Stage.Planned), (told.Round.End!.How, told.State.Waits, told.Facility.Stage));
        Assert.Equal("not-completed", Assert.IsType<AcceptanceEvent.Unsettled>(told.Events[^1].Event).Code);
    }

    [Fact]
    public void A_verdict_that_was_told_and_not_yet_settled_is_told_again_to_no_harm()
    {
        var told = Scored().Then(Pass());
        var item = Assert.Single(AcceptanceCase.Agenda(told.State));
        Assert.Equal(("acceptance:f", AcceptanceCommand.Settle.AgendaKind), (item.Stream.Value, item.Kind));
        Assert.Equal(AgendaItem.AtOnce, item.Due);
        Assert.Equal("not-told", told.Refused(new AcceptanceCommand.Settle { Heard = new Answer.Busy() }));
        Assert.Equal("not-told", told.Refused(new AcceptanceCommand.Settle()));
        // A clock that is behind catches up; the verdict stands.
        Assert.Equal("not-told", told.Refused(new AcceptanceCommand.Settle { Heard = new Answer.Refused(new Refusal(RefusalKind.Invalid, [new Fault("on", FaultList.AfterNow, "不能晚于今天", "must not be after today")])) }));
        Assert.Equal(item, Assert.Single(AcceptanceCase.Agenda(told.State)));
    }

    [Fact]
    public void A_round_whose_report_is_gone_goes_no_further_until_it_is_called_off()
    {
        var told = Checked();
        told.Facility.Then(Story.Retract(Stage.Completed), Community, "11-04");
        Assert.Equal("not-completed", told.Refused(Plan("11-12", Inspector), Office, "11-04"));
        told.Then(new AcceptanceCommand.CallOff("报竣已撤回"), Office, "11-04");
        Assert.Equal(RoundEnding.CalledOff, told.Round.End!.How);
    }

    private static void AssertWaits(Waiting waits, Inspected told)
    {
        var row = Assert.Single(AcceptanceCase.Contribute(told.State));
        Assert.Equal((waits, waits.ToString().ToLowerInvariant(), PlaceId.Of("s1c1")), (told.State.Waits, row.Head!.Stage, row.Head.Region));
        Assert.True(row.Cells.IsEmpty, "it adds to no sum");
    }

    /// <summary>Who inspects has an account that may: of several who cannot, each is named at its place in the list.</summary>
    [Fact]
    public void Members_who_may_not_verify_there_are_named()
    {
        var plan = Plan("11-12", Inspector, "account:nobody", Street) with { Unfit = [new Actor("account:nobody")] };
        var refusal = Checked().Tell(plan, Office, "11-04")!;
        Assert.Equal([("members/1", "not-entitled"), ("members/2", "own-work")], refusal.Faults.Select(f => (f.Field, f.Code)));
        Assert.Contains("account:nobody", refusal.Faults[0].Zh, StringComparison.Ordinal);
    }

    /// <summary>Where a line has a standard in force, nobody accepts or returns past the inspection; its verdict comes by the agenda.</summary>
    [Fact]
    public void A_line_with_a_standard_is_accepted_by_its_inspection_alone()
    {
        var facility = Story.Registered(Site.Room).Then(Story.Complete("11-01"), Community, "11-01");
        Answer Tell(FacilityCommand command, string by) => facility.Tell(command with { IsInspected = true }, by, "11-12");
        string? Code(Answer answer) => (answer as Answer.Refused)?.Refusal.Faults[0].Code;

        Assert.Equal("inspected", Code(Tell(Story.Accept("11-12"), Inspector)));
        Assert.Equal("inspected", Code(Tell(Story.Return("11-12"), Office)));
        Assert.IsType<Answer.Accepted>(Tell(Story.Return("11-12"), Actor.Timekeeper.Value));
        facility.Then(Story.Complete("11-12"), Community, "11-12");
        // Without one the direct way stays.
        Assert.IsType<Answer.Accepted>(facility.Tell(Story.Accept("11-12"), Inspector, "11-12"));
    }

    [Theory]
    [InlineData("请联系 13800138000")]
    [InlineData("身份证 41010119600101123X")]
    public void No_number_of_a_phone_or_an_identity_card_is_written_anywhere(string text)
    {
        Assert.Equal("personal", Reported().Refused(new AcceptanceCommand.TakeBack(text), Community, "11-02"));
        Assert.Equal("personal", Reported().Refused(new AcceptanceCommand.CheckReport(false, text), Street, "11-03"));
        Assert.Equal("personal", Checked().Refused(new AcceptanceCommand.CallOff(text), Office, "11-04"));
        Assert.Equal("personal", Planned().Refused(Score(Sign, 5, defect: text)));
        Assert.Equal("personal", Planned().Refused(Fail("11-12", text)));
        Assert.Equal("personal", Scored().Refused(Pass() with { Note = text }));
        var told = new Inspected(Site.Room);
        told.Facility.Then(Story.Complete("11-01"), Community, "11-01");
        Assert.Equal("personal", told.Refused(told.Report() with { Note = text }, Community, "11-02"));
    }
}
