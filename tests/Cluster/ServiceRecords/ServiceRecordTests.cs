using Circle.Cluster.Tests.Checks;
using Circle.Cluster.Tests.Hosting;
using Circle.Contracts.ServiceRecords;
using Circle.Contracts.Volunteering;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServiceRecords;
using Circle.Domain.Volunteering;

namespace Circle.Cluster.Tests.ServiceRecords;

/// <summary>Records by what the activities' rows say. The rehearsal's clock begins on Tuesday, 12 November 2013, at 08:00.</summary>
public sealed class ServiceRecordTests : IAsyncLifetime
{
    private static readonly Actor Chen = new("rehearsal:chen");
    private static readonly Actor Leader = new("rehearsal:leader");
    private static readonly ActivityKindId Clinic = ActivityKindId.Of("free-clinic");
    private static readonly VolunteerId Who = VolunteerId.Of("chen");
    private static readonly DateTimeOffset Yesterday = SmallDistrict.Morning.AddDays(-1);

    private readonly SqliteFolder folder = new();
    private CircleCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await CircleCluster.StartAsync(new ClusterSetup(folder.Options()));
        await cluster.PrepareAsync(SmallDistrict.Plan with { Volunteering = new VolunteeringRules([SmallDistrict.Room], [new(Clinic, "义诊", "Free clinic", [], false, null)], [], 16, 60, 3, 14) });
        foreach (var team in (string[])["f", "g"])
        {
            (await cluster.Facility(team).AskAsync(new FacilityCommand.Register(SmallDistrict.Facility(team, PlaceId.Of("s1c1"))))).Accepted();
            (await cluster.Grains.GetGrain<IRosterGrain>(team).AskAsync(new RosterCommand.Join(Who, null, SmallDistrict.Today.AddDays(-30)), actor: Leader)).Accepted();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_record_lists_the_team_s_activities_and_says_to_whoever_has_its_code_whether_they_still_stand()
    {
        await EnterAsync("a", "f", 0, 90);
        await EnterAsync("b", "f", -5, 60);
        await EnterAsync("c", "g", -6, 60);
        await EnterAsync("d", "f", -20, 60);
        (await Record.AskAsync(Ask, actor: Leader)).Accepted();
        Assert.Equal([ServiceRecordStage.Asked], (await Queries.List(new ServiceRecordQuery(PlaceId.Of("s1"), null, null, true, null, 10))).Records.Select(r => r.Stage));
        (await Record.AskAsync(new ServiceRecordCommand.Issue(), actor: Leader)).Accepted();

        var view = (await Record.View())!;
        Assert.Equal((2, 150L), (view.Issued!.Activities, view.Issued.Minutes));
        Assert.Equal(view.Issued.Code, VerificationCode.Read(view.Issued.Code));
        var lines = await Record.Lines();
        Assert.Equal([(IdOf("b"), 60L, "义诊"), (IdOf("a"), 90L, "义诊")], lines.Lines.Select(l => (l.Activity, l.Minutes, l.Project)));
        Assert.True(lines.IsAsIssued);
        Assert.True((await Queries.Verify(view.Issued.Code))!.IsAsIssued);
        Assert.Null(await Queries.Verify(new string('A', VerificationCode.Length)));

        (await cluster.Grains.GetGrain<IActivityGrain>(IdOf("a").Value).AskAsync(new ActivityCommand.Return("时间有误"), actor: Leader)).Accepted();
        Assert.False((await Queries.Verify(view.Issued.Code))!.IsAsIssued);
        Assert.Equal(view.Issued, (await Record.View())!.Issued);
        (await Record.AskAsync(new ServiceRecordCommand.Revoke("时间有误"), actor: Leader)).Accepted();
        Assert.Equal(ServiceRecordStage.Revoked, (await Queries.Verify(view.Issued.Code))!.View.Stage);
        await (await Replay.OfAsync(cluster.First.Journal.Inner)).CheckListsAsync(cluster.First.Database.Lists);
    }

    [Fact]
    public async Task What_is_issued_twice_with_the_same_key_has_one_code_and_of_one_person_few_wait()
    {
        await EnterAsync("a", "f", 0, 90);
        (await Record.AskAsync(Ask, actor: Leader)).Accepted();
        var key = Asking.NewId();
        (await Asking.AskAsync(Record, new ServiceRecordCommand.Issue(), key, Leader)).Accepted();
        var code = (await Record.View())!.Issued!.Code;
        (await Asking.AskAsync(Record, new ServiceRecordCommand.Issue(), key, Leader)).Accepted();
        Assert.Equal(code, (await Record.View())!.Issued!.Code);

        for (var i = 2; i < 2 + ServiceRecord.MostWaiting; i++) (await Of($"r{i}").AskAsync(Ask with { Id = ServiceRecordId.Of($"r{i}") }, actor: Leader)).Accepted();
        (await Of("r9").AskAsync(Ask with { Id = ServiceRecordId.Of("r9") }, actor: Leader)).Refused("waiting");
        Assert.Equal(1 + ServiceRecord.MostWaiting, (await Queries.OfPerson(new PersonRecords(FacilityId.Of("f"), Who))).Length);
    }

    private static ServiceRecordCommand.Ask Ask => new(ServiceRecordId.Of("r1"), FacilityId.Of("f"), Who, SmallDistrict.Today.AddDays(-10), SmallDistrict.Today);

    private IServiceRecordQueries Queries => cluster.Grains.GetGrain<IServiceRecordQueries>(0);

    private IServiceRecordGrain Record => Of("r1");

    private IServiceRecordGrain Of(string id) => cluster.Grains.GetGrain<IServiceRecordGrain>(id);

    private static ActivityId IdOf(string id) => ActivityId.Of(id.PadLeft(ActivityId.Length, '0'));

    private async Task EnterAsync(string id, string team, int day, int minutes)
        => (await cluster.Grains.GetGrain<IActivityGrain>(IdOf(id).Value).AskAsync(
            new ActivityCommand.Enter(new ActivityLog(
                IdOf(id), FacilityId.Of(team), Clinic, PlaceId.Of("s2c2"), Yesterday.AddDays(day), Yesterday.AddDays(day).AddHours(2), [new(Who, minutes)], 5, [], null, null, null, null, 0, null)),
            actor: Chen)).Accepted();
}
