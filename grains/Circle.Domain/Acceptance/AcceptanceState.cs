using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Standards;
using Orleans;

namespace Circle.Domain.Acceptance;

/// <summary>What an acceptance waits for.</summary>
public enum Waiting
{
    /// <summary>待街道核查</summary>
    Check,

    /// <summary>待安排验收</summary>
    Plan,

    /// <summary>待现场验收</summary>
    Inspect,

    /// <summary>结论写入中</summary>
    Settle,

    /// <summary>没有待办: the last round is over.</summary>
    Nothing,
}

/// <summary>How a round ended.</summary>
public enum RoundEnding
{
    /// <summary>撤回</summary>
    TakenBack,

    /// <summary>街道退回材料</summary>
    SentBack,

    /// <summary>取消</summary>
    CalledOff,

    /// <summary>验收通过</summary>
    Accepted,

    /// <summary>退回整改</summary>
    Returned,

    /// <summary>作废: the facility would not have the verdict.</summary>
    Void,
}

/// <summary>报竣材料</summary>
[GenerateSerializer, Immutable, Alias("RoundReport")]
public sealed record RoundReport([property: Id(0)] string Note, [property: Id(1)] ImmutableArray<Photo> Photos, [property: Id(2)] Actor By, [property: Id(3)] DateOnly On);

/// <summary>街道核查</summary>
[GenerateSerializer, Immutable, Alias("RoundCheck")]
public sealed record RoundCheck([property: Id(0)] string? Note, [property: Id(1)] Actor By, [property: Id(2)] DateOnly On);

/// <summary>联合验收: when, by whom, and by which version of the standard.</summary>
[GenerateSerializer, Immutable, Alias("JointInspection")]
public sealed record JointInspection(
    [property: Id(0)] DateOnly On, [property: Id(1)] ImmutableArray<Actor> Members, [property: Id(2)] Checklist Checklist, [property: Id(3)] Actor By, [property: Id(4)] DateOnly PlannedOn);

/// <summary>What an inspector found of one item.</summary>
/// <param name="Score">0 to the item's weight.</param>
/// <param name="Met">Of a yes-or-no item; null else.</param>
/// <param name="Measured">Of a measured item, in thousandths of its unit; null else.</param>
/// <param name="Defect">扣分原因: needed wherever points are taken off.</param>
[GenerateSerializer, Immutable, Alias("ItemFinding")]
public sealed record ItemFinding(
    [property: Id(0)] ItemId Item,
    [property: Id(1)] int Score,
    [property: Id(2)] bool? Met,
    [property: Id(3)] long? Measured,
    [property: Id(4)] string? Note,
    [property: Id(5)] string? Defect,
    [property: Id(6)] ImmutableArray<Photo> Photos);

[GenerateSerializer, Immutable, Alias("RecordedFinding")]
public sealed record RecordedFinding([property: Id(0)] ItemFinding Finding, [property: Id(1)] Actor By, [property: Id(2)] DateTimeOffset At);

/// <summary>Where a phone was.</summary>
/// <param name="Accuracy">± metres, 0 to <see cref="MostAccuracy"/>.</param>
[GenerateSerializer, Immutable, Alias("SitePosition")]
public sealed record SitePosition([property: Id(0)] Position Position, [property: Id(1)] int Accuracy)
{
    public const int MostAccuracy = 100_000;
}

[GenerateSerializer, Immutable, Alias("RecordedPosition")]
public sealed record RecordedPosition([property: Id(0)] SitePosition At, [property: Id(1)] Actor By, [property: Id(2)] DateTimeOffset Recorded);

/// <summary>结论</summary>
/// <param name="Score">Null: returned before every item was recorded.</param>
/// <param name="Version">Of the journal, which tells two apart.</param>
[GenerateSerializer, Immutable, Alias("AcceptanceVerdict")]
public sealed record AcceptanceVerdict(
    [property: Id(0)] bool IsPass,
    [property: Id(1)] int? Score,
    [property: Id(2)] DateOnly On,
    [property: Id(3)] ImmutableArray<string> Shortcomings,
    [property: Id(4)] DateOnly? RectifyBy,
    [property: Id(5)] string? Note,
    [property: Id(6)] Actor By,
    [property: Id(7)] DateTimeOffset At,
    [property: Id(8)] long Version)
{
    /// <summary>What the facility is told.</summary>
    public FacilityCommand ForFacility()
        => IsPass ? new FacilityCommand.Accept(Score!.Value, On, Note) : new FacilityCommand.Return(Shortcomings, RectifyBy!.Value, Score, On);
}

/// <param name="Reason">Null: the verdict says it.</param>
[GenerateSerializer, Immutable, Alias("RoundEnd")]
public sealed record RoundEnd([property: Id(0)] RoundEnding How, [property: Id(1)] string? Reason, [property: Id(2)] Actor By, [property: Id(3)] DateOnly On);

/// <summary>One round 一次验收, from its report to its end; what is over is never changed.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Findings">Of each item the last one, in the order of recording.</param>
[GenerateSerializer, Immutable, Alias("AcceptanceRound")]
public sealed record Round(
    [property: Id(0)] int Number,
    [property: Id(1)] RoundReport Report,
    [property: Id(2)] RoundCheck? Check,
    [property: Id(3)] JointInspection? Inspection,
    [property: Id(4)] SurveySheet? Survey,
    [property: Id(5)] ImmutableArray<RecordedFinding> Findings,
    [property: Id(6)] ImmutableArray<RecordedPosition> Positions,
    [property: Id(7)] AcceptanceVerdict? Verdict,
    [property: Id(8)] RoundEnd? End)
{
    /// <summary>Whether somebody has begun to inspect: from then on neither plan nor report is changed.</summary>
    public bool IsBegun => !Findings.IsEmpty || Survey is not null;

    /// <summary>Who had a hand in what is to be inspected.</summary>
    public bool IsWorkOf(Actor actor) => Report.By == actor || Check?.By == actor;

    public Waiting Waits => this switch
    {
        { End: not null } => Waiting.Nothing,
        { Verdict: not null } => Waiting.Settle,
        { Inspection: not null } => Waiting.Inspect,
        { Check: not null } => Waiting.Plan,
        _ => Waiting.Check,
    };

    public ItemFinding? Find(ItemId item) => Findings.FirstOrDefault(f => f.Finding.Item == item)?.Finding;
}

/// <summary>验收 of a facility at one moment.</summary>
/// <param name="Facility">Null: nothing was reported yet.</param>
/// <param name="Place">As the last report found it, as is its name.</param>
/// <param name="Rounds">Oldest first, at most <see cref="AcceptanceCase.MostRounds"/>.</param>
public sealed record AcceptanceState(FacilityId? Facility, LineId Line, PlaceId Place, string Name, ImmutableArray<Round> Rounds)
{
    /// <summary>Null: none is.</summary>
    public Round? Open => Rounds is [.., { End: null } last] ? last : null;

    public Waiting Waits => Open?.Waits ?? Waiting.Nothing;
}
