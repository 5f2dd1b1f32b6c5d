using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Supervisions;
using Circle.Domain.Tests.Alerts;
using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Tickets;

/// <summary>Single tickets, told from hour to hour. 9 October 2013 is a Wednesday; the 12th, a Saturday, is worked.</summary>
public sealed class TicketLifeTests
{
    [Fact]
    public void From_the_call_to_the_callback()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t"));
        Assert.Equal(["Dispatch 10-10 10:00"], hotline.Dues("t"));
        hotline.Until("10-09 11:00").Then("t", Hotline.Wang, Hotline.To(Hotline.Community));
        Assert.Equal(["Sign 10-10 11:00", "Finish 10-15 11:00"], hotline.Dues("t"));
        hotline.Until("10-09 15:00").Then("t", Hotline.Clerk, new TicketCommand.Sign());
        Assert.Equal(["Contact 10-10 15:00", "Finish 10-15 11:00"], hotline.Dues("t"));
        hotline.Until("10-10 09:00").Then("t", Hotline.Clerk, new TicketCommand.Contact());
        Assert.Equal("contactDue contacted handled open total", hotline.Counts("place:s1c1"));
        hotline.Until("10-12 16:00").Then("t", Hotline.Clerk, Hotline.Answer());
        Assert.Equal(["CallBack 10-15 16:00"], hotline.Dues("t"));
        Assert.Equal("own-answer", hotline.Code("t", Hotline.Clerk, Hotline.Said(true)));
        hotline.Until("10-14 10:00").Then("t", Hotline.Wang, Hotline.Said(true, Satisfaction.Satisfied)).Until("12-31 09:00");
        Assert.Equal((TicketStage.Closed, TicketEnd.Solved), (hotline["t"].Stage, hotline["t"].End));
        Assert.Equal("contactDue contacted handled rated satisfied solved rated satisfied substantiated total", hotline.Counts("place:s1c1"));
        Assert.Empty(Ticket.Agenda(hotline.State("t")));
        Assert.Equal(
            [ClockHolder.Hotline, ClockHolder.Unit, ClockHolder.Unit, ClockHolder.CallBack, ClockHolder.Nobody], hotline["t"].Ledger.Intervals.Select(i => i.Holder));
    }

    [Fact]
    public void Answered_at_once_is_one_command_and_one_that_was_registered_is_answered_later()
    {
        var hotline = new Hotline().Then("t", Hotline.Wang, Hotline.Call("t", TicketKind.Consultation) with { AtOnce = Hotline.Words }).Receive(Hotline.Call("u", TicketKind.Consultation));
        Assert.Equal((TicketEnd.AtOnce, 2), (hotline["t"].End, hotline.Events("t").Count));
        hotline.Then("u", Hotline.Wang, new TicketCommand.AnswerAtOnce(Hotline.Words));
        Assert.Equal("atOnce×2 total×2", hotline.Counts("place:s1c1"));
        Assert.Equal("not-allowed", hotline.Code("v", Hotline.Wang, Hotline.Call("v") with { AtOnce = Hotline.Words, Unit = Hotline.Street }));
    }

    [Fact]
    public void Nobody_who_is_not_reached_three_times_running_is_tried_for_ever()
    {
        var hotline = Answered();
        hotline.Then("t", Hotline.Wang, Hotline.NotReached).Until("10-10 09:00").Then("t", Hotline.Wang, Hotline.NotReached);
        Assert.Equal((TicketStage.Answered, 2), (hotline["t"].Stage, hotline["t"].Missed));
        hotline.Until("10-10 15:00").Then("t", Hotline.Li, Hotline.NotReached);
        Assert.Equal(TicketEnd.Unreachable, hotline["t"].End);
        Assert.Equal("contactDue contacted handled unreachable", hotline.Counts("place:s1"));
        Assert.Equal("isReached:not-allowed", Answered().Code("t", Hotline.Wang, new TicketCommand.CallBack(false, true, null, null)));
    }

    [Fact]
    public void Unsolved_is_done_over_with_its_limits_whole_and_what_was_said_is_not_said_of_the_next_unit()
    {
        var hotline = Answered().Until("10-11 10:00").Then("t", Hotline.Wang, Hotline.Said(false, Satisfaction.Dissatisfied));
        Assert.Equal((TicketStage.Received, 2), (hotline["t"].Stage, hotline["t"].Round));
        Assert.Equal(["Dispatch 10-12 10:00"], hotline.Dues("t"));
        Assert.Equal("contactDue contacted handled rated unsolved", hotline.Counts("place:s1"));
        Assert.Equal("unsolved", hotline.Code("t", Hotline.Wang, new TicketCommand.AnswerAtOnce(Hotline.Words)));
        hotline.Underway("t", Hotline.OtherStreet);
        Assert.Equal(["Finish 10-17 10:00"], hotline.Dues("t"));
        Assert.Equal(("", "contactDue contacted handled"), (hotline.Counts("place:s1"), hotline.Counts("place:s2")));
        hotline.Then("t", Hotline.Clerk, Hotline.Answer()).Then("t", Hotline.Wang, Hotline.Said(true));
        Assert.Equal((TicketEnd.Solved, "contactDue contacted handled solved"), (hotline["t"].End, hotline.Counts("place:s2")));
    }

    [Fact]
    public void Unsolved_in_the_last_round_stays_so()
    {
        var hotline = Answered();
        for (var round = 2; round <= Ticket.MostRounds; round++)
            hotline.Then("t", Hotline.Wang, Hotline.Said(false)).Underway("t", Hotline.Street).Then("t", Hotline.Clerk, Hotline.Answer());
        hotline.Then("t", Hotline.Wang, Hotline.Said(false));
        Assert.Equal((TicketEnd.Unsolved, Ticket.MostRounds), (hotline["t"].End, hotline["t"].Round));
    }

    [Fact]
    public void After_two_returns_the_first_responsible_unit_keeps_it()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t")).Until("10-09 12:00");
        Return(hotline, Hotline.Street);
        // The dispatcher has had two hours of the 24 so far.
        Assert.Equal(["Dispatch 10-10 10:00"], hotline.Dues("t"));
        hotline.Until("10-09 13:00");
        Return(hotline, Hotline.OtherStreet);
        Assert.Equal((2, ""), (hotline["t"].Returns, hotline.Counts("place:s1")));
        Assert.Equal("first-responsible", hotline.Code("t", Hotline.Wang, Hotline.To(Hotline.Community)));
        hotline.Then("t", Hotline.Wang, Hotline.To(Hotline.Street));
        Assert.Equal("first-responsible", hotline.Code("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Return)));
        Assert.Equal((PlacesOf(hotline), "handled"), ("s1", hotline.Counts("place:s1")));
    }

    [Fact]
    public void One_that_came_back_and_is_closed_is_nobodys()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t"));
        Return(hotline, Hotline.Street);
        hotline.Then("t", Hotline.Chief, new TicketCommand.Close(TicketEnd.Invalid, Hotline.Words));
        Assert.Null(hotline["t"].Unit);
        Assert.Null(Ticket.Lists(hotline.State("t"))[0].Region);
        Assert.Equal("", hotline.Counts("place:s1"));
    }

    [Fact]
    public void An_extension_is_asked_for_granted_and_bounded()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t")).Underway("t", Hotline.Street);
        hotline.Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Extend, 3));
        Assert.Equal("asked", hotline.Code("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Return)));
        Assert.Equal(["Finish 10-15 10:00"], hotline.Dues("t"));
        hotline.Then("t", Hotline.Chief, new TicketCommand.Grant());
        Assert.Equal(["Finish 10-18 10:00"], hotline.Dues("t"));
        Assert.Equal("not-asked", hotline.Code("t", Hotline.Chief, new TicketCommand.Grant()));
        Assert.Equal("extended-enough", hotline.Code("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Extend, 13)));
        Assert.Equal("days:out-of-range", hotline.Code("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Extend)));
        Assert.Equal("days:not-allowed until:out-of-range", hotline.Code("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Return, 1, "10-20")));
        hotline.Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Extend, 12)).Then("t", Hotline.Chief, new TicketCommand.Decline(Hotline.Words));
        Assert.Equal((3, Hotline.Words), (hotline["t"].Extended, hotline["t"].Declined));
    }

    [Fact]
    public void A_suspension_ends_by_itself_after_its_last_day_and_no_time_is_lost()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t")).Underway("t", Hotline.Street);
        hotline.Until("10-11 10:00").Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Suspend, until: "10-20"));
        Assert.Equal("until:out-of-range", Underway().Code("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Suspend, until: "11-09")));
        hotline.Then("t", Hotline.Chief, new TicketCommand.Grant()).Until("10-20 23:59");
        Assert.Equal((TicketStage.Suspended, []), (hotline["t"].Stage, hotline.Dues("t")));
        Assert.Equal("not-due", hotline.Code("t", Actor.Timekeeper, new TicketCommand.Resume()));
        // Two of its five working days had passed.
        hotline.Until("10-21 00:00");
        Assert.Equal((TicketStage.Underway, "Finish 10-24 00:00"), (hotline["t"].Stage, string.Join(' ', hotline.Dues("t"))));
    }

    [Fact]
    public void What_was_granted_too_late_is_asked_for_anew()
    {
        var hotline = Underway().Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Suspend, until: "10-10")).Until("10-11 09:00");
        Assert.Equal("over", hotline.Code("t", Hotline.Chief, new TicketCommand.Grant()));
    }

    [Fact]
    public void The_citys_own_deadline_holds_where_it_is_earlier_whatever_is_extended()
    {
        var (soon, later) = (CityReference.IdOf("20131009-1").Value, CityReference.IdOf("20131009-2").Value);
        var hotline = new Hotline().Receive(Hotline.Call(soon, city: new CityReference("20131009-1", Watched.At("10-11 12:00")))).Underway(soon, Hotline.Street);
        hotline.Receive(Hotline.Call(later, city: new CityReference("20131009-2", Watched.At("12-01 12:00"))), Hotline.Street);
        Assert.Equal(["Finish 10-11 12:00"], hotline.Dues(soon));
        Assert.Equal(["Sign 10-10 10:00", "Finish 10-15 10:00"], hotline.Dues(later));
        hotline.Until("10-11 13:00").Then(soon, Hotline.Clerk, Hotline.Ask(TicketAsk.Extend, 5)).Then(soon, Hotline.Chief, new TicketCommand.Grant()).Until("10-14 09:00");
        Assert.Equal([TicketClock.Finish], hotline[soon].Late);
        // What is done over is between the caller and the district.
        hotline.Then(soon, Hotline.Clerk, Hotline.Answer()).Then(soon, Hotline.Wang, Hotline.Said(false)).Underway(soon, Hotline.Street);
        Assert.Equal(["Finish 10-21 09:00"], hotline.Dues(soon));
        Assert.Equal("city:required", hotline.Code("x", Hotline.Wang, Hotline.Call("x") with { Intake = Hotline.Call("x").Intake with { Source = TicketSource.City } }));
    }

    /// <summary>A question is answered within a working day of its dispatch, and a whole one to sign and to speak to the caller would outlast it.</summary>
    [Fact]
    public void The_first_contact_is_never_owed_after_the_end()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t", TicketKind.Consultation), Hotline.Street).Until("10-09 17:00").Then("t", Hotline.Clerk, new TicketCommand.Sign());
        Assert.Equal(["Contact 10-10 10:00", "Finish 10-10 10:00"], hotline.Dues("t"));
        // With more time for the whole there is more for it.
        hotline.Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Extend, 2)).Then("t", Hotline.Chief, new TicketCommand.Grant());
        Assert.Equal(["Contact 10-10 17:00", "Finish 10-12 10:00"], hotline.Dues("t"));
        var city = CityReference.IdOf("20131009-3").Value;
        hotline.Receive(Hotline.Call(city, city: new CityReference("20131009-3", Watched.At("10-09 20:00"))), Hotline.Street);
        Assert.Equal(["Sign 10-09 20:00", "Finish 10-09 20:00"], hotline.Dues(city));
    }

    [Fact]
    public void Whoever_left_no_number_is_neither_spoken_to_nor_called_back()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t", caller: null), Hotline.Street).Then("t", Hotline.Clerk, new TicketCommand.Sign());
        Assert.Equal(["Finish 10-15 10:00"], hotline.Dues("t"));
        hotline.Until("10-12 10:00").Then("t", Hotline.Clerk, Hotline.Answer(TicketFinding.Unfounded));
        Assert.Equal((TicketEnd.Told, "handled"), (hotline["t"].End, hotline.Counts("place:s1")));
    }

    [Fact]
    public void A_unit_speaks_to_the_caller_before_it_answers_and_says_what_it_found()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t"), Hotline.Street).Then("t", Hotline.Clerk, new TicketCommand.Sign());
        Assert.Equal("not-contacted", hotline.Code("t", Hotline.Clerk, Hotline.Answer()));
        Assert.Equal("finding:required", hotline.Code("t", Hotline.Clerk, Hotline.Answer(TicketFinding.None)));
        Assert.Equal("", new Hotline().Receive(Hotline.Call("t", TicketKind.Help)).Underway("t", Hotline.Street).Code("t", Hotline.Clerk, Hotline.Answer(TicketFinding.None)));
    }

    [Fact]
    public void Every_request_stays_with_what_became_of_it()
    {
        var hotline = Underway().Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Return)).Then("t", Hotline.Chief, new TicketCommand.Decline(WordsId.Of("why")));
        hotline.Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Extend, 3)).Then("t", Hotline.Chief, new TicketCommand.Grant());
        hotline.Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Suspend, until: "10-10")).Then("t", Hotline.Chief, new TicketCommand.Grant()).Then("t", Hotline.Clerk, new TicketCommand.GoOn());
        hotline.Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Extend, 2));
        Assert.Equal(["Return chief why", "Extend chief ", "Suspend chief "], Asked());
        hotline.Then("t", Hotline.Clerk, Hotline.Answer());
        Assert.Equal("Extend  ", Asked().Last());
        Assert.Null(hotline["t"].Asking);
        Assert.Contains(WordsId.Of("why"), hotline["t"].Words);

        IEnumerable<string> Asked() => hotline["t"].Asked.Select(a => $"{a.Ask} {(a.Judged is { } by ? AccountId.Of(by.By)?.Value : "")} {a.Declined?.Value}");
    }

    [Fact]
    public void Of_many_requests_the_last_are_shown()
    {
        var hotline = Underway();
        for (var i = 0; i < Ticket.MostAsked + 2; i++)
            hotline.Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Return)).Then("t", Hotline.Chief, new TicketCommand.Decline(WordsId.Of($"w{i}")));
        Assert.Equal((Ticket.MostAsked, "w2"), (hotline["t"].Asked.Length, hotline["t"].Asked[0].Declined?.Value));
    }

    private static Hotline Underway() => new Hotline().Receive(Hotline.Call("t")).Underway("t", Hotline.Street);

    private static Hotline Answered() => Underway().Then("t", Hotline.Clerk, Hotline.Answer());

    private static string PlacesOf(Hotline hotline) => hotline["t"].Unit!.Place.Value;

    private static void Return(Hotline hotline, AnsweringUnit unit)
        => hotline.Then("t", Hotline.Wang, Hotline.To(unit)).Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Return)).Then("t", Hotline.Chief, new TicketCommand.Grant());
}
