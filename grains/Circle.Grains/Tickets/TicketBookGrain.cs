using System.Globalization;
using Circle.Contracts.Journal;
using Circle.Contracts.Tickets;
using Circle.Domain.Journal;
using Circle.Domain.Tickets;
using Circle.Grains.Journal;

namespace Circle.Grains.Tickets;

/// <summary>Hands out the numbers of a block that is journaled, one after the other; the next block is reserved once, however many wait for it.</summary>
[GrainType("ticketbook")]
public sealed class TicketBookGrain(AggregateServices services) : AggregateGrain<TicketBook, TicketBookState, TicketBookCommand, TicketBookEvent>(services), ITicketBookGrain
{
    /// <summary>Blocks that others may take while one is waited for.</summary>
    private const int MostTries = 5;

    private int next;
    private int last;
    private Task<bool>? reserving;

    public async Task<TicketNumber?> Next()
    {
        var day = DateOnly.ParseExact(this.GetPrimaryKeyString(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (next < last) return new TicketNumber(day, ++next);
            if (!await (reserving ??= ReserveAsync())) return null;
        }

        return null;
    }

    /// <summary>By an id of this activation's own: of a block that another one reserved nothing is handed out here.</summary>
    /// <returns>False: it is worth no other try.</returns>
    private async Task<bool> ReserveAsync()
    {
        await Task.Yield();
        try
        {
            var after = Committed.State.Last;
            Caller.Current = Actor.Timekeeper;
            var answer = await Tell(
                CommandId.Derive("ticketbook", this.GetPrimaryKeyString(), after.ToString(CultureInfo.InvariantCulture), GrainContext.ActivationId.ToString()!), new TicketBookCommand.Reserve(after));
            if (answer is Answer.Accepted) (next, last) = (after, after + TicketBook.Together);
            return answer is Answer.Accepted or Answer.Refused { Refusal.Faults: [{ Code: "reserved" }] };
        }
        finally
        {
            reserving = null;
        }
    }
}
