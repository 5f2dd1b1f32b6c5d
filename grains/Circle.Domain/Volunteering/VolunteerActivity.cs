using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;

namespace Circle.Domain.Volunteering;

/// <summary>What happened to a record of an activity.</summary>
public abstract record ActivityEvent
{
    [EventType("activity.entered")]
    public sealed record Entered(ActivityLog Log, TeamSite Site) : ActivityEvent;

    [EventType("activity.attached")]
    public sealed record Attached(BlobId Sha, Photo Photo) : ActivityEvent;

    [EventType("activity.approved")]
    public sealed record Approved(string? DespiteOverlap) : ActivityEvent;

    [EventType("activity.returned")]
    public sealed record Returned(string Reason) : ActivityEvent;

    [EventType("activity.withdrawn")]
    public sealed record Withdrawn(string Reason) : ActivityEvent;

    [EventType("activity.superseded")]
    public sealed record Superseded(ActivityId By) : ActivityEvent;

    /// <summary>The one that it corrects has given way.</summary>
    [EventType("activity.took-place")]
    public sealed record TookPlace : ActivityEvent;

    [EventType("activity.voided")]
    public sealed record Voided(string Reason) : ActivityEvent;
}

/// <param name="View">Null: never entered.</param>
public sealed record ActivityState(ActivityView? View);

/// <summary>
/// 志愿活动记录: a stream of its own, so that a team's log grows without limit and nothing of it lies in the team's grain. It is one of its team's rows in lists,
/// and one of each person's who took part: what somebody did elsewhere at the same time is a question to those.
/// </summary>
public sealed class VolunteerActivity : IAggregate<ActivityState, ActivityCommand, ActivityEvent>
{
    public const int MaxReason = 200;

    /// <summary>In the list of a person: it counts, or it does not.</summary>
    public const string HoursStage = "hours";

    public const string VoidStage = "void";

    /// <summary>Said of one that is not there, and of another team's.</summary>
    public static readonly Refusal NoSuch = Refusal.Unknown("id", "没有这条记录", "no such record");

    /// <summary>Of a command against which there is nothing, but that the picture was not looked at: its grain does, and tells it again.</summary>
    private static readonly Refusal NotUploaded = Refusal.NotNow("not-uploaded", "照片还没有存好，请重传", "the picture is not kept: send it again");

    public static string Kind => "activity";

    public static int FoldVersion => 1;

    public static ActivityState Empty { get; } = new((ActivityView?)null);

    public static StreamId StreamOf(ActivityId id) => StreamId.Of(Kind, id.Value);

    /// <summary>That there is no such record is told to whoever may do the like in some team.</summary>
    public static Need? Needs(ActivityState state, ActivityCommand command) => command switch
    {
        ActivityCommand.Enter { Log: var log } => state.View is null ? new Need(Permission.Log, new Subject(Team: log.Team)) : new Need(Permission.Log, SubjectOf(state)),
        ActivityCommand.Attach or ActivityCommand.Withdraw => state.View is null ? new Need(Permission.Log) : new Need(Permission.Log, SubjectOf(state)) { Hidden = NoSuch },
        ActivityCommand.Approve or ActivityCommand.Return => state.View is null ? new Need(Permission.Review) : new Need(Permission.Review, SubjectOf(state)) { Hidden = NoSuch },
        _ => null,
    };

    public static Subject SubjectOf(ActivityState state) => state.View is { } view ? new Subject(view.Site.Place, view.Site.Line, view.Log.Team) : Subject.District;

    public static Decision<ActivityEvent> Decide(ActivityState state, ActivityCommand command, Circumstances circumstances)
    {
        if (command is ActivityCommand.Enter enter)
            return state.View is null ? Enter(enter, circumstances) : Refusal.NotNow("entered", "这条记录已收到", "the record was received already");
        if (state.View is not { } view) return NoSuch;
        return command switch
        {
            ActivityCommand.Attach c => Attach(view, c),
            ActivityCommand.TakePlace c => TakePlace(view, c),
            ActivityCommand.Supersede c => view.WhyNotCorrected(view.Log.Team) is { } no ? no : Accept(new ActivityEvent.Superseded(c.By)),
            ActivityCommand.Withdraw c => Withdraw(view, c, circumstances),
            ActivityCommand.Approve c => Approve(view, c, circumstances),
            ActivityCommand.Return c => Return(view, c),
            _ => throw new InvalidOperationException($"unknown command {command.GetType().Name}"),
        };
    }

