using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Tickets;

/// <summary>Several operators, and several callers of one matter.</summary>
public sealed class TogetherTests
{
    [Fact]
    public void Whoever_takes_a_ticket_has_it_for_a_quarter_of_an_hour()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t")).Then("t", Hotline.Wang, new TicketCommand.Take());
        Assert.Equal("taken-already", hotline.Code("t", Hotline.Wang, new TicketCommand.Take()));
        hotline.Until("10-09 10:14");
        Assert.Equal(["taken", "taken", "taken"], new TicketCommand[] { new TicketCommand.Take(), Hotline.To(Hotline.Street), new TicketCommand.LetGo() }.Select(c => hotline.Code("t", Hotline.Li, c)));
        hotline.Until("10-09 10:15").Then("t", Hotline.Li, new TicketCommand.Take());
        Assert.Equal("taken", hotline.Code("t", Hotline.Wang, Hotline.To(Hotline.Street)));
        // Neither the supervisor nor time is held up, nor is whoever let go.
        hotline.Then("t", Hotline.Chief, new TicketCommand.Supervise(Hotline.Words)).Then("t", Hotline.Li, new TicketCommand.LetGo()).Then("t", Hotline.Wang, Hotline.To(Hotline.Street));
        Assert.Equal((null, "not-taken"), (hotline["t"].Taken, hotline.Code("t", Hotline.Wang, new TicketCommand.LetGo())));
    }

    [Fact]
    public void Each_caller_of_one_matter_is_called_back_and_who_comes_after_the_answer_hears_it_too()
    {
        var hotline = Joined();
        Assert.Equal("duplicate open×2 total×2", hotline.Counts("place:s1c1"));
        hotline.Until("10-09 12:00").Underway("main", Hotline.Street).Until("10-10 12:00").Then("main", Hotline.Clerk, Hotline.Answer());
        Assert.Equal((TicketStage.Answered, TicketStage.Received), (hotline["first"].Stage, hotline["second"].Stage));
        hotline.Then("second", Hotline.Wang, new TicketCommand.Link(TicketId.Of("main")));
        Assert.All(["main", "first", "second"], id => Assert.Equal((TicketStage.Answered, TicketFinding.Substantiated), (hotline[id].Stage, hotline[id].Answers[^1].Finding)));
        Assert.Equal(["CallBack 10-12 12:00"], hotline.Dues("first"));
        hotline.Then("first", Hotline.Wang, Hotline.Said(true, Satisfaction.Satisfied)).Then("main", Hotline.Wang, Hotline.Said(true)).Then("second", Hotline.Wang, Hotline.Said(false));
        // The one that is not content goes its own way from here.
        Assert.Equal((TicketStage.Received, 2, null), (hotline["second"].Stage, hotline["second"].Round, hotline["second"].Parent));
        Assert.Equal("duplicate open substantiated total×2", hotline.Counts("place:s1c1"));
        Assert.Equal("contactDue contacted handled solved", hotline.Counts("place:s1"));
    }

    [Fact]
    public void The_course_tells_what_was_corrected_and_joined_with_before_and_after()
    {
        var hotline = Joined().Then("main", Hotline.Li, new TicketCommand.Reclassify(TicketCategoryId.Of("hygiene"), Urgency.Urgent)).Then("main", Hotline.Wang, new TicketCommand.Move(new("facility:park")));
        Assert.Equal(["Adopted first", "Classification damage Ordinary place:s1c1 → hygiene Urgent place:s1c1", "Target hygiene Urgent place:s1c1 → hygiene Urgent facility:park"], Course("main"));
        Assert.Equal(["Linked main"], Course("first"));
        Assert.Equal(Hotline.Li, hotline["main"].Changes[1].Done.By);
        // Neither the other tickets nor lists' rows need them.
        Assert.Equal(["Classification", "Target"], hotline["main"].ForUnit().Changes.Select(c => c.What.ToString()));
        Assert.Contains("\"changes\":[]", Ticket.Lists(hotline.State("main"))[0].View, StringComparison.Ordinal);

        IEnumerable<string> Course(string id) => hotline[id].Changes.Select(c => $"{c.What} {c.Other}{Words(c.Before)}{(c.After is null ? "" : " → ")}{Words(c.After)}");
        static string Words(TicketFacts? of) => of is null ? "" : $"{of.Category} {of.Urgency} {of.About.Row}";
    }

    [Fact]
    public void The_course_tells_every_urging_clock_and_new_round_and_a_report_s_unit_not_whom_it_was_about_before()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t"), Hotline.Street).Then("t", Hotline.Wang, new TicketCommand.Urge()).Until("10-11 10:00").Then("t", Hotline.Wang, new TicketCommand.Urge());
        Assert.Equal([TicketChanged.Urged, TicketChanged.RanOut, TicketChanged.Urged], hotline["t"].Changes.Select(c => c.What));
        Assert.Equal(TicketClock.Sign, hotline["t"].Changes[1].Clock);
        hotline.Then("t", Hotline.Clerk, new TicketCommand.Sign()).Then("t", Hotline.Clerk, new TicketCommand.Contact()).Then("t", Hotline.Clerk, Hotline.Answer()).Then("t", Hotline.Wang, Hotline.Said(false));
        Assert.Equal((TicketChanged.Reopened, 2), (hotline["t"].Changes[^1].What, hotline["t"].Changes[^1].Round));

        var report = new Hotline().Receive(Hotline.Call("r", TicketKind.Report)).Then("r", Hotline.Wang, new TicketCommand.Take()).Then("r", Hotline.Wang, new TicketCommand.Move(new("facility:park")));
        Assert.Equal([TicketChanged.Taken, TicketChanged.Target], report["r"].Changes.Select(c => c.What));
        Assert.Empty(report["r"].ForUnit().Changes);
    }

    [Fact]
    public void Of_many_changes_the_last_are_shown()
    {
        var hotline = new Hotline().Receive(Hotline.Call("t"));
        for (var i = 0; i <= Ticket.MostChanges / 2; i++) hotline.Then("t", Hotline.Wang, new TicketCommand.Take()).Then("t", Hotline.Wang, new TicketCommand.LetGo());
        Assert.Equal((Ticket.MostChanges, TicketChanged.Taken), (hotline["t"].Changes.Length, hotline["t"].Changes[0].What));
    }

    [Fact]
    public void Duplicates_of_one_that_ends_without_an_answer_come_back_to_the_queue()
    {
        var hotline = Joined().Then("second", Hotline.Wang, new TicketCommand.Link(TicketId.Of("main"))).Until("10-12 10:00");
        Assert.Empty(hotline.Dues("first"));
        hotline.Then("main", Hotline.Chief, new TicketCommand.Close(TicketEnd.Invalid, Hotline.Words));
        Assert.All(["first", "second"], id => Assert.Equal((TicketStage.Received, (TicketId?)null, "Dispatch 10-13 10:00"), (hotline[id].Stage, hotline[id].Parent, string.Join(' ', hotline.Dues(id)))));
        Assert.Equal("open×2 total×3", hotline.Counts("place:s1c1"));
        Assert.Empty(hotline["main"].Pending);
        hotline.Then("first", Hotline.Wang, new TicketCommand.AnswerAtOnce(Hotline.Words));
    }

    [Fact]
    public void What_is_answered_at_once_answers_its_duplicates_too()
    {
        var hotline = Joined().Then("main", Hotline.Wang, new TicketCommand.AnswerAtOnce(Hotline.Words));
        Assert.Equal((TicketStage.Answered, TicketFinding.None), (hotline["first"].Stage, hotline["first"].Answers[^1].Finding));
    }

    [Fact]
    public void A_duplicate_has_no_duplicates_and_nothing_is_joined_to_itself()
    {
        var hotline = Joined();
        Assert.Equal("not-adopted", hotline.Code("second", Hotline.Wang, new TicketCommand.Link(TicketId.Of("first"))));
        Assert.Equal("has-duplicates", hotline.Code("main", Hotline.Wang, new TicketCommand.Link(TicketId.Of("second"))));
        Assert.Equal("not-adopted", hotline.Code("second", Hotline.Wang, new TicketCommand.Link(TicketId.Of("second"))));
        Assert.Empty(hotline["second"].Children);
        Assert.Equal("not-linked", hotline.Code("first", Hotline.Wang, new TicketCommand.FollowParent(TicketId.Of("second"), Hotline.Words, TicketFinding.None)));
    }

    /// <summary>Three calls about one matter; the first is joined, the second not yet.</summary>
    private static Hotline Joined() => new Hotline().Receive(Hotline.Call("main")).Receive(Hotline.Call("first")).Receive(Hotline.Call("second"))
        .Then("first", Hotline.Wang, new TicketCommand.Link(TicketId.Of("main")));
}
