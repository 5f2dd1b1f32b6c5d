using System.Collections.Immutable;
using Circle.Domain.Evidence;
using Orleans;

namespace Circle.Domain.ServicePoints;

/// <summary>核实情况: how old what stands in one group of fields is, on one day.</summary>
/// <param name="On">Day of the last verification; null: never.</param>
/// <param name="Days">Since then; null: never.</param>
/// <param name="IsOverdue">Longer ago than its cycle, or never.</param>
[GenerateSerializer, Immutable, Alias("Freshness")]
public sealed record Freshness([property: Id(0)] FieldGroup Group, [property: Id(1)] DateOnly? On, [property: Id(2)] int? Days, [property: Id(3)] bool IsOverdue)
{
    /// <summary>A cycle's last day is still within it.</summary>
    public static Freshness Of(ImmutableArray<Verification> verified, FieldGroup group, DirectoryRules rules, DateOnly today)
    {
        foreach (var verification in verified)
        {
            if (verification.Group != group) continue;
            var days = Math.Max(0, today.DayNumber - verification.On.DayNumber);
            return new(group, verification.On, days, days > rules.CycleOf(group));
        }

        return new(group, null, null, true);
    }

    /// <summary>Of every group, in their order.</summary>
    public static ImmutableArray<Freshness> Of(ImmutableArray<Verification> verified, DirectoryRules rules, DateOnly today)
        => [.. Enum.GetValues<FieldGroup>().Select(group => Of(verified, group, rules, today))];

    public Reason Words() => this switch
    {
        { Days: not { } } => new("从未核实", "never verified"),
        { Days: { } days, IsOverdue: true } => new($"已 {days} 天未核实", $"not verified for {days} days"),
        { On: { } on } => new($"{on.Month}月{on.Day}日核实", $"verified on {on:yyyy-MM-dd}"),
        _ => throw new InvalidOperationException("a day without a number of days"),
    };
}
