using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Alerts;
using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;

namespace Circle.Cluster.Tests.Alerts;

/// <summary>From a morning's look to the end of an alert, by the rehearsal's clock.</summary>
public sealed class AlertTests : IAsyncLifetime
{
    private static readonly Actor Office = new("rehearsal:office");
    private static readonly AlertId Owed = AlertId.Of(new AlertKey(AlertRule.Step, PlaceId.Of("s1"), SmallDistrict.Room, "2013-10-31-completed"));

    private readonly SqliteFolder folder = new();
    private CircleCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options()));
        await cluster.PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task The_first_morning_without_a_baseline_raises_nothing()
    {
        await WatchedAsync();
        await MorningAsync(12);
        Assert.Empty((await ListAsync()).Alerts);
    }

    [Fact]
    public async Task A_slip_is_raised_promised_lapsed_met_and_over_and_each_is_told_once()
    {
        (await cluster.Plan.AskAsync(new PlanCommand.ConfirmBaseline(SmallDistrict.Room, new DateOnly(2013, 10, 1), "摸底"), actor: Office)).Accepted();
        await WatchedAsync();
        await MorningAsync(12);
        await Eventually.TrueAsync(async () => (await ListAsync()).Total == SmallDistrict.Streets, () => "each street has its alert");
        Assert.All((await ListAsync()).Alerts, a => Assert.Equal((AlertLevel.Behind, 2L, Handling.Unacknowledged), (a.Alert.Facts.Level, a.Alert.Facts.Open, a.Alert.Handling)));
        Assert.Single((await ListAsync("s1")).Alerts);

        // Wednesday the 13th is promised; on Thursday nobody has built anything, and the lead unit hears.
        (await Alert().AskAsync(new AlertCommand.Acknowledge(AccountId.Of("wang"), new DateOnly(2013, 11, 13), SlipReason.Money, null, "调剂经费"))).Accepted();
        Assert.Equal(Handling.Acknowledged, (await ViewAsync()).Handling);
        await MorningAsync(14);
        await Eventually.TrueAsync(async () => (await ViewAsync()).Lapses == 1, () => "the promise lapses");
        Assert.Equal([Rung.Street, Rung.LeadUnit], (await ViewAsync()).Fired.Select(f => f.Rung));
        Assert.Equal(new LadderStep(Rung.LeadUnit, District.At(new DateOnly(2013, 11, 18), new TimeOnly(9, 0))), (await ViewAsync("s2")).Next);

        // Built, and seen at the next full hour; a day later it is over.
        foreach (var community in SmallDistrict.Communities.Where(c => c.Value is "s1c1" or "s1c2")) await BuildAsync(community);
        await cluster.SetClockAsync(District.At(new DateOnly(2013, 11, 14), new TimeOnly(10, 0)));
        await Eventually.TrueAsync(async () => (await ViewAsync()).Handling == Handling.Met, () => "it is met");
        await MorningAsync(15);
        await Eventually.TrueAsync(async () => (await ViewAsync()).Ended is { Reason: null }, () => "and over");

        // Nobody lost the others meanwhile, and what time had to start was started once.
        Assert.Equal(SmallDistrict.Streets - 1, (await ListAsync()).Total);
        Assert.Single((await ListAsync(isOver: true)).Alerts);
        var told = (await Alert().History(0, 100)).Entries.Select(e => e.Type).Where(t => t != "alert.told").ToArray();
        Assert.Equal(["alert.raised", "alert.acknowledged", "alert.lapsed", "alert.met", "alert.resolved"], told);
    }

    [Fact]
    public async Task Who_looks_again_raises_none_twice_and_nobody_looks_before_the_time()
    {
        (await cluster.Plan.AskAsync(new PlanCommand.ConfirmBaseline(SmallDistrict.Room, new DateOnly(2013, 10, 1), "摸底"), actor: Office)).Accepted();
        await WatchedAsync();
        await MorningAsync(12);
        await Eventually.TrueAsync(async () => (await ListAsync()).Total == SmallDistrict.Streets, () => "each street has its alert");

        // Looks of three hours more find the same, and one before its time finds nothing.
        var watch = cluster.Grains.GetGrain<IAlertWatchGrain>("s1");
        for (var hour = 10; hour <= 12; hour++)
        {
            var until = District.At(new DateOnly(2013, 11, 12), new TimeOnly(hour, 0));
            await cluster.SetClockAsync(until);
            await Eventually.TrueAsync(async () => await NextAsync("watch:s1") > until, () => $"it has looked at {hour}");
            (await watch.AskAsync(new WatchCommand.Evaluate(), actor: Actor.Timekeeper)).Refused("not-due");
        }

        Assert.Equal(["alert.raised", "alert.told"], (await Alert().History(0, 100)).Entries.Select(e => e.Type));
    }

    [Fact]
    public async Task A_plan_edit_that_removes_a_step_drops_its_alerts_and_meets_none()
    {
        (await cluster.Plan.AskAsync(new PlanCommand.ConfirmBaseline(SmallDistrict.Room, new DateOnly(2013, 10, 1), "摸底"), actor: Office)).Accepted();
        await WatchedAsync();
        await MorningAsync(12);
        await Eventually.TrueAsync(async () => (await ListAsync()).Total == SmallDistrict.Streets, () => "each street has its alert");

        var room = SmallDistrict.Plan.Lines[0];
        var edited = SmallDistrict.Plan with { Lines = SmallDistrict.Plan.Lines.SetItem(0, room with { Steps = [.. room.Steps.Skip(1)] }) };
        (await cluster.Plan.AskAsync(new PlanCommand.Propose(edited, "test"), actor: Office)).Accepted();
        (await cluster.Plan.AskAsync(new PlanCommand.Take(1), actor: Office)).Accepted();
        await cluster.SetClockAsync(District.At(new DateOnly(2013, 11, 12), new TimeOnly(10, 0)));
        await Eventually.TrueAsync(async () => (await ListAsync()).Total == 0, () => "what the plan no longer asks for is over");

        Assert.All((await ListAsync(isOver: true)).Alerts, a => Assert.True(a.Alert.Ended is { Reason: null, IsDropped: true }));
        Assert.Equal(["alert.raised", "alert.dropped"], (await Alert().History(0, 100)).Entries.Select(e => e.Type).Where(t => t != "alert.told"));
    }

    private IAlertGrain Alert() => cluster.Grains.GetGrain<IAlertGrain>(Owed.Value);

    private async Task<AlertView> ViewAsync() => (await Alert().View())!;

    private async Task<AlertView> ViewAsync(string street) => Assert.Single((await ListAsync(street)).Alerts).Alert;

    private Task<AlertPage> ListAsync(string? place = null, bool isOver = false)
        => cluster.Grains.GetGrain<IAlertQueries>(0).List(new AlertQuery(place is null ? null : PlaceId.Of(place), null, null, false, isOver, 0, 100));

    private async Task<DateTimeOffset?> NextAsync(string stream)
        => (await cluster.First.Database.Agenda.ClaimAsync(DateTimeOffset.MaxValue.AddDays(-1), DateTimeOffset.MinValue, DateTimeOffset.MinValue, 100, CancellationToken.None))
            .FirstOrDefault(i => i.Stream.Value == stream && i.Kind == WatchCommand.Evaluate.AgendaKind)?.Due;

    private Task MorningAsync(int day) => cluster.SetClockAsync(District.At(new DateOnly(2013, 11, day), new TimeOnly(9, 0)));

    /// <summary>The silo has begun to watch: without an agenda nothing would come.</summary>
    private Task WatchedAsync() => Eventually.TrueAsync(
        async () => (await cluster.First.Database.Agenda.ClaimAsync(DateTimeOffset.MaxValue.AddDays(-1), DateTimeOffset.MinValue, DateTimeOffset.MinValue, 100, CancellationToken.None))
            .Count(i => i.Kind == WatchCommand.Evaluate.AgendaKind) == SmallDistrict.Streets + 1,
        () => "every street and the district are watched");

    private async Task BuildAsync(PlaceId community)
    {
        var facility = cluster.Facility($"room-{community}");
        (await facility.AskAsync(new FacilityCommand.Register(SmallDistrict.Facility($"room-{community}", community)))).Accepted();
        (await facility.AskAsync(new FacilityCommand.ReportCompletion(new DateOnly(2013, 11, 14), null))).Accepted();
    }
}
