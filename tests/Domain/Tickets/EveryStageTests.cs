using Circle.Domain.Journal;
using Circle.Domain.Tickets;

namespace Circle.Domain.Tests.Tickets;

public sealed class EveryStageTests
{
    /// <summary>Columns: how far a ticket is. Rows: what is told to it. A cell is the code of the refusal, or ok.</summary>
    private const string Table =
        """
        tells      | none    received      taken         returned      redo          linked        dispatched    signed        underway      asked         suspended    answered      closed
        receive    | ok      received      received      received      received      received      received      received      received      received      received     received      received
        file       | ok      received      received      received      received      received      received      received      received      received      received     received      received
        dispatch   | unknown ok            taken         ok            ok            dispatched    dispatched    dispatched    dispatched    dispatched    dispatched   dispatched    ended
        at-once    | unknown ok            taken         ok            unsolved      dispatched    dispatched    dispatched    dispatched    dispatched    dispatched   dispatched    ended
        link       | unknown ok            taken         ok            ok            dispatched    dispatched    dispatched    dispatched    dispatched    dispatched   dispatched    ended
        adopt      | unknown ok            ok            ok            ok            not-a-parent  ok            ok            ok            ok            ok           ok            ended
        follow     | unknown not-linked    not-linked    not-linked    not-linked    ok            not-linked    not-linked    not-linked    not-linked    not-linked   not-linked    ended
        take       | unknown ok            taken         ok            ok            ok            ok            ok            ok            ok            ok           ok            ended
        let-go     | unknown not-taken     taken         not-taken     not-taken     not-taken     not-taken     not-taken     not-taken     not-taken     not-taken    not-taken     ended
        reclassify | unknown ok            taken         ok            ok            linked        ok            ok            ok            ok            ok           ok            ended
        move       | unknown ok            taken         ok            ok            ok            ok            ok            ok            ok            ok           ok            ended
        urge       | unknown not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit ok            ok            ok            ok            ok           not-at-a-unit ended
        sign       | unknown not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit ok            signed        signed        signed        suspended    not-at-a-unit ended
        contact    | unknown not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit not-signed    ok            contacted     contacted     suspended    not-at-a-unit ended
        answer     | unknown not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit not-signed    not-contacted ok            ok            suspended    not-at-a-unit ended
        return     | unknown not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit ok            ok            ok            asked         suspended    not-at-a-unit ended
        extend     | unknown not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit ok            ok            ok            asked         suspended    not-at-a-unit ended
        suspend    | unknown not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit not-signed    ok            ok            asked         suspended    not-at-a-unit ended
        grant      | unknown not-asked     not-asked     not-asked     not-asked     not-asked     not-asked     not-asked     not-asked     ok            not-asked    not-asked     ended
        decline    | unknown not-asked     not-asked     not-asked     not-asked     not-asked     not-asked     not-asked     not-asked     ok            not-asked    not-asked     ended
        go-on      | unknown not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit not-at-a-unit not-suspended not-suspended not-suspended not-suspended ok           not-at-a-unit ended
        supervise  | unknown ok            ok            ok            ok            ok            ok            ok            ok            ok            ok           ok            ended
        call-back  | unknown not-answered  taken         not-answered  not-answered  not-answered  not-answered  not-answered  not-answered  not-answered  not-answered ok            ended
        close      | unknown ok            ok            ok            ok            ok            ok            ok            ok            ok            ok           ok            ended
        run-out    | unknown not-due       not-due       not-due       not-due       not-due       not-due       not-due       not-due       not-due       not-due      not-due       ended
        resume     | unknown not-due       not-due       not-due       not-due       not-due       not-due       not-due       not-due       not-due       not-due      not-due       ended
        react      | unknown reacted       reacted       reacted       reacted       reacted       reacted       reacted       reacted       reacted       reacted      reacted       reacted
        """;

    private static readonly string[][] Rows = [.. Table.Split('\n').Select(l => l.Split([' ', '|', '\r'], StringSplitOptions.RemoveEmptyEntries))];

