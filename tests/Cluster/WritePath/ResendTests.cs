using System.Collections.Immutable;
using Circle.Cluster.Tests.Faults;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Journal;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Plans;

namespace Circle.Cluster.Tests.WritePath;

/// <summary>The same command id again: one effect, the first answer.</summary>
public sealed class ResendTests(OneSilo silo) : WritePathTests(silo)
{
    [Fact]
    public async Task After_a_lost_answer_the_grain_goes_and_the_same_id_hears_the_first_receipt()
    {
        var facility = await RegisterAsync();
        var id = Asking.NewId();
        Journal.OnCommit = Failing.LoseAnswers(1);
        Assert.IsType<Answer.Unsure>(await facility.AskAsync(Rename("new"), id));
        await Eventually.TrueAsync(() => !Cluster.IsActive(facility), "the grain goes");

        Journal.Reads.Clear();
        var receipt = (await facility.AskAsync(Rename("new"), id)).Accepted();
        var stored = Assert.Single(await ReadAsync(facility), e => e.Command == id);
        Assert.Equal(new Receipt(StreamOf(facility), 2, stored.RecordedAt, Repeated: true), receipt);
        Assert.Contains((StreamOf(facility), 0, 2), Journal.Reads);
    }

    [Fact]
    public async Task After_an_unknown_fault_that_committed_nothing_the_same_id_is_accepted_for_the_first_time()
    {
        var facility = await RegisterAsync();
        var id = Asking.NewId();
        Journal.OnCommit = Failing.With(JournalFault.Unknown, 1);
        Assert.IsType<Answer.Unsure>(await facility.AskAsync(Rename("new"), id));
        Assert.False((await facility.AskAsync(Rename("new"), id)).Accepted().Repeated);
        Assert.Equal(2, (await ReadAsync(facility)).Count);
    }

    [Fact]
    public async Task What_waits_behind_an_unknown_outcome_is_busy_and_can_be_sent_again()
    {
        var facility = await RegisterAsync();
        var gate = Journal.Hold(after: true);
        Journal.OnCommit = async (runs, commit, cancel) =>
        {
            await gate.HoldAsync(runs, commit, cancel);
            throw new JournalException(JournalFault.Unknown, "the answer is lost");
        };
        var (first, second) = (Asking.NewId(), Asking.NewId());
        var unsure = facility.AskAsync(Rename(1), first);
        await gate.EnteredAsync();
        var behind = facility.AskAsync(Rename(2), second);
        await ArrivedAsync(facility, 2);
        Journal.OnCommit = null;
        gate.Open();

        Assert.IsType<Answer.Unsure>(await unsure);
        Assert.IsType<Answer.Busy>(await behind);
        Assert.True((await facility.AskAsync(Rename(1), first)).Accepted().Repeated);
        Assert.False((await facility.AskAsync(Rename(2), second)).Accepted().Repeated);
        Assert.Equal(3, (await ReadAsync(facility)).Count);
    }

