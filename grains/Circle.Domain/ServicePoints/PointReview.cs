using Circle.Domain.Tickets;
using Orleans;

namespace Circle.Domain.ServicePoints;

/// <summary>取消资格核查, and the substantiated complaint that opened it.</summary>
/// <param name="On">Business day.</param>
[GenerateSerializer, Immutable, Alias("PointReview")]
public sealed record PointReview([property: Id(0)] string Complaint, [property: Id(1)] TicketId Ticket, [property: Id(2)] DateOnly On);
