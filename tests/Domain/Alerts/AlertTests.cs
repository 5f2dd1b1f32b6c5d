using System.Collections.Immutable;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Alerts;

/// <summary>One alert, told from day to day.</summary>
public sealed class AlertTests
{
    [Fact]
    public void Nobody_answers_and_each_rung_hears_on_its_working_day_once()
    {
        // 1 to 7 October are holidays and the 12th, a Saturday, is worked: working days are 8, 9, 10, 11, 12, 14, 15, 16, 17, 18.
        var alert = Watched.Community();
        alert.Then(new AlertCommand.Raise(alert.Found()));
        Assert.Equal(["Community 10-01 09:00"], alert.Fired());
        alert.Until("12-31 23:59");
        Assert.Equal(["Community 10-01 09:00", "Street 10-10 09:00", "LeadUnit 10-12 09:00", "District 10-18 09:00"], alert.Fired());
        Assert.Null(alert.Open.Next);
        Assert.Empty(Alert.Agenda(alert.State));
    }

    [Fact]
    public void A_streets_own_alert_begins_with_the_street()
    {
        var alert = Watched.Street();
        alert.Then(new AlertCommand.Raise(alert.Found())).Until("12-31 23:59");
        Assert.Equal(["Street 10-01 09:00", "LeadUnit 10-12 09:00", "District 10-18 09:00"], alert.Fired());
    }

    [Fact]
    public void A_forecast_stays_inside_the_street_until_it_comes_true()
    {
        var alert = Watched.Community();
        alert.Then(new AlertCommand.Raise(alert.Found(AlertLevel.Forecast, due: "10-31"))).Until("10-31 12:00");
        Assert.Equal(["Community 10-01 09:00", "Street 10-10 09:00"], alert.Fired());

        alert.Until("11-01 09:00").Then(new AlertCommand.Raise(alert.Found(AlertLevel.Behind, due: "10-31")));
        Assert.Equal(1, alert.Open.Number);
        alert.Until("12-31 09:00");
        Assert.Equal(["Community 10-01 09:00", "Street 10-10 09:00", "LeadUnit 11-07 09:00", "District 11-14 09:00"], alert.Fired());
    }

    [Fact]
    public void A_copy_that_is_held_back_goes_no_further_than_its_community()
    {
        var alert = Watched.Community();
        alert.Then(new AlertCommand.Raise(alert.Found(heldBack: true))).Until("12-31 09:00");
        Assert.Equal(["Community 10-01 09:00"], alert.Fired());
        Assert.Empty(Assert.Single(Alert.Contribute(alert.State)).Cells.Cells);
    }

    [Fact]
    public void A_promise_stops_the_ladder_and_its_lapse_goes_on_with_it()
    {
        var alert = Watched.Community();
        alert.Then(new AlertCommand.Raise(alert.Found())).Until("10-08 15:00").Then(Watched.Promise("10-20")).Until("10-20 23:59");
        Assert.Equal(Handling.Acknowledged, AlertView.Of(alert.State)!.Handling);
        Assert.Equal(["Community 10-01 09:00"], alert.Fired());

        // The 20th is a Sunday; the promise is looked at on Monday morning.
        alert.Until("10-21 09:00");
        Assert.Equal(new AlertEvent.Lapsed(false, Rung.Street, new LadderStep(Rung.LeadUnit, Watched.At("10-23 09:00"))), alert.Events[^1]);
        Assert.Equal(Handling.Lapsed, AlertView.Of(alert.State)!.Handling);

        // Promised again before the lead unit hears, and lapsed again: the lead unit hears then, and the street not a second time.
        alert.Until("10-22 10:00").Then(Watched.Promise("10-28")).Until("10-30 09:00");
        Assert.Equal(["Community 10-01 09:00", "Street 10-21 09:00", "LeadUnit 10-29 09:00"], alert.Fired());
        Assert.Equal(2, alert.Open.Lapses);
    }

