using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Domain.Tickets;

namespace Circle.Grains.Delivery;

/// <summary>Between this silo's tickets of the city's and the receivers that hear of their stages, each stage by itself.</summary>
public sealed class StageDesk(IReceiverRows receivers, IGrainFactory grains, TimeProvider real) : LanedDesk<HeardTicket, (TicketId Ticket, long Version), HeardTicket>(receivers, grains, real)
{
    private protected override (TicketId Ticket, long Version) KeyOf(HeardTicket news) => (news.Ticket, news.Version);

    private protected override HeardTicket? HeardBy(ReceiverTerms terms, HeardTicket news, long told)
        => terms.Topic == ReceiverTopic.CityTickets && told < news.Version ? news : null;

    private protected override long VersionOf(HeardTicket heard) => heard.Version;

    private protected override (CommandId Id, ReceiverCommand Command) CommandOf(ReceiverId receiver, ImmutableArray<HeardTicket> heard)
        => (CommandId.Derive(["hear-tickets", receiver.Value, .. heard.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Ticket}/{t.Version}"))]), new ReceiverCommand.HearTickets(heard));
}
