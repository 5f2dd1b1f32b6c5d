using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Tickets;

/// <summary>诉求类别, as data of the district.</summary>
[GenerateSerializer, Immutable, Alias("TicketCategoryId"), JsonConverter(typeof(TextIdConverter<TicketCategoryId>))]
public readonly record struct TicketCategoryId([property: Id(0)] string Value) : ITextId<TicketCategoryId>
{
    public static TicketCategoryId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>办理类型: how long what is asked takes.</summary>
public enum TicketPace
{
    /// <summary>即办件: can be done at once.</summary>
    AtOnce,

    /// <summary>简单件</summary>
    Simple,

    /// <summary>一般件</summary>
    Ordinary,

    /// <summary>复杂件</summary>
    Complex,
}

/// <summary>类别</summary>
/// <param name="Name">Chinese, 1 to <see cref="HotlineRules.MaxName"/> characters; so is the English one.</param>
[GenerateSerializer, Immutable, Alias("TicketCategory")]
public sealed record TicketCategory(
    [property: Id(0)] TicketCategoryId Id, [property: Id(1)] string Name, [property: Id(2)] string EnglishName, [property: Id(3)] TicketPace Pace);

/// <summary>时限 of one urgency.</summary>
[GenerateSerializer, Immutable, Alias("UrgencyLimits")]
public sealed record UrgencyLimits(
    [property: Id(0)] TimeLimit Dispatch,
    [property: Id(1)] TimeLimit Sign,
    [property: Id(2)] TimeLimit Contact,
    [property: Id(3)] TimeLimit AtOnce,
    [property: Id(4)] TimeLimit Simple,
    [property: Id(5)] TimeLimit Ordinary,
    [property: Id(6)] TimeLimit Complex,
    [property: Id(7)] TimeLimit CallBack)
{
    public TimeLimit Finish(TicketPace pace) => pace switch
    {
        TicketPace.AtOnce => AtOnce,
        TicketPace.Simple => Simple,
        TicketPace.Ordinary => Ordinary,
        TicketPace.Complex => Complex,
        _ => throw new ArgumentOutOfRangeException(nameof(pace)),
    };

    internal void Check(FaultList faults, string field)
    {
        Dispatch.Check(faults, $"{field}/dispatch");
        Sign.Check(faults, $"{field}/sign");
        Contact.Check(faults, $"{field}/contact");
        AtOnce.Check(faults, $"{field}/atOnce");
        Simple.Check(faults, $"{field}/simple");
        Ordinary.Check(faults, $"{field}/ordinary");
        Complex.Check(faults, $"{field}/complex");
        CallBack.Check(faults, $"{field}/callBack");
    }
}

/// <summary>A kind of call whose pace is not that of its category, e.g. a consultation.</summary>
[GenerateSerializer, Immutable, Alias("KindPace")]
public sealed record KindPace([property: Id(0)] TicketKind Kind, [property: Id(1)] TicketPace Pace);

/// <summary>Where a phrase is written.</summary>
public enum PhraseUse
{
    /// <summary>诉求</summary>
    Matter,

    /// <summary>答复</summary>
    Answer,

    /// <summary>派单意见、回访记录</summary>
    Note,
}

/// <summary>常用语, which an operator puts in by a key instead of typing it.</summary>
/// <param name="Name">By which it is found: 1 to <see cref="HotlineRules.MaxName"/> characters.</param>
/// <param name="Text">1 to <see cref="HotlineRules.MaxPhrase"/> characters in one line.</param>
[GenerateSerializer, Immutable, Alias("HotlinePhrase")]
public sealed record HotlinePhrase([property: Id(0)] string Name, [property: Id(1)] string Text, [property: Id(2)] PhraseUse Use);

/// <summary>
/// What a district decides about its hotline, as data; comes with the plan and is changed as it is. A ticket keeps the limits that it was given: others hold
/// from its next receipt or change of priority on.
/// </summary>
/// <param name="Categories">1 to <see cref="MostCategories"/>, each id once; pages show the first nine by number.</param>
/// <param name="Kinds">Of others the category's pace counts.</param>
/// <param name="CallBackTries">Calls without an answer after which whoever called is given up as 联系不上.</param>
/// <param name="MostReturns">退单 granted, after which the first responsible unit 首接责任单位 keeps it.</param>
/// <param name="MostExtension">Working days that all extensions 延期 of an ordinary ticket add at most; see <see cref="MostExtensionOf"/>.</param>
/// <param name="MostSuspension">Days that a suspension 挂起 may last.</param>
/// <param name="HoldMinutes">For how long whoever takes a ticket of the queue has it to themselves.</param>
/// <param name="SpikeDays">Days over which tickets about one place are counted.</param>
/// <param name="SpikeFloor">Fewer in those days are no spike, whatever was usual.</param>
/// <param name="SpikeTimes">So many times what is usual is one; the usual is that of the four such spans before.</param>
[GenerateSerializer, Immutable, Alias("HotlineRules")]
public sealed record HotlineRules(
    [property: Id(0)] ImmutableArray<TicketCategory> Categories,
    [property: Id(1)] ImmutableArray<KindPace> Kinds,
    [property: Id(2)] UrgencyLimits Ordinary,
    [property: Id(3)] UrgencyLimits Urgent,
    [property: Id(4)] UrgencyLimits LifeSafety,
    [property: Id(5)] int CallBackTries,
    [property: Id(6)] int MostReturns,
    [property: Id(7)] int MostExtension,
    [property: Id(8)] int MostSuspension,
    [property: Id(9)] int HoldMinutes,
    [property: Id(10)] int SpikeDays,
    [property: Id(11)] int SpikeFloor,
    [property: Id(12)] int SpikeTimes)
{
    public const int MostCategories = 50;
    public const int MaxName = 20;
    public const int MostPhrases = 50;
    public const int MaxPhrase = 200;
    public const int MaxNumber = 366;
    public const int MaxFloor = 1_000_000;
    public const int MaxTimes = 1_000;

    /// <summary>At most <see cref="MostPhrases"/>, each name once; a plan from before there were any has none.</summary>
    [Id(13)]
    public ImmutableArray<HotlinePhrase> Phrases { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Working days that all extensions of an urgent ticket 加急 add at most, from 0.</summary>
    [Id(14)]
    public int MostUrgentExtension { get; init; } = 5;

    /// <summary>Working days that all extensions of a life-safety ticket 特急 add at most; 0, the usual: it is not extended.</summary>
    [Id(15)]
    public int MostLifeSafetyExtension { get; init; }

    /// <summary>Of a plan that says nothing of its hotline.</summary>
    public static HotlineRules Usual { get; } = new(
        [
            new(TicketCategoryId.Of("charges"), "收费", "Charges", TicketPace.Ordinary),
            new(TicketCategoryId.Of("service"), "服务质量", "Service", TicketPace.Ordinary),
            new(TicketCategoryId.Of("unattended"), "无人值守", "Nobody there", TicketPace.Simple),
            new(TicketCategoryId.Of("damage"), "设施损坏", "Damage", TicketPace.Ordinary),
            new(TicketCategoryId.Of("hygiene"), "卫生", "Hygiene", TicketPace.Simple),
            new(TicketCategoryId.Of("information"), "咨询", "Information", TicketPace.AtOnce),
            new(TicketCategoryId.Of("utilities"), "水电气暖", "Utilities", TicketPace.AtOnce),
            new(TicketCategoryId.Of("security"), "治安消防", "Security", TicketPace.Simple),
            new(TicketCategoryId.Of("other"), "其他", "Other", TicketPace.Complex),
        ],
        [new(TicketKind.Consultation, TicketPace.Simple), new(TicketKind.Report, TicketPace.Complex)],
        new(TimeLimit.Real(1_440), TimeLimit.Workdays(1), TimeLimit.Workdays(1), TimeLimit.Real(120), TimeLimit.Workdays(1), TimeLimit.Workdays(5), TimeLimit.Workdays(15), TimeLimit.Workdays(2)),
        new(TimeLimit.Real(120), TimeLimit.Real(30), TimeLimit.Real(120), TimeLimit.Real(120), TimeLimit.Workdays(1), TimeLimit.Workdays(1), TimeLimit.Workdays(5), TimeLimit.Workdays(2)),
        new(TimeLimit.Real(60), TimeLimit.Real(15), TimeLimit.Real(30), TimeLimit.Real(30), TimeLimit.Real(120), TimeLimit.Real(120), TimeLimit.Real(1_440), TimeLimit.Real(1_440)),
        CallBackTries: 3,
        MostReturns: 2,
        MostExtension: 15,
        MostSuspension: 30,
        HoldMinutes: 15,
        SpikeDays: 7,
        SpikeFloor: 5,
        SpikeTimes: 3)
    {
        Phrases =
        [
            new("上门未到", "约定上门时间已过，服务人员未到，也未电话说明。", PhraseUse.Matter),
            new("多收费用", "实收费用高于公示价，未开收据，要求退还多收部分。", PhraseUse.Matter),
            new("无人值守", "公示的服务时间内到场，无人值守，无联系电话。", PhraseUse.Matter),
            new("告知办理时间", "已告知服务时间、地址和电话，来电人表示清楚。", PhraseUse.Answer),
            new("告知不在范围", "已说明该事项不属于便民服务圈受理范围，并告知主管部门电话。", PhraseUse.Answer),
            new("先行联系", "请先与来电人联系，核实情况后办理，并在时限内答复。", PhraseUse.Note),
            new("当面核实", "请到现场核实，答复时附照片。", PhraseUse.Note),
            new("回访无人接听", "拨打来电号码无人接听，另择时间回访。", PhraseUse.Note),
        ],
    };

    public TicketCategory? Find(TicketCategoryId id) => Categories.FirstOrDefault(c => c.Id == id);

    public UrgencyLimits Of(Urgency urgency) => urgency switch
    {
        Urgency.Ordinary => Ordinary,
        Urgency.Urgent => Urgent,
        Urgency.LifeSafety => LifeSafety,
        _ => throw new ArgumentOutOfRangeException(nameof(urgency)),
    };

    /// <summary>Working days that all extensions of a ticket add at most; 0: it is not extended.</summary>
    public int MostExtensionOf(Urgency urgency) => urgency switch
    {
        Urgency.Ordinary => MostExtension,
        Urgency.Urgent => MostUrgentExtension,
        Urgency.LifeSafety => MostLifeSafetyExtension,
        _ => throw new ArgumentOutOfRangeException(nameof(urgency)),
    };

    /// <summary>By kind, urgency and category.</summary>
    public TicketLimits LimitsOf(TicketKind kind, Urgency urgency, TicketCategory category)
    {
        var of = Of(urgency);
        return new TicketLimits(of.Dispatch, of.Sign, of.Contact, of.Finish(Kinds.FirstOrDefault(k => k.Kind == kind)?.Pace ?? category.Pace), of.CallBack);
    }

    internal void Check(FaultList faults)
    {
        if (Categories.Length is < 1 or > MostCategories) faults.Add("hotline/categories", "out-of-range", $"应有 1 到 {MostCategories} 个类别", $"must be 1 to {MostCategories} categories");
        if (Categories.DistinctBy(c => c.Id).Count() != Categories.Length) faults.Add("hotline/categories", "repeated", "类别编号不能重复", "each id stands once");
        for (var i = 0; i < Math.Min(Categories.Length, MostCategories); i++)
        {
            faults.Text($"hotline/categories/{i}/name", Categories[i].Name, 1, MaxName);
            faults.Text($"hotline/categories/{i}/englishName", Categories[i].EnglishName, 1, MaxName);
        }

        if (Kinds.DistinctBy(k => k.Kind).Count() != Kinds.Length) faults.Add("hotline/kinds", "repeated", "诉求性质不能重复", "each kind stands once");
        CheckPhrases(faults);
        Ordinary.Check(faults, "hotline/ordinary");
        Urgent.Check(faults, "hotline/urgent");
        LifeSafety.Check(faults, "hotline/lifeSafety");
        faults.Range("hotline/callBackTries", CallBackTries, 1, Ticket.MostTries);
        faults.Range("hotline/mostReturns", MostReturns, 0, Ticket.MostDispatches - 1);
        faults.Range("hotline/mostExtension", MostExtension, 0, MaxNumber);
        faults.Range("hotline/mostUrgentExtension", MostUrgentExtension, 0, MaxNumber);
        faults.Range("hotline/mostLifeSafetyExtension", MostLifeSafetyExtension, 0, MaxNumber);
        faults.Range("hotline/mostSuspension", MostSuspension, 1, MaxNumber);
        faults.Range("hotline/holdMinutes", HoldMinutes, 1, TimeLimit.MinutesInDay);
        faults.Range("hotline/spikeDays", SpikeDays, 1, MaxNumber);
        faults.Range("hotline/spikeFloor", SpikeFloor, 1, MaxFloor);
        faults.Range("hotline/spikeTimes", SpikeTimes, 1, MaxTimes);
    }

    private void CheckPhrases(FaultList faults)
    {
        if (Phrases.Length > MostPhrases) faults.Add("hotline/phrases", "too-many", $"最多 {MostPhrases} 条常用语", $"at most {MostPhrases} phrases");
        if (Phrases.DistinctBy(p => p.Name).Count() != Phrases.Length) faults.Add("hotline/phrases", "repeated", "常用语名称不能重复", "each name stands once");
        for (var i = 0; i < Math.Min(Phrases.Length, MostPhrases); i++)
        {
            faults.Text($"hotline/phrases/{i}/name", Phrases[i].Name, 1, MaxName);
            faults.Text($"hotline/phrases/{i}/text", Phrases[i].Text, 1, MaxPhrase);
        }
    }
}

/// <summary>时限 of one ticket.</summary>
[GenerateSerializer, Immutable, Alias("TicketLimits")]
public sealed record TicketLimits(
    [property: Id(0)] TimeLimit Dispatch, [property: Id(1)] TimeLimit Sign, [property: Id(2)] TimeLimit Contact, [property: Id(3)] TimeLimit Finish, [property: Id(4)] TimeLimit CallBack);
