using Circle.Domain.Tests.Plans;
using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Tickets;

public sealed class OperatorDayTests
{
    [Fact]
    public void What_somebody_did_on_another_day_or_as_another_is_not_counted_and_what_is_in_hand_is_no_longer_than_it_holds()
    {
        var hotline = new Hotline().Receive(Hotline.Call("old"), Hotline.Street).Receive(Hotline.Call("back")).Underway("back", Hotline.Street).Then("back", Hotline.Clerk, Hotline.Answer());
        hotline.Until("10-10 10:00").Receive(Hotline.Call("new"), Hotline.Street).Receive(Hotline.Call("asked")).Receive(Hotline.Call("kept"));
        hotline.Then("asked", Hotline.Li, new TicketCommand.AnswerAtOnce(Hotline.Words)).Then("back", Hotline.Li, Hotline.NotReached).Then("back", Hotline.Li, Hotline.Said(true));
        hotline.Then("kept", Hotline.Li, new TicketCommand.Take());

        string[] Days() => [.. OperatorDay.Of(hotline.All, HotlineRules.Usual, Sample.Day("10-10"), hotline.Now).Select(d => $"{d.By} {d.Received} {d.AtOnce} {d.Dispatched} {d.CalledBack} {d.InHand}")];
        Assert.Equal([$"{Hotline.Wang} 3 0 1 0 0", $"{Hotline.Li} 0 1 0 2 1"], Days());
        hotline.Until("10-10 10:15");
        Assert.Equal([$"{Hotline.Wang} 3 0 1 0 0", $"{Hotline.Li} 0 1 0 2 0"], Days());
        Assert.Empty(OperatorDay.Of(hotline.All, HotlineRules.Usual, Sample.Day("10-11"), hotline.Now));
    }
}
