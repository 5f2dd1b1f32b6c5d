using System.Collections.Immutable;
using Circle.Domain.Evidence;
using Circle.Domain.PointChecks;
using Orleans;

namespace Circle.Domain.ServicePoints;

/// <summary>核实情况: how old what stands in one group of fields is, on one day.</summary>
/// <param name="On">Day of the last verification, of what stood there then; null: never.</param>
/// <param name="Days">Since then; null: never, or it was corrected since, which is as if never.</param>
/// <param name="IsOverdue">Longer ago than its cycle, never, or corrected since.</param>
[GenerateSerializer, Immutable, Alias("Freshness")]
public sealed record Freshness([property: Id(0)] FieldGroup Group, [property: Id(1)] DateOnly? On, [property: Id(2)] int? Days, [property: Id(3)] bool IsOverdue)
{
    /// <summary>Day of the last correction since then; null: none.</summary>
    [Id(4)]
    public DateOnly? Corrected { get; init; }

    /// <summary>Of its fields those that are empty: while any is, nobody can say that the group is right.</summary>
    [Id(5)]
    public ImmutableArray<CheckedField> Missing { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>A cycle's last day is still within it; what was corrected since is due at once.</summary>
    public static Freshness Of(ImmutableArray<Verification> verified, ImmutableArray<Correction> corrected, FieldGroup group, DirectoryRules rules, DateOnly today)
    {
        var on = verified.FirstOrDefault(v => v.Group == group)?.On;
        if (Correction.LastOf(corrected, group) is { } since) return new(group, on, null, true) { Corrected = since };
        if (on is not { } day) return new(group, null, null, true);
        var days = Math.Max(0, today.DayNumber - day.DayNumber);
        return new(group, day, days, days > rules.CycleOf(group));
    }

    /// <summary>Of every group, in their order.</summary>
    public static ImmutableArray<Freshness> Of(ImmutableArray<Verification> verified, ImmutableArray<Correction> corrected, DirectoryRules rules, DateOnly today)
        => [.. FieldGroups.All.Select(group => Of(verified, corrected, group, rules, today))];

    /// <summary>Of every group, in their order, with what is missing.</summary>
    public static ImmutableArray<Freshness> Of(ServicePointView point, DirectoryRules rules, DateOnly today)
        => [.. Of(point.Verified, point.Corrected, rules, today).Select(f => f with { Missing = FieldGroups.Missing(point.Listing, f.Group, point.Office?.IsRegistered ?? true) })];

    public Reason Words() => this switch
    {
        { Corrected: { } on } => new($"已于{on.Month}月{on.Day}日更正，待核实", $"corrected on {on:yyyy-MM-dd}, to be verified"),
        { Days: not { } } => new("从未核实", "never verified"),
        { Days: { } days, IsOverdue: true } => new($"已 {days} 天未核实", $"not verified for {days} days"),
        { On: { } on } => new($"{on.Month}月{on.Day}日核实", $"verified on {on:yyyy-MM-dd}"),
        _ => throw new InvalidOperationException("a day without a number of days"),
    };
}
