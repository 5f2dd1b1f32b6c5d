using System.Collections.Immutable;
using Circle.Contracts.Delivery;
using Circle.Contracts.Journal;
using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Grains.Plans;

namespace Circle.Grains.Delivery;

/// <summary>What an alert has to tell.</summary>
/// <param name="News">At least one.</param>
public sealed record ToldAlert(AlertId Alert, AlertKey Key, AlertLevel Level, bool IsHeldBack, ImmutableArray<AlertNews> News);

/// <summary>
/// Between this silo's alerts and their receivers: what alerts tell while one telling is under way leaves together as the next, so a storm costs each
/// receiver a commit for hundreds of alerts and a lone alert waits for nobody.
/// </summary>
public sealed class NewsDesk(IReceiverRows receivers, IGrainFactory grains, Atlas atlas)
{
    /// <summary>Alerts that wait here; one more comes again by the agenda.</summary>
    private const int MostWaiting = 20_000;

    private readonly Lock gate = new();
    private List<(ToldAlert Alert, TaskCompletionSource Told)> waiting = [];
    private bool isUnderWay;

    /// <summary>Ends once all whom it concerns have it in their committed queues.</summary>
    /// <exception cref="JournalException">Not all could be told: it is done over.</exception>
    public Task TellAsync(ToldAlert alert)
    {
        TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (waiting.Count >= MostWaiting) throw new JournalException(JournalFault.Transient, "too many alerts have news at once");
            waiting.Add((alert, told));
            if (isUnderWay) return told.Task;
            isUnderWay = true;
        }

        // Nobody's turn and nobody's caller: it outlives whoever began it.
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(RunAsync);
        return told.Task;
    }

    private async Task RunAsync()
    {
        Caller.Current = Actor.Timekeeper;
        while (true)
        {
            List<(ToldAlert Alert, TaskCompletionSource Told)> leaving;
            lock (gate)
            {
                if (waiting.Count == 0)
                {
                    isUnderWay = false;
                    return;
                }

                (leaving, waiting) = (waiting, []);
            }

            try
            {
                await LeaveAsync([.. leaving.Select(l => l.Alert)]);
                foreach (var (_, told) in leaving) told.TrySetResult();
            }
            catch (Exception e)
            {
                foreach (var (_, told) in leaving) told.TrySetException(e as JournalException ?? new JournalException(JournalFault.Transient, "receivers could not be told", e));
            }
        }
    }

    /// <summary>Each telling asks who is there: nobody who was added before it is left out.</summary>
    private async Task LeaveAsync(ImmutableArray<ToldAlert> alerts)
    {
        var all = await receivers.ReadAsync(Receiver.OpenStage, CancellationToken.None);
        var places = atlas.Places;
        await Task.WhenAll(all.Select(receiver => TellAsync(
            receiver.Id,
            [
                .. from alert in alerts
                   let heard = alert.News.Where(n => receiver.Terms.Hears(places, alert.Key, alert.Level, alert.IsHeldBack, n.Highest)).OrderBy(n => n.Version).ToImmutableArray()
                   where !heard.IsEmpty
                   select new HeardAlert(alert.Alert, heard[^1].Version, [.. heard.Select(n => n.Kind)], heard[0].At, AlertKey.IsUrgent(alert.Key.Rule)),
            ])));
    }

    private async Task TellAsync(ReceiverId receiver, ImmutableArray<HeardAlert> heard)
    {
        foreach (var some in heard.Chunk(Receiver.MaxTogether))
        {
            // Of what is told: told again it has one effect.
            var id = CommandId.Derive(["hear", receiver.Value, .. some.Select(h => $"{h.Alert}/{h.Version}")]);
            if (await grains.GetGrain<IReceiverGrain>(receiver.Value).Tell(id, new ReceiverCommand.Hear([.. some])) is Answer.Busy or Answer.Unsure or Answer.Refused { Refusal.Kind: RefusalKind.IdReused })
                throw new JournalException(JournalFault.Transient, $"receiver {receiver} could not be told");
        }
    }
}