    [Fact]
    public async Task A_command_that_would_be_refused_by_now_still_hears_that_it_was_accepted()
    {
        var facility = await RegisterAsync();
        var completion = new FacilityCommand.ReportCompletion(SmallDistrict.Today, null);
        var id = Asking.NewId();
        Journal.OnCommit = Failing.LoseAnswers(1);
        Assert.IsType<Answer.Unsure>(await facility.AskAsync(completion, id));
        (await facility.AskAsync(new FacilityCommand.Withdraw("gone"))).Accepted();

        (await facility.AskAsync(completion)).Refused("withdrawn");
        var receipt = (await facility.AskAsync(completion, id)).Accepted();
        Assert.Equal((2, true), (receipt.Version, receipt.Repeated));
        Assert.Equal(3, (await ReadAsync(facility)).Count);
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_checked_is_not_given()
    {
        var facility = await RegisterAsync();
        Journal.OnFind = () => throw new JournalException(JournalFault.Transient, "no connection");
        Assert.IsType<Answer.Busy>(await facility.AskAsync(new FacilityCommand.Resume()));
        Journal.OnFind = null;
        (await facility.AskAsync(new FacilityCommand.Resume())).Refused("not-suspended");
    }

    [Fact]
    public async Task The_same_id_twice_in_flight_has_one_effect_and_both_are_answered()
    {
        var facility = await RegisterAsync();
        var gate = Journal.Hold();
        var id = Asking.NewId();
        var first = facility.AskAsync(Rename("new"), id);
        await gate.EnteredAsync();
        var second = facility.AskAsync(Rename("new"), id);
        await ArrivedAsync(facility, 2);
        var other = facility.AskAsync(Rename("another payload"), id);
        (await other).Refused("id-reused");
        gate.Open();

        Assert.Equal((await first).Accepted(), (await second).Accepted());
        Assert.Equal(2, (await ReadAsync(facility)).Count);
    }

    [Fact]
    public async Task An_old_id_among_new_ones_gets_its_old_answer_and_the_others_theirs()
    {
        var facility = await RegisterAsync();
        var old = Asking.NewId();
        var first = (await facility.AskAsync(Rename("old"), old)).Accepted();
        var gate = Journal.Hold();
        var held = facility.AskAsync(Rename("held"));
        await gate.EnteredAsync();
        Task<Answer>[] waiting = [facility.AskAsync(Rename(1)), facility.AskAsync(Rename("old"), old), facility.AskAsync(Rename(2))];
        await ArrivedAsync(facility, 5);
        Journal.OnCommit = null;
        gate.Open();

        (await held).Accepted();
        var answers = await Task.WhenAll(waiting);
        Assert.Equal(first with { Repeated = true }, answers[1].Accepted());
        Assert.Equal([4, 5], new[] { answers[0].Accepted().Version, answers[2].Accepted().Version }.Order());
        Assert.Equal(5, (await ReadAsync(facility)).Count);
    }

    public static TheoryData<FacilityCommand, FacilityCommand> OtherPayloads => new()
    {
        { Rename("one"), Rename("other") },
        { Rename("one"), new FacilityCommand.Resume() },
        { new FacilityCommand.ReportCompletion(SmallDistrict.Today, null), new FacilityCommand.ReportCompletion(SmallDistrict.Today, "note") },
        { new FacilityCommand.ReportCompletion(SmallDistrict.Today, null), new FacilityCommand.File(SmallDistrict.Today) },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(OtherPayloads))]
    public async Task The_same_id_with_another_payload_is_refused(FacilityCommand command, FacilityCommand other)
    {
        var facility = await RegisterAsync();
        var id = Asking.NewId();
        (await facility.AskAsync(command, id)).Accepted();
        Assert.Equal(RefusalKind.IdReused, (await facility.AskAsync(other, id)).Refused("id-reused").Kind);
        Assert.Equal(2, (await ReadAsync(facility)).Count);
        Assert.True((await facility.AskAsync(command, id)).Accepted().Repeated);
    }

    /// <summary>Hash codes of strings, and so the order of a hashed map, differ from process to process: a resend may meet another silo.</summary>
    [Fact]
    public void A_payload_is_the_same_in_whatever_order_its_quantities_come()
    {
        var draft = SmallDistrict.Facility("f", SmallDistrict.District);
        var quantities = Enumerable.Range(1, 8).Select(i => KeyValuePair.Create(MeasureId.Of($"m{i}"), (long)i)).ToImmutableArray();
        var hashes = new[] { 1, 7 }.Select(salt => draft with { Quantities = ImmutableDictionary.CreateRange(new Salted(salt), quantities) })
            .Select(d => Pending<FacilityCommand>.Of(new CommandId(Guid.Empty), new FacilityCommand.Register(d), Asking.Street).PayloadHash);
        Assert.Single(hashes.Distinct());
    }

    /// <summary>Another process's hash codes.</summary>
    private sealed class Salted(int salt) : IEqualityComparer<MeasureId>
    {
        public bool Equals(MeasureId x, MeasureId y) => x == y;

        public int GetHashCode(MeasureId obj) => (obj.Value[^1] * salt) % 11;
    }
}
