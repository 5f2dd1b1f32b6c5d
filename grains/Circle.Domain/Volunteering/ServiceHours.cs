using System.Collections.Immutable;

namespace Circle.Domain.Volunteering;

/// <summary>服务时长 of one person.</summary>
public static class ServiceHours
{
    /// <summary>Minutes in all, by <see cref="CreditedOf"/>.</summary>
    public static long MinutesOf(IEnumerable<ServiceEntry> entries) => CreditedOf(entries).Sum(c => c.Minutes);

    /// <summary>
    /// Each with the minutes that it adds, oldest first. Of what overlaps no minute counts twice: each activity gives the minutes that it was logged with, but
    /// never more than the part of it that none before it covers.
    /// </summary>
    /// <param name="entries">Of one person, in any order; what does not count is left out.</param>
    public static IEnumerable<(ServiceEntry Entry, long Minutes)> CreditedOf(IEnumerable<ServiceEntry> entries)
    {
        var covered = DateTimeOffset.MinValue;
        foreach (var entry in entries.Where(e => e.Counts).OrderBy(e => e.Began).ThenBy(e => e.Ended).ThenBy(e => e.Activity.Value, StringComparer.Ordinal))
        {
            var from = entry.Began > covered ? entry.Began : covered;
            yield return (entry, entry.Ended > from ? Math.Min(entry.Minutes, (long)(entry.Ended - from).TotalMinutes) : 0);
            if (entry.Ended > covered) covered = entry.Ended;
        }
    }

    /// <summary>Who of an activity is down for another one at the same time. Where one ends the next may begin.</summary>
    /// <param name="others">Of the people who took part, by person.</param>
    public static ImmutableArray<ActivityOverlap> OverlapsOf(ActivityLog log, IEnumerable<(VolunteerId Who, ServiceEntry Entry)> others) =>
    [
        .. others.Where(o => o.Entry.Counts && o.Entry.Activity != log.Id && o.Entry.Activity != log.Corrects && o.Entry.Began < log.Ended && o.Entry.Ended > log.Began)
            .Select(o => new ActivityOverlap(o.Who, o.Entry.Activity, Later(o.Entry.Began, log.Began), Earlier(o.Entry.Ended, log.Ended)))
            .OrderBy(o => o.Who.Value, StringComparer.Ordinal).ThenBy(o => o.From).ThenBy(o => o.With.Value, StringComparer.Ordinal),
    ];

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
