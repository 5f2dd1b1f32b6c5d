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
    /// <summary>More orders or matters than a district writes in years.</summary>
    private const int MostPages = 50;

    public static async Task<Desks> ReadDesksAsync(this IGrainFactory grains) => new(await AlertsAsync(grains), await OrdersAsync(grains), await MattersAsync(grains));

    private static async Task<ImmutableArray<AlertView>> AlertsAsync(IGrainFactory grains)
    {
        var all = new Dictionary<AlertId, AlertView>();
        for (int? after = 0; after is { } from;)
        {
            var page = await grains.GetGrain<IAlertQueries>(0).List(new AlertQuery(null, null, null, false, false, from, AlertPage.MaxLimit));
            foreach (var listed in page.Alerts) all.TryAdd(listed.Alert.Id, listed.Alert);
            after = page.Next;
        }

        return [.. all.Values];
    }

    private static async Task<ImmutableArray<SupervisionView>> OrdersAsync(IGrainFactory grains)
    {
        var all = ImmutableArray.CreateBuilder<SupervisionView>();
        SupervisionId? after = null;
        for (var i = 0; i < MostPages; i++)
        {
            var page = await grains.GetGrain<ISupervisionQueries>(0).List(new SupervisionQuery(null, null, [], after, SupervisionPage.MaxLimit));
            all.AddRange(page.Orders);
            if ((after = page.Next) is null) break;
        }

        return all.ToImmutable();
    }

    private static async Task<ImmutableArray<CoordinationView>> MattersAsync(IGrainFactory grains)
    {
        var all = ImmutableArray.CreateBuilder<CoordinationView>();
        CoordinationId? after = null;
        for (var i = 0; i < MostPages; i++)
        {
            var page = await grains.GetGrain<ICoordinationQueries>(0).List(new CoordinationQuery(null, null, [], after, CoordinationPage.MaxLimit));
            all.AddRange(page.Matters);
            if ((after = page.Next) is null) break;
        }

        return all.ToImmutable();
    }
}
