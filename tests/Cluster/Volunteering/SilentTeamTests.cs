using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Alerts;
using Circle.Contracts.Volunteering;
using Circle.Domain.Alerts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;

namespace Circle.Cluster.Tests.Volunteering;

/// <summary>What happens to a team of which nobody hears, by the hour.</summary>
public sealed class SilentTeamTests : IAsyncLifetime
{
    private static readonly Actor Chen = new("rehearsal:chen");
    private static readonly Actor Leader = new("rehearsal:leader");
    private static readonly ActivityKindId Clinic = ActivityKindId.Of("free-clinic");
    private static readonly VolunteeringRules Rules = new([SmallDistrict.Room], [new(Clinic, "义诊", "Free clinic", [], false, null)], [], 16, 60, 3, 14);

    private readonly SqliteFolder folder = new();
    private CircleCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options()));
        await cluster.PrepareAsync(SmallDistrict.Plan with { Volunteering = Rules });
        foreach (var team in (string[])["silent", "heard", "unbuilt"])
        {
            (await cluster.Facility(team).AskAsync(new FacilityCommand.Register(SmallDistrict.Facility(team, PlaceId.Of("s1c1"))))).Accepted();
            (await cluster.Grains.GetGrain<IRosterGrain>(team).AskAsync(new RosterCommand.Join(VolunteerId.Of($"of-{team}"), null, SmallDistrict.Today.AddDays(-30)), actor: Leader)).Accepted();
            if (team != "unbuilt") (await cluster.Facility(team).AskAsync(new FacilityCommand.ReportCompletion(SmallDistrict.Today, null))).Accepted();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_team_that_nobody_hears_of_is_told_on_the_fifteenth_morning_goes_up_and_is_over_with_its_next_activity()
    {
        await ClockAsync(8, 9);
        await LogAsync("heard", 8);
        await ClockAsync(14, 20);
        Assert.Null(await ViewAsync("silent"));

        await ClockAsync(15, 8);
        Assert.Null(await ViewAsync("silent"));
        await ClockAsync(15, 9);
        await Eventually.TrueAsync(async () => await ViewAsync("silent") is { Ended: null }, () => "it is told at nine of the fifteenth day");
        var raised = (await ViewAsync("silent"))!;
        Assert.Equal([Rung.Community], raised.Fired.Select(f => f.Rung));
        Assert.Equal((AlertLevel.Notice, "facility silent", SmallDistrict.Today.AddDays(14)), (raised.Facts.Level, raised.Facts.Label, raised.Facts.DueOn));
        Assert.Null(await ViewAsync("heard"));
        Assert.Null(await ViewAsync("unbuilt"));

        await ClockAsync(21, 9);
        await Eventually.TrueAsync(async () => (await ViewAsync("silent"))!.Fired.Any(f => f.Rung == Rung.Street), () => "the street hears when the community does not answer");

        // What was logged late, of a day that is long over, clears nothing; what is of today does.
        await LogAsync("silent", 1);
        await ClockAsync(21, 10);
        await Eventually.TrueAsync(async () => (await ViewAsync("silent"))!.Facts.DueOn == SmallDistrict.Today.AddDays(15), () => "it is late since a day later");
        await LogAsync("silent", 21);
        await ClockAsync(21, 11);
        await Eventually.TrueAsync(async () => (await ViewAsync("silent"))!.Handling == Handling.Met, () => "it is heard");
    }

    /// <param name="day">Days after the one on which the story begins.</param>
    private Task ClockAsync(int day, int hour) => cluster.SetClockAsync(District.At(SmallDistrict.Today.AddDays(day), new TimeOnly(hour, 0)));

    private Task<AlertView?> ViewAsync(string team)
        => cluster.Grains.GetGrain<IAlertGrain>(AlertId.Of(new AlertKey(AlertRule.SilentTeam, PlaceId.Of("s1c1"), SmallDistrict.Room, team)).Value).View();

    private async Task LogAsync(string team, int day)
    {
        var began = District.At(SmallDistrict.Today.AddDays(day), new TimeOnly(7, 0));
        var log = new ActivityLog(
            ActivityId.Of($"{(team == "silent" ? 'a' : 'b')}{day}".PadLeft(ActivityId.Length, '0')), FacilityId.Of(team), Clinic, PlaceId.Of("s1c1"), began, began.AddHours(1), [new(VolunteerId.Of($"of-{team}"), 60)], 5, [], null, null, null, null, 0, null);
        (await cluster.Grains.GetGrain<IActivityGrain>(log.Id.Value).AskAsync(new ActivityCommand.Enter(log), actor: Chen)).Accepted();
    }
}
