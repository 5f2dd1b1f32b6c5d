using Circle.Cluster.Tests.Checks;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Time;

namespace Circle.Cluster.Tests.Callers;

/// <summary>Who may change anything, in each mode.</summary>
public sealed class CallerFilterTests
{
    private static readonly string TooLong = "rehearsal:" + new string('x', Actor.MaxLength);

    [Theory]
    [InlineData(OperatingMode.Live)]
    [InlineData(OperatingMode.Rehearsal)]
    public async Task Commands_pass_by_mode_and_actor_and_nothing_of_the_others_is_journaled(OperatingMode mode)
    {
        using var folder = new SqliteFolder();
        await using var cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options(mode)));
        await cluster.PrepareAsync();
        string?[] welcome = mode == OperatingMode.Live
            ? ["system:seeds", "system:timekeeper"]
            : ["system:seeds", "system:timekeeper", "rehearsal:street", "rehearsal:driver"];
        string?[] turnedAway = [null, "", "person:1", "systematic:x", "system", "REHEARSAL:street", TooLong, .. mode == OperatingMode.Live ? ["rehearsal:street", "rehearsal:driver"] : Array.Empty<string>()];

        for (var i = 0; i < turnedAway.Length; i++)
        {
            var command = Register($"away-{i}");
            var facility = cluster.Facility($"away-{i}");
            Assert.Equal(RefusalKind.SignedOut, (await TellAsync(turnedAway[i], () => facility.Tell(Asking.NewId(), command))).Refused("no-account").Kind);
            Assert.Equal("no-account", Assert.Single(await TellAsync(turnedAway[i], () => facility.Check(command))).Code);
            var read = await Assert.ThrowsAsync<NotAllowedException>(() => TellAsync(turnedAway[i], () => facility.View()));
            Assert.Equal("no-account", Assert.Single(read.Refusal.Faults).Code);
        }

        for (var i = 0; i < welcome.Length; i++)
        {
            var command = Register($"welcome-{i}");
            var facility = cluster.Facility($"welcome-{i}");
            Assert.Empty(await TellAsync(welcome[i], () => facility.Check(command)));
            (await TellAsync(welcome[i], () => facility.Tell(Asking.NewId(), command))).Accepted();
        }

        Assert.NotNull(await TellAsync("system:seeds", () => cluster.Facility("welcome-0").View()));
        Assert.Single((await TellAsync("system:seeds", () => cluster.Facility("welcome-0").History(0, 10))).Entries);

        var events = (await Replay.OfAsync(cluster.First.Journal.Inner)).Streams.Values.SelectMany(s => s).Where(e => e.Stream.Kind == "facility");
        Assert.Equal(welcome.Order(StringComparer.Ordinal), events.Select(e => e.Actor.Value).Order(StringComparer.Ordinal));
    }

    private static FacilityCommand.Register Register(string name) => new(SmallDistrict.Facility(name, SmallDistrict.Communities[0]));

    /// <summary>Whoever it is: also nobody, whom <see cref="Asking"/> does not know.</summary>
    private static async Task<T> TellAsync<T>(string? actor, Func<Task<T>> call)
    {
        Caller.Current = actor is null ? null : new Actor(actor);
        Reader.Nobody();
        return await call();
    }
}
