using Circle.Domain.Accounts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Supervisions;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Tickets;

/// <summary>Role × place × line, on a ticket that a street has, that a lead unit has, and that the hotline has.</summary>
public sealed class WhoMayTests
{
    private const string Receives = "AnswerAtOnce CallBack Dispatch LetGo Link Move Receive Reclassify Take Urge";
    private const string Handles = "Answer AskFor Contact GoOn Sign";
    private const string Oversees = "Close Decline Grant Supervise";

    [Theory]
    [InlineData(Role.Operator, null, null, Receives, Receives, Receives)]
    [InlineData(Role.Supervisor, null, null, $"{Receives} {Oversees}", $"{Receives} {Oversees}", $"{Receives} {Oversees}")]
    [InlineData(Role.Street, "s1", null, Handles, "", "")]
    [InlineData(Role.Street, "s2", null, "", "", "")]
    [InlineData(Role.Community, "s1c1", null, "", "", "")]
    [InlineData(Role.LeadUnit, null, "park", "", Handles, "")]
    [InlineData(Role.LeadUnit, null, "clinic", "", "", "")]
    [InlineData(Role.Service, null, null, "File", "File", "File")]
    [InlineData(Role.Service, "s1", null, "", "", "")]
    [InlineData(Role.Programme, null, null, "", "", "")]
    [InlineData(Role.Leadership, null, null, "", "", "")]
    [InlineData(Role.Auditor, null, null, "", "", "")]
    public void What_a_role_may_ask_is_this_and_nothing_else(Role role, string? place, string? line, string streets, string parks, string nobodys)
    {
        var grant = new Grant(role, place is null ? null : PlaceId.Of(place), line is null ? null : LineId.Of(line), null, Sample.Day("09-26"), null);
        Assert.Equal(streets, May(grant, Hotline.Street));
        Assert.Equal(parks, May(grant, Hotline.Parks));
        Assert.Equal(nobodys, May(grant, null));
    }

    /// <summary>What is another's is told apart from what is not there by nothing; the unit that had it last is told that it has it no more.</summary>
    [Fact]
    public void Whose_a_ticket_is_and_whether_there_is_one_is_hidden_from_other_units()
    {
        TicketCommand[] handles = [.. Commands().Where(c => Handles.Contains(c.GetType().Name, StringComparison.Ordinal))];
        Assert.Equal(5, handles.Length);
        var back = new Hotline().Receive(Hotline.Call("t"), Hotline.Street).Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Return)).Then("t", Hotline.Chief, new TicketCommand.Grant());
        foreach (var command in handles)
        {
            foreach (var unit in new[] { Hotline.Street, null }) Assert.Equal(Ticket.NoSuch, Ticket.Needs(new Hotline().Receive(Hotline.Call("t"), unit).State("t"), command)!.Hidden);
            Assert.Equal([Hotline.Street.ToSubject()], Ticket.Needs(back.State("t"), command)!.On);
            Assert.Equal(new Need(Permission.Answer), Ticket.Needs(Ticket.Empty, command));
        }
    }

    private static string May(Grant grant, AnsweringUnit? unit)
    {
        var hotline = new Hotline().Receive(Hotline.Call("t"), unit);
        return string.Join(' ', Commands().Where(c => Ticket.Needs(hotline.State("t"), c) is { } need && Rights.May([grant], need, Sample.Tree(2, 1), Sample.Day("11-12"))).Select(c => c.GetType().Name).OrderBy(c => grant.Role == Role.Supervisor && Oversees.Contains(c, StringComparison.Ordinal)).ThenBy(c => c, StringComparer.Ordinal));
    }

    private static IEnumerable<TicketCommand> Commands() =>
    [
        Hotline.Call("t"), Hotline.Filed("t"), Hotline.To(Hotline.Street), new TicketCommand.AnswerAtOnce(Hotline.Words), new TicketCommand.Link(TicketId.Of("u")), new TicketCommand.Adopt(TicketId.Of("u")),
        new TicketCommand.FollowParent(TicketId.Of("u"), null, TicketFinding.None), new TicketCommand.Take(), new TicketCommand.LetGo(), new TicketCommand.Reclassify(TicketCategoryId.Of("damage"), Urgency.Urgent),
        new TicketCommand.Move(new("place:s1")), new TicketCommand.Urge(), new TicketCommand.Sign(), new TicketCommand.Contact(), Hotline.Answer(), Hotline.Ask(TicketAsk.Return), new TicketCommand.Grant(),
        new TicketCommand.Decline(Hotline.Words), new TicketCommand.GoOn(), new TicketCommand.Supervise(Hotline.Words), Hotline.NotReached, new TicketCommand.Close(TicketEnd.Invalid, Hotline.Words),
        new TicketCommand.RunOut(TicketClock.Sign), new TicketCommand.Resume(), new TicketCommand.React(TicketReaction.Alert, 1),
    ];
}
