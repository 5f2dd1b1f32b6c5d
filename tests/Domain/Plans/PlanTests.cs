using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using static Circle.Domain.Tests.Plans.Sample;
using District = Circle.Domain.Time.District;

namespace Circle.Domain.Tests.Plans;

/// <summary>From a document to the plan in force: the first is adopted, a later one is proposed, seen, and taken or dismissed.</summary>
public sealed class PlanTests
{
    private static readonly PlaceTree Places = Tree(2, 2);
    private static readonly Line Room = Line("room", Step("10-31", Stage.Completed, Each(1, Answerer.Street)));
    private static readonly Line Park = Line("park", Step("11-30", Stage.Accepted, Number(3))) with { Order = 2 };
    private static readonly PlanDocument First = Document(Room, Park);
    private static readonly Actor Office = new("rehearsal:office");

    private static PlanDocument Document(params ImmutableArray<Line> lines) => new("1号", "方案", Day("09-20"), lines, []);

    private static PlanDocument Later(string due = "10-15") => Document(Room with { Steps = [Room.Steps[0] with { Due = Day(due) }] }, Park);

    private static PlanState Started => Do(Do(Plan.Empty, new PlanCommand.Adopt(First)), new PlanCommand.ConfirmBaseline(Room.Id, Day("09-20"), "摸底"));

    [Fact]
    public void The_first_plan_is_adopted_and_no_second_one_is()
    {
        var state = Do(Plan.Empty, new PlanCommand.Adopt(First));

        Assert.Equal(1, state.Version);
        Assert.Equal((1, Office, "1号", "方案"), state.Adoptions.Select(a => (a.Version, a.By, a.Number, a.Title)).Single());
        Assert.Equal("in-force", Refused(state, new PlanCommand.Adopt(Later())));
    }

    [Fact]
    public void A_proposal_changes_nothing_until_it_is_taken()
    {
        var before = Started;

        var proposed = Do(before, new PlanCommand.Propose(Later(), "上传"));
        Assert.Same(before.InForce, proposed.InForce);
        Assert.Equal((1, "上传", Office), (proposed.Open!.Number, proposed.Open.Source, proposed.Open.By));

        var taken = Do(proposed, new PlanCommand.Take(1));
        Assert.Equal((2, null), (taken.Version, taken.Open));
        Assert.Equal([1, 2], taken.Adoptions.Select(a => a.Version));
        Assert.All(taken.InForce!.Targets, t => Assert.Equal(Day("10-15"), t.Due));
        Assert.Equal(before.InForce!.TargetsVersion + 1, taken.InForce.TargetsVersion);
        Assert.Equal("not-open", Refused(taken, new PlanCommand.Take(1)));
    }

    [Fact]
    public void Targets_are_written_anew_of_changed_lines_alone_and_end_with_a_line_that_is_gone()
    {
        var both = Do(Started, new PlanCommand.ConfirmBaseline(Park.Id, Day("09-20"), "摸底"));

        var edited = Events(Do(both, new PlanCommand.Propose(Later(), "上传")), new PlanCommand.Take(1));
        Assert.Equal([Room.Id], edited.OfType<PlanEvent.TargetsWritten>().Select(e => e.Line));

        var shorter = Do(Do(both, new PlanCommand.Propose(Document(Room), "上传")), new PlanCommand.Take(1));
        Assert.DoesNotContain(shorter.InForce!.Targets, t => t.Line == Park.Id);
        Assert.NotEmpty(shorter.InForce.Targets);
    }

    [Fact]
    public void A_newer_proposal_replaces_the_open_one_and_only_the_newest_is_taken()
    {
        var state = Do(Do(Started, new PlanCommand.Propose(Later(), "甲")), new PlanCommand.Propose(Later("10-20"), "乙"));

        Assert.Equal((2, "乙"), (state.Open!.Number, state.Open.Source));
        Assert.Equal("not-open", Refused(state, new PlanCommand.Take(1)));
        Assert.Equal("not-open", Refused(state, new PlanCommand.Dismiss(1, "旧")));
        Assert.Equal(Day("10-20"), Do(state, new PlanCommand.Take(2)).InForce!.Targets[0].Due);
    }

    [Fact]
    public void A_dismissed_proposal_leaves_the_plan_as_it_was_and_its_number_used()
    {
        var before = Started;
        var state = Do(Do(before, new PlanCommand.Propose(Later(), "上传")), new PlanCommand.Dismiss(1, "日期抄错"));

        Assert.Null(state.Open);
        Assert.Same(before.InForce, state.InForce);
        Assert.Equal("not-open", Refused(state, new PlanCommand.Take(1)));
        Assert.Equal(2, Do(state, new PlanCommand.Propose(Later(), "再传")).Open!.Number);
    }

    [Fact]
    public void What_would_change_nothing_is_refused()
    {
        Assert.Equal("none-in-force", Refused(Plan.Empty, new PlanCommand.Propose(First, "上传")));
        Assert.Equal("unchanged", Refused(Started, new PlanCommand.Propose(Document(Room, Park), "上传")));
        Assert.Equal("proposed-already", Refused(Do(Started, new PlanCommand.Propose(Later(), "上传")), new PlanCommand.Propose(Later(), "再传")));
    }

    [Fact]
    public void Every_fault_of_a_document_is_named_at_once()
    {
        var twice = Room.Steps[0];
        var faulty = new PlanDocument(
            "", new string('长', 201), Day("09-20"),
            [
                Room with { Steps = [twice, twice], Excluded = [PlaceId.Of("nowhere")] },
                Room with { Roster = [new(PlaceId.Of("atlantis"), 1)], Order = 1 },
            ],
            []);

        var refusal = Declined(Started, new PlanCommand.Propose(faulty, new string('长', 201)));

        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        Assert.Equal(
            ["lines/room", "lines/room/excluded", "lines/room/order", "lines/room/roster", $"lines/room/steps/{twice.Id}", "number", "source", "title"],
            refusal.Faults.Select(f => f.Field).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public void A_dismissal_says_why_in_up_to_200_characters(int length)
        => Assert.Equal("reason", Declined(Do(Started, new PlanCommand.Propose(Later(), "上传")), new PlanCommand.Dismiss(1, new string('长', length))).Faults.Single().Field);

    private static PlanState Do(PlanState state, PlanCommand command)
        => Events(state, command).Aggregate(state, (s, e) => Plan.Fold(s, new Recorded<PlanEvent>(e, 1, Office, District.At(Day("11-12")))));

    private static IEnumerable<PlanEvent> Events(PlanState state, PlanCommand command)
        => Assert.IsType<Decision<PlanEvent>.Accepted>(Decide(state, command)).Events.Select(e => e.Event);

    private static string Refused(PlanState state, PlanCommand command) => Declined(state, command).Faults.Single().Code;

    private static Refusal Declined(PlanState state, PlanCommand command) => Assert.IsType<Decision<PlanEvent>.Declined>(Decide(state, command)).Refusal;

    private static Decision<PlanEvent> Decide(PlanState state, PlanCommand command)
        => Plan.Decide(state, command, new Circumstances(District.At(Day("11-12")), Office, state.InForce, Places));
}
