using Orleans;

namespace Circle.Domain.Tickets;

/// <summary>Tickets about one thing, whole numbers; see <see cref="TicketCount"/>.</summary>
/// <param name="Open">Of the total.</param>
/// <param name="Overdue">Of the open ones.</param>
/// <param name="Satisfied">Of the rated ones.</param>
[GenerateSerializer, Immutable, Alias("TicketCounts")]
public sealed record TicketCounts(
    [property: Id(0)] long Total,
    [property: Id(1)] long Open,
    [property: Id(2)] long Overdue,
    [property: Id(3)] long Substantiated,
    [property: Id(4)] long Rated,
    [property: Id(5)] long Satisfied);