    [Fact]
    public void A_promise_without_a_plan_lapses_when_the_plan_is_late()
    {
        var alert = Watched.Community();
        alert.Then(new AlertCommand.Raise(alert.Found())).Until("10-08 15:00").Then(Watched.Promise("10-31", plan: null));
        Assert.Equal(Watched.At("10-11 09:00"), alert.Open.Promise!.HoldsUntil);

        // Another promise gives the plan no more time.
        alert.Until("10-10 12:00").Then(Watched.Promise("10-30", plan: null));
        Assert.Equal(Watched.At("10-11 09:00"), alert.Open.Promise!.HoldsUntil);
        alert.Until("10-11 09:00");
        Assert.Equal(new AlertEvent.Lapsed(true, Rung.Street, new LadderStep(Rung.LeadUnit, Watched.At("10-14 09:00"))), alert.Events[^1]);

        alert.Then(Watched.Promise("10-31", plan: null)).Then(new AlertCommand.SayHow("租用二楼"));
        Assert.Equal("unchanged", alert.Code(new AlertCommand.SayHow(" 租用二楼 ")));
        alert.Until("10-31 23:00");
        Assert.Equal((Watched.At("11-01 09:00"), "租用二楼"), (alert.Open.Promise!.HoldsUntil, alert.Open.Promise.Plan));
    }

    [Fact]
    public void Flapping_is_one_episode_and_one_end()
    {
        var alert = Watched.Street();
        alert.Then(new AlertCommand.Raise(alert.Found()));
        for (var hour = 10; hour < 18; hour += 2)
        {
            alert.Until($"10-08 {hour}:00").Then(new AlertCommand.Meet());
            Assert.Equal(Handling.Met, AlertView.Of(alert.State)!.Handling);
            Assert.Equal("unchanged", alert.Code(new AlertCommand.Meet()));
            alert.Until($"10-08 {hour + 1}:00").Then(new AlertCommand.Raise(alert.Found()));
        }

        alert.Until("10-08 19:00").Then(new AlertCommand.Meet());
        alert.Until("10-09 08:59");
        Assert.Equal("unchanged", alert.Code(new AlertCommand.Meet()));
        alert.Until("10-09 09:00").Then(new AlertCommand.Meet());
        Assert.Equal((1, 1), (alert.State.Episodes, alert.Events.Count(e => e is AlertEvent.Resolved)));
        Assert.Null(alert.State.Open);
        Assert.Equal((AlertView.Over, 1), (AlertView.Of(alert.State)!.Stage, AlertView.Of(alert.State)!.Episode));
        Assert.DoesNotContain(Alert.Agenda(alert.State), i => i.Kind != AlertCommand.TellNews.AgendaKind);

        alert.Until("10-11 09:00").Then(new AlertCommand.Raise(alert.Found()));
        Assert.Equal(2, alert.Open.Number);
    }

    [Fact]
    public void What_is_met_for_a_moment_does_not_lose_its_rungs_or_its_promise()
    {
        var alert = Watched.Community();
        alert.Then(new AlertCommand.Raise(alert.Found())).Until("10-10 08:00").Then(new AlertCommand.Meet()).Until("10-10 12:00").Then(new AlertCommand.Raise(alert.Found()));
        Assert.Equal(new LadderStep(Rung.Street, Watched.At("10-11 09:00")), alert.Open.Next);

        alert.Then(Watched.Promise("10-14")).Then(new AlertCommand.Meet());
        Assert.Equal("met", alert.Code(Watched.Promise("10-12")));
        alert.Then(new AlertCommand.Raise(alert.Found())).Until("10-15 09:00");
        Assert.Equal(["Community 10-01 09:00", "Street 10-15 09:00"], alert.Fired());
    }

