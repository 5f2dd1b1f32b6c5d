using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.Volunteering;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;

namespace Circle.Cluster.Tests.Volunteering;

/// <summary>How teams stand, as whoever answers for them reads it.</summary>
public sealed class TeamOverviewTests : IAsyncLifetime
{
    private static readonly Actor Leader = new("rehearsal:leader");
    private static readonly ActivityKindId Clinic = ActivityKindId.Of("free-clinic");
    private static readonly CraftId Medic = CraftId.Of("medic");

    private static readonly VolunteeringRules Rules = new(
        [SmallDistrict.Room], [new(Clinic, "义诊", "Free clinic", [], false, null)], [new(Medic, "青年医护", "Medic", 0), new(CraftId.Of("student"), "大中专学生", "Student", 2)], 16, 60, 3, 14,
        new Allowance(300_000, 8_300, SmallDistrict.Today));

    private readonly SqliteFolder folder = new();
    private CircleCluster cluster = null!;

    private IVolunteerTeamQueries Queries => cluster.Grains.GetGrain<IVolunteerTeamQueries>(0);

    public async ValueTask InitializeAsync()
    {
        cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options()));
        await cluster.PrepareAsync(SmallDistrict.Plan with { Volunteering = Rules });
        foreach (var (team, place) in ((string, string)[])[("heard", "s1c1"), ("silent", "s1c1"), ("unbuilt", "s1c1"), ("other", "s2c1")])
        {
            await RegisterAsync(team, place);
        }

        await JoinAsync("heard", "wang", null);
        await JoinAsync("heard", "li", Medic);
        (await cluster.Grains.GetGrain<IRosterGrain>("heard").AskAsync(new RosterCommand.Leave(VolunteerId.Of("wang")), actor: Leader)).Accepted();
        await cluster.SetClockAsync(District.At(SmallDistrict.Today.AddDays(3), new TimeOnly(9, 0)));
        await LogAsync("heard", 1);
        await LogAsync("heard", 2);
        await cluster.SetClockAsync(District.At(SmallDistrict.Today.AddDays(15), new TimeOnly(9, 0)));
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Every_team_is_told_with_its_newest_day_whether_it_is_silent_and_who_it_lacks()
    {
        var told = await Queries.Overview(null);
        Assert.Equal(["heard", "silent", "unbuilt", "other"], told.Teams.Select(t => t.Team.Value));
        var (heard, silent, unbuilt) = (told.Teams[0], told.Teams[1], told.Teams[2]);
        Assert.Equal((SmallDistrict.Today.AddDays(2), false, 1), (heard.Newest, heard.IsSilent, heard.Members));
        Assert.Equal([(1, 1), (0, 2)], heard.Crew.Select(c => (c.Members, c.Needed)));
        Assert.Equal(("s1", "s1c1"), (heard.Street!.Id.Value, heard.Place.Id.Value));
        var month = (await cluster.Facility("heard").Activity()).MonthOf(SmallDistrict.Today.AddDays(15));
        Assert.Equal((2, month), (heard.Month.Activities, heard.Month));
        Assert.Equal((null, true, 0), (silent.Newest, silent.IsSilent, silent.Members));
        Assert.Equal((null, false), (unbuilt.Newest, unbuilt.IsSilent));
        Assert.Equal((14, false), (told.SilentDays, told.IsCut));
    }

    [Fact]
    public async Task Of_a_street_its_own_are_told_and_what_nobody_heard_of_for_long_keeps_its_day()
    {
        Assert.Equal(["other"], (await Queries.Overview(PlaceId.Of("s2"))).Teams.Select(t => t.Team.Value));
        Assert.Empty((await Queries.Overview(PlaceId.Of("nowhere"))).Teams);

        // Past what one page of the last days tells.
        await cluster.SetClockAsync(District.At(SmallDistrict.Today.AddDays(40), new TimeOnly(9, 0)));
        var heard = (await Queries.Overview(PlaceId.Of("s1c1"))).Teams.Single(t => t.Team.Value == "heard");
        Assert.Equal((SmallDistrict.Today.AddDays(2), true), (heard.Newest, heard.IsSilent));
    }

    [Fact]
    public async Task A_street_s_allowance_stands_beside_what_its_teams_did()
    {
        var day = SmallDistrict.Today.AddDays(2);
        var sheet = await Queries.Allowances(day);
        Assert.Equal((District.MonthOf(day), 36), (sheet.Month, sheet.Reckoned));
        var first = sheet.Rows.Single(r => r.Street.Value == "s1");
        Assert.Equal((300_000, 2, 2, 2, 120), (first.DueFen, first.Teams, first.Volunteers, first.Sums.Activities, first.Sums.Minutes));
        Assert.Equal((300_000, 1, 0, 0), sheet.Rows.Single(r => r.Street.Value == "s2") is var second ? (second.DueFen, second.Teams, second.Volunteers, second.Sums.Activities) : default);
        Assert.All((await Queries.Allowances(SmallDistrict.Today.AddMonths(-1))).Rows, row => Assert.Equal(0, row.DueFen));
    }

    private async Task RegisterAsync(string team, string place)
    {
        (await cluster.Facility(team).AskAsync(new FacilityCommand.Register(SmallDistrict.Facility(team, PlaceId.Of(place))))).Accepted();
        if (team != "unbuilt") (await cluster.Facility(team).AskAsync(new FacilityCommand.ReportCompletion(SmallDistrict.Today, null))).Accepted();
    }

    private async Task JoinAsync(string team, string who, CraftId? craft)
        => (await cluster.Grains.GetGrain<IRosterGrain>(team).AskAsync(new RosterCommand.Join(VolunteerId.Of(who), craft, SmallDistrict.Today.AddDays(-30)), actor: Leader)).Accepted();

    private async Task LogAsync(string team, int day)
    {
        var began = District.At(SmallDistrict.Today.AddDays(day), new TimeOnly(7, 0));
        var log = new ActivityLog(
            ActivityId.Of($"{day}".PadLeft(ActivityId.Length, '0')), FacilityId.Of(team), Clinic, PlaceId.Of("s1c1"), began, began.AddHours(1), [new(VolunteerId.Of("li"), 60)], 5, [], null, null, null, null, 0, null);
        (await cluster.Grains.GetGrain<IActivityGrain>(log.Id.Value).AskAsync(new ActivityCommand.Enter(log), actor: Leader)).Accepted();
    }
}
