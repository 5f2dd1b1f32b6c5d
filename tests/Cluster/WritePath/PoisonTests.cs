using Circle.Cluster.Tests.Faults;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Facilities;
using Circle.Domain.Journal;

namespace Circle.Cluster.Tests.WritePath;

/// <summary>Something that can never be stored fails alone.</summary>
public sealed class PoisonTests(OneSilo silo) : WritePathTests(silo)
{
    private const string Poison = "poison";

    [Fact]
    public async Task In_a_batch_of_many_facilities_only_the_culprit_fails()
    {
        var facilities = new List<IFacilityGrain>();
        for (var i = 0; i < 40; i++) facilities.Add(await RegisterAsync());
        var gate = Journal.Hold();
        var held = facilities[0].AskAsync(Rename("held"));
        await gate.EnteredAsync();
        var answers = facilities.Skip(1).Select((f, i) => f.AskAsync(Rename(i is 17 or 30 ? Poison : "sound"))).ToArray();
        await WaitingAsync(39);
        var before = Journal.Commits;
        Journal.OnCommit = Failing.Poisoned(Poison);
        gate.Open();

        (await held).Accepted();
        await Task.WhenAll(answers);
        Assert.Equal([17, 30], Enumerable.Range(0, 39).Where(i => answers[i].Result is Answer.Refused));
        Assert.All(new[] { 17, 30 }, i => Assert.Equal(RefusalKind.Invalid, answers[i].Result.Refused("cannot-be-stored").Kind));
        Assert.All(answers.Where(a => a.Result is not Answer.Refused), a => Assert.Equal(2, a.Result.Accepted().Version));

        // Halving, not one by one.
        Assert.InRange(Journal.Commits - before, 5, 30);
        for (var i = 0; i < 39; i++) Assert.Equal(i is 17 or 30 ? 1 : 2, (await ReadAsync(facilities[i + 1])).Count);
    }

    [Theory]
    [InlineData(77)]
    [InlineData(0, 199)]
    [InlineData(63, 64, 65)]
    public async Task Among_many_commands_of_one_facility_only_the_culprits_fail(params int[] culprits)
    {
        var facility = await RegisterAsync();
        var gate = Journal.Hold();
        var held = facility.AskAsync(Rename("held"));
        await gate.EnteredAsync();
        var answers = Enumerable.Range(0, 200).Select(i => facility.AskAsync(Rename(culprits.Contains(i) ? $"{Poison} {i}" : $"sound {i}"))).ToArray();
        await ArrivedAsync(facility, 201);
        Journal.OnCommit = Failing.Poisoned(Poison);
        gate.Open();

        (await held).Accepted();
        await Task.WhenAll(answers);
        Assert.Equal(culprits, Enumerable.Range(0, 200).Where(i => answers[i].Result is Answer.Refused));
        Assert.All(culprits, i => answers[i].Result.Refused("cannot-be-stored"));
        var versions = answers.Select(a => a.Result).OfType<Answer.Accepted>().Select(a => a.Receipt.Version).Order();
        Assert.Equal(Enumerable.Range(3, 200 - culprits.Length).Select(v => (long)v), versions);
        Assert.Equal(202 - culprits.Length, (await ReadAsync(facility)).Count);
    }

    [Fact]
    public async Task The_state_is_as_if_the_culprit_had_never_come()
    {
        var facility = await RegisterAsync();
        var before = await facility.View();
        Journal.OnCommit = Failing.Poisoned(Poison);
        (await facility.AskAsync(Rename(Poison))).Refused("cannot-be-stored");
        Assert.Equal(before!.Name, (await facility.View())!.Name);
        Assert.Equal(2, (await facility.AskAsync(Rename("sound"))).Accepted().Version);
    }
}
