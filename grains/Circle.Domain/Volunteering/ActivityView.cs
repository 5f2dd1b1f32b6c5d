using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Orleans;

namespace Circle.Domain.Volunteering;

/// <summary>How far a record has come. What waits for its pictures counts already: the activity was.</summary>
public enum ActivityStage
{
    /// <summary>A correction whose original has not given way yet.</summary>
    Correcting,

    /// <summary>已收到·缺照片</summary>
    Incomplete,

    /// <summary>待审核: all is there.</summary>
    Complete,

    /// <summary>已审核</summary>
    Approved,

    /// <summary>退回</summary>
    Returned,

    /// <summary>已更正: another record stands in its place.</summary>
    Superseded,

    /// <summary>撤回</summary>
    Withdrawn,

    /// <summary>作废: a correction whose original would not give way.</summary>
    Void,
}

/// <summary>Who did something, and when.</summary>
[GenerateSerializer, Immutable, Alias("ActivityDeed")]
public sealed record ActivityDeed([property: Id(0)] Actor By, [property: Id(1)] DateTimeOffset At);

/// <param name="Photo">As it is kept; null: it is on its way.</param>
[GenerateSerializer, Immutable, Alias("ActivityAttachment")]
public sealed record ActivityAttachment([property: Id(0)] AttachmentClaim Claim, [property: Id(1)] Photo? Photo);

/// <summary>活动记录 as it stands.</summary>
/// <param name="Reviewed">Who approved or returned it last; null: nobody has.</param>
/// <param name="Reason">Why it was returned, withdrawn or is void; of one that was approved despite an overlap, why; null: nothing was said.</param>
/// <param name="By">The correction that stands in its place; null: none does.</param>
/// <param name="Version">Of its last event.</param>
[GenerateSerializer, Immutable, Alias("ActivityView")]
public sealed record ActivityView(
    [property: Id(0)] ActivityLog Log,
    [property: Id(1)] TeamSite Site,
    [property: Id(2)] ActivityStage Stage,
    [property: Id(3)] ActivityDeed Received,
    [property: Id(4)] ImmutableArray<ActivityAttachment> Attachments,
    [property: Id(5)] ActivityDeed? Reviewed,
    [property: Id(6)] string? Reason,
    [property: Id(7)] ActivityId? By,
    [property: Id(8)] long Version)
{
    /// <summary>It is in sums and hours.</summary>
    [JsonIgnore]
    public bool Counts => Counted(Stage);

    /// <summary>Pictures that are on their way.</summary>
    [JsonIgnore]
    public int Missing => Attachments.Count(a => a.Photo is null);

    [JsonIgnore]
    public int Minutes => Log.People.Sum(p => p.Minutes);

    public static bool Counted(ActivityStage stage) => stage is ActivityStage.Incomplete or ActivityStage.Complete or ActivityStage.Approved;

    public static string WordOf(ActivityStage stage) => JsonNamingPolicy.CamelCase.ConvertName(stage.ToString());

    /// <summary>Why a correction may not take its place now; null: it may.</summary>
    public Refusal? WhyNotCorrected(FacilityId team) => this switch
    {
        _ when team != Log.Team => Refusal.Unknown("corrects", "队里没有这条记录", "the team has no such record"),
        { Stage: ActivityStage.Approved } => Refusal.NotNow("approved", "已审核的记录须先由队长或街道退回，再更正", "an approved record is returned by the leader or the street first"),
        { Stage: ActivityStage.Superseded } => Refusal.NotNow("superseded", "这条记录已被另一条更正取代，请更正最新的一条", "another correction stands in its place: correct the newest"),
        { Stage: ActivityStage.Withdrawn or ActivityStage.Void } => Refusal.NotNow("over", "这条记录已撤回或作废，请另行登记", "it was withdrawn or is void: log it anew"),
        { Stage: ActivityStage.Correcting } => Refusal.NotNow("correcting", "这条记录正在更正前一条，请稍后再试", "it is correcting another one: try again in a moment"),
        _ => null,
    };
}

/// <summary>One person's part in an activity, as a list of theirs holds it.</summary>
[GenerateSerializer, Immutable, Alias("ServiceEntry")]
public sealed record ServiceEntry(
    [property: Id(0)] ActivityId Activity,
    [property: Id(1)] FacilityId Team,
    [property: Id(2)] ActivityKindId Kind,
    [property: Id(3)] DateTimeOffset Began,
    [property: Id(4)] DateTimeOffset Ended,
    [property: Id(5)] int Minutes,
    [property: Id(6)] ActivityStage Stage)
{
    [JsonIgnore]
    public bool Counts => ActivityView.Counted(Stage);
}
