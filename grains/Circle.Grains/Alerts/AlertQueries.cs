using System.Collections.Immutable;
using Circle.Contracts.Alerts;
using Circle.Domain.Alerts;
using Circle.Domain.Time;
using Circle.Grains.Plans;
using Circle.Grains.Time;
using Orleans.Concurrency;

namespace Circle.Grains.Alerts;

[StatelessWorker, Reentrant, GrainType("alert-queries")]
public sealed class AlertQueries(IAlertRows rows, Atlas atlas, BusinessClock clock, WorkCalendar calendar) : Grain, IAlertQueries
{
    public async Task<AlertPage> List(AlertQuery query)
    {
        ImmutableArray<string> stages = query.IsOver ? [AlertView.Over, AlertView.Dismissed] : query.Copies ? [AlertView.Open, AlertView.Copy] : [AlertView.Open];
        var (read, isTruncated) = await rows.ReadAsync(query.Place is { } place ? atlas.Places.Under(place) ?? [] : null, query.Line, stages, AlertPage.MostRead, CancellationToken.None);
        ImmutableArray<AlertView> all = [.. read.Where(a => query.Copies || !a.HeldBack)];
        ImmutableArray<AlertView> asked = [.. InOrder(all.Where(a => query.Handling is null || a.Handling == query.Handling), query.IsOver)];
        var page = asked.Skip(Math.Clamp(query.After, 0, AlertPage.MostRead)).Take(Math.Clamp(query.Limit, 1, AlertPage.MaxLimit)).ToImmutableArray();
        return new AlertPage(
            [.. page.Select(a => new ListedAlert(a, calendar.WorkdaysBetween(District.DateOf(a.RaisedAt), a.Ended is { } ended ? District.DateOf(ended.EndedAt) : clock.Today)))],
            asked.Length,
            [.. all.GroupBy(a => a.Handling).OrderBy(g => g.Key).Select(g => new HandlingCount(g.Key, g.Count()))],
            [.. all.GroupBy(a => a.Facts.Level).OrderByDescending(g => g.Key).Select(g => new LevelCount(g.Key, g.Count()))],
            query.After + page.Length < asked.Length ? query.After + page.Length : null,
            isTruncated);
    }

    private static IEnumerable<AlertView> InOrder(IEnumerable<AlertView> alerts, bool isOver) => isOver
        ? alerts.OrderByDescending(a => a.Ended!.EndedAt).ThenBy(a => a.Id.Value, StringComparer.Ordinal)
        : alerts.OrderByDescending(a => a.Facts.Level).ThenBy(a => a.Facts.DueOn).ThenBy(a => a.Key.Unit.Value, StringComparer.Ordinal).ThenBy(a => a.Id.Value, StringComparer.Ordinal);
}
