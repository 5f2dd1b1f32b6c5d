using System.Globalization;
using Circle.Contracts.Acceptance;
using Circle.Contracts.Alerts;
using Circle.Contracts.Coordinations;
using Circle.Contracts.Delivery;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Contracts.ServicePoints;
using Circle.Contracts.Supervisions;
using Circle.Contracts.Tickets;
using Circle.Contracts.Volunteering;
using Circle.Domain.Acceptance;
using Circle.Domain.Alerts;
using Circle.Domain.Coordinations;
using Circle.Domain.Delivery;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.ServicePoints;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Domain.Volunteering;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Time;

/// <summary>
/// Starts what time is to start: claims agenda rows that are due by the business clock and tells their aggregates. A row goes in
/// the commit that handles it; until then it is tried again, under the same derived id.
/// </summary>
public sealed class Timekeeper(IAgenda agenda, BusinessClock clock, IGrainFactory grains, TimeProvider real, ILogger<Timekeeper> log)
    : SiloLoop
{
    private const int MaxTogether = 100;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>How long a claimed row is left to this silo before another may try.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Rows that are under way at once. Each ends in its own time, within ten seconds and more where somebody hangs; the next round is not held by them.</summary>
    private const int MostUnderWay = 400;

    private readonly List<Task> underWay = [];

    protected override async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await EachAsync(Period, real, BeginDueAsync, e => log.LogWarning(e, "The agenda could not be read"), cancel);
        }
        finally
        {
            await Task.WhenAll(underWay);
        }
    }

    /// <summary>Waits for what it began, but no longer than for the next round.</summary>
    private async Task BeginDueAsync(CancellationToken cancel)
    {
        underWay.RemoveAll(t => t.IsCompleted);
        if (underWay.Count >= MostUnderWay) return;
        Caller.Current = Actor.Timekeeper;
        var now = real.GetUtcNow();
        var due = await agenda.ClaimAsync(clock.Now, now, now + Lease, Math.Min(MaxTogether, MostUnderWay - underWay.Count), cancel);
        List<Task> begun = [.. due.Select(StartAsync)];
        underWay.AddRange(begun);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(Task.WhenAll(begun), Task.Delay(Period, real, waiting.Token));
        await waiting.CancelAsync();
    }

    /// <returns>How many were started. A rehearsal that hurries asks for it by itself.</returns>
    public async Task<int> StartDueAsync(CancellationToken cancel)
    {
        Caller.Current = Actor.Timekeeper;
        var now = real.GetUtcNow();
        var due = await agenda.ClaimAsync(clock.Now, now, now + Lease, MaxTogether, cancel);
        await Task.WhenAll(due.Select(StartAsync));
        return due.Length;
    }

    private async Task StartAsync(AgendaItem item)
    {
        var id = IdOf(item);
        try
        {
            if (item.Kind == Domain.Delivery.Receiver.SendKind)
            {
                // Others do not wait until it was sent.
                await Receiver(item).Begin();
                return;
            }

            var answer = item.Kind switch
            {
                ServicePointCommand.Resume.AgendaKind => await grains.GetGrain<IServicePointGrain>(item.Target.Id).Tell(id, new ServicePointCommand.Resume()),
                ServicePointCommand.EndAgreement.AgendaKind => await grains.GetGrain<IServicePointGrain>(item.Target.Id).Tell(id, new ServicePointCommand.EndAgreement()),
                AlertCommand.Escalate.AgendaKind => await Alert(item).Tell(id, new AlertCommand.Escalate()),
                AlertCommand.Lapse.AgendaKind => await Alert(item).Tell(id, new AlertCommand.Lapse()),
                AlertCommand.Unsilence.AgendaKind => await Alert(item).Tell(id, new AlertCommand.Unsilence()),
                AlertCommand.TellNews.AgendaKind => await Alert(item).Tell(id, new AlertCommand.TellNews(long.Parse(item.Key, CultureInfo.InvariantCulture))),
                ReceiverCommand.Depart.AgendaKind => await Receiver(item).Tell(id, new ReceiverCommand.Depart()),
                SupervisionCommand.Escalate.AgendaKind => await grains.GetGrain<ISupervisionGrain>(item.Target.Id).Tell(id, new SupervisionCommand.Escalate()),
                CoordinationCommand.Escalate.AgendaKind => await grains.GetGrain<ICoordinationGrain>(item.Target.Id).Tell(id, new CoordinationCommand.Escalate()),
                WatchCommand.Evaluate.AgendaKind => await grains.GetGrain<IAlertWatchGrain>(item.Target.Id).Tell(id, new WatchCommand.Evaluate()),
                AcceptanceCommand.Settle.AgendaKind => await grains.GetGrain<IAcceptanceGrain>(item.Target.Id).Tell(id, new AcceptanceCommand.Settle()),
                ActivityCommand.TakePlace.AgendaKind => await grains.GetGrain<IActivityGrain>(item.Target.Id).Tell(id, new ActivityCommand.TakePlace()),
                TicketCommand.RunOut.AgendaKind => await Ticket(item).Tell(id, new TicketCommand.RunOut(Domain.Tickets.Ticket.ClockOf(item))),
                TicketCommand.Resume.AgendaKind => await Ticket(item).Tell(id, new TicketCommand.Resume()),
                TicketCommand.React.AgendaKind => await Ticket(item).Tell(id, new TicketCommand.React(Domain.Tickets.Ticket.ReactionOf(item).What, Domain.Tickets.Ticket.ReactionOf(item).Version)),
                FacilityCommand.Resume.AgendaKind => await grains.GetGrain<IFacilityGrain>(item.Target.Id).Tell(id, new FacilityCommand.Resume()),
                _ => throw new InvalidOperationException($"nobody handles agenda rows of kind '{item.Kind}'"),
            };
            // News is begun after its commit too: that it is told already is no surprise.
            if (answer is not Answer.Accepted { Receipt.Repeated: false } && item.Kind != AlertCommand.TellNews.AgendaKind) log.LogWarning("{Stream} {Kind} due {Due:O}: {Answer}", item.Stream, item.Kind, item.Due, answer is Answer.Refused { Refusal.Faults: var faults } ? string.Join(", ", faults.Select(f => f.Code)) : answer.GetType().Name);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "{Stream} {Kind} due {Due:O} was not started", item.Stream, item.Kind, item.Due);
        }
    }

    /// <summary>Of the command by which a row is handled: whoever starts it, it has one effect.</summary>
    public static CommandId IdOf(AgendaItem item) => CommandId.Derive(item.Stream.Value, item.Kind, item.Key, item.Due.ToString("O"));

    private IAlertGrain Alert(AgendaItem item) => grains.GetGrain<IAlertGrain>(item.Target.Id);

    private ITicketGrain Ticket(AgendaItem item) => grains.GetGrain<ITicketGrain>(item.Target.Id);

    private IReceiverGrain Receiver(AgendaItem item) => grains.GetGrain<IReceiverGrain>(item.Target.Id);
}
