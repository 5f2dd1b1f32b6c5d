using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Circle.Contracts.Delivery;
using Circle.Contracts.Journal;
using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Domain.Time;
using Circle.Grains.Alerts;
using Circle.Grains.Journal;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Delivery;

/// <summary>
/// Sends what its journal says is under way, at once after the commit that says so and else when the agenda does, and journals how that ended. What it
/// sends is fixed; how the alerts stand is read when it is sent.
/// </summary>
[GrainType("receiver")]
public sealed class ReceiverGrain(AggregateServices services, IAlertRows alerts, IReceiverRows receivers, DeliverySettings settings, Sender sender, DeliveryDesk desk, SiloStop stop, ILogger<ReceiverGrain> log)
    : AggregateGrain<Receiver, ReceiverState, ReceiverCommand, ReceiverEvent>(services), IReceiverGrain
{
    /// <summary>The try that is being made, until it is settled: the agenda may come for it meanwhile. Null: none is.</summary>
    private (long Number, int Tries)? sending;

    public Task<ReceiverView?> View() => Task.FromResult(ReceiverView.Of(Committed.State));

    public Task<ReceiverQueue?> Queue()
    {
        var state = Committed.State;
        return Task.FromResult(ReceiverView.Of(state) is not { } view ? null : new ReceiverQueue(
            view,
            [.. state.Waiting.Values.OrderBy(a => a.Since).ThenBy(a => a.Alert.Value, StringComparer.Ordinal).Take(ReceiverQueue.MostShown)],
            state.Out?.Alerts ?? [],
            [.. state.Dead.Select(d => new DeadAlerts(d.Number, d.Alerts) { Tickets = d.Tickets })])
        {
            Tickets = [.. state.Tickets.Take(ReceiverQueue.MostShown)],
            OutTickets = state.Out?.Tickets ?? [],
        });
    }

    async Task<Answer> ICommandGrain<ReceiverCommand>.Tell(CommandId id, ReceiverCommand command) => await Tell(id, await InformedAsync(command));

    async Task<ImmutableArray<Fault>> ICommandGrain<ReceiverCommand>.Check(ReceiverCommand command) => await Check(await InformedAsync(command));

    public Task Begin()
    {
        if (Committed.State.Out is { } outgoing && outgoing.IsDue(Services.Clock.Now) && sending != (outgoing.Number, outgoing.Tries) && stop.TryEnter())
        {
            sending = (outgoing.Number, outgoing.Tries);
            _ = SendAsync(Committed.State.Terms!, outgoing);
        }

        return Task.CompletedTask;
    }

    private async Task<ReceiverCommand> InformedAsync(ReceiverCommand command)
    {
        if (command is not (ReceiverCommand.Open or ReceiverCommand.Correct)) return command;
        var open = command is ReceiverCommand.Open ? (await receivers.ListAsync(Receiver.OpenStage, Receiver.MostOpen, CancellationToken.None)).Length : 0;
        return command with
        {
            Around = new ReceiverSurroundings([.. settings.Targets.Select(t => t.Name).Order(StringComparer.Ordinal)], open)
            {
                Webhooks = [.. settings.Targets.Where(t => t.Channel == Channel.Webhook).Select(t => t.Name)],
            },
        };
    }

    protected override void OnCommitted(PlaceRow? own) => _ = Begin();

    /// <summary>Never throws: what is not settled is begun again by the agenda.</summary>
    private async Task SendAsync(ReceiverTerms terms, Outgoing outgoing)
    {
        try
        {
            Caller.Current = Actor.Timekeeper;
            var failure = await WriteAsync(outgoing) is { } message ? await sender.SendAsync(terms.Target, message) : "消息没能写成，请联系系统管理员 · the message could not be written: tell whoever runs the system";
            var id = CommandId.Derive("settle", this.GetPrimaryKeyString(), string.Create(CultureInfo.InvariantCulture, $"{outgoing.Number}-{outgoing.Tries}"), failure ?? "");
            await Tell(id, new ReceiverCommand.Settle(outgoing.Number, outgoing.Tries + 1, failure));
        }
        catch (OperationCanceledException) when (stop.IsBegun)
        {
            // The next start sends it again.
        }
        catch (Exception e)
        {
            log.LogWarning(e, "Message {Number} of receiver {Receiver} is tried again later", outgoing.Number, this.GetPrimaryKeyString());
        }
        finally
        {
            if (sending == (outgoing.Number, outgoing.Tries)) sending = null;
            stop.Leave();
        }
    }

    /// <returns>Null: it cannot be written, which is a try that failed: else nobody would ever hear of it.</returns>
    private async Task<DeliveryMessage?> WriteAsync(Outgoing outgoing)
    {
        try
        {
            return await ReadAsync(outgoing);
        }
        catch (Exception e)
        {
            log.LogError(e, "Message {Number} of receiver {Receiver} could not be written", outgoing.Number, this.GetPrimaryKeyString());
            return null;
        }
    }

    private async Task<DeliveryMessage> ReadAsync(Outgoing outgoing)
    {
        var read = (await alerts.FindAsync([.. outgoing.Alerts.Select(a => a.Alert)], CancellationToken.None))
            .Select(view => JsonSerializer.Deserialize<AlertView>(view, JournalJson.Options)!).ToDictionary(a => a.Id);
        var (places, plan) = (Services.Atlas.Places, Services.Atlas.Plan);
        string? LineName(LineId? of) => of is { } line ? plan?.Document.Lines.FirstOrDefault(l => l.Id == line)?.Name ?? line.Value : null;
        ImmutableArray<MessageAlert> told =
        [
            .. from alert in outgoing.Alerts
               where read.ContainsKey(alert.Alert)
               let now = read[alert.Alert]
               select new MessageAlert(
                   alert.Alert, alert.Version, alert.Kinds, alert.Since,
                   places.Find(now.Key.Unit)?.Name ?? now.Key.Unit.Value,
                   LineName(now.Key.Line),
                   now),
        ];
        return new DeliveryMessage(
            Committed.State.Id!.Value, outgoing.Number, outgoing.Tries + 1, Services.Clock.Now, Services.Clock.Mode == OperatingMode.Rehearsal, outgoing.IsTest, told,
            outgoing.More + outgoing.Alerts.Length - told.Length, desk.Address)
        {
            Topic = Committed.State.Terms?.Topic ?? ReceiverTopic.Alerts,
            Tickets =
            [
                .. outgoing.Tickets.OrderBy(t => t.At).ThenBy(t => t.Ticket.Value, StringComparer.Ordinal).ThenBy(t => t.Version)
                    .Select(t => new MessageTicket(t, t.Unit is { Place: var place } ? places.Find(place)?.Name ?? place.Value : null, LineName(t.Unit?.Line))),
            ],
        };
    }
}

/// <summary>Where people find the alert desk; null: nobody said at which address they reach the system.</summary>
public sealed record DeliveryDesk(Uri? Address);
