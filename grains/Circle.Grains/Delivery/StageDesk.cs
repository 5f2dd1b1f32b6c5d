using System.Globalization;
using Circle.Contracts.Delivery;
using Circle.Contracts.Journal;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;

namespace Circle.Grains.Delivery;

/// <summary>
/// Between this silo's tickets of the city's and the receivers that hear of their stages: what tickets tell while one telling is under way leaves together as
/// the next, so that an import of thousands costs each receiver a commit for hundreds.
/// </summary>
public sealed class StageDesk
{
    /// <summary>Stages that are being told; one more comes again by the agenda.</summary>
    private const int MostHeld = 20_000;

    /// <summary>For one telling of one receiver; after it the stages come again by the agenda.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IReceiverRows receivers;
    private readonly IGrainFactory grains;
    private readonly TimeProvider real;
    private readonly NewsLane<Telling> lane;
    private int held;

    public StageDesk(IReceiverRows receivers, IGrainFactory grains, TimeProvider real)
    {
        (this.receivers, this.grains, this.real) = (receivers, grains, real);
        lane = new(Receiver.MaxTogether, LeaveAsync);
    }

    /// <summary>Ends once all who hear of tickets have it in their committed queues.</summary>
    /// <exception cref="JournalException">Not all could be told: it is done over, and who has it already may be told twice.</exception>
    public Task TellAsync(HeardTicket ticket)
    {
        if (Interlocked.Increment(ref held) > MostHeld)
        {
            Interlocked.Decrement(ref held);
            throw new JournalException(JournalFault.Transient, "too many tickets have news at once");
        }

        var telling = new Telling(ticket);
        lane.Add(telling);
        return telling.Told.Task;
    }

    private async Task LeaveAsync(IReadOnlyList<Telling> tellings)
    {
        var fault = await FaultOfAsync([.. tellings.Select(t => t.Ticket)]);
        foreach (var telling in tellings)
        {
            Interlocked.Decrement(ref held);
            if (fault is null) telling.Told.TrySetResult();
            else telling.Told.TrySetException(fault);
        }
    }

    /// <summary>Each telling asks who is there: nobody who was added before it is left out. Never throws.</summary>
    private async Task<JournalException?> FaultOfAsync(IReadOnlyList<HeardTicket> tickets)
    {
        try
        {
            var all = await receivers.ReadAsync(Receiver.OpenStage, CancellationToken.None);
            var answers = await Task.WhenAll(all.Where(r => r.Terms.Topic == ReceiverTopic.CityTickets).Select(r => TellAsync(r.Id, tickets)));
            return answers.Any(a => a is Answer.Busy or Answer.Unsure) ? new JournalException(JournalFault.Transient, "a receiver of tickets could not be told") : null;
        }
        catch (Exception e)
        {
            return e as JournalException ?? new JournalException(JournalFault.Transient, "receivers of tickets could not be told", e);
        }
    }

    private Task<Answer> TellAsync(ReceiverId receiver, IReadOnlyList<HeardTicket> tickets)
    {
        var id = CommandId.Derive(["hear-tickets", receiver.Value, .. tickets.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Ticket}/{t.Version}"))]);
        return grains.GetGrain<IReceiverGrain>(receiver.Value).Tell(id, new ReceiverCommand.HearTickets([.. tickets])).WaitAsync(Patience, real);
    }

    private sealed class Telling(HeardTicket ticket)
    {
        public HeardTicket Ticket { get; } = ticket;

        public TaskCompletionSource Told { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
