using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Coordinations;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Supervisions;

namespace Circle.Grains.Supervisions;

internal static class SupervisionReading
{
    /// <summary>A page of orders, and whether there are more.</summary>
    public static Task<(ImmutableArray<SupervisionView> Views, bool IsMore)> OrdersAsync(
        this ISupervisionRows rows, ImmutableArray<PlaceId>? regions, LineId? line, IEnumerable<SupervisionStage> stages, SupervisionId? after, int limit)
        => rows.PageAsync<SupervisionView>(Supervision.Kind, regions, line, [.. stages.Select(SupervisionView.WordOf)], after?.Value, limit, v => v.Order.Id.Value);

    public static Task<(ImmutableArray<CoordinationView> Views, bool IsMore)> MattersAsync(
        this ISupervisionRows rows, ImmutableArray<PlaceId>? regions, LineId? line, IEnumerable<CoordinationStage> stages, CoordinationId? after, int limit)
        => rows.PageAsync<CoordinationView>(Coordination.Kind, regions, line, [.. stages.Select(CoordinationView.WordOf)], after?.Value, limit, v => v.Matter.Id.Value);

    private static async Task<(ImmutableArray<TView> Views, bool IsMore)> PageAsync<TView>(
        this ISupervisionRows rows, string kind, ImmutableArray<PlaceId>? regions, LineId? line, ImmutableArray<string> stages, string? after, int limit, Func<TView, string> idOf)
    {
        var all = ImmutableArray.CreateBuilder<TView>();
        for (; all.Count <= limit; after = idOf(all[^1]))
        {
            var asked = Math.Min(limit + 1 - all.Count, ISupervisionRows.MaxLimit);
            var page = await rows.ListAsync(kind, regions, line, stages, after, asked, CancellationToken.None);
            all.AddRange(page.Select(view => JsonSerializer.Deserialize<TView>(view, JournalJson.Options)!));
            if (page.Length < asked) return (all.ToImmutable(), false);
        }

        return ([.. all.Take(limit)], true);
    }
}