    [Fact]
    public void A_silence_ends_and_what_waited_goes_on()
    {
        var alert = Watched.Community();
        alert.Then(new AlertCommand.Raise(alert.Found())).Until("10-08 10:00").Then(new AlertCommand.Silence(Sample.Day("10-15"), "道路施工，现场进不去"));
        Assert.Equal(Handling.Silenced, AlertView.Of(alert.State)!.Handling);
        alert.Until("10-15 23:59");
        Assert.Equal(["Community 10-01 09:00"], alert.Fired());
        alert.Until("10-16 09:00");
        Assert.Equal(["Community 10-01 09:00", "Street 10-16 09:00"], alert.Fired());
    }

    [Fact]
    public void A_promise_that_lapses_in_silence_is_told_to_nobody_further_up()
    {
        var alert = Watched.Community();
        alert.Then(new AlertCommand.Raise(alert.Found())).Then(Watched.Promise("10-09")).Then(new AlertCommand.Silence(Sample.Day("10-20"), "征求居民意见")).Until("10-11 09:00");
        Assert.Equal((1, 1), (alert.Open.Lapses, alert.Open.Fired.Length));
        alert.Until("10-22 09:00");
        Assert.Equal(["Community 10-01 09:00", "Street 10-21 09:00"], alert.Fired());
    }

    [Fact]
    public void A_clock_that_jumps_a_month_gives_every_rung_its_time()
    {
        var alert = Watched.Community();
        alert.Then(new AlertCommand.Raise(alert.Found())).Jump("11-11 10:00");
        Assert.Equal(["Community 10-01 09:00", "Street 11-11 10:00"], alert.Fired());
        alert.Until("12-31 09:00");
        Assert.Equal(["Community 10-01 09:00", "Street 11-11 10:00", "LeadUnit 11-13 09:00", "District 11-20 09:00"], alert.Fired());
    }

    [Fact]
    public void What_a_person_closed_stays_closed_until_it_is_worse_or_was_met()
    {
        var alert = Watched.Street();
        Assert.Equal("unknown", alert.Code(new AlertCommand.Close("方案调整")));
        alert.Then(new AlertCommand.Raise(alert.Found())).Then(new AlertCommand.Close("方案调整"));
        Assert.Equal(AlertView.Dismissed, AlertView.Of(alert.State)!.Stage);
        Assert.Equal("not-open", alert.Code(new AlertCommand.Close("方案调整")));
        Assert.Equal("unchanged", alert.Code(new AlertCommand.Raise(alert.Found(open: 2))));
        alert.Then(new AlertCommand.Raise(alert.Found(AlertLevel.Missed))).Then(new AlertCommand.Close("方案调整"));
        Assert.Equal(0, alert.Events.Count(e => e is AlertEvent.Resolved));

        alert.Then(new AlertCommand.Meet());
        Assert.Equal(AlertView.Over, AlertView.Of(alert.State)!.Stage);
        Assert.Equal("unchanged", alert.Code(new AlertCommand.Meet()));
        alert.Then(new AlertCommand.Raise(alert.Found()));
        Assert.Equal(3, alert.Open.Number);
    }

    [Fact]
    public void A_promise_can_be_made_earlier_and_not_later()
    {
        var alert = Watched.Street();
        alert.Then(new AlertCommand.Raise(alert.Found())).Until("10-09 10:00").Then(Watched.Promise("10-20"));
        Assert.Equal("promised", alert.Code(Watched.Promise("10-21")));
        alert.Then(Watched.Promise("10-18"));
        Assert.Equal(["on:out-of-range", "note:required"], Codes(alert, new AlertCommand.Acknowledge(Watched.Wang, Sample.Day("10-08"), SlipReason.Other, " ", null)));
        Assert.Equal(["on:out-of-range"], Codes(alert, Watched.Promise("2014-02-07")));
        Assert.Equal(["until:out-of-range", "reason:required"], Codes(alert, new AlertCommand.Silence(Sample.Day("11-30"), "")));

        // A silence is made anew, and ends with the first one's month all the same.
        alert.Then(new AlertCommand.Silence(Sample.Day("10-15"), "施工")).Until("10-16 10:00").Then(new AlertCommand.Silence(Sample.Day("11-08"), "施工"));
        Assert.Equal(["until:out-of-range"], Codes(alert, new AlertCommand.Silence(Sample.Day("11-09"), "施工")));
    }

