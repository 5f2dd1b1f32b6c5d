using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Domain.Volunteering;
using Orleans;

namespace Circle.Domain.Plans;

/// <summary>One of the 24 project lines 项目, e.g. <c>mediation-room</c>.</summary>
[GenerateSerializer, Immutable, Alias("LineId"), JsonConverter(typeof(TextIdConverter<LineId>))]
public readonly record struct LineId([property: Id(0)] string Value) : ITextId<LineId>
{
    public static LineId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>A step 节点 of a line, unique in its line, e.g. <c>2013-10-31-completed</c>.</summary>
[GenerateSerializer, Immutable, Alias("StepId"), JsonConverter(typeof(TextIdConverter<StepId>))]
public readonly record struct StepId([property: Id(0)] string Value) : ITextId<StepId>
{
    public static StepId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>A measure that a line counts per facility, e.g. <c>plate</c> 承诺牌 or <c>bench</c> in metres.</summary>
[GenerateSerializer, Immutable, Alias("MeasureId"), JsonConverter(typeof(TextIdConverter<MeasureId>))]
public readonly record struct MeasureId([property: Id(0)] string Value) : ITextId<MeasureId>
{
    public static MeasureId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>圈: the six circles of the document, in its order.</summary>
public enum Ring
{
    /// <summary>政务服务</summary>
    Government,

    /// <summary>生活服务</summary>
    Living,

    /// <summary>卫生服务</summary>
    Health,

    /// <summary>文化教育</summary>
    Culture,

    /// <summary>社会公益</summary>
    Welfare,

    /// <summary>治安安全</summary>
    Security,
}

/// <summary>The stages that a facility passes, in order. Reaching one implies those before it.</summary>
public enum Stage
{
    /// <summary>计划</summary>
    Planned,

    /// <summary>前期准备</summary>
    Prepared,

    /// <summary>设备配送</summary>
    Delivered,

    /// <summary>报竣: reported as built, not yet verified by anyone.</summary>
    Completed,

    /// <summary>申请验收</summary>
    Filed,

    /// <summary>验收</summary>
    Accepted,
}

/// <summary>Who owes a quota: one target is written for each such unit.</summary>
public enum Answerer
{
    District,
    Street,
    Community,
}

/// <summary>How a step's quota is written out into targets.</summary>
public enum QuotaKind
{
    /// <summary>Each covered unit owes <see cref="Quota.Number"/>, cumulative.</summary>
    Each,

    /// <summary>Each covered street owes this percentage of its communities, rounded up, cumulative ("50%以上").</summary>
    ShareOfCommunities,

    /// <summary>Each place of the line's roster owes what the roster names there; the number is not used.</summary>
    Roster,

    /// <summary>The district's own office owes <see cref="Quota.Number"/> that no street has been given.</summary>
    Number,
}

/// <param name="Answers">The unit that owes. With <see cref="QuotaKind.Number"/> it is the district.</param>
[GenerateSerializer, Immutable, Alias("Quota")]
public sealed record Quota(
    [property: Id(0)] QuotaKind Kind,
    [property: Id(1)] int Number,
    [property: Id(2)] Answerer Answers);

/// <summary>A due date, the stage that counts, and what has to stand by then, with its own answerable unit.</summary>
/// <param name="Label">Short, for a wall: 第二批, 设备配送, 建成.</param>
/// <param name="Lead">The unit that answers for this step where it is not the line's; null: the line's.</param>
/// <param name="Source">Section of the document that asks for it.</param>
/// <param name="Sentence">原文: the document's own words that ask for it, at most <see cref="MostSentence"/> characters; null: not recorded.</param>
[GenerateSerializer, Immutable, Alias("Step")]
public sealed record Step(
    [property: Id(0)] StepId Id,
    [property: Id(1)] DateOnly Due,
    [property: Id(2)] Stage Stage,
    [property: Id(3)] string Label,
    [property: Id(4)] ImmutableArray<Quota> Quotas,
    [property: Id(5)] LeadUnit? Lead,
    [property: Id(6)] string Source,
    [property: Id(7)] string? Sentence = null)
{
    public const int MostSentence = 400;
}

/// <param name="Unit">Unit of the quantity: 个, 米.</param>
/// <param name="PerFacility">What one facility needs, in thousandths of the unit; null where each facility has its own figure.</param>
[GenerateSerializer, Immutable, Alias("Measure")]
public sealed record Measure(
    [property: Id(0)] MeasureId Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Unit,
    [property: Id(3)] long? PerFacility);

/// <summary>牵头责任单位及责任人.</summary>
/// <param name="Person">Null where the document names none ("未录责任人").</param>
[GenerateSerializer, Immutable, Alias("LeadUnit")]
public sealed record LeadUnit([property: Id(0)] string Name, [property: Id(1)] string? Person);

/// <summary>建设标准: one line of the acceptance checklist, as the document states it.</summary>
/// <param name="Bound">A number to reach (or not to fall under), in thousandths of <paramref name="Unit"/>; null for yes or no.</param>
[GenerateSerializer, Immutable, Alias("Standard")]
public sealed record Standard(
    [property: Id(0)] string Text,
    [property: Id(1)] long? Bound,
    [property: Id(2)] string? Unit,
    [property: Id(3)] bool Required,
    [property: Id(4)] string Source);

/// <summary>奖补政策: money in integer fen.</summary>
/// <param name="AmountFen">Null where the document gives no amount.</param>
/// <param name="Per">What one payment is for, e.g. 每个达标的中心.</param>
/// <param name="Condition">In the document's words.</param>
/// <param name="Payers">Who pays and how it is shared, e.g. 区财政, or 市、区各 50%.</param>
[GenerateSerializer, Immutable, Alias("SubsidyRule")]
public sealed record SubsidyRule(
    [property: Id(0)] string Id,
    [property: Id(1)] long? AmountFen,
    [property: Id(2)] string Per,
    [property: Id(3)] string Condition,
    [property: Id(4)] string Payers,
    [property: Id(5)] DateOnly? From,
    [property: Id(6)] DateOnly? Until,
    [property: Id(7)] string Source);

/// <summary>What the document leaves open, kept beside the row until a person resolves it; never a silent repair.</summary>
[GenerateSerializer, Immutable, Alias("Doubt")]
public sealed record Doubt([property: Id(0)] string Id, [property: Id(1)] string Text, [property: Id(2)] string Source);

/// <summary>How often a line reports; NoData counts two of these. Weekly where the document names none.</summary>
public enum Rhythm
{
    Weekly,
    Monthly,
}

/// <summary>A place of a named roster, and how many facilities the document asks for there.</summary>
[GenerateSerializer, Immutable, Alias("RosterPlace")]
public sealed record RosterPlace([property: Id(0)] PlaceId Place, [property: Id(1)] int Number);

/// <summary>项目: one of the 24 lines, as data.</summary>
/// <param name="Order">1 to 24, the document's order.</param>
/// <param name="Unit">Unit of count: 个, 支, 家, 所.</param>
/// <param name="Excluded">Streets that the document leaves out (with all that is under them).</param>
/// <param name="CountsExisting">Whether what stood before counts: so for "each … has one", not for "newly built".</param>
/// <param name="PassMark">Score that passes, where the document gives one (90 of 100); null: every required standard.</param>
[GenerateSerializer, Immutable, Alias("Line")]
public sealed record Line(
    [property: Id(0)] LineId Id,
    [property: Id(1)] int Order,
    [property: Id(2)] Ring Ring,
    [property: Id(3)] string Name,
    [property: Id(4)] string ShortName,
    [property: Id(5)] string EnglishName,
    [property: Id(6)] string Unit,
    [property: Id(7)] bool CountsExisting,
    [property: Id(8)] ImmutableArray<PlaceId> Excluded,
    [property: Id(9)] ImmutableArray<Measure> Measures,
    [property: Id(10)] ImmutableArray<Standard> Standards,
    [property: Id(11)] ImmutableArray<Step> Steps,
    [property: Id(12)] ImmutableArray<RosterPlace> Roster,
    [property: Id(13)] LeadUnit Lead,
    [property: Id(14)] ImmutableArray<string> Supporting,
    [property: Id(15)] Rhythm Rhythm,
    [property: Id(16)] int? PassMark,
    [property: Id(17)] ImmutableArray<SubsidyRule> Subsidies,
    [property: Id(18)] ImmutableArray<Doubt> Doubts,
    [property: Id(19)] string Source)
{
    /// <summary>Who answers for a step: its own unit where it has one, else the line's.</summary>
    public LeadUnit LeadOf(Step step) => step.Lead ?? Lead;

    /// <summary>Place of a step among the line's, −1 where it has none of that id. A line has a handful, so a scan is the fastest.</summary>
    public int IndexOf(string step)
    {
        for (var i = 0; i < Steps.Length; i++)
            if (Steps[i].Id.Value == step) return i;
        return -1;
    }
}

/// <summary>The plan document as data: what an import gives and a version keeps.</summary>
/// <param name="Number">文号, e.g. 金政〔2013〕86号.</param>
/// <param name="Directory">What the district decides about its directory of service points; null: it keeps none.</param>
/// <param name="Alerts">What it decides about its alerts; null: <see cref="AlertRules.Usual"/>.</param>
/// <param name="Supervision">What it decides about its supervision orders and matters to coordinate; null: <see cref="SupervisionRules.Usual"/>.</param>
/// <param name="Hotline">What it decides about its hotline; null: <see cref="HotlineRules.Usual"/>.</param>
/// <param name="Volunteering">What it decides about its volunteers; null: <see cref="VolunteeringRules.Usual"/>.</param>
[GenerateSerializer, Immutable, Alias("PlanDocument")]
public sealed record PlanDocument(
    [property: Id(0)] string Number,
    [property: Id(1)] string Title,
    [property: Id(2)] DateOnly IssuedOn,
    [property: Id(3)] ImmutableArray<Line> Lines,
    [property: Id(4)] ImmutableArray<Doubt> Doubts,
    [property: Id(5)] DirectoryRules? Directory = null,
    [property: Id(6)] AlertRules? Alerts = null,
    [property: Id(7)] SupervisionRules? Supervision = null,
    [property: Id(8)] HotlineRules? Hotline = null,
    [property: Id(9)] VolunteeringRules? Volunteering = null);
