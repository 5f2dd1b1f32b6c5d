using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Volunteering;

namespace Circle.Domain.Tests.Volunteering;

/// <summary>活动记录 from the phone to its review.</summary>
public sealed class ActivityTests
{
    private readonly Team _team = new();

    [Fact]
    public void A_record_counts_when_it_is_received_waits_for_its_pictures_and_is_reviewed_by_somebody_else()
    {
        Assert.Null(_team.Tell("a", Team.Chen, _team.Enter(Team.Log("a", photos: 2))));
        Assert.Equal((ActivityStage.Incomplete, 2), (_team["a"].Stage, _team["a"].Missing));
        Assert.Equal(new ActivitySums(1, 2, 210, 1, 1), _team.Month());
        Assert.Equal(new ActivitySums(1, 2, 210, 0, 0), _team.Day("11-12"));

        Assert.Equal("incomplete", _team.Tell("a", Team.Leader, new ActivityCommand.Approve(null)));
        Assert.Equal("not-uploaded", _team.Tell("a", Team.Chen, new ActivityCommand.Attach(Team.Sha(1), Team.Picture)));
        Assert.Equal("unknown", _team.Tell("a", Team.Chen, new ActivityCommand.Attach(Team.Sha(9), Team.Picture) { IsKept = true }));
        Assert.Null(_team.Tell("a", Team.Chen, new ActivityCommand.Attach(Team.Sha(2), Team.Picture) { IsKept = true }));
        Assert.Equal("attached", _team.Tell("a", Team.Chen, new ActivityCommand.Attach(Team.Sha(2), Team.Picture) { IsKept = true }));
        Assert.Equal(ActivityStage.Incomplete, _team["a"].Stage);
        Assert.Null(_team.Tell("a", Team.Chen, new ActivityCommand.Attach(Team.Sha(1), Team.Picture) { IsKept = true }));
        Assert.Equal(ActivityStage.Complete, _team["a"].Stage);

        Assert.Equal("own", _team.Tell("a", Team.Chen, new ActivityCommand.Approve(null)));
        Assert.Null(_team.Tell("a", Team.Leader, new ActivityCommand.Approve(null)));
        Assert.Equal("stage", _team.Tell("a", Team.Leader, new ActivityCommand.Approve(null)));
        Assert.Equal(new ActivitySums(1, 2, 210, 1, 1), _team.Month());
    }

    [Fact]
    public void Somebody_who_is_down_for_two_at_once_is_asked_about_before_it_is_approved_and_nothing_is_dropped()
    {
        Assert.Null(_team.Tell("a", Team.Chen, _team.Enter(Team.Log("a"))));
        ActivityOverlap other = new(VolunteerId.Of("chen"), Team.IdOf("b"), Team.Now.AddHours(-2), Team.Now.AddHours(-1));
        Assert.Equal("overlap", _team.Tell("a", Team.Leader, new ActivityCommand.Approve(null) { Overlaps = [other] }));
        Assert.Equal("personal", _team.Tell("a", Team.Leader, new ActivityCommand.Approve("13812345678") { Overlaps = [other] }));
        Assert.Null(_team.Tell("a", Team.Leader, new ActivityCommand.Approve("义诊后直接去巡逻") { Overlaps = [other] }));
        Assert.Equal((ActivityStage.Approved, "义诊后直接去巡逻"), (_team["a"].Stage, _team["a"].Reason));
    }

    [Fact]
    public void What_is_returned_counts_no_more_until_a_correction_takes_its_place()
    {
        Assert.Null(_team.Tell("a", Team.Chen, _team.Enter(Team.Log("a"))));
        Assert.Equal("required", _team.Tell("a", Team.Leader, new ActivityCommand.Return(" ")));
        Assert.Null(_team.Tell("a", Team.Leader, new ActivityCommand.Return("签名与居民姓名不符，请居民重签")));
        Assert.Equal(new ActivitySums(0, 0, 0, 0, 0), _team.Month());

        Assert.Null(_team.Tell("b", Team.Chen, _team.Enter(Team.Log("b", corrects: "a"))));
        Assert.Equal((ActivityStage.Correcting, 0L), (_team["b"].Stage, _team.Month().Activities));
        _team.Settle();
        Assert.Equal((ActivityStage.Superseded, Team.IdOf("b")), (_team["a"].Stage, _team["a"].By!.Value));
        Assert.Equal((ActivityStage.Complete, 1L), (_team["b"].Stage, _team.Month().Activities));
    }