    [Fact]
    public void Its_id_is_made_of_its_key()
    {
        var key = new AlertKey(AlertRule.Step, PlaceId.Of("s1"), Watched.Line, "2013-09-30-completed");
        Assert.Equal(AlertId.Of(key), AlertId.Of(key with { }));
        Assert.NotEqual(AlertId.Of(key), AlertId.Of(key with { Line = null }));
        Assert.True(TextId.TryParse<AlertId>(AlertId.Of(key with { Rule = AlertRule.Rectification }).Value, out _));
    }

    private static string[] Codes(Watched alert, AlertCommand command) => [.. alert.Refused(command).Faults.Select(f => $"{f.Field}:{f.Code}")];

    /// <summary>A plan edit is nobody's work: what it was about is neither met nor closed, and can be raised anew.</summary>
    [Fact]
    public void What_leaves_the_plan_ends_as_dropped_and_never_as_met()
    {
        var alert = Watched.Community();
        alert.Then(new AlertCommand.Raise(alert.Found())).Then(Watched.Promise("10-20")).Then(new AlertCommand.Drop());

        Assert.IsType<AlertEvent.Dropped>(alert.Events[^1]);
        Assert.Null(alert.State.Open);
        Assert.Equal((1, null, true), (alert.State.Last!.Number, alert.State.Last.Reason, alert.State.Last.IsDropped));
        Assert.Equal([NewsKind.Raised, NewsKind.Dropped], alert.State.News.Select(n => n.Kind));
        Assert.Equal("unchanged", alert.Code(new AlertCommand.Drop()));
        Assert.Equal("not-open", alert.Code(Watched.Promise("10-20")));

        alert.Then(new AlertCommand.Raise(alert.Found()));
        Assert.Equal(2, alert.Open.Number);
        // Closed by a person, and the step gone after it: the next one is raised as if there had been none.
        alert.Then(new AlertCommand.Close("重复")).Then(new AlertCommand.Drop());
        Assert.Null(alert.State.Dismissed);
    }

    [Theory]
    [InlineData("room", "10-31-completed", "s1", true)]
    [InlineData("room", "11-30-completed", "s1", false)]
    [InlineData("gone", "10-31-completed", "s1", false)]
    [InlineData("room", "10-31-completed", "s2", false)]
    public void A_step_is_asked_for_where_the_plan_has_it(string line, string step, string unit, bool isPlanned)
    {
        var room = Sample.Line("room", Sample.Step("10-31", Stage.Completed, Sample.Each(1, Answerer.Street))) with { Excluded = [PlaceId.Of("s2")] };
        var plan = new PlanVersion(1, new PlanDocument("号", "计划", Sample.Day("09-20"), [room], []), [], ImmutableDictionary<LineId, Baseline>.Empty);
        var id = room.Steps[0].Id.Value.Replace("10-31-completed", step, StringComparison.Ordinal);
        Assert.Equal(isPlanned, new AlertKey(AlertRule.Step, PlaceId.Of(unit), LineId.Of(line), id).IsPlanned(plan, Sample.Tree(2, 1)));
        Assert.All([AlertRule.Rectification, AlertRule.Acceptance], rule => Assert.Equal(line == "room", new AlertKey(rule, PlaceId.Of(unit), LineId.Of(line), "f").IsPlanned(plan, Sample.Tree(2, 1))));
        Assert.True(new AlertKey(AlertRule.Directory, PlaceId.Of(unit), null, "").IsPlanned(plan, Sample.Tree(2, 1)));
    }
}
