using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Places;
using Circle.Domain.Tests.Alerts;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Delivery;

/// <summary>A receiver of the stages that tickets of the city's come to.</summary>
public sealed class CityReceiverTests
{
    private static ReceiverTerms Terms => Listener.Terms(Pace.AtOnce) with { Topic = ReceiverTopic.CityTickets };

    [Fact]
    public void Every_stage_is_told_once_in_its_order_however_long_the_other_side_is_away()
    {
        var listener = new Listener(Terms) { IsUp = false };
        Hear(listener, Stage("t", 1), Stage("t", 2));
        Hear(listener, Stage("t", 2), Stage("t", 3));
        Assert.Equal((2, 1), (listener.State.Out!.Tickets.Length, listener.State.Tickets.Length));

        listener.IsUp = true;
        listener.Until("10-10 12:00");
        Assert.Equal([1, 2, 3], listener.Taken.SelectMany(t => t.Message.Tickets).Select(t => t.Version));
        Assert.Equal((0, (Outgoing?)null), (listener.State.Tickets.Length, listener.State.Out));
    }

    [Fact]
    public void A_dead_letter_keeps_its_stages_and_sent_again_they_leave_first()
    {
        var listener = new Listener(Terms) { IsUp = false };
        Hear(listener, Stage("t", 1));
        listener.Until("10-12 12:00");
        Assert.Equal(1, Assert.Single(listener.State.Dead).Tickets.Single().Version);
        Hear(listener, Stage("t", 2));
        listener.IsUp = true;
        listener.Then(new ReceiverCommand.Resend(1)).Until("10-12 18:00");
        Assert.Equal([1, 2], listener.Taken.SelectMany(t => t.Message.Tickets).Select(t => t.Version).Order());
        Assert.Empty(listener.State.Dead);
    }

    [Fact]
    public void What_finds_no_place_is_counted_and_a_message_has_so_many()
    {
        var listener = new Listener(Terms) { IsUp = false };
        for (var i = 0; i < 12; i++) Hear(listener, [.. Enumerable.Range(0, Receiver.MaxTogether).Select(n => Stage($"t{n}", i + 1))]);
        Assert.Equal((Receiver.MaxTogether, Terms.MostWaiting(), Receiver.MaxTogether), (listener.State.Out!.Tickets.Length, listener.State.Tickets.Length, listener.State.More));
        Assert.Equal(Terms.MostWaiting(), ReceiverView.Of(listener.State)!.Waiting);
        listener.IsUp = true;
        listener.Until("10-10 18:00");
        Assert.All(listener.Taken, t => Assert.InRange(t.Message.Tickets.Length, 1, Receiver.MaxTogether));
        Assert.Equal((11 * Receiver.MaxTogether, Receiver.MaxTogether), (listener.Taken.Sum(t => t.Message.Tickets.Length), listener.Taken.Sum(t => t.Message.More)));
    }

    [Fact]
    public void It_hears_of_no_alert_and_its_terms_are_a_program_s_of_the_whole_district()
    {
        var tree = Sample.Tree(1, 1);
        var key = new AlertKey(AlertRule.Step, Sample.District, null, "x");
        Assert.False(Terms.Hears(tree, key, AlertLevel.Missed, false, Rung.Community));
        Assert.True((Terms with { Topic = ReceiverTopic.Alerts }).Hears(tree, key, AlertLevel.Missed, false, Rung.Community));
        var listener = new Listener(Terms);
        Assert.Equal("not-allowed not-allowed not-allowed", listener.Code(new ReceiverCommand.Correct(Terms with { Pace = Pace.Morning, Place = PlaceId.Of("s1") }) { Around = new ReceiverSurroundings(["duty"], 1) }));
        listener.Then(new ReceiverCommand.Correct(Terms with { Name = "市热线平台" }) { Around = new ReceiverSurroundings(["duty"], 1) { Webhooks = ["duty"] } });
        Assert.Equal("市热线平台", listener.State.Terms!.Name);
    }

    /// <summary>Three stages wait; told as alerts they would be "no alerts", and count as taken.</summary>
    [Fact]
    public void What_it_hears_of_stays_while_the_rest_is_corrected()
    {
        var listener = new Listener(Terms) { IsUp = false };
        Hear(listener, Stage("t", 1));
        Hear(listener, Stage("t", 2), Stage("t", 3));
        var around = new ReceiverSurroundings(["duty", "group"], 1) { Webhooks = ["duty"] };
        foreach (var topic in (ReceiverTopic?[])[null, ReceiverTopic.Alerts])
            Assert.Equal("not-allowed", listener.Code(new ReceiverCommand.Correct(Terms with { Topic = topic, Target = "group" }) { Around = around }));
        listener.Then(new ReceiverCommand.Correct(Terms with { Name = "市热线平台" }) { Around = around });
        listener.IsUp = true;
        listener.Until("10-10 12:00");
        Assert.Equal([1, 2, 3], listener.Taken.SelectMany(t => t.Message.Tickets).Select(t => t.Version));

        var alerts = new Listener();
        Assert.Equal("not-allowed", alerts.Code(new ReceiverCommand.Correct(Terms) { Around = around }));
        Assert.Equal("unchanged", alerts.Code(new ReceiverCommand.Correct(Listener.Terms(Pace.AtOnce) with { Topic = ReceiverTopic.Alerts }) { Around = around }));
    }

    private static void Hear(Listener listener, params HeardTicket[] tickets) => listener.Then(new ReceiverCommand.HearTickets([.. tickets]));

    private static HeardTicket Stage(string ticket, long version)
        => new(TicketId.Of(ticket), version, $"410100-{ticket}", new TicketNumber(Sample.Day("10-10"), 1), TicketStage.Received, Watched.At("10-10 09:00"), null);
}
