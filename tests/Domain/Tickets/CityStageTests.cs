using Circle.Domain.Journal;
using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Tickets;

/// <summary>Which stages of a ticket the city is told of.</summary>
public sealed class CityStageTests
{
    [Fact]
    public void Each_stage_of_a_ticket_of_the_city_is_told_once_and_of_others_nothing()
    {
        var (hotline, city) = (new Hotline(), CityReference.IdOf("410100-1").Value);
        hotline.Receive(Hotline.Call("own"), Hotline.Street).Receive(Hotline.Call(city, city: new CityReference("410100-1", null)));
        hotline.Underway(city, Hotline.Street);
        hotline.Then(city, Hotline.Clerk, Hotline.Answer()).Then(city, Hotline.Wang, Hotline.Said(true));
        Assert.Equal(
            [TicketStage.Received, TicketStage.Dispatched, TicketStage.SignedFor, TicketStage.Underway, TicketStage.Answered, TicketStage.Closed],
            hotline.City.Where(n => n.Ticket == city).Select(n => n.News.Stage));
        Assert.DoesNotContain(hotline.City, n => n.Ticket == "own");
        Assert.Equal([null, Hotline.Street, Hotline.Street, Hotline.Street, Hotline.Street, Hotline.Street], hotline.City.Select(n => n.News.Unit));
        Assert.Empty(hotline[city].Untold);
        Assert.DoesNotContain(hotline[city].Pending, p => p.What == TicketReaction.City);
    }

    [Fact]
    public void A_number_of_the_city_is_one_ticket_by_whichever_way_it_comes_and_its_id_is_no_others()
    {
        var (hotline, city) = (new Hotline(), CityReference.IdOf("410100-1").Value);
        var call = Hotline.Call(city, city: new CityReference("410100-1", null));
        Assert.Equal("id:not-of-number", hotline.Code("t", Hotline.Wang, call with { Intake = call.Intake with { Id = TicketId.Of("t") } }));
        Assert.Equal("id:not-allowed", hotline.Code(city, Hotline.Wang, Hotline.Call(city)));
        Assert.Equal("", hotline.Code(city, Hotline.Wang, call));
    }

    [Fact]
    public void What_is_not_told_yet_waits_however_far_the_ticket_has_come()
    {
        var intake = Hotline.Call("t", city: new CityReference("410100-1", null)).Intake;
        var at = new DateTimeOffset(2013, 10, 9, 2, 0, 0, TimeSpan.Zero);
        var limits = HotlineRules.Usual.LimitsOf(TicketKind.Complaint, Urgency.Ordinary, HotlineRules.Usual.Categories[0]);
        var state = Ticket.Fold(Ticket.Empty, new Recorded<TicketEvent>(
            new TicketEvent.Received(intake, new TicketNumber(new DateOnly(2013, 10, 9), 1), new TicketAbout(intake.About, Hotline.Street.Place, null, intake.About), limits, TicketDues.None), 1, Hotline.Wang, at));
        state = Ticket.Fold(state, new Recorded<TicketEvent>(new TicketEvent.Dispatched(Hotline.Street, null, TicketDues.None), 2, Hotline.Wang, at));
        state = Ticket.Fold(state, new Recorded<TicketEvent>(new TicketEvent.Urged(), 3, Hotline.Wang, at));
        Assert.Equal([(1L, TicketStage.Received), (2L, TicketStage.Dispatched)], state.View!.Untold.Select(n => (n.Version, n.Stage)));
        Assert.Equal(2, Ticket.Agenda(state).Count(i => i.Kind == TicketCommand.React.AgendaKind));

        state = Ticket.Fold(state, new Recorded<TicketEvent>(new TicketEvent.Reacted(TicketReaction.City, 1), 4, Actor.Timekeeper, at));
        Assert.Equal(TicketStage.Dispatched, Assert.Single(state.View!.Untold).Stage);
        Assert.Empty(state.View.ForUnit().Untold);
    }
}
