using Circle.Cluster.Tests.Faults;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Journal;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;

namespace Circle.Cluster.Tests.WritePath;

/// <summary>When an answer is given, and which.</summary>
public sealed class AnswerTests(OneSilo silo) : WritePathTests(silo)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_is_accepted_and_seen_only_after_its_commit_is_known(bool written)
    {
        var facility = await RegisterAsync();
        var gate = Journal.Hold(after: written);

        var answer = facility.AskAsync(Rename("new"));
        await gate.EnteredAsync();

        Assert.NotEqual("new", (await facility.View())!.Name);
        Assert.False(answer.IsCompleted);
        gate.Open();
        Assert.Equal((2, false), (await answer).Accepted() is var receipt ? (receipt.Version, receipt.Repeated) : default);
        Assert.Equal("new", (await facility.View())!.Name);
        Assert.Equal(2, (await ReadAsync(facility)).Count);
    }

    [Fact]
    public async Task No_answer_of_a_run_leaves_before_its_commit_refusals_neither()
    {
        var facility = await RegisterAsync();
        var first = Journal.Hold();
        var before = facility.AskAsync(Rename("before"));
        await first.EnteredAsync();

        // Decided together: the refusal rests on a suspension that is not committed yet.
        var second = Journal.Hold();
        var suspended = facility.AskAsync(new FacilityCommand.Suspend("floods", null));
        await ArrivedAsync(facility, 2);
        var refused = facility.AskAsync(new FacilityCommand.ReportCompletion(SmallDistrict.Today, null));
        await ArrivedAsync(facility, 3);
        first.Open();
        await before;
        await second.EnteredAsync();
        Assert.False(suspended.IsCompleted || refused.IsCompleted);

        second.Open();
        (await suspended).Accepted();
        (await refused).Refused("suspended");
    }

    [Fact]
    public async Task A_refusal_that_rests_on_a_lost_run_is_not_given()
    {
        var facility = await RegisterAsync();
        var gate = Journal.Hold();
        var before = facility.AskAsync(Rename("before"));
        await gate.EnteredAsync();
        Journal.OnCommit = Failing.With(JournalFault.Unknown, 1);
        var suspended = facility.AskAsync(new FacilityCommand.Suspend("floods", null));
        await ArrivedAsync(facility, 2);
        var refused = facility.AskAsync(new FacilityCommand.ReportCompletion(SmallDistrict.Today, null));
        await ArrivedAsync(facility, 3);
        gate.Open();

        (await before).Accepted();
        Assert.IsType<Answer.Unsure>(await suspended);
        Assert.IsType<Answer.Unsure>(await refused);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_conflict_reloads_and_decides_again(int times)
    {
        var facility = await RegisterAsync();
        Journal.OnCommit = Failing.Overtaken(Cluster.First, facility.GetPrimaryKeyString(), times, n => Rename($"rival {n}"));

        Assert.Equal(2 + times, (await facility.AskAsync(Rename("mine"))).Accepted().Version);
        Assert.Equal("mine", (await facility.View())!.Name);
        Assert.Equal(2 + times, (await ReadAsync(facility)).Count);
    }

    [Fact]
    public async Task Four_conflicts_in_a_row_are_busy_and_nothing_has_happened()
    {
        var facility = await RegisterAsync();
        Journal.OnCommit = Failing.Overtaken(Cluster.First, facility.GetPrimaryKeyString(), 4, n => Rename($"rival {n}"));
        var id = Asking.NewId();

        Assert.IsType<Answer.Busy>(await facility.AskAsync(Rename("mine"), id));
        Assert.DoesNotContain(await ReadAsync(facility), e => e.Command == id);
        Assert.Equal(6, (await facility.AskAsync(Rename("mine"), id)).Accepted().Version);
    }

    [Fact]
    public async Task After_a_conflict_the_decision_is_made_on_what_the_rival_left()
    {
        var facility = await RegisterAsync();
        Journal.OnCommit = Failing.Overtaken(Cluster.First, facility.GetPrimaryKeyString(), 1, _ => new FacilityCommand.Suspend("floods", null));
        (await facility.AskAsync(new FacilityCommand.ReportCompletion(SmallDistrict.Today, null))).Refused("suspended");
        Assert.Equal(Standing.Suspended, (await facility.View())!.Standing);
    }

    [Fact]
    public async Task A_transient_fault_is_tried_again_and_nobody_notices()
    {
        var facility = await RegisterAsync();
        Journal.OnCommit = Failing.With(JournalFault.Transient, 5);
        var answer = facility.AskAsync(Rename("new"));
        Assert.Equal(2, (await WriterTime.PassAsync(answer, "an answer after five rollbacks", stepMilliseconds: 20)).Accepted().Version);
    }
}