    public static TheoryData<string, string, string> Cells()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var row in Rows.Skip(1))
        {
            for (var column = 1; column < row.Length; column++) data.Add(Rows[0][column], row[0], row[column]);
        }

        return data;
    }

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_meets_every_stage(string stage, string command, string expected)
    {
        var hotline = At(stage);
        var before = hotline.State("t");
        var (by, tells) = Command(command);

        var code = hotline.Code("t", by, tells);

        Assert.Equal(expected, code == "" ? "ok" : code.Split(':')[^1]);
        if (code != "") Assert.Same(before, hotline.State("t"));
    }

    /// <summary>So that a new one is not forgotten here.</summary>
    [Fact]
    public void Every_command_has_a_row_and_every_stage_a_column()
    {
        Assert.Equal(
            typeof(TicketCommand).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(TicketCommand))).Select(t => t.Name).Order(),
            Rows.Skip(1).Select(row => Command(row[0]).Tells.GetType().Name).Distinct().Order());
        Assert.Equal(Enum.GetValues<TicketStage>(), Rows[0].Skip(2).Select(stage => At(stage)["t"].Stage).Distinct().Order());
    }

    private static Hotline At(string stage)
    {
        var hotline = new Hotline();
        if (stage == "none") return hotline;
        hotline.Receive(Hotline.Call("parent")).Receive(Hotline.Call("t"));
        switch (stage)
        {
            case "received":
                return hotline;
            case "taken":
                return hotline.Then("t", Hotline.Li, new TicketCommand.Take());
            case "linked":
                return hotline.Then("t", Hotline.Wang, new TicketCommand.Link(TicketId.Of("parent")));
            case "closed":
                return hotline.Then("t", Hotline.Chief, new TicketCommand.Close(TicketEnd.Invalid, Hotline.Words));
            case "dispatched":
                return hotline.Then("t", Hotline.Wang, Hotline.To(Hotline.Street));
            case "signed":
                return hotline.Then("t", Hotline.Wang, Hotline.To(Hotline.Street)).Then("t", Hotline.Clerk, new TicketCommand.Sign());
            case "returned":
                return hotline.Then("t", Hotline.Wang, Hotline.To(Hotline.Street)).Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Return)).Then("t", Hotline.Chief, new TicketCommand.Grant());
        }

        hotline.Underway("t", Hotline.Street);
        return stage switch
        {
            "underway" => hotline,
            "asked" => hotline.Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Extend, 2)),
            "suspended" => hotline.Then("t", Hotline.Clerk, Hotline.Ask(TicketAsk.Suspend, until: "10-20")).Then("t", Hotline.Chief, new TicketCommand.Grant()),
            "answered" => hotline.Then("t", Hotline.Clerk, Hotline.Answer()),
            "redo" => hotline.Then("t", Hotline.Clerk, Hotline.Answer()).Then("t", Hotline.Wang, Hotline.Said(false)),
            _ => throw new ArgumentOutOfRangeException(nameof(stage)),
        };
    }

    private static (Actor By, TicketCommand Tells) Command(string name) => name switch
    {
        "receive" => (Hotline.Wang, Hotline.Call("t")),
        "file" => (Hotline.Wang, Hotline.Filed("t")),
        "dispatch" => (Hotline.Wang, Hotline.To(Hotline.OtherStreet)),
        "at-once" => (Hotline.Wang, new TicketCommand.AnswerAtOnce(Hotline.Words)),
        "link" => (Hotline.Wang, new TicketCommand.Link(TicketId.Of("parent"))),
        "adopt" => (Actor.Timekeeper, new TicketCommand.Adopt(TicketId.Of("child"))),
        "follow" => (Actor.Timekeeper, new TicketCommand.FollowParent(TicketId.Of("parent"), Hotline.Words, TicketFinding.Unfounded)),
        "take" => (Hotline.Wang, new TicketCommand.Take()),
        "let-go" => (Hotline.Wang, new TicketCommand.LetGo()),
        "reclassify" => (Hotline.Wang, new TicketCommand.Reclassify(TicketCategoryId.Of("damage"), Urgency.Urgent)),
        "move" => (Hotline.Wang, new TicketCommand.Move(new StreamId("place:s2"))),
        "urge" => (Hotline.Wang, new TicketCommand.Urge()),
        "sign" => (Hotline.Clerk, new TicketCommand.Sign()),
        "contact" => (Hotline.Clerk, new TicketCommand.Contact()),
        "answer" => (Hotline.Clerk, Hotline.Answer()),
        "return" => (Hotline.Clerk, Hotline.Ask(TicketAsk.Return)),
        "extend" => (Hotline.Clerk, Hotline.Ask(TicketAsk.Extend, 3)),
        "suspend" => (Hotline.Clerk, Hotline.Ask(TicketAsk.Suspend, until: "10-20")),
        "grant" => (Hotline.Chief, new TicketCommand.Grant()),
        "decline" => (Hotline.Chief, new TicketCommand.Decline(Hotline.Words)),
        "go-on" => (Hotline.Clerk, new TicketCommand.GoOn()),
        "supervise" => (Hotline.Chief, new TicketCommand.Supervise(Hotline.Words)),
        "call-back" => (Hotline.Wang, Hotline.Said(true)),
        "close" => (Hotline.Chief, new TicketCommand.Close(TicketEnd.Withdrawn, Hotline.Words)),
        "run-out" => (Actor.Timekeeper, new TicketCommand.RunOut(TicketClock.Finish)),
        "resume" => (Actor.Timekeeper, new TicketCommand.Resume()),
        "react" => (Actor.Timekeeper, new TicketCommand.React(TicketReaction.Children, 2)),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
