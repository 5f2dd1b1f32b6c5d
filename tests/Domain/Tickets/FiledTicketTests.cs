using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Tickets;

/// <summary>What another unit's program hands in, and what it hears.</summary>
public sealed class FiledTicketTests
{
    private static readonly Actor Portal = AccountId.Of("portal").Actor;

    [Fact]
    public void It_is_ordinary_help_by_the_interface_and_waits_at_the_hotline()
    {
        var ticket = new Hotline().Then("t", Portal, Hotline.Filed("t"))["t"];

        Assert.Equal(
            (TicketKind.Help, Urgency.Ordinary, TicketSource.Api, TicketStage.Received), (ticket.Intake.Kind, ticket.Urgency, ticket.Intake.Source, ticket.Stage));
        Assert.Null(ticket.Unit);
        Assert.Equal("caller", ticket.Intake.Caller?.Value);
    }

    [Theory]
    [InlineData("place:nowhere", "damage", "about:unknown")]
    [InlineData("facility:none", "damage", "about:unknown")]
    [InlineData("point:shop", "no-such", "category:unknown")]
    public void What_there_is_not_is_refused(string about, string category, string code)
        => Assert.Equal(code, new Hotline().Code("t", Portal, Hotline.Filed("t", about, category)));

    [Fact]
    public void Its_own_account_alone_hears_of_it_and_of_what_the_hotline_received_nobody()
    {
        var hotline = new Hotline().Then("t", Portal, Hotline.Filed("t")).Then("own", Hotline.Wang, Hotline.Call("own"));
        var call = Hotline.Call("report", TicketKind.Report);
        hotline.Then("report", Portal, call with { Intake = call.Intake with { Source = TicketSource.Api } });

        Assert.NotNull(FiledTicket.Of(hotline["t"], Portal));
        Assert.Null(FiledTicket.Of(hotline["t"], Hotline.Wang));
        Assert.Null(FiledTicket.Of(hotline["own"], Hotline.Wang));
        Assert.Null(FiledTicket.Of(hotline["report"], Portal));
    }

    [Fact]
    public void It_says_when_it_went_on_last_and_of_a_closed_one_when_it_was_closed()
    {
        var hotline = new Hotline().Then("t", Portal, Hotline.Filed("t"));
        var received = hotline.Now;
        Assert.Equal((received, null), Told());
        hotline.Until("10-09 11:00").Then("t", Hotline.Wang, Hotline.To(Hotline.Street));
        Assert.Equal(hotline.Now, Told().Updated);
        Assert.Equal(hotline["t"].Dues.Finish, Told().Expected);
        hotline.Until("10-09 11:10").Then("t", Hotline.Clerk, new TicketCommand.Sign()).Until("10-09 11:20").Then("t", Hotline.Clerk, new TicketCommand.Contact());
        Assert.Equal(hotline.Now, Told().Updated);
        hotline.Until("10-09 11:30").Then("t", Hotline.Clerk, Hotline.Answer()).Until("10-09 11:40").Then("t", Hotline.Wang, Hotline.NotReached);
        Assert.Equal((hotline.Now, null), Told());
        hotline.Until("10-09 11:50").Then("t", Hotline.Wang, Hotline.Said(true));
        var closed = hotline.Now;
        hotline.Until("10-12 09:00");
        Assert.Equal((closed, null), Told());
        Assert.Equal(received, FiledTicket.Of(hotline["t"], Portal)!.Received);

        (DateTimeOffset Updated, DateTimeOffset? Expected) Told() => FiledTicket.Of(hotline["t"], Portal) is { } told ? (told.Updated, told.Expected) : default;
    }

    [Fact]
    public void Ids_of_one_account_begin_alike_and_are_the_same_when_it_is_sent_again()
    {
        var (one, other) = (new CommandId(new Guid("0197a000-0000-7000-8000-000000000001")), new CommandId(new Guid("0197a000-0000-7000-8000-000000000002")));

        Assert.Equal(FiledTicket.IdOf(Portal, one), FiledTicket.IdOf(Portal, one));
        Assert.Distinct([FiledTicket.IdOf(Portal, one), FiledTicket.IdOf(Portal, other), FiledTicket.IdOf(Hotline.Wang, one)]);
        Assert.True(TextId.TryParse<TicketId>(FiledTicket.IdOf(Portal, one).Value, out _));
        Assert.StartsWith($"{FiledTicket.BeginningOf(Portal)}-", FiledTicket.IdOf(Portal, other).Value, StringComparison.Ordinal);
    }
}
