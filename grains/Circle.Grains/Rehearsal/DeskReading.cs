using System.Collections.Immutable;
using Circle.Contracts.Alerts;
using Circle.Contracts.Coordinations;
using Circle.Contracts.Supervisions;
using Circle.Domain.Alerts;
using Circle.Domain.Coordinations;
using Circle.Domain.Rehearsal;
using Circle.Domain.Supervisions;

namespace Circle.Grains.Rehearsal;

/// <summary>Reads what lies on the district's desks, as a page would: at most so much of each that a list gives at all.</summary>
internal static class DeskReading
{
    /// <summary>More than a list of alerts gives, and than orders or matters are written in years.</summary>
    private const int MostPages = 50;

    public static async Task<Desks> ReadDesksAsync(this IGrainFactory grains)
    {
        var alerts = await AllAsync<AlertView, int>(async after =>
        {
            var page = await grains.GetGrain<IAlertQueries>(0).List(new AlertQuery(null, null, null, false, false, after ?? 0, AlertPage.MaxLimit));
            return (page.Alerts.Select(a => a.Alert), page.Next);
        });
        var orders = await AllAsync<SupervisionView, SupervisionId>(async after =>
        {
            var page = await grains.GetGrain<ISupervisionQueries>(0).List(new SupervisionQuery(null, null, [], after, SupervisionPage.MaxLimit));
            return (page.Orders, page.Next);
        });
        var matters = await AllAsync<CoordinationView, CoordinationId>(async after =>
        {
            var page = await grains.GetGrain<ICoordinationQueries>(0).List(new CoordinationQuery(null, null, [], after, CoordinationPage.MaxLimit));
            return (page.Matters, page.Next);
        });

        // Alerts are paged by their place in a list that moves.
        return new([.. alerts.DistinctBy(a => a.Id)], orders, matters);
    }

    private static async Task<ImmutableArray<T>> AllAsync<T, TAfter>(Func<TAfter?, Task<(IEnumerable<T> Items, TAfter? Next)>> read)
        where TAfter : struct
    {
        var all = ImmutableArray.CreateBuilder<T>();
        TAfter? after = null;
        for (var i = 0; i < MostPages; i++)
        {
            var (items, next) = await read(after);
            all.AddRange(items);
            if ((after = next) is null) break;
        }

        return all.ToImmutable();
    }
}
