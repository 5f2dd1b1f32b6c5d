using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Circle.Domain.Facilities;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;

namespace Circle.Domain.ServiceRecords;

/// <param name="Minutes">What it adds to the person's hours: no minute that another activity has already, in whatever team.</param>
public sealed record ListedEntry(ServiceEntry Entry, long Minutes);

/// <summary>What a record lists of everything that one person did.</summary>
public static class ListedEntries
{
    private const string Version = "service-record-1";

    /// <summary>Those of the team in the period whose pictures are all here, oldest first.</summary>
    /// <param name="all">Of one person, of every team, in any order.</param>
    public static ImmutableArray<ListedEntry> Of(IEnumerable<ServiceEntry> all, FacilityId team, DateOnly from, DateOnly until)
        => [.. ServiceHours.CreditedOf(all).Where(c => IsListed(c.Entry, team, from, until)).Select(c => new ListedEntry(c.Entry, c.Minutes))];

    /// <summary>SHA-256 of exactly these, in 64 lower hexadecimal digits: of what was done and when, and of what was credited. A review alone moves nothing.</summary>
    public static string HashOf(IEnumerable<ListedEntry> entries)
    {
        var text = new StringBuilder(Version).Append('\n');
        foreach (var (entry, minutes) in entries)
        {
            text.Append(CultureInfo.InvariantCulture, $"{entry.Activity} {entry.Team} {entry.Kind} {entry.Began.ToUnixTimeSeconds()} {entry.Ended.ToUnixTimeSeconds()} {entry.Minutes} {minutes}\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static bool IsListed(ServiceEntry entry, FacilityId team, DateOnly from, DateOnly until)
        => entry.Team == team && entry.Stage is (ActivityStage.Complete or ActivityStage.Approved) && District.DateOf(entry.Began) is var day && from <= day && day <= until;
}
