using System.Globalization;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Subjects;
using Orleans;

namespace Circle.Domain.Tickets;

/// <summary>工单</summary>
[GenerateSerializer, Immutable, Alias("TicketId"), JsonConverter(typeof(TextIdConverter<TicketId>))]
public readonly record struct TicketId([property: Id(0)] string Value) : ITextId<TicketId>
{
    public static TicketId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>工单号, e.g. 1112-0062: the day of its receipt, and from 1 on it.</summary>
[GenerateSerializer, Immutable, Alias("TicketNumber")]
public readonly record struct TicketNumber([property: Id(0)] DateOnly Day, [property: Id(1)] int Serial)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Day:MMdd}-{Serial:0000}");
}

/// <summary>诉求性质</summary>
public enum TicketKind
{
    /// <summary>咨询</summary>
    Consultation,

    /// <summary>求助</summary>
    Help,

    /// <summary>投诉</summary>
    Complaint,

    /// <summary>举报: never reaches its target, and is counted at the district alone, since a count would betray it.</summary>
    Report,

    /// <summary>建议</summary>
    Suggestion,

    /// <summary>表扬</summary>
    Praise,
}

/// <summary>紧急程度</summary>
public enum Urgency
{
    /// <summary>普通</summary>
    Ordinary,

    /// <summary>加急, e.g. water, power, gas and heat.</summary>
    Urgent,

    /// <summary>特急: somebody's life or limb.</summary>
    LifeSafety,
}

/// <summary>来源</summary>
public enum TicketSource
{
    /// <summary>电话</summary>
    Phone,

    /// <summary>便民查询平台</summary>
    Portal,

    /// <summary>接口: a program of another unit.</summary>
    Api,

    /// <summary>来访</summary>
    Visit,

    /// <summary>市 12345 转办, with a number and a deadline of its own.</summary>
    City,
}

/// <summary>诉求对象: what it is about, and where it counts.</summary>
/// <param name="Row">Facility, service point or place.</param>
/// <param name="Place">Where that stands.</param>
/// <param name="Line">Whose it is; null: of no line.</param>
/// <param name="Counted">The row that has its counts: its own, and of a 举报 the district's.</param>
[GenerateSerializer, Immutable, Alias("TicketAbout")]
public sealed record TicketAbout([property: Id(0)] StreamId Row, [property: Id(1)] PlaceId Place, [property: Id(2)] LineId? Line, [property: Id(3)] StreamId Counted);

/// <summary>Where something stands that is no place itself, as its own grain says.</summary>
[GenerateSerializer, Immutable, Alias("TicketSite")]
public sealed record TicketSite([property: Id(0)] PlaceId Place, [property: Id(1)] LineId? Line);

/// <summary>市 12345 的工单号和办结期限</summary>
/// <param name="Number">1 to <see cref="MaxNumber"/> characters.</param>
/// <param name="Deadline">Null: it gave none.</param>
[GenerateSerializer, Immutable, Alias("CityReference")]
public sealed record CityReference([property: Id(0)] string Number, [property: Id(1)] DateTimeOffset? Deadline)
{
    public const int MaxNumber = 50;

    /// <summary>Of the ids of its tickets, and of no others.</summary>
    public const string Beginning = "city-";

    /// <summary>来电时间 at the city's hotline; null: it gave none.</summary>
    [Id(2)]
    public DateTimeOffset? Called { get; init; }

    /// <summary>A number that the city's platform made: of letters, digits and what parts them, and nobody's own.</summary>
    public static void Check(FaultList faults, string field, string number)
    {
        faults.Text(field, number, 1, MaxNumber);
        if (!faults.Has(field) && !number.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '/' or '.' or '(' or ')' or '（' or '）' or '〔' or '〕' or '[' or ']' or ' '))
            faults.Add(field, "wrong-shape", "市平台工单号只有字母、数字和连字符", "a number of the city's platform has letters, digits and hyphens");
        if (!faults.Has(field) && PersonalNumber.IsInReference(number))
            faults.Add(field, "personal", "这像是电话号码或身份证号，不是市平台工单号", "this looks like the number of a phone or an identity card");
    }

    /// <summary>The ticket that a number of the city's is: however often it is handed over, and by whomever, it is one.</summary>
    public static TicketId IdOf(string number) => TicketId.Of($"{Beginning}{CommandId.Derive("city-ticket", CityWords.Plain(number)).Value:n}");
}

/// <summary>受理登记: a ticket as it was received; it never changes. Who called and what they said are named, and stand apart.</summary>
/// <param name="About">Facility, service point or place.</param>
/// <param name="Matter">诉求内容</param>
/// <param name="Wish">When and how to call back; null: nothing was said.</param>
/// <param name="Caller">诉求人; null: nobody who could be called back.</param>
/// <param name="Call">通话编号 of the telephone system; null: there is none.</param>
/// <param name="City">Of <see cref="TicketSource.City"/> alone.</param>
[GenerateSerializer, Immutable, Alias("TicketIntake")]
public sealed record TicketIntake(
    [property: Id(0)] TicketId Id,
    [property: Id(1)] TicketKind Kind,
    [property: Id(2)] TicketCategoryId Category,
    [property: Id(3)] Urgency Urgency,
    [property: Id(4)] TicketSource Source,
    [property: Id(5)] StreamId About,
    [property: Id(6)] WordsId Matter,
    [property: Id(7)] WordsId? Wish,
    [property: Id(8)] SubjectId? Caller,
    [property: Id(9)] string? Call,
    [property: Id(10)] CityReference? City)
{
    public const int MaxCall = 64;

    /// <summary>录音地址 in the telephone system; null: there is none.</summary>
    [Id(11)]
    public WordsId? Recording { get; init; }

    internal void Check(FaultList faults, Circumstances at, HotlineRules rules)
    {
        if (rules.Find(Category) is null) faults.Add("category", "unknown", "没有这个类别", "no such category");
        if (Call is not null) faults.Text("call", Call, 1, MaxCall);
        if ((Source == TicketSource.City) != (City is not null))
            faults.Add("city", City is null ? "required" : "not-allowed", "市 12345 转办件须填写市平台工单号，其他来源不填", "tickets of the city's 12345 have its number, and no others");
        if (City is null && Id.Value.StartsWith(CityReference.Beginning, StringComparison.Ordinal))
            faults.Add("id", "not-allowed", $"以 {CityReference.Beginning} 开头的编号只属于市 12345 转办件", $"ids that begin with {CityReference.Beginning} are of tickets of the city's 12345 alone");
        if (City is not { } city) return;
        // However often it is handed over, and by whichever way, it is one.
        if (Id != CityReference.IdOf(city.Number)) faults.Add("id", "not-of-number", $"市 12345 转办件的编号由其工单号得出，应为 {CityReference.IdOf(city.Number)}", $"the id of a ticket of the city's is made of its number: {CityReference.IdOf(city.Number)}");
        CityReference.Check(faults, "city/number", city.Number);
        if (city.Deadline is { } deadline && (deadline - at.Now).Duration() > TimeSpan.FromDays(Time.WorkTime.MaxDays))
            faults.Add("city/deadline", "out-of-range", "市平台办结期限应在一年之内", "must lie within a year");
    }
}
