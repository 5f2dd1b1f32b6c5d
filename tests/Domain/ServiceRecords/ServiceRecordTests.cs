using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.ServiceRecords;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Tests.Volunteering;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;

namespace Circle.Domain.Tests.ServiceRecords;

/// <summary>志愿服务记录证明 from being asked for to being revoked.</summary>
public sealed class ServiceRecordTests
{
    private const string Code = "ABCDEFGHJKLMNPQRSTUV";

    private static readonly ServiceRecordCommand.Ask Asking = new(ServiceRecordId.Of("r1"), Team.Id, null, Sample.Day("10-01"), Sample.Day("11-12")) { Site = Team.Site };

    private ServiceRecordState _state = ServiceRecord.Empty;
    private long _version;

    private ServiceRecordView View => _state.View!;

    [Fact]
    public void A_volunteer_asks_the_leader_issues_what_is_there_and_may_revoke_it()
    {
        Assert.Null(Tell(Team.Chen, Asking));
        Assert.Equal((ServiceRecordStage.Asked, VolunteerId.Of("chen")), (View.Stage, View.Matter.Who));
        Assert.Equal("asked", Tell(Team.Chen, Asking));
        Assert.Equal("stage", Tell(Team.Leader, new ServiceRecordCommand.Revoke("时间有误")));

        Assert.Equal("empty", Tell(Team.Leader, Issue()));
        var entries = Entries(2);
        Assert.Null(Tell(Team.Leader, Issue(entries)));
        Assert.Equal(new IssuedRecord("ZY20131112-7K3M9QXY", Code, "s1", 2, 120, ListedEntries.HashOf(entries)), View.Issued! with { Unit = "s1" });
        Assert.Equal("stage", Tell(Team.Leader, Issue(entries)));
        Assert.Equal("stage", Tell(Team.Leader, new ServiceRecordCommand.Decline("期间有误")));

        Assert.Equal("required", Tell(Team.Leader, new ServiceRecordCommand.Revoke(" ")));
        Assert.Equal("personal", Tell(Team.Leader, new ServiceRecordCommand.Revoke("13812345678")));
        Assert.Null(Tell(Team.Leader, new ServiceRecordCommand.Revoke("时间有误")));
        Assert.Equal((ServiceRecordStage.Revoked, "时间有误", Code), (View.Stage, View.Reason, View.Issued!.Code));
        Assert.Equal("stage", Tell(Team.Leader, new ServiceRecordCommand.Revoke("时间有误")));
    }

    [Fact]
    public void Nobody_vouches_for_themself_and_a_leader_asks_for_whoever_has_no_account()
    {
        Assert.Null(Tell(Team.Leader, Asking with { Who = VolunteerId.Of("wang") }));
        Assert.Equal(VolunteerId.Of("wang"), View.Matter.Who);
        Assert.Null(Tell(Team.Leader, Issue(Entries(1))));

        (_state, _version) = (ServiceRecord.Empty, 0);
        Assert.Null(Tell(Team.Leader, Asking));
        Assert.Equal("own", Tell(Team.Leader, Issue(Entries(1))));
        Assert.Null(Tell(Team.Leader, new ServiceRecordCommand.Decline("请街道出具")));
    }

    [Fact]
    public void Whoever_asks_is_told_every_fault_at_once_and_that_too_many_wait()
    {
        var refusal = Refused(Team.Chen, Asking with { Site = null, From = Sample.Day("11-13"), Until = Sample.Day("11-20") })!;
        Assert.Equal(["team", "until"], refusal.Faults.Select(f => f.Field).Order(StringComparer.Ordinal));
        Assert.Equal("out-of-range", Tell(Team.Chen, Asking with { From = Sample.Day("11-13") }));
        Assert.Equal("too-early", Tell(Team.Chen, Asking with { From = Sample.Day("11-12").AddDays(-ServiceRecord.MostDays) }));
        Assert.Equal("waiting", Tell(Team.Chen, Asking with { Waiting = ServiceRecord.MostWaiting }));
        Assert.Null(Tell(Team.Chen, Asking with { From = Sample.Day("11-12").AddDays(1 - ServiceRecord.MostDays), Waiting = ServiceRecord.MostWaiting - 1 }));
    }

    [Fact]
    public void Of_more_than_a_record_lists_whoever_issues_it_is_told_where_the_period_ends()
    {
        Assert.Null(Tell(Team.Chen, Asking));
        Assert.Equal("too-many", Tell(Team.Leader, Issue(Entries(ServiceRecord.MostEntries + 1))));
        Assert.Contains($"{District.DateOf(Team.Now.AddHours(2 * ServiceRecord.MostEntries)).AddDays(-1):yyyy-MM-dd}", Refused(Team.Leader, Issue(Entries(ServiceRecord.MostEntries + 1)))!.Faults[0].Zh);
        Assert.Null(Tell(Team.Leader, Issue(Entries(ServiceRecord.MostEntries))));
    }

    [Fact]
    public void Its_rows_are_one_by_person_and_team_and_once_it_is_issued_one_by_what_is_made_of_its_code()
    {
        Assert.Null(Tell(Team.Chen, Asking));
        var asked = Assert.Single(ServiceRecord.Lists(_state));
        Assert.Equal(("asked", "chen", Facility.StreamOf(Team.Id), Team.Now), (asked.Stage, asked.Who, asked.About, asked.Due));
        Assert.Null(Tell(Team.Leader, Issue(Entries(1))));
        var rows = ServiceRecord.Lists(_state);
        Assert.Equal([("issued", "chen"), ("code", VerificationCode.HashOf(Code))], rows.Select(r => (r.Stage, r.Who)));
        Assert.All(rows, r => Assert.True(r.IsOf(ServiceRecord.StreamOf(ServiceRecordId.Of("r1")))));
        Assert.Null(rows[0].Due);
    }

    private static ServiceRecordCommand.Issue Issue(ImmutableArray<ListedEntry> entries = default)
        => new() { Entries = entries.IsDefault ? [] : entries, Code = Code, Serial = "7K3M9QXY" };

    private static ImmutableArray<ListedEntry> Entries(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new ListedEntry(
            new ServiceEntry(Team.IdOf($"{i}"), Team.Id, Team.Clinic, Team.Now.AddHours(2 * i), Team.Now.AddHours((2 * i) + 1), 60, ActivityStage.Approved), 60)),
    ];

    private string? Tell(Actor by, ServiceRecordCommand command) => Refused(by, command)?.Faults[0].Code;

    private Refusal? Refused(Actor by, ServiceRecordCommand command)
    {
        var decision = ServiceRecord.Decide(_state, command, Team.At(by));
        if (decision is Decision<ServiceRecordEvent>.Declined declined) return declined.Refusal;
        foreach (var happened in ((Decision<ServiceRecordEvent>.Accepted)decision).Events) _state = ServiceRecord.Fold(_state, new Recorded<ServiceRecordEvent>(happened.Event, ++_version, by, Team.Now));
        return null;
    }
}
