using Circle.Domain.Journal;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Tickets;

/// <summary>举报: reaches neither its target nor whoever the target works under, and shows its caller to nobody.</summary>
public sealed class ReportedTests
{
    [Theory]
    [InlineData("facility:park")]
    [InlineData("place:s1c1")]
    [InlineData("place:s1")]
    [InlineData("point:shop")]
    public void No_street_or_community_has_it(string about)
        => Assert.All([Hotline.Community, Hotline.Street, Hotline.OtherStreet], unit =>
        {
            Assert.Equal("unit:not-allowed", new Hotline().Code("t", Hotline.Wang, Hotline.Call("t", TicketKind.Report, about) with { Unit = unit }));
            Assert.Equal("unit:not-allowed", Received(about).Code("t", Hotline.Wang, Hotline.To(unit)));
        });

    [Theory]
    [InlineData("facility:park", "", "")]
    [InlineData("facility:clinic", "", "unit:not-allowed")]
    [InlineData("facility:nursery", "unit:not-allowed", "")]
    [InlineData("point:shop", "", "")]
    [InlineData("place:district", "", "")]
    public void A_lead_unit_has_it_unless_it_runs_the_target_itself(string about, string parks, string clinics)
        => Assert.Equal((parks, clinics), (Received(about).Code("t", Hotline.Wang, Hotline.To(Hotline.Parks)), Received(about).Code("t", Hotline.Wang, Hotline.To(Hotline.Clinics))));

    [Fact]
    public void While_a_unit_has_it_it_is_not_made_one_about_that_unit()
    {
        var hotline = Received("facility:park").Then("t", Hotline.Wang, Hotline.To(Hotline.Parks));
        Assert.Equal("unit-is-target", hotline.Code("t", Hotline.Wang, new TicketCommand.Move(new StreamId("facility:nursery"))));
        hotline.Then("t", Hotline.Wang, new TicketCommand.Move(new StreamId("facility:clinic")));
    }

    /// <summary>Of a round that begins anew the unit of the one before sees how it ends.</summary>
    [Fact]
    public void Back_for_another_round_it_is_not_made_one_about_the_unit_that_had_it_last()
    {
        var hotline = Received("facility:park").Underway("t", Hotline.Parks).Then("t", Hotline.Clerk, Hotline.Answer()).Then("t", Hotline.Wang, Hotline.Said(solved: false));
        Assert.Equal(TicketStage.Received, hotline["t"].Stage);
        Assert.Equal("unit-is-target", hotline.Code("t", Hotline.Wang, new TicketCommand.Move(new StreamId("facility:nursery"))));
        hotline.Then("t", Hotline.Wang, Hotline.To(Hotline.Clinics)).Then("t", Hotline.Wang, new TicketCommand.Move(new StreamId("facility:nursery")));
    }

    /// <summary>The first responsible unit turned out to be the target: another one may have it, or nobody could.</summary>
    [Fact]
    public void After_two_returns_it_still_does_not_go_to_its_target()
    {
        var hotline = Received("facility:park");
        foreach (var unit in new AnsweringUnit[] { Hotline.Parks, Hotline.Clinics })
            hotline.Then("t", Hotline.Wang, Hotline.To(unit)).Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Return)).Then("t", Hotline.Chief, new TicketCommand.Grant());
        hotline.Then("t", Hotline.Wang, new TicketCommand.Move(new StreamId("facility:nursery")));
        Assert.Equal("unit:not-allowed", hotline.Code("t", Hotline.Wang, Hotline.To(Hotline.Parks)));
        hotline.Then("t", Hotline.Wang, Hotline.To(Hotline.Clinics));
    }

    [Fact]
    public void Its_caller_is_spoken_to_by_the_hotline_alone_and_it_counts_at_the_district()
    {
        var hotline = Received("facility:park").Then("t", Hotline.Wang, Hotline.To(Hotline.Parks)).Then("t", Hotline.Clerk, new TicketCommand.Sign());
        // A complicated matter: fifteen working days, and no clock for a first contact.
        Assert.Equal(["Finish 10-29 10:00"], hotline.Dues("t"));
        hotline.Then("t", Hotline.Clerk, Hotline.Answer()).Then("t", Hotline.Wang, Hotline.Said(true, Satisfaction.Satisfied));
        Assert.Equal("handled rated satisfied solved rated satisfied substantiated total", hotline.Counts("place:district"));
        Assert.All(hotline.Rows.Where(row => row.Key.Value != "place:district"), row => Assert.True(row.Value.IsEmpty, $"{row.Key} counts it"));
    }

    /// <summary>Its target would answer it, or hear its answer.</summary>
    [Fact]
    public void It_is_joined_to_nothing_and_nothing_is_joined_to_it()
    {
        var hotline = Received("point:shop").Receive(Hotline.Call("u", about: "point:shop"));
        Assert.Equal("report", hotline.Code("t", Hotline.Wang, new TicketCommand.Link(TicketId.Of("u"))));
        Assert.Equal("not-adopted", hotline.Code("u", Hotline.Wang, new TicketCommand.Link(TicketId.Of("t"))));
        Assert.Equal("report", hotline.Code("t", Actor.Timekeeper, new TicketCommand.Adopt(TicketId.Of("u"))));
    }

    private static Hotline Received(string about) => new Hotline().Receive(Hotline.Call("t", TicketKind.Report, about));
}
