using Circle.Cluster.Tests.Checks;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Facilities;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Time;

namespace Circle.Cluster.Tests.Time;

/// <summary>What time starts, by the rehearsal's clock.</summary>
public sealed class AgendaTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task A_suspension_with_an_end_is_resumed_once_after_its_last_day_though_two_silos_watch()
    {
        var today = SmallDistrict.Today;
        var soon = new List<IFacilityGrain>();
        for (var i = 0; i < 20; i++) soon.Add(await SuspendedAsync($"soon-{i}", today));
        var later = await SuspendedAsync("later", today.AddDays(5));
        var endless = await SuspendedAsync("endless", null);
        var byHand = await SuspendedAsync("by-hand", today);
        (await byHand.AskAsync(new FacilityCommand.Resume())).Accepted();
        (await byHand.AskAsync(new FacilityCommand.Suspend("again", today.AddDays(3)))).Accepted();

        // The last moment of the last day changes nothing; the first of the next does.
        await silos.Cluster.SetClockAsync(District.At(today.AddDays(1)).AddMilliseconds(-1));
        Assert.Equal(Standing.Suspended, (await soon[0].View())!.Standing);
        await silos.Cluster.SetClockAsync(District.At(today.AddDays(1)));
        await Eventually.TrueAsync(async () => (await Task.WhenAll(soon.Select(f => f.View()))).All(v => v!.Standing == Standing.Active), () => "all are resumed");

        await silos.Cluster.SetClockAsync(District.At(today.AddDays(4)));
        await Eventually.TrueAsync(async () => (await byHand.View())!.Standing == Standing.Active, () => "the second suspension ends by itself");
        Assert.Equal([Standing.Suspended, Standing.Suspended], new[] { (await later.View())!.Standing, (await endless.View())!.Standing });

        var replay = await Replay.OfAsync(silos.Cluster.First.Journal.Inner);
        foreach (var facility in soon)
        {
            var resumed = Assert.Single(replay.Of(StreamOf(facility)), e => e.Type == "facility.resumed");
            Assert.Equal(Actor.Timekeeper, resumed.Actor);

            // The facility's silo may follow the clock a moment later than the one that told it.
            Assert.InRange(resumed.RecordedAt, District.At(today.AddDays(1)).AddMilliseconds(-1), District.At(today.AddDays(1)));
        }

        Assert.Equal([Asking.Street, Actor.Timekeeper], replay.Of(StreamOf(byHand)).Where(e => e.Type == "facility.resumed").Select(e => e.Actor));

        // What was handled is off the agenda, what is not due is still on it.
        var farOff = DateTimeOffset.MaxValue.AddDays(-1);
        var left = await silos.Cluster.First.Database.Agenda.ClaimAsync(farOff, farOff, farOff, 100, CancellationToken.None);
        Assert.Equal([StreamOf(later)], left.Where(i => i.Kind == FacilityCommand.Resume.AgendaKind).Select(i => i.Target));
    }

    private static StreamId StreamOf(IFacilityGrain facility) => Facility.StreamOf(FacilityId.Of(facility.GetPrimaryKeyString()));

    private async Task<IFacilityGrain> SuspendedAsync(string name, DateOnly? until)
    {
        var facility = silos.Cluster.Facility(name);
        (await facility.AskAsync(new FacilityCommand.Register(SmallDistrict.Facility(name, SmallDistrict.Communities[0])))).Accepted();
        (await facility.AskAsync(new FacilityCommand.Suspend("floods", until))).Accepted();
        return facility;
    }
}