    public static ActivityState Fold(ActivityState state, Recorded<ActivityEvent> recorded)
    {
        var done = new ActivityDeed(recorded.Actor, recorded.RecordedAt);
        if (recorded.Event is ActivityEvent.Entered begun)
        {
            var attachments = begun.Log.Attachments.Select(claim => new ActivityAttachment(claim, null)).ToImmutableArray();
            var stage = begun.Log.Corrects is not null ? ActivityStage.Correcting : StageOf(attachments);
            return new(new ActivityView(begun.Log, begun.Site, stage, done, attachments, null, null, null, recorded.Version));
        }

        var view = state.View ?? throw new InvalidOperationException($"{recorded.Event.GetType().Name} before it was entered");
        view = view with { Version = recorded.Version };
        return new(recorded.Event switch
        {
            ActivityEvent.Attached e => Attached(view, e),
            ActivityEvent.Approved e => view with { Stage = ActivityStage.Approved, Reviewed = done, Reason = e.DespiteOverlap },
            ActivityEvent.Returned e => view with { Stage = ActivityStage.Returned, Reviewed = done, Reason = e.Reason },
            ActivityEvent.Withdrawn e => view with { Stage = ActivityStage.Withdrawn, Reason = e.Reason },
            ActivityEvent.Superseded e => view with { Stage = ActivityStage.Superseded, By = e.By },
            ActivityEvent.TookPlace => view with { Stage = StageOf(view.Attachments) },
            ActivityEvent.Voided e => view with { Stage = ActivityStage.Void, Reason = e.Reason },
            _ => throw new InvalidOperationException($"unknown event {recorded.Event.GetType().Name}"),
        });
    }

    public static ImmutableArray<RowImage> Contribute(ActivityState state) => state.View is { } view ? ActivityCells.Of(view) : [];

    /// <summary>By the team, in which it is looked for by when it was; and by each person, whoever else they were with.</summary>
    public static ImmutableArray<ListRow> Lists(ActivityState state)
    {
        if (state.View is not { } view) return [];
        var (stream, log) = (StreamOf(view.Log.Id), view.Log);
        var waits = view.Stage is ActivityStage.Incomplete or ActivityStage.Complete ? view.Received.At : (DateTimeOffset?)null;
        var own = new ListRow(
            stream, view.Site.Place, view.Site.Line.Value, ActivityView.WordOf(view.Stage), waits, Facility.StreamOf(log.Team), null, log.Began, JsonSerializer.Serialize(view, JournalJson.Options));
        return
        [
            own,
            .. log.People.Select((person, i) => new ListRow(
                ListRow.PartOf(stream, i.ToString(CultureInfo.InvariantCulture)), null, null, view.Counts ? HoursStage : VoidStage, log.Ended, null, person.Who.Value, log.Began,
                JsonSerializer.Serialize(new ServiceEntry(log.Id, log.Team, log.Kind, log.Began, log.Ended, person.Minutes, view.Stage), JournalJson.Options))),
        ];
    }

    /// <summary>A correction asks the one that it corrects to give way, at once.</summary>
    public static ImmutableArray<AgendaItem> Agenda(ActivityState state)
        => state.View is { Stage: ActivityStage.Correcting, Log: { Corrects: { } original } log }
            ? [new AgendaItem(StreamOf(log.Id), ActivityCommand.TakePlace.AgendaKind, original.Value, AgendaItem.AtOnce, StreamOf(log.Id))]
            : [];

    private static Decision<ActivityEvent> Accept(ActivityEvent happened) => Decision<ActivityEvent>.Accept(happened);

    private static ActivityStage StageOf(ImmutableArray<ActivityAttachment> attachments) => attachments.All(a => a.Photo is not null) ? ActivityStage.Complete : ActivityStage.Incomplete;

    private static Decision<ActivityEvent> Enter(ActivityCommand.Enter command, Circumstances at)
    {
        var (log, faults, rules) = (command.Log, new FaultList(), at.Plan?.Document.Volunteering ?? VolunteeringRules.Usual);
        var kind = rules.Find(log.Kind);
        log.Check(faults, at, rules, kind);
        if (command.Site is not { } site) faults.Add("team", "unknown", "没有这支队伍", "no such team");
        else if (!rules.Lines.Contains(site.Line)) faults.Add("team", "not-allowed", "这个设施不是志愿队伍，不登记活动", "this facility is no team, and logs no activities");
        else if (kind?.IsOf(site.Line) == false) faults.Add("kind", "not-allowed", "这支队伍不做这种活动", "this team does nothing of the kind");
        for (var i = 0; i < Math.Min(log.People.Length, ActivityLog.MostPeople); i++)
        {
            if (!command.Members.Contains(log.People[i].Who)) faults.Add($"people/{i}/who", "unknown", "那天不在队伍名册中，请队长先加入名册", "was not on the team's roster that day: let the leader add them first");
        }

        if (faults.Any) return faults.ToRefusal();
        if (command.Uncorrectable is { } no) return no;
        return Decision<ActivityEvent>.Accept(new ActivityEvent.Entered(log, command.Site!), Time.District.DateOf(log.Began));
    }

