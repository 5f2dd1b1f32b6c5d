using System.Collections.Immutable;
using Circle.Cluster.Tests.Checks;
using Circle.Cluster.Tests.Field;
using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Plans;

namespace Circle.Cluster.Tests.Failover;

/// <summary>Three silos on one PostgreSQL database; one is gone in the middle of the work.</summary>
public sealed class KilledSiloTests(SharedServer server)
{
    private const int Callers = 96;

    [Fact]
    public async Task What_was_acknowledged_is_in_the_journal_once_what_was_not_at_most_once_and_every_sum_is_right()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        await using var cluster = await CircleCluster.StartAsync(new ClusterSetup(await server.DatabaseAsync(), Silos: 3));
        await cluster.PrepareAsync();
        var deeds = new RandomDeeds(seed, "kill", 150);
        var crew = new Crew(cluster);
        await crew.RunAsync(deeds.Registrations(), Callers);
        await cluster.Region(SmallDistrict.District).Tally();

        // One silo dies after a while; the work goes on until as much again has been acknowledged without it.
        var goal = int.MaxValue;
        var work = crew.RunAsync(deeds, Callers, () => crew.Accepted >= Volatile.Read(ref goal));
        await Eventually.TrueAsync(() => crew.Accepted > 1_000, "a thousand deeds are done");
        await cluster.KillAsync(cluster.Members[1]);
        Volatile.Write(ref goal, crew.Accepted + 1_000);
        await work.WithinLimitAsync("a thousand more without the dead silo");
        Assert.Equal(2, cluster.Members.Count);

        var heard = crew.Heard.ToImmutableArray();
        CheckAgainst(await Replay.OfAsync(cluster.First.Database.Journal), heard);
        await ResendAsync(crew, heard);

        var replay = await Replay.OfAsync(cluster.First.Database.Journal);
        Assert.All(heard, h => Assert.True(replay.Of(h.Deed.Id).Length <= 1, $"{h.Deed} happened twice"));
        await CheckSumsAsync(cluster, replay);
    }

    /// <summary>What each caller heard, against what there is.</summary>
    private static void CheckAgainst(Replay replay, ImmutableArray<(Deed Deed, Answer? Answer)> heard)
    {
        var stored = replay.Streams.Values.SelectMany(s => s).Where(e => e.Command is not null).ToLookup(e => e.Command!.Value);
        foreach (var (deed, answer) in heard)
        {
            var events = stored[deed.Id].ToArray();
            switch (answer)
            {
                case Answer.Accepted { Receipt: var receipt }:
                    var only = Assert.Single(events);
                    Assert.Equal((receipt.Stream, receipt.Version, receipt.RecordedAt), (only.Stream, only.Version, only.RecordedAt));
                    break;
                case Answer.Refused or Answer.Busy:
                    // Both say that nothing happened.
                    Assert.True(events.Length == 0, $"{deed} heard {answer} and is in the journal");
                    break;
                default:
                    Assert.True(events.Length <= 1, $"{deed} happened twice");
                    break;
            }
        }

        Assert.Contains(heard, h => h.Answer is not Answer.Accepted and not Answer.Refused);
    }

    /// <summary>Every id once more: what was accepted hears its first receipt, whatever came after.</summary>
    private static async Task ResendAsync(Crew crew, ImmutableArray<(Deed Deed, Answer? Answer)> heard)
    {
        await Parallel.ForEachAsync(heard, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (was, _) =>
        {
            var now = await crew.InsistAsync(was.Deed);
            if (was.Answer is Answer.Accepted { Receipt: var first }) Assert.Equal(first with { Repeated = true }, now.Accepted());
        });
    }

    private static async Task CheckSumsAsync(CircleCluster cluster, Replay replay)
    {
        var places = cluster.First.Get<Atlas>().Places;
        await replay.CheckRowsAsync(cluster.First.Database.Places, places);
        foreach (var place in places.All)
        {
            var (expected, shown) = (replay.SumOf(place.Id, places), Tally.Empty);
            await Eventually.TrueAsync(
                async () => expected.Equals(shown = await FactsAsync(place.Id)),
                () => $"{place.Id} sums to what the journal says; journal − shown is {string.Join(", ", expected.Minus(shown).Cells.Take(5))}");
        }

        async Task<Tally> FactsAsync(PlaceId place)
            => Tally.Of((await cluster.Region(place).Tally()).Cells.Cells.Where(c => c.Key.Measure != Counts.Due && c.Key.Measure != Counts.Met));
    }
}
