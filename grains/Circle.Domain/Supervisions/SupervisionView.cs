using System.Collections.Immutable;
using System.Text.Json;
using Orleans;

namespace Circle.Domain.Supervisions;

/// <summary>督办单 as pages show it.</summary>
/// <param name="Issue">By whom; only they close it.</param>
/// <param name="Number">As it is written, e.g. 督办〔2013〕12号.</param>
/// <param name="Wait">For the next step; null: it has ended.</param>
[GenerateSerializer, Immutable, Alias("SupervisionView")]
public sealed record SupervisionView(
    [property: Id(0)] SupervisionOrder Order,
    [property: Id(1)] string Number,
    [property: Id(2)] SupervisionStage Stage,
    [property: Id(3)] DoneBy Issue,
    [property: Id(4)] DoneBy? Signature,
    [property: Id(5)] ImmutableArray<SupervisionReply> Replies,
    [property: Id(6)] DoneBy? End,
    [property: Id(7)] Wait? Wait,
    [property: Id(8)] DateTimeOffset ChangedAt)
{
    public static string WordOf(SupervisionStage stage) => JsonNamingPolicy.CamelCase.ConvertName(stage.ToString());

    /// <summary>Null: it was never issued.</summary>
    public static SupervisionView? Of(SupervisionState state)
        => state is { Order: { } order, Issue: { } issue } ? new(order, order.Number.ToString(), state.Stage, issue, state.Signature, state.Replies, state.End, state.Wait, state.ChangedAt) : null;
}
