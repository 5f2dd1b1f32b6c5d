using Circle.Domain.Acceptance;
using Circle.Domain.Plans;
using Circle.Domain.Standards;
using static Circle.Domain.Tests.Acceptance.Inspected;

namespace Circle.Domain.Tests.Acceptance;

/// <summary>What scores, what passes, and what residents say.</summary>
public sealed class VerdictTests
{
    [Theory]
    [InlineData(20, null)]
    [InlineData(10, null)]
    [InlineData(9, "under-pass-mark")]
    [InlineData(0, "under-pass-mark")]
    public void Where_the_plan_says_90_the_score_alone_decides(int sign, string? code)
        => Assert.Equal(code, Scored(isMarked: true).Then(sign == 20 ? Score(Sign, 19, defect: "旧") : Score(Sign, sign, defect: "缺")).Then(sign == 20 ? Score(Sign, 20) : Score(Area, 50, 100_001)).Refused(Pass()));

    [Fact]
    public void Elsewhere_every_required_item_has_to_be_met_and_the_score_is_only_kept()
    {
        Assert.Null(Scored().Then(Score(Sign, 0, defect: "没有")).Refused(Pass()));
        Assert.Equal("required-item", Scored().Then(Score(Area, 49, measured: 99_999, defect: "差一点")).Refused(Pass()));
        Assert.Equal("required-item", Scored().Then(Score(Rooms, 25, defect: "少一室")).Refused(Pass()));
        // Met, and yet not in full marks.
        Assert.Null(Scored().Then(Score(Area, 45, measured: 100_000, defect: "漏水")).Refused(Pass()));
    }

    [Fact]
    public void All_that_keeps_it_from_passing_is_named_at_once()
    {
        var told = Planned().Then(Score(Rooms, 0, defect: "没有")).Then(new AcceptanceCommand.DrawCards(640)).Then(Score(Sign, 20));
        var faults = told.Tell(Pass())!.Faults;

        Assert.Equal(["unrecorded", "required-item", "too-few"], faults.Select(f => f.Code));
        Assert.Equal(faults, AcceptanceView.Of(told.State)!.Result!.Obstacles);
        Assert.Equal("not-drawn", Planned().Tell(Pass())!.Faults[^1].Code);
    }

    [Theory]
    [InlineData("Sign", 21, null, "缺", "out-of-range")]
    [InlineData("Sign", -1, null, "缺", "out-of-range")]
    [InlineData("Sign", 19, null, null, "required")]
    [InlineData("Sign", 19, null, " ", "required")]
    [InlineData("Sign", 20, null, "缺", "not-allowed")]
    [InlineData("Area", 50, 99_999L, null, "not-met")]
    [InlineData("Area", 50, 100_000L, null, null)]
    [InlineData("Area", 40, 99_999L, "差一点", null)]
    public void A_deduction_has_its_defect_and_nothing_that_is_not_met_has_full_marks(string item, int score, long? measured, string? defect, string? code)
        => Assert.Equal(code, Planned().Refused(Score(item == "Sign" ? Sign : Area, score, measured, defect)));

    [Fact]
    public void A_finding_says_what_its_kind_asks_for_and_nothing_else()
    {
        var finding = Score(Area, 50).Finding;
        Assert.Equal("required", Planned().Refused(new AcceptanceCommand.RecordItem(finding with { Measured = null })));
        Assert.Equal("not-allowed", Planned().Refused(new AcceptanceCommand.RecordItem(finding with { Met = true })));
        Assert.Equal("not-met", Planned().Refused(new AcceptanceCommand.RecordItem(Score(Sign, 20).Finding with { Photos = [] })));
        Assert.Equal("unknown", Planned().Refused(new AcceptanceCommand.RecordItem(finding with { Item = ItemId.Of("other") })));
        var told = Planned();
        told.Kept = [Photo with { Width = 1_600 }];
        Assert.Equal("not-uploaded", told.Refused(Score(Sign, 20)));
        Assert.Null(told.Refused(Score(Sign, 15, defect: "没有照片") with { Finding = Score(Sign, 15, defect: "没有照片").Finding with { Photos = [] } }));
        Assert.Equal("unchanged", Planned().Then(Score(Area, 50)).Refused(Score(Area, 50)));
    }

