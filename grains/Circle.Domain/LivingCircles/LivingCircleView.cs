using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Orleans;

namespace Circle.Domain.LivingCircles;

/// <summary>What readers see of a living circle; stored in its row by the commit that changed it.</summary>
/// <param name="Neighbours">By what both sides said, see <see cref="Borders"/>; in a row those that its own people named.</param>
/// <param name="Since">Business day since which <paramref name="Stage"/> holds; null: never assessed.</param>
/// <param name="Kinds">In the order of the rules; empty: never assessed.</param>
/// <param name="Lacking">Kinds that it has to have and that none in service is of.</param>
[GenerateSerializer, Immutable, Alias("LivingCircleView")]
public sealed record LivingCircleView(
    [property: Id(0)] PlaceId Community,
    [property: Id(1)] ImmutableArray<PlaceId> Neighbours,
    [property: Id(2)] Position? Centre,
    [property: Id(3)] CircleStage Stage,
    [property: Id(4)] DateOnly? Since,
    [property: Id(5)] ImmutableArray<KindReach> Kinds,
    [property: Id(6)] ImmutableArray<PointKindId> Lacking)
{
    public static LivingCircleView Of(CircleState state)
        => new(state.Community!.Value, state.Neighbours, state.Centre, state.Stage, state.Since, state.Kinds, state.Lacking);

    /// <summary>What its row holds: the view, and beside it what its people said of its borders (<c>border</c>, a <see cref="CircleBorder"/>).</summary>
    internal static string RowOf(CircleState state)
    {
        var row = JsonSerializer.SerializeToNode(Of(state), JournalJson.Options)!.AsObject();
        row["border"] = JsonSerializer.SerializeToNode(
            new CircleBorder(state.Community!.Value, state.Neighbours, state.DrawnAt, state.Apart.IsEmpty ? null : state.Apart), JournalJson.Options);
        return row.ToJsonString(JournalJson.Options);
    }

    /// <summary>Of a community about which nothing has been said yet.</summary>
    public static LivingCircleView Unknown(PlaceId community) => new(community, [], null, CircleStage.Unknown, null, [], []);
}