    [Fact]
    public void Of_two_corrections_of_one_record_the_first_takes_its_place_and_the_other_is_void()
    {
        Assert.Null(_team.Tell("a", Team.Chen, _team.Enter(Team.Log("a"))));
        Assert.Null(_team.Tell("b", Team.Chen, _team.Enter(Team.Log("b", corrects: "a"))));
        Assert.Null(_team.Tell("c", Team.Leader, _team.Enter(Team.Log("c", corrects: "a"))));
        _team.Settle();
        Assert.Equal([ActivityStage.Superseded, ActivityStage.Complete, ActivityStage.Void], new[] { "a", "b", "c" }.Select(id => _team[id].Stage));
        Assert.Contains("取代", _team["c"].Reason, StringComparison.Ordinal);
        Assert.Equal("superseded", _team.Tell("d", Team.Chen, _team.Enter(Team.Log("d", corrects: "a"))));
    }

    [Fact]
    public void An_approved_record_is_returned_before_it_is_corrected_and_only_its_author_withdraws_one()
    {
        Assert.Null(_team.Tell("a", Team.Chen, _team.Enter(Team.Log("a"))));
        Assert.Equal("not-own", _team.Tell("a", Team.Leader, new ActivityCommand.Withdraw("记错了")));
        Assert.Null(_team.Tell("a", Team.Leader, new ActivityCommand.Approve(null)));
        Assert.Equal("approved", _team.Tell("b", Team.Chen, _team.Enter(Team.Log("b", corrects: "a"))));
        Assert.Equal("stage", _team.Tell("a", Team.Chen, new ActivityCommand.Withdraw("记错了")));
        Assert.Null(_team.Tell("a", Team.Leader, new ActivityCommand.Return("人数有误")));
        Assert.Null(_team.Tell("a", Team.Chen, new ActivityCommand.Withdraw("记错了")));
        Assert.Equal("over", _team.Tell("b", Team.Chen, _team.Enter(Team.Log("b", corrects: "a"))));
    }

    [Fact]
    public void A_log_of_a_phone_whose_clock_was_a_day_ahead_belongs_to_the_day_on_which_it_was()
    {
        var wrong = Team.Log("a") with { Start = Team.Log("a").Start.AddDays(1), End = Team.Log("a").End.AddDays(1) };
        Assert.Equal(FaultList.AfterNow, _team.Tell("a", Team.Chen, _team.Enter(wrong)));
        Assert.Null(_team.Tell("a", Team.Chen, _team.Enter(wrong with { ClockMinutes = -24 * 60 })));
        Assert.Equal((1L, 0L), (_team.Day("11-12").Activities, _team.Day("11-13").Activities));
    }

    [Fact]
    public void What_is_logged_late_restates_the_day_it_belongs_to()
    {
        Assert.Null(_team.Tell("a", Team.Chen, _team.Enter(Team.Log("a"))));
        var late = Team.Log("b") with { Start = Team.Now.AddDays(-20), End = Team.Now.AddDays(-20).AddHours(3) };
        Assert.Null(_team.Tell("b", Team.Chen, _team.Enter(late)));
        Assert.Equal((1L, 1L, 2L), (_team.Day("11-12").Activities, _team.Day("10-23").Activities, _team.Month().Activities));
        Assert.Equal("too-early", _team.Tell("c", Team.Chen, _team.Enter(Team.Log("c") with { Start = Team.Now.AddDays(-70), End = Team.Now.AddDays(-70).AddHours(1) })));
    }

