using Circle.Cluster.Tests.Hosting;

namespace Circle.Cluster.Tests.WritePath;

public sealed class HotFacilityTests(OneSilo silo) : WritePathTests(silo)
{
    [Fact]
    public async Task Five_hundred_and_twelve_callers_at_once_are_all_accepted_once_and_decided_together()
    {
        var facility = await RegisterAsync();
        var gate = Journal.Hold();
        var commands = Enumerable.Range(0, 512).Select(n => (Id: Asking.NewId(), Command: Rename(n))).ToArray();
        var before = Journal.Commits;
        var answers = commands.Select(c => facility.AskAsync(c.Command, c.Id)).ToArray();
        await gate.EnteredAsync();
        await ArrivedAsync(facility, 512);
        gate.Open();

        var receipts = (await Task.WhenAll(answers)).Select(a => a.Accepted()).ToArray();
        Assert.Equal(Enumerable.Range(2, 512).Select(v => (long)v), receipts.Select(r => r.Version).Order());
        Assert.All(receipts, r => Assert.False(r.Repeated));
        Assert.InRange(Journal.Commits - before, 2, 4);
        var stored = await ReadAsync(facility);
        Assert.Equal(513, stored.Count);
        Assert.All(commands.Zip(receipts), c => Assert.Equal(c.First.Id, stored[(int)c.Second.Version - 1].Command));
    }
}
