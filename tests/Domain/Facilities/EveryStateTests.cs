using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using static Circle.Domain.Tests.Facilities.Story;

namespace Circle.Domain.Tests.Facilities;

public sealed class EveryStateTests
{
    private const string Stranger = "street:stranger";

    /// <summary>Columns: commands. Rows: states. A cell is the code of the refusal, or ok.</summary>
    private const string Table =
        """
        state      | register import-same import-new correct   move      suspend   resume        withdraw  progress          complete          file          retract          accept           return
        none       | ok       ok          ok         unknown   unknown   unknown   unknown       unknown   unknown           unknown           unknown       unknown          unknown          unknown
        planned    | exists   unchanged   ok         ok        ok        ok        not-suspended ok        ok                ok                not-completed nothing-reported not-completed    not-completed
        delivered  | exists   unchanged   ok         ok        ok        ok        not-suspended ok        no-progress       ok                not-completed nothing-reported not-completed    not-completed
        completed  | exists   unchanged   ok         ok        ok        ok        not-suspended ok        already-completed already-completed ok            ok               ok               ok
        filed      | exists   unchanged   ok         ok        ok        ok        not-suspended ok        already-completed already-completed already-filed ok               ok               ok
        accepted   | exists   unchanged   ok         ok        ok        ok        not-suspended ok        already-accepted  already-accepted  already-filed accepted         already-accepted ok
        returned   | exists   unchanged   ok         ok        ok        ok        not-suspended ok        ok                ok                not-completed nothing-reported not-completed    not-completed
        suspended  | exists   unchanged   ok         ok        ok        suspended ok            ok        suspended         suspended         suspended     suspended        suspended        suspended
        withdrawn  | exists   withdrawn   withdrawn  withdrawn withdrawn withdrawn withdrawn     withdrawn withdrawn         withdrawn         withdrawn     withdrawn        withdrawn        withdrawn
        existing   | exists   unchanged   ok         ok        ok        ok        not-suspended ok        already-accepted  already-accepted  already-filed accepted         already-accepted ok
        """;

    public static TheoryData<string, string, string> Cells()
    {
        var data = new TheoryData<string, string, string>();
        var lines = Table.Split('\n').Select(l => l.Split([' ', '|', '\r'], StringSplitOptions.RemoveEmptyEntries)).ToList();
        foreach (var row in lines.Skip(1))
        {
            for (var column = 1; column < row.Length; column++) data.Add(row[0], lines[0][column], row[column]);
        }

        return data;
    }

    [Theory, MemberData(nameof(Cells))]
    public void Every_command_meets_every_state(string state, string command, string expected)
    {
        var story = In(state);
        var before = story.At;

        var code = story.Refused(Command(command, state), command is "accept" or "return" ? Inspector : Reporter) ?? "ok";

        Assert.Equal(expected, code);
        if (code != "ok") Assert.Same(before.State, story.State);
        else Assert.True(story.At.Version > before.Version);
    }

    [Theory]
    [InlineData("completed", Stage.Completed)]
    [InlineData("filed", Stage.Completed)]
    [InlineData("filed", Stage.Filed)]
    [InlineData("delivered", Stage.Delivered)]
    public void Only_who_made_a_report_may_take_it_back(string state, Stage stage)
    {
        Assert.Equal("not-yours", In(state).Refused(Retract(stage), Stranger));
        Assert.Equal("not-yours", In(state).Refused(Retract(stage), Inspector));

        var story = In(state).Then(Retract(stage));

        Assert.True(story.Stage < stage);
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("filed")]
    public void Nobody_verifies_what_they_entered(string state)
    {
        Assert.Equal("own-work", In(state).Refused(Accept("11-20"), Reporter));
        Assert.Equal("own-work", In(state).Refused(Return("11-20"), Reporter));
        Assert.Null(In(state).Refused(Accept("11-20"), Stranger));
        Assert.Null(In(state).Refused(Return("11-20"), Stranger));
    }

    private static Story In(string state)
    {
        var planned = Registered(Site.Room);
        return state switch
        {
            "none" => new Story(),
            "planned" => planned,
            "delivered" => planned.Then(Progress(Stage.Delivered, "10-01")),
            "completed" => planned.Then(Complete("10-10")),
            "filed" => planned.Then(Complete("10-10")).Then(File("10-12")),
            "accepted" => planned.Then(Complete("10-10")).Then(Accept("10-15"), Inspector),
            "returned" => planned.Then(Complete("10-10")).Then(Return("10-15"), Inspector),
            "suspended" => planned.Then(Complete("10-10")).Then(new FacilityCommand.Suspend("拆迁", null)),
            "withdrawn" => planned.Then(Complete("10-10")).Then(new FacilityCommand.Withdraw("重复登记")),
            "existing" => new Story().Then(new FacilityCommand.Register(Site.Existing(Site.Room))),
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no such state"),
        };
    }

    private static FacilityCommand Command(string name, string state)
    {
        var draft = state == "existing" ? Site.Existing(Site.Room) : Site.Draft(Site.Room);
        return name switch
        {
            "register" => new FacilityCommand.Register(draft),
            "import-same" => new FacilityCommand.Import(draft),
            "import-new" => new FacilityCommand.Import(draft with { Name = "新名" }),
            "correct" => new FacilityCommand.Correct("新名", FacilityDetails.Unknown),
            "move" => new FacilityCommand.Move(PlaceId.Of("s2c1"), "划界"),
            "suspend" => new FacilityCommand.Suspend("拆迁", null),
            "resume" => new FacilityCommand.Resume(),
            "withdraw" => new FacilityCommand.Withdraw("重复登记"),
            "progress" => Progress(Stage.Delivered, "11-18"),
            "complete" => Complete("11-18"),
            "file" => File("11-18"),
            "retract" => Retract(Stage.Completed),
            "accept" => Accept("11-19"),
            "return" => Return("11-19"),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such command"),
        };
    }
}
