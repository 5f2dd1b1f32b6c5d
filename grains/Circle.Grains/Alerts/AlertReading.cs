using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Grains.Alerts;

internal static class AlertReading
{
    /// <summary>Page by page, at most so many.</summary>
    public static async Task<(ImmutableArray<AlertView> Alerts, bool IsTruncated)> ReadAsync(
        this IAlertRows rows, ImmutableArray<PlaceId>? regions, LineId? line, ImmutableArray<string> stages, int most, CancellationToken cancel)
    {
        var all = ImmutableArray.CreateBuilder<AlertView>();
        for (AlertId? after = null; all.Count < most; after = all[^1].Id)
        {
            var page = await rows.ListAsync(regions, line, stages, after, IAlertRows.MaxLimit, cancel);
            all.AddRange(page.Select(view => JsonSerializer.Deserialize<AlertView>(view, JournalJson.Options)!));
            if (page.Length < IAlertRows.MaxLimit) return (all.ToImmutable(), false);
        }

        return (all.ToImmutable(), true);
    }
}
