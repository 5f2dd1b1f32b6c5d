using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Volunteering;
using Circle.Grains.Lists;

namespace Circle.Grains.Volunteering;

/// <summary>What people did, as the rows of activities say it.</summary>
internal sealed class ServiceRows(IListRows rows)
{
    public static readonly ListQuery Any = new(VolunteerActivity.Kind, null, null, [], null, null, null, null, ListOrder.Newest, null, 1);

    /// <summary>Of one activity in a day and a half, that one person may have: whoever has more is no person.</summary>
    private const int MostAround = 100;

    /// <summary>The longest that an activity may last: what began before cannot reach into another one.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static ServiceEntry Read(string view) => JsonSerializer.Deserialize<ServiceEntry>(view, JournalJson.Options)!;

    public async Task<ImmutableArray<ActivityOverlap>> OverlapsOfAsync(ActivityLog log, CancellationToken cancel)
    {
        var found = await Task.WhenAll(log.People.Select(async person =>
        {
            var around = Any with
            {
                Who = person.Who.Value,
                Stages = [VolunteerActivity.HoursStage],
                Since = log.Began - Longest,
                After = new ListCursor(log.Ended, ""),
                Limit = MostAround,
            };
            return (await rows.ListAsync(around, cancel)).Select(row => (person.Who, Read(row.View)));
        }));
        return ServiceHours.OverlapsOf(log, found.SelectMany(f => f));
    }
}