    /// <summary>Each by one fault, and all of them at once.</summary>
    [Fact]
    public void Every_fault_of_a_log_is_told()
    {
        var good = Team.Log("a");
        (string Field, Func<ActivityLog, ActivityLog> Spoil)[] faults =
        [
            ("id", l => l with { Id = ActivityId.Of("short") }),
            ("kind", l => l with { Kind = ActivityKindId.Of("none") }),
            ("kind", l => l with { Kind = ActivityKindId.Of("mediation") }),
            ("place", l => l with { Place = Sample.District }),
            ("end", l => l with { End = l.Start }),
            ("end", l => l with { Start = l.End.AddHours(-17) }),
            ("people", l => l with { People = [] }),
            ("people/1/who", l => l with { People = [l.People[0], l.People[0]] }),
            ("people/0/who", l => l with { People = [new(VolunteerId.Of("stranger"), 60)] }),
            ("people/0/minutes", l => l with { People = [new(VolunteerId.Of("li"), 121)] }),
            ("helped", l => l with { Helped = -1 }),
            ("attachments/0/sha", l => l with { Attachments = [new(BlobId.Of("x"), AttachmentUse.Photo)] }),
            ("attachments/1/sha", l => l with { Attachments = [new(Team.Sha(1), AttachmentUse.Photo), new(Team.Sha(1), AttachmentUse.Page)] }),
            ("rating", l => l with { Rating = null }),
            ("signature", l => l with { Signature = null }),
            ("signature/recordHash", l => l with { Signature = l.Signature! with { RecordHash = "x" } }),
            ("form", l => l with { Form = WordsId.Of("w") }),
            ("form", l => l with { Kind = Team.Patrol, Rating = null, Signature = null }),
            ("clockMinutes", l => l with { ClockMinutes = 5_000 }),
            ("corrects", l => l with { Corrects = l.Id }),
        ];
        Assert.All(faults, one => Assert.Contains(_team.Refused("a", Team.Chen, _team.Enter(one.Spoil(good)))!.Faults, f => f.Field == one.Field));
        Assert.Contains(_team.Refused("a", Team.Chen, _team.Enter(good) with { Site = null })!.Faults, f => f.Field == "team");
        Assert.Contains(_team.Refused("a", Team.Chen, _team.Enter(good) with { Site = Team.Site with { Line = LineId.Of("park") } })!.Faults, f => f.Field == "team");

        // A page of the paper book is as good as a signature on the phone.
        Assert.Null(_team.Tell("a", Team.Chen, _team.Enter(good with { Signature = null, Attachments = [new(Team.Sha(1), AttachmentUse.Page)] })));
        Assert.Null(_team.Tell("b", Team.Chen, _team.Enter(Team.Log("b") with { Kind = Team.Patrol, Rating = null, Signature = null, Form = WordsId.Of("w") })));
    }

    [Fact]
    public void The_team_s_list_has_it_once_and_each_person_s_once_and_what_does_not_count_is_marked_there()
    {
        Assert.Null(_team.Tell("a", Team.Chen, _team.Enter(Team.Log("a"))));
        var rows = VolunteerActivity.Lists(new ActivityState(_team["a"]));
        Assert.Equal(3, rows.Length);
        Assert.All(rows, row => Assert.True(row.IsOf(VolunteerActivity.StreamOf(Team.IdOf("a")))));
        Assert.Equal(["complete", "hours", "hours"], rows.Select(r => r.Stage));
        Assert.Equal([null, "chen", "li"], rows.Select(r => r.Who));
        Assert.Null(_team.Tell("a", Team.Leader, new ActivityCommand.Return("重签")));
        Assert.Equal(["returned", "void", "void"], VolunteerActivity.Lists(new ActivityState(_team["a"])).Select(r => r.Stage));
    }

    [Fact]
    public void Who_may_what()
    {
        Assert.Null(_team.Tell("a", Team.Chen, _team.Enter(Team.Log("a"))));
        var state = new ActivityState(_team["a"]);
        var subject = new Subject(Team.Site.Place, Team.Site.Line, Team.Id);
        (Permission, Subject)? Of(ActivityCommand command) => VolunteerActivity.Needs(state, command) is { } need ? (need.Permission, need.On.Single()) : null;
        Assert.Equal((Permission.Log, subject), Of(new ActivityCommand.Attach(Team.Sha(1), Team.Picture)));
        Assert.Equal((Permission.Review, subject), Of(new ActivityCommand.Approve(null)));
        Assert.Equal((Permission.Log, new Subject(Team: Team.Id)), VolunteerActivity.Needs(VolunteerActivity.Empty, _team.Enter(Team.Log("z"))) is { } need ? (need.Permission, need.On.Single()) : default);
        Assert.Null(Of(new ActivityCommand.Supersede(Team.IdOf("b"))));
        Assert.Null(Of(new ActivityCommand.TakePlace()));
    }
}
