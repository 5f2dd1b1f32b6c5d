using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Facilities;
using Circle.Domain.Journal;
using Circle.Grains.Journal;

namespace Circle.Cluster.Tests.WritePath;

/// <summary>More callers at once than a process lets through.</summary>
public sealed class AdmissionTests(OneSilo silo) : WritePathTests(silo)
{
    private const int Facilities = 40;

    [Fact]
    public async Task One_command_more_than_may_be_underway_is_busy_before_it_leaves_and_all_others_are_accepted()
    {
        var facilities = new List<IFacilityGrain>();
        for (var i = 0; i < Facilities; i++) facilities.Add(await RegisterAsync());
        var gate = Journal.Hold();
        var underway = Enumerable.Range(0, Admission.MaxUnderway).Select(n => facilities[n % Facilities].AskAsync(Rename(n))).ToArray();
        foreach (var facility in facilities) await ArrivedAsync(facility, Admission.MaxUnderway / Facilities);

        Assert.IsType<Answer.Busy>(await facilities[0].AskAsync(Rename(-1)).WithinLimitAsync("one more is turned away"));
        Assert.DoesNotContain(underway, u => u.IsCompleted);
        await ArrivedAsync(facilities[0], Admission.MaxUnderway / Facilities);
        Journal.OnCommit = null;
        gate.Open();

        Assert.All(await Task.WhenAll(underway), a => a.Accepted());
        (await facilities[0].AskAsync(Rename(-1))).Accepted();
    }
}
