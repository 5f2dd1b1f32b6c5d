using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;

namespace Circle.Domain.Alerts;

/// <summary>名录过期: entries of the directory whose verification is late. One alert a street, which checks them.</summary>
public static class DirectoryRule
{
    /// <param name="points">Of the unit.</param>
    /// <returns>At most one.</returns>
    public static IEnumerable<Finding> Find(PlaceId unit, IEnumerable<ServicePointView> points, DirectoryRules directory, AlertRules rules, DateOnly today)
    {
        var due = points.Where(p => p.State is PointState.Open or PointState.Paused).Select(p => DueOn(p, directory, today)).ToImmutableArray();
        var late = due.OfType<DateOnly>().Where(day => day.AddDays(rules.StaleDays) < today).ToImmutableArray();
        if (late.IsEmpty) return [];
        return [new Finding(new AlertKey(AlertRule.Directory, unit, null, ""), new AlertFacts(AlertLevel.Notice, "", late.Length, due.Length, late.Min().AddDays(rules.StaleDays)))];
    }

    /// <summary>The last day on which all its groups were fresh; of what was never verified the day since which it stands as it does. Null: they are.</summary>
    private static DateOnly? DueOn(ServicePointView point, DirectoryRules directory, DateOnly today)
    {
        ImmutableArray<DateOnly> due =
        [
            .. from fresh in Freshness.Of(point.Verified, point.Corrected, directory, today)
               where fresh.IsOverdue
               select fresh.Corrected ?? fresh.On?.AddDays(directory.CycleOf(fresh.Group)) ?? point.StateSince,
        ];
        return due.IsEmpty ? null : due.Min();
    }
}