    [Fact]
    public void A_finding_that_is_said_again_takes_the_place_of_the_one_before()
    {
        var told = Planned().Then(Score(Area, 40, defect: "漏水")).Then(Score(Area, 50));

        Assert.Equal((50, 1), (AcceptanceView.Of(told.State)!.Result!.Score, told.Round.Findings.Length));
        Assert.Equal(2, told.Events.Count(e => e.Event is AcceptanceEvent.Recorded));
    }

    [Fact]
    public void The_system_draws_who_is_asked_and_whoever_has_the_seed_can_draw_the_same()
    {
        var (one, other) = (CardDraw.Of("seed", 640, 10), CardDraw.Of("another", 640, 10));

        Assert.Equal(one.Cards, CardDraw.Of("seed", 640, 10).Cards);
        Assert.NotEqual(one.Cards, other.Cards);
        Assert.Equal((10, true), (one.Cards.Distinct().Count(), one.Cards.All(c => c is >= 1 and <= 640)));
        Assert.Equal(Enumerable.Range(1, 4), CardDraw.Of("seed", 4, 10).Cards.Order());
        Assert.Equal(one.Cards[..3], CardDraw.Of("seed", 640, 3).Cards);
        Assert.Equal("drawn", Scored().Refused(new AcceptanceCommand.DrawCards(700)));
        Assert.Equal("not-drawn", Planned().Refused(Answer(1, 5)));
    }

    [Theory]
    [InlineData("5 5 5", 3, 1_000, null)]
    [InlineData("4 4 -", 2, 1_000, null)]
    [InlineData("5 4 3", 3, 666, "not-satisfied")]
    [InlineData("5 - -", 1, 1_000, "too-few")]
    [InlineData("- - -", 0, null, "too-few")]
    public void Satisfaction_is_of_those_who_answered_and_says_how_many_they_were(string answers, int answered, int? rate, string? code)
    {
        var told = Scored();
        var drawn = Planned().Then(Score(Area, 50)).Then(Score(Rooms, 30)).Then(Score(Sign, 20)).Then(new AcceptanceCommand.DrawCards(640));
        Assert.Equal(told.Round.Survey!.Cards.Select(c => c.Card), drawn.Round.Survey!.Cards.Select(c => c.Card));
        foreach (var (card, said) in drawn.Round.Survey.Cards.Zip(answers.Split(' ')).Where(c => c.Second != "-"))
            drawn.Then(Answer(card.Card, int.Parse(said, System.Globalization.CultureInfo.InvariantCulture)));

        var survey = AcceptanceView.Of(drawn.State)!.Result!.Survey!;
        Assert.Equal((640, 3, answered, rate), (survey.Population, survey.Drawn, survey.Answered, survey.Criteria.Single(c => c.Criterion == Criterion.Satisfied).Rate));
        Assert.Equal(code, drawn.Refused(Pass()));
    }

    [Fact]
    public void Each_criterion_is_answered_once_in_its_own_scale()
    {
        var told = Planned().Then(new AcceptanceCommand.DrawCards(2));
        var answer = Answer(1, 5);
        Assert.Equal("each-once", told.Refused(answer with { Answers = answer.Answers[1..] }));
        Assert.Equal("each-once", told.Refused(answer with { Answers = [.. answer.Answers, answer.Answers[0]] }));
        Assert.Equal("out-of-range", told.Refused(Answer(1, 6)));
        Assert.Equal("out-of-range", told.Refused(Answer(1, 0)));
        Assert.Equal("out-of-range", told.Refused(answer with { Answers = [.. answer.Answers.Select(a => a.Criterion == Criterion.Current ? a with { Value = 2 } : a)] }));
        Assert.Equal("unknown", told.Refused(Answer(3, 5)));
        told.Then(answer).Then(Answer(1, 1));
        Assert.Equal(0, AcceptanceView.Of(told.State)!.Result!.Survey!.Criteria.Single(c => c.Criterion == Criterion.Satisfied).Favourable);
    }

    [Fact]
    public void A_verdict_is_dated_between_the_day_that_was_planned_and_today()
    {
        Assert.Equal("too-early", Scored().Refused(Pass("11-11")));
        Assert.Equal("after-now", Scored().Refused(Pass("11-13")));
        var late = Scored();
        late.Then(Pass("11-12"), on: "11-14").StartDue("11-14");
        Assert.Equal(Day("11-12"), late.Facility.State.ReachedOn(Stage.Accepted));
    }

    private static DateOnly Day(string day) => Plans.Sample.Day(day);
}
