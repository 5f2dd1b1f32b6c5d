using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;
using Orleans;

namespace Circle.Domain.Delivery;

/// <summary>接收方: a program, a group or a person that is told of alerts. Made once, never used again.</summary>
[GenerateSerializer, Immutable, Alias("ReceiverId"), JsonConverter(typeof(TextIdConverter<ReceiverId>))]
public readonly record struct ReceiverId([property: Id(0)] string Value) : ITextId<ReceiverId>
{
    public static ReceiverId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>投递内容: what a receiver hears of.</summary>
public enum ReceiverTopic
{
    /// <summary>预警</summary>
    Alerts,

    /// <summary>市热线转办件的办理状态: to which stages tickets of the city's 12345 come. A program's, in the whole district.</summary>
    CityTickets,
}

/// <summary>投递时机: when a receiver hears of what is not life-safety's; that it hears at once whatever the hour.</summary>
public enum Pace
{
    /// <summary>即时: a program's, at any hour.</summary>
    AtOnce,

    /// <summary>工作时间: a group's, at once but for quiet hours and days off, and then when these are over.</summary>
    Daytime,

    /// <summary>每日清单: a person's, one list at half past seven of each working day.</summary>
    Morning,
}

/// <summary>免打扰: from one time of day until another, past midnight where the first is the later one.</summary>
[GenerateSerializer, Immutable, Alias("QuietHours")]
public sealed record QuietHours([property: Id(0)] TimeOnly From, [property: Id(1)] TimeOnly Until)
{
    public static QuietHours Usual { get; } = new(new TimeOnly(20, 0), Receiver.Morning);

    public bool Has(TimeOnly time) => From <= Until ? From <= time && time < Until : From <= time || time < Until;
}

/// <summary>Who hears, of what, when.</summary>
/// <param name="Name">1 to <see cref="Receiver.MaxName"/> characters; of an office, a group or a program, never a person's.</param>
/// <param name="Target">Name of a target in the configuration of the silos, which alone know its address and secret.</param>
/// <param name="Place">It hears of this place and all under it; of copies that a street's alert holds back only where the place is their own.</param>
/// <param name="Line">Null: of every line, and of what is of none.</param>
/// <param name="Level">Of nothing below it.</param>
/// <param name="From">Of nothing before this rung has heard; <see cref="Rung.Community"/>: of everything.</param>
/// <param name="Quiet">Of <see cref="Pace.Daytime"/>; null: <see cref="QuietHours.Usual"/>.</param>
/// <param name="Topic">Null: alerts. Of <see cref="ReceiverTopic.CityTickets"/> line, level and rung say nothing.</param>
[GenerateSerializer, Immutable, Alias("ReceiverTerms")]
public sealed record ReceiverTerms(
    [property: Id(0)] string Name,
    [property: Id(1)] string Target,
    [property: Id(2)] Pace Pace,
    [property: Id(3)] PlaceId Place,
    [property: Id(4)] LineId? Line,
    [property: Id(5)] AlertLevel Level,
    [property: Id(6)] Rung From,
    [property: Id(7)] QuietHours? Quiet = null,
    [property: Id(8)] ReceiverTopic? Topic = null)
{
    /// <summary>Alerts that may wait; what is over it is counted.</summary>
    public int MostWaiting() => Pace == Pace.AtOnce ? 5_000 : Receiver.MaxTogether;

    /// <param name="highest">The highest rung that has heard.</param>
    public bool Hears(PlaceTree places, AlertKey key, AlertLevel level, bool isHeldBack, Rung highest)
        => Topic != ReceiverTopic.CityTickets && level >= Level && highest >= From && (Line is null || Line == key.Line)
           && (isHeldBack ? key.Unit == Place : places.PathUp(key.Unit).Any(above => above.Id == Place));

    /// <summary>False: a program's, which has no hours: what is due for it is due at once.</summary>
    public bool HasHours() => Pace != Pace.AtOnce;

    /// <summary>The first moment from then on at which it may be told: whoever has hours is not woken by a repeat or by what is late.</summary>
    public DateTimeOffset Wakes(DateTimeOffset at, WorkCalendar calendar) => HasHours() ? Waking(at, Quiet ?? QuietHours.Usual, calendar) : at;

    /// <summary>When what begins to wait now is to leave.</summary>
    public DateTimeOffset Departs(DateTimeOffset now, WorkCalendar calendar) => Pace switch
    {
        Pace.AtOnce => now,
        Pace.Daytime => Waking(now, Quiet ?? QuietHours.Usual, calendar),
        _ => NextMorning(now, calendar),
    };

    /// <param name="targets">That there are; null: not known.</param>
    /// <param name="webhooks">Those of them that are webhooks.</param>
    internal void Check(FaultList faults, ImmutableArray<string>? targets, ImmutableArray<string>? webhooks, Circumstances at)
    {
        faults.Text("name", Name, 1, Receiver.MaxName);
        if (!IsTarget(Target)) faults.Add("target", "wrong-shape", "应为配置中的投递目标名：小写字母、数字和连字符，最多 64 个", "must be a target's name in the configuration: 1 to 64 of a–z, 0–9 and -");
        else if (targets is { } known && !known.Contains(Target)) faults.Add("target", "unknown", $"配置中没有这个投递目标{Named(known, "，现有：", "，也没有别的目标，请先在服务器上配置")}", $"the configuration has no such target{Named(known, "; it has: ", ", nor any other: the server is to be given one first")}");
        if (at.Places.Find(Place) is null) faults.Add("place", "unknown", "没有这个地点", "no such place");
        if (Line is { } line && at.Plan?.Document.Lines.Any(l => l.Id == line) != true) faults.Add("line", "unknown", "没有这个项目", "no such line");
        if (Quiet is { } quiet && (Pace != Pace.Daytime || quiet.From == quiet.Until))
            faults.Add("quiet", "wrong-shape", "只有“工作时间”投递有免打扰时段，且起止不能相同", "only a daytime receiver has quiet hours, and they begin and end at different times");
        if (Topic == ReceiverTopic.CityTickets) CheckCity(faults, webhooks, at);
    }

    private void CheckCity(FaultList faults, ImmutableArray<string>? webhooks, Circumstances at)
    {
        if (Pace != Pace.AtOnce) faults.Add("pace", "not-allowed", "市热线转办件的状态只能即时投递", "of tickets of the city's a program is told at once");
        if (at.Places.Root is { } district && Place != district.Id && !faults.Has("place")) faults.Add("place", "not-allowed", "市热线转办件的状态按全区投递", "of tickets of the city's the whole district is told");
        if (Line is not null && !faults.Has("line")) faults.Add("line", "not-allowed", "市热线转办件的状态不分项目", "of tickets of the city's no line is told apart");
        if (webhooks is { } known && !known.Contains(Target) && !faults.Has("target")) faults.Add("target", "not-allowed", "市热线转办件的状态只能投递到签名 webhook", "of tickets of the city's a webhook alone is told");
    }

    /// <summary>The first of them: a fault is read in a line.</summary>
    private static string Named(ImmutableArray<string> targets, string some, string none)
    {
        const int most = 20;
        return targets.IsEmpty ? none : $"{some}{string.Join("、", targets.Take(most))}{(targets.Length > most ? "…" : "")}";
    }

    /// <summary>As ids are, so that it is a setting's name too.</summary>
    public static bool IsTarget(string target)
        => target is { Length: > 0 and <= TextId.MaxLength } && target.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static DateTimeOffset NextMorning(DateTimeOffset now, WorkCalendar calendar)
    {
        var today = District.DateOf(now);
        var morning = District.At(calendar.OnOrAfter(today), Receiver.Morning);
        return morning > now ? morning : District.At(calendar.OnOrAfter(today.AddDays(1)), Receiver.Morning);
    }

    private static DateTimeOffset Waking(DateTimeOffset now, QuietHours quiet, WorkCalendar calendar)
    {
        var (at, local) = (now, District.Local(now));
        while (true)
        {
            var (day, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
            if (!calendar.IsWorkday(day)) at = District.At(calendar.OnOrAfter(day));
            else if (quiet.Has(time)) at = District.At(time < quiet.Until ? day : day.AddDays(1), quiet.Until);
            else return at;
            local = District.Local(at);
        }
    }
}
