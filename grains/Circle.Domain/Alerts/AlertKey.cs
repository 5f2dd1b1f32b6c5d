using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Alerts;

/// <summary>预警 of one key, for all its episodes: made of the key, so that two never stand for one.</summary>
[GenerateSerializer, Immutable, Alias("AlertId"), JsonConverter(typeof(TextIdConverter<AlertId>))]
public readonly record struct AlertId([property: Id(0)] string Value) : ITextId<AlertId>
{
    /// <summary>Hexadecimal digits of the key's hash: 96 bits, and short enough for an address.</summary>
    private const int Digits = 24;

    public static AlertId Of(string value) => new(value);

    public static AlertId Of(AlertKey key)
        => new($"{AlertKey.Word(key.Rule)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Unit}|{key.Line}|{key.Subject}")))[..Digits]}");

    public override string ToString() => Value;
}

/// <summary>What an alert watches over. A rule is its data in <see cref="AlertRules"/> and one pure function that finds what breaks it.</summary>
public enum AlertRule
{
    /// <summary>节点: a step of a line that passed unmet, or is going to.</summary>
    Step,

    /// <summary>验收不合格: a facility that an inspection returned, until it is put right.</summary>
    Rectification,

    /// <summary>验收超时: reports of a line that have waited too long for their acceptance.</summary>
    Acceptance,

    /// <summary>名录过期: service points that nobody has verified for too long.</summary>
    Directory,

    /// <summary>办件超时: tickets of the hotline that a unit is late with.</summary>
    Tickets,

    /// <summary>诉求激增: far more calls about one place or facility than is usual there.</summary>
    Spike,

    /// <summary>特急超时: one ticket about somebody's life or limb, with a clock that ran out.</summary>
    LifeSafety,

    /// <summary>队伍沉默: a team that stands, and of which no activity was heard for too long.</summary>
    SilentTeam,
}

/// <summary>(unit, line, step): at most one open alert has it.</summary>
/// <param name="Unit">Who answers: a community, a street or the district.</param>
/// <param name="Line">Null: of no line in particular.</param>
/// <param name="Subject">What of it: the step's id, a facility's or service point's, a ticket's; empty: all.</param>
[GenerateSerializer, Immutable, Alias("AlertKey")]
public sealed record AlertKey([property: Id(0)] AlertRule Rule, [property: Id(1)] PlaceId Unit, [property: Id(2)] LineId? Line, [property: Id(3)] string Subject)
{
    /// <summary>Whether the plan still asks for it there. What it no longer asks for is neither owed nor met.</summary>
    public bool IsPlanned(PlanVersion plan, PlaceTree places) => Rule switch
    {
        _ when Line is null => true,
        AlertRule.Step => plan.Find(Line.Value) is { } found && found.Steps.Any(s => s.Id.Value == Subject) && !places.IsWithin(Unit, found.Excluded),
        AlertRule.Rectification or AlertRule.Acceptance or AlertRule.SilentTeam => plan.Find(Line.Value) is not null,
        // What people call about is owed whatever the plan says.
        AlertRule.Tickets or AlertRule.Spike or AlertRule.LifeSafety => true,
        _ => throw new ArgumentOutOfRangeException(nameof(plan)),
    };

    /// <summary>As it stands in ids, cells and addresses.</summary>
    public static string Word(AlertRule rule) => rule switch
    {
        AlertRule.Step => "step",
        AlertRule.Rectification => "rectification",
        AlertRule.Acceptance => "acceptance",
        AlertRule.Directory => "directory",
        AlertRule.Tickets => "tickets",
        AlertRule.Spike => "spike",
        AlertRule.LifeSafety => "life-safety",
        AlertRule.SilentTeam => "silent-team",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    /// <summary>涉及生命安全: told at any hour. The others are works that are late, and wait for the morning.</summary>
    public static bool IsUrgent(AlertRule rule) => rule switch
    {
        AlertRule.Step or AlertRule.Rectification or AlertRule.Acceptance or AlertRule.Directory or AlertRule.Tickets or AlertRule.Spike or AlertRule.SilentTeam => false,
        AlertRule.LifeSafety => true,
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };
}
