using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;
using CsCheck;

namespace Circle.Domain.Tests.Plans;

/// <summary>The December 19 of a security line, that the district owes until a person gives them to streets.</summary>
public sealed class AllocationTests
{
    private static readonly Line Rooms = Sample.SecurityLine();
    private static readonly StepId December = Rooms.Steps[3].Id;
    private static readonly PlaceTree Places = Sample.Tree(Enumerable.Repeat(4, 17));

    private PlanState state = Plan.Empty;
    private long version;

    public AllocationTests() => Then(new PlanCommand.Adopt(new PlanDocument("号", "计划", Sample.Day("09-20"), [Rooms], [])));

    [Fact]
    public void Until_it_is_allocated_the_district_owes_it_and_then_each_street_its_part()
    {
        Confirm();
        Assert.Equal([("district", 19L)], Owed());
        var before = state.InForce!.TargetsVersion;

        Then(Give(0, ("s2", 10), ("s1", 9)));
        Assert.Equal([("s1", 9L), ("s2", 10L)], Owed());
        Assert.Equal(before + 1, state.InForce!.TargetsVersion);
        Assert.Equal(("account:office", 1), (state.Allocations.Single().By.Value, state.Allocations.Single().Version));
        Assert.Equal(16 + 32 + 48, state.InForce.Targets.Where(t => t.Step != December).Sum(t => t.Cumulative));
    }

    [Fact]
    public void Versions_are_kept_and_one_that_was_not_seen_is_not_written_over()
    {
        Confirm();
        Then(Give(0, ("s1", 19)));
        Assert.Equal(Refusal.ChangedMeanwhileCode, Refused(Give(0, ("s2", 19))));
        Assert.Equal("unchanged", Refused(Give(1, ("s1", 19))));
        Then(Give(1, ("s2", 19)));
        Then(Give(2));

        Assert.Equal([("district", 19L)], Owed());
        Assert.Equal([1, 2, 3], state.Allocations.Select(a => a.Version));
        Assert.Equal(["s1", "s2"], state.Allocations.SelectMany(a => a.Shares).Select(s => s.Street.Value));
    }

    [Fact]
    public void The_sum_is_the_steps_and_every_fault_is_named_at_once()
    {
        Assert.Equal(["sum"], Codes(Give(0, ("s1", 18))));
        Assert.Equal(["sum"], Codes(Give(0, ("s1", 19), ("s2", 1))));
        Assert.Equal(["out-of-range", "not-covered", "not-covered", "not-covered", "twice"], Codes(Give(0, ("s1", 0), ("s17", 8), ("s1c1", 8), ("nowhere", 2), ("s1", 1))));
        Assert.Equal(["required"], Codes(Give(0, ("s1", 19)) with { Reason = " " }));
        Assert.Equal(["personal"], Codes(Give(0, ("s1", 19)) with { Reason = "13800138000" }));
        Assert.Equal("unknown", Refused(Give(0, ("s1", 19)) with { Step = StepId.Of("no-such") }));
        Assert.Equal("unknown", Refused(Give(0, ("s1", 19)) with { Line = LineId.Of("no-such") }));
        Assert.Equal("nothing-to-allocate", Refused(Give(0, ("s1", 19)) with { Step = Rooms.Steps[0].Id }));
        Assert.Equal((Permission.Plan, Subject.District), Plan.Needs(state, Give(0)) is { } need ? (need.Permission, need.On.Single()) : default);
    }

    [Fact]
    public void Before_a_baseline_is_confirmed_it_is_kept_and_counts_from_then_on()
    {
        Then(Give(0, ("s1", 19)));
        Assert.Empty(state.InForce!.Targets);
        Confirm();

        Assert.Equal([("s1", 19L)], Owed());
    }