    private static Decision<ActivityEvent> Attach(ActivityView view, ActivityCommand.Attach command)
    {
        if (view.Attachments.FirstOrDefault(a => a.Claim.Sha == command.Sha) is not { } claimed)
            return Refusal.Unknown("sha", "登记时没有这张照片", "the record names no such picture");
        if (claimed.Photo is not null) return Refusal.NotNow("attached", "这张照片已收到", "the picture is here already");
        var faults = new FaultList();
        command.Photo.Check(faults, "photo");
        if (faults.Any) return faults.ToRefusal();
        return command.IsKept ? Accept(new ActivityEvent.Attached(command.Sha, command.Photo)) : NotUploaded;
    }

    private static ActivityView Attached(ActivityView view, ActivityEvent.Attached e)
    {
        var attachments = view.Attachments.Select(a => a.Claim.Sha == e.Sha ? a with { Photo = e.Photo } : a).ToImmutableArray();
        return view with { Attachments = attachments, Stage = view.Stage == ActivityStage.Incomplete ? StageOf(attachments) : view.Stage };
    }

    private static Decision<ActivityEvent> TakePlace(ActivityView view, ActivityCommand.TakePlace command)
    {
        if (view.Stage != ActivityStage.Correcting) return Refusal.NotNow("settled", "更正已有结果", "the correction is settled");
        if (!command.IsHeard) return Refusal.NotNow("not-heard", "原记录还没有答复", "the original has not answered");
        return command.Refused is { } refused ? Accept(new ActivityEvent.Voided(refused.Faults[0].Zh)) : Accept(new ActivityEvent.TookPlace());
    }

    private static Decision<ActivityEvent> Withdraw(ActivityView view, ActivityCommand.Withdraw command, Circumstances at)
    {
        if (ReasonOf(command.Reason) is { } invalid) return invalid;
        if (view.Received.By != at.Actor) return Refusal.NotNow("not-own", "只有登记的人可以撤回，其他人请退回", "whoever entered it may withdraw it; others return it");
        return view.Stage is ActivityStage.Incomplete or ActivityStage.Complete or ActivityStage.Returned ? Accept(new ActivityEvent.Withdrawn(command.Reason)) : Over(view);
    }

    /// <summary>Nobody verifies what they entered.</summary>
    private static Decision<ActivityEvent> Approve(ActivityView view, ActivityCommand.Approve command, Circumstances at)
    {
        if (command.DespiteOverlap is { } why && ReasonOf(why, "despiteOverlap") is { } invalid) return invalid;
        if (view.Stage == ActivityStage.Incomplete) return Refusal.NotNow("incomplete", $"还缺 {view.Missing} 张照片，收齐后再审核", $"{view.Missing} pictures are missing: review it when they are here");
        if (view.Stage != ActivityStage.Complete) return Over(view);
        if (view.Received.By == at.Actor) return Refusal.NotNow("own", "自己登记的活动由街道或队里另一位审核人审核", "what you entered is reviewed by the street, or another reviewer of the team");
        if (!command.Overlaps.IsEmpty && command.DespiteOverlap is null)
            return Refusal.NotNow("overlap", $"有 {command.Overlaps.Select(o => o.Who).Distinct().Count()} 人同一时间还登记了另一次活动，请核对；确实无误的写明原因后通过", "somebody is down for two activities at once: look at them, and say why it is right where it is");
        return Accept(new ActivityEvent.Approved(command.DespiteOverlap));
    }

    private static Decision<ActivityEvent> Return(ActivityView view, ActivityCommand.Return command)
    {
        if (ReasonOf(command.Reason) is { } invalid) return invalid;
        return view.Counts ? Accept(new ActivityEvent.Returned(command.Reason)) : Over(view);
    }

    private static Refusal Over(ActivityView view) => Refusal.NotNow("stage", $"这条记录现在是“{WordOf(view.Stage)}”，请刷新后再看", $"the record is {ActivityView.WordOf(view.Stage)}: look at it anew");

    private static string WordOf(ActivityStage stage) => stage switch
    {
        ActivityStage.Correcting => "更正中",
        ActivityStage.Incomplete => "缺照片",
        ActivityStage.Complete => "待审核",
        ActivityStage.Approved => "已审核",
        ActivityStage.Returned => "退回",
        ActivityStage.Superseded => "已更正",
        ActivityStage.Withdrawn => "已撤回",
        ActivityStage.Void => "作废",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    private static Refusal? ReasonOf(string text, string field = "reason")
    {
        var faults = new FaultList();
        Subjects.PersonalNumber.Prose(faults, field, text, 1, MaxReason);
        return faults.Any ? faults.ToRefusal() : null;
    }
}
