using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Alerts;

/// <summary>程度, worst last.</summary>
public enum AlertLevel
{
    /// <summary>提醒: nothing of the plan slips; work waits.</summary>
    Notice,

    /// <summary>预警: a forecast. Amber, and stays inside the street.</summary>
    Forecast,

    /// <summary>滞后: a step passed unmet.</summary>
    Behind,

    /// <summary>超期: the last step passed unmet.</summary>
    Missed,
}

/// <summary>What broke a rule, and by how much.</summary>
/// <param name="Label">Of a step: its label. Of a facility or point: its name. Of a ticket: its number. Never a person's.</param>
/// <param name="Open">Items, facilities, points, entries or tickets that are open; of a spike the calls of its days. At least 1.</param>
/// <param name="All">Out of how many; of a spike with those of the spans before.</param>
/// <param name="DueOn">Since the day after it something is owed, or by it something will be. Of a spike: the first of its days.</param>
/// <param name="Stage">Of a step: the stage that it counts.</param>
/// <param name="ExpectedOn">Of a forecast: even odds; null: not within three years, or no forecast.</param>
[GenerateSerializer, Immutable, Alias("AlertFacts")]
public sealed record AlertFacts(
    [property: Id(0)] AlertLevel Level,
    [property: Id(1)] string Label,
    [property: Id(2)] long Open,
    [property: Id(3)] long All,
    [property: Id(4)] DateOnly DueOn,
    [property: Id(5)] Stage? Stage = null,
    [property: Id(6)] DateOnly? ExpectedOn = null);

/// <summary>What a rule found on one day.</summary>
/// <param name="HeldBack">下级副本: the unit above has an alert of the same, which goes up the ladder for all under it.</param>
[GenerateSerializer, Immutable, Alias("Finding")]
public sealed record Finding([property: Id(0)] AlertKey Key, [property: Id(1)] AlertFacts Facts, [property: Id(2)] bool HeldBack = false);