    [Fact]
    public void A_plan_edit_that_changes_the_number_gives_it_back_until_it_is_allocated_anew()
    {
        Confirm();
        Then(Give(0, ("s1", 19)));
        var same = Rooms with { EnglishName = "Rooms" };
        Take(same);
        Assert.Equal([("s1", 19L)], Owed());

        Take(same with { Steps = same.Steps.SetItem(3, same.Steps[3] with { Quotas = [Sample.Number(20)] }) });
        Assert.Equal([("district", 20L)], Owed());
        Then(Give(1, ("s1", 19), ("s2", 1)));
        Assert.Equal([("s1", 19L), ("s2", 1L)], Owed());
    }

    [Fact]
    public void What_a_street_is_given_never_falls_from_one_step_to_the_next()
    {
        var line = Rooms with { Steps = [Sample.Step("11-30", Stage.Completed, Sample.Number(8)), Sample.Step("12-31", Stage.Completed, Sample.Number(14))] };
        Take(line);
        PlanCommand.Allocate Of(int step, params (string Street, int Number)[] shares) => Give(0, shares) with { Step = line.Steps[step].Id };

        Then(Of(0, ("s1", 5), ("s2", 3)));
        Assert.Equal(["falls"], Codes(Of(1, ("s1", 4), ("s2", 10))));
        Then(Of(1, ("s1", 5), ("s2", 9)));
        Assert.Equal(["falls", "falls"], Codes(Of(0, ("s1", 6), ("s3", 2)) with { Seen = 1 }));
    }

    /// <summary>Whoever is given what: as many are owed as before, and nothing by anybody else.</summary>
    [Fact]
    public void What_is_owed_together_is_the_same_before_and_after() => Gen.Int[1, 16].Array[1, 16].Sample(streets =>
    {
        var (told, left) = (new AllocationTests(), 19);
        told.Confirm();
        var shares = streets.Distinct().SkipLast(1).Select(s => (Street: $"s{s}", Number: Math.Min(left > 1 ? 1 : 0, left--))).Where(s => s.Number > 0).ToList();
        shares.Add(($"s{streets.Distinct().Last()}", 19 - shares.Sum(s => s.Number)));
        told.Then(Give(0, [.. shares]));

        Assert.Equal(19, told.Owed().Sum(o => o.Items));
        Assert.Equal(shares.Select(s => s.Street).Order(), told.Owed().Select(o => o.Unit).Order());
    });

    private static PlanCommand.Allocate Give(int seen, params (string Street, int Number)[] shares)
        => new(Rooms.Id, December, seen, [.. shares.Select(s => new StreetShare(PlaceId.Of(s.Street), s.Number))], "会议纪要");

    private static Circumstances At => new(District.At(Sample.Day("10-08")), new Actor("account:office"), null, Places);

    /// <summary>Of the last step.</summary>
    private IEnumerable<(string Unit, long Items)> Owed() => state.InForce!.Targets.Where(t => t.Due == Sample.Day("12-31")).Select(t => (t.Unit.Value, t.Cumulative));

    private void Confirm() => Then(new PlanCommand.ConfirmBaseline(Rooms.Id, Sample.Day("09-30"), "普查"));

    private void Take(Line line)
    {
        Then(new PlanCommand.Propose(state.InForce!.Document with { Lines = [line] }, "修订"));
        Then(new PlanCommand.Take(state.Open!.Number));
    }

    private void Then(PlanCommand command)
    {
        var decision = Plan.Decide(state, command, At);
        Assert.True(decision is Decision<PlanEvent>.Accepted, $"{command} was refused: {(decision as Decision<PlanEvent>.Declined)?.Refusal.Faults[0].En}");
        foreach (var happened in ((Decision<PlanEvent>.Accepted)decision).Events)
            state = Plan.Fold(state, new Recorded<PlanEvent>(happened.Event, ++version, At.Actor, At.Now));
    }

    private IEnumerable<string> Codes(PlanCommand command) => Plan.Decide(state, command, At) is Decision<PlanEvent>.Declined declined ? declined.Refusal.Faults.Select(f => f.Code) : [];

    private string? Refused(PlanCommand command) => Codes(command).FirstOrDefault();
}
