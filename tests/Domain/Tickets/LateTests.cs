using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Tickets;

/// <summary>What happens when clocks run out, and what a ticket starts elsewhere.</summary>
public sealed class LateTests
{
    [Fact]
    public void It_is_overdue_from_the_moment_its_clock_runs_out_until_that_clock_is_met()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t")).Until("10-10 09:59");
        Assert.Equal("open total", hotline.Counts("place:s1c1"));
        Assert.Equal("open overdue total", hotline.Until("10-10 10:00").Counts("place:s1c1"));
        hotline.Then("t", Hotline.Wang, Hotline.To(Hotline.Street));
        Assert.Equal("open total", hotline.Counts("place:s1c1"));
        // A late signature is the unit's, for good; that of the contact goes with it.
        Assert.Equal("open overdue total", hotline.Until("10-11 12:00").Counts("place:s1c1"));
        hotline.Then("t", Hotline.Clerk, new TicketCommand.Sign());
        Assert.Equal("open total", hotline.Counts("place:s1c1"));
        hotline.Then("t", Hotline.Clerk, new TicketCommand.Contact());
        Assert.Equal("contactDue handled", hotline.Counts("place:s1"));
        // What was asked for in time may be granted late.
        hotline.Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Extend, 15));
        Assert.Equal("open overdue total", hotline.Until("10-31 12:00").Counts("place:s1c1"));
        hotline.Then("t", Hotline.Chief, new TicketCommand.Grant());
        Assert.Equal("open total", hotline.Counts("place:s1c1"));
    }

    [Fact]
    public void Life_and_limb_are_told_at_once_and_their_clocks_run_over_a_weekend()
    {
        var hotline = new Hotline().Until("10-18 17:30").Receive(Hotline.Call("gas", category: "utilities", urgency: Urgency.LifeSafety)).Receive(Hotline.Call("bench"));
        Assert.Equal(["Dispatch 10-18 18:30", "Dispatch 10-19 17:30"], [.. hotline.Dues("gas"), .. hotline.Dues("bench")]);
        hotline.Until("10-18 17:40").Then("gas", Hotline.Wang, Hotline.To(Hotline.Community)).Then("bench", Hotline.Wang, Hotline.To(Hotline.Community));
        Assert.Equal(["Sign 10-18 17:55", "Finish 10-18 18:10", "Sign 10-21 17:40", "Finish 10-25 17:40"], [.. hotline.Dues("gas"), .. hotline.Dues("bench")]);
        hotline.Until("10-20 12:00");
        Assert.Equal([TicketClock.Sign, TicketClock.Finish], hotline["gas"].Late);
        Assert.Empty(hotline["bench"].Late);
        Assert.Equal(
            Enumerable.Repeat(new Finding(new AlertKey(AlertRule.LifeSafety, PlaceId.Of("s1c1"), null, "gas"), new AlertFacts(AlertLevel.Missed, "1018-0001", 1, 1, Sample.Day("10-18"))), 2),
            hotline.Alerts);
        Assert.Empty(hotline["gas"].Pending);
    }

    [Fact]
    public void One_that_is_late_already_and_turns_out_to_be_about_somebodys_life_is_told_then()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t")).Until("10-11 10:00");
        Assert.Empty(hotline.Alerts);
        hotline.Then("t", Hotline.Wang, new TicketCommand.Reclassify(TicketCategoryId.Of("utilities"), Urgency.LifeSafety));
        Assert.Equal(new AlertKey(AlertRule.LifeSafety, Sample.District, null, "t"), Assert.Single(hotline.Alerts).Key);
    }

    /// <summary>The row of the agenda that was handled has the same time: it would be taken for the same.</summary>
    [Fact]
    public void A_clock_that_other_limits_set_back_runs_out_again_at_the_very_same_time()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t", urgency: Urgency.Urgent)).Until("10-09 12:00");
        Assert.Equal([TicketClock.Dispatch], hotline["t"].Late);
        hotline.Then("t", Hotline.Wang, new TicketCommand.Reclassify(TicketCategoryId.Of("damage"), Urgency.Ordinary));
        Assert.Empty(hotline["t"].Late);
        hotline.Then("t", Hotline.Wang, new TicketCommand.Reclassify(TicketCategoryId.Of("damage"), Urgency.Urgent));
        Assert.Equal([TicketClock.Dispatch], hotline["t"].Late);
        Assert.Equal(["Dispatch 10-09 12:00"], hotline.Dues("t"));
    }

    [Fact]
    public void Late_before_a_suspension_it_stays_so_and_other_limits_are_seen_when_it_goes_on()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t", category: "hygiene")).Underway("t", Hotline.Street).Until("10-11 10:00");
        Assert.Equal([TicketClock.Finish], hotline["t"].Late);
        hotline.Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Suspend, until: "10-20")).Then("t", Hotline.Chief, new TicketCommand.Grant());
        hotline.Then("t", Hotline.Wang, new TicketCommand.Reclassify(TicketCategoryId.Of("other"), Urgency.Ordinary));
        Assert.Equal([TicketClock.Finish], hotline["t"].Late);
        hotline.Then("t", Hotline.Clerk, new TicketCommand.GoOn());
        Assert.Empty(hotline["t"].Late);
    }

    [Fact]
    public void Used_up_at_the_very_moment_of_its_suspension_it_was_due_then_and_not_when_it_goes_on()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t", category: "hygiene")).Underway("t", Hotline.Street);
        Assert.Equal(["Finish 10-10 10:00"], hotline.Dues("t"));
        hotline.Until("10-10 10:00").Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Suspend, until: "10-20")).Then("t", Hotline.Chief, new TicketCommand.Grant());
        hotline.Until("10-12 22:00").Then("t", Hotline.Clerk, new TicketCommand.GoOn());
        Assert.Equal(["Finish 10-10 10:00"], hotline.Dues("t"));
        Assert.Equal([TicketClock.Finish], hotline["t"].Late);
    }

    [Fact]
    public void A_substantiated_complaint_about_a_service_point_opens_one_review()
    {
        var hotline = Answered("point:shop", TicketFinding.Substantiated);
        Assert.Equal(["t point:shop"], hotline.Reviews);
        Assert.Equal("reacted", hotline.Code("t", Actor.Timekeeper, new TicketCommand.React(TicketReaction.Review, hotline["t"].Version - 1)));
        hotline.Then("t", Hotline.Wang, Hotline.Said(true)).Until("12-31 09:00");
        Assert.Single(hotline.Reviews);
        Assert.Empty(Answered("point:shop", TicketFinding.Unfounded).Reviews);
        Assert.Empty(Answered("facility:park", TicketFinding.Substantiated).Reviews);
        // Of a 举报 the point's street would hear.
        var report = new Hotline().Receive(Hotline.Call("t", TicketKind.Report, "point:shop"), Hotline.Clinics).Then("t", Hotline.Clerk, new TicketCommand.Sign());
        Assert.Empty(report.Then("t", Hotline.Clerk, Hotline.Answer()).Reviews);
    }

    [Fact]
    public void It_is_opened_where_the_service_point_is_found_out_after_the_answer_and_its_duplicates_open_none()
    {
        var hotline = new Hotline().Receive(Hotline.Call("u")).Receive(Hotline.Call("t"));
        hotline.Then("u", Hotline.Wang, new TicketCommand.Link(TicketId.Of("t"))).Then("u", Hotline.Wang, new TicketCommand.Move(new StreamId("point:shop")));
        hotline.Underway("t", Hotline.Street).Then("t", Hotline.Clerk, Hotline.Answer());
        Assert.Empty(hotline.Reviews);
        hotline.Then("t", Hotline.Wang, new TicketCommand.Move(new StreamId("point:shop")));
        Assert.Equal(["t point:shop"], hotline.Reviews);
    }

    [Fact]
    public void One_that_was_handed_on_too_often_is_closed_but_no_suspension_lasts_for_ever()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t")).Underway("t", Hotline.Street);
        string code;
        do
        {
            code = hotline.Code("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Suspend, until: "10-20"));
            if (code == "") code = hotline.Code("t", Hotline.Chief, new TicketCommand.Grant());
            if (code == "") code = hotline.Code("t", Hotline.Clerk, new TicketCommand.GoOn());
        }
        while (code == "");
        Assert.Equal(("changed-enough", Ticket.MostIntervals), (code, hotline["t"].Ledger.Next));
        hotline.Until("10-21 09:00");
        Assert.NotEqual(TicketStage.Suspended, hotline["t"].Stage);
        hotline.Then("t", Hotline.Chief, new TicketCommand.Close(TicketEnd.Withdrawn, Hotline.Words));
    }

    private static Hotline Answered(string about, TicketFinding finding)
        => new Hotline().Receive(Hotline.Call("t", about: about)).Underway("t", Hotline.OtherStreet).Then("t", Hotline.Clerk, Hotline.Answer(finding));
}
