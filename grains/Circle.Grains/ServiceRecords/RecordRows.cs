using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.ServiceRecords;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;
using Circle.Grains.Lists;
using Circle.Grains.Volunteering;

namespace Circle.Grains.ServiceRecords;

/// <summary>Records, and what they list, as the rows say it.</summary>
internal static class RecordRows
{
    public static readonly ListQuery Any = new(ServiceRecord.Kind, null, null, [], null, null, null, null, ListOrder.Newest, null, 1);

    /// <summary>Of one person in a period, of every team: whoever has more is told by the record's own limit.</summary>
    private const int MostRead = 3 * ServiceRecord.MostEntries;

    /// <summary>What began the day before may reach into the period.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static ServiceRecordView Read(string view) => JsonSerializer.Deserialize<ServiceRecordView>(view, JournalJson.Options)!;

    /// <summary>What a record lists by now, oldest first.</summary>
    public static async Task<ImmutableArray<ListedEntry>> EntriesAsync(IListRows rows, ServiceRecordMatter matter)
    {
        var entries = new List<ServiceEntry>();
        var after = new ListCursor(District.At(matter.Until.AddDays(1)), "");
        ImmutableArray<ListEntry> page;
        do
        {
            page = await rows.ListAsync(
                ServiceRows.Any with { Who = matter.Who.Value, Stages = [VolunteerActivity.HoursStage], Since = District.At(matter.From) - Longest, After = after, Limit = IListRows.MaxLimit },
                CancellationToken.None);
            entries.AddRange(page.Select(row => ServiceRows.Read(row.View)));
            if (page.Length > 0) after = page[^1].Cursor;
        }
        while (page.Length == IListRows.MaxLimit && entries.Count < MostRead);

        return ListedEntries.Of(entries, matter.Team, matter.From, matter.Until);
    }
}
