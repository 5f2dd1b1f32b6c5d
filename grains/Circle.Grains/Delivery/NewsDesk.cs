using System.Collections.Concurrent;
using System.Collections.Immutable;
using Circle.Contracts.Delivery;
using Circle.Contracts.Journal;
using Circle.Domain.Alerts;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Plans;

namespace Circle.Grains.Delivery;

/// <summary>What an alert has to tell.</summary>
/// <param name="News">At least one.</param>
public sealed record ToldAlert(AlertId Alert, AlertKey Key, AlertLevel Level, bool IsHeldBack, ImmutableArray<AlertNews> News);

/// <summary>
/// Between this silo's alerts and their receivers, each of which has a lane of its own: what alerts tell while one telling is under way in it leaves
/// together as the next, so a storm costs each receiver a commit for hundreds of alerts, a lone alert waits for nobody, and no receiver for another.
/// </summary>
public sealed class NewsDesk
{
    /// <summary>Alerts that are being told; one more comes again by the agenda, and so does one that not all could be told of.</summary>
    private const int MostHeld = 20_000;

    /// <summary>For one telling of one receiver; after it the alerts come again by the agenda.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IReceiverRows receivers;
    private readonly IGrainFactory grains;
    private readonly Atlas atlas;
    private readonly TimeProvider real;
    private readonly NewsLane<Telling> looks;
    private readonly ConcurrentDictionary<ReceiverId, NewsLane<Part>> lanes = new();
    private readonly Lock gate = new();

    /// <summary>Whom an alert was told to, and up to which version, while others still lack it: when it comes again these are left alone. At most <see cref="MostHeld"/>.</summary>
    private readonly Dictionary<AlertId, ImmutableDictionary<ReceiverId, long>> partly = [];
    private int held;

    public NewsDesk(IReceiverRows receivers, IGrainFactory grains, Atlas atlas, TimeProvider real)
    {
        (this.receivers, this.grains, this.atlas, this.real) = (receivers, grains, atlas, real);
        looks = new(MostHeld, LookAsync);
    }

    /// <summary>Ends once all whom it concerns have it in their committed queues.</summary>
    /// <exception cref="JournalException">Not all could be told: it is done over.</exception>
    public Task TellAsync(ToldAlert alert)
    {
        Telling telling;
        lock (gate)
        {
            if (held >= MostHeld) throw new JournalException(JournalFault.Transient, "too many alerts have news at once");
            held++;
            telling = new Telling(alert, partly.GetValueOrDefault(alert.Alert, ImmutableDictionary<ReceiverId, long>.Empty));
        }

        looks.Add(telling);
        return telling.Told.Task;
    }

    /// <summary>Each look asks who is there: nobody who was added before it is left out.</summary>
    private async Task LookAsync(IReadOnlyList<Telling> tellings)
    {
        try
        {
            var all = await receivers.ReadAsync(Receiver.OpenStage, CancellationToken.None);
            var places = atlas.Places;
            var parts = tellings.ToDictionary(t => t, t => all.Select(r => PartOf(t, r, places)).OfType<Part>().ToList());
            foreach (var (telling, own) in parts)
            {
                telling.Left = own.Count;
                if (own.Count == 0) End(telling);
            }

            foreach (var own in parts.Values.SelectMany(p => p).GroupBy(p => p.Receiver)) LaneOf(own.Key).Add(own);
            foreach (var gone in lanes.Keys.Except(all.Select(r => r.Id))) lanes.TryRemove(gone, out _);
        }
        catch (Exception e)
        {
            foreach (var telling in tellings)
            {
                telling.Fault = Wrapped(e);
                End(telling);
            }
        }
    }

    private static Part? PartOf(Telling telling, ReceiverView receiver, PlaceTree places)
    {
        var (alert, told) = (telling.Alert, telling.Has.GetValueOrDefault(receiver.Id));
        var heard = alert.News.Where(n => n.Version > told && receiver.Terms.Hears(places, alert.Key, alert.Level, alert.IsHeldBack, n.Highest)).OrderBy(n => n.Version).ToImmutableArray();
        return heard.IsEmpty ? null : new Part(
            telling, receiver.Id, new HeardAlert(alert.Alert, heard[^1].Version, [.. heard.Select(n => n.Kind)], heard[0].At, AlertKey.IsUrgent(alert.Key.Rule)));
    }

    private NewsLane<Part> LaneOf(ReceiverId receiver) => lanes.GetOrAdd(receiver, id =>
    {
        NewsLane<Part> lane = null!;
        return lane = new(Receiver.MaxTogether, async parts =>
        {
            var fault = await TellAsync(id, [.. parts.Select(p => p.Heard)]);
            // What waits behind a telling that failed comes again with it.
            foreach (var part in fault is null ? parts : [.. parts, .. lane.Drain()]) Settle(part, fault);
        });
    });

    /// <returns>Null: it has them. Never throws.</returns>
    private async Task<JournalException?> TellAsync(ReceiverId receiver, ImmutableArray<HeardAlert> heard)
    {
        try
        {
            // Of all that is told: told again it has one effect, and the same version told with other kinds of news is another telling.
            var id = CommandId.Derive(["hear", receiver.Value, .. heard.Select(h => $"{h.Alert}/{h.Version}/{string.Join('+', h.Kinds)}/{h.Since:O}")]);
            return await grains.GetGrain<IReceiverGrain>(receiver.Value).Tell(id, new ReceiverCommand.Hear(heard)).WaitAsync(Patience, real) is Answer.Busy or Answer.Unsure
                ? new JournalException(JournalFault.Transient, $"receiver {receiver} could not be told")
                : null;
        }
        catch (Exception e)
        {
            return Wrapped(e);
        }
    }

    private void Settle(Part part, JournalException? fault)
    {
        var telling = part.Telling;
        lock (gate)
        {
            if (fault is null) telling.Has = telling.Has.SetItem(part.Receiver, part.Heard.Version);
            else telling.Fault = fault;
            if (--telling.Left > 0) return;
        }

        End(telling);
    }

    private void End(Telling telling)
    {
        var alert = telling.Alert.Alert;
        lock (gate)
        {
            held--;
            if (telling.Fault is null) partly.Remove(alert);
            else if (partly.Count < MostHeld || partly.ContainsKey(alert)) partly[alert] = telling.Has;
        }

        if (telling.Fault is { } fault) telling.Told.TrySetException(fault);
        else telling.Told.TrySetResult();
    }

    private static JournalException Wrapped(Exception e) => e as JournalException ?? new JournalException(JournalFault.Transient, "receivers could not be told", e);

    /// <summary>An alert until each whom it concerns has it, or cannot be told.</summary>
    private sealed class Telling(ToldAlert alert, ImmutableDictionary<ReceiverId, long> has)
    {
        public ToldAlert Alert { get; } = alert;

        public TaskCompletionSource Told { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ImmutableDictionary<ReceiverId, long> Has { get; set; } = has;

        public int Left { get; set; }

        public JournalException? Fault { get; set; }
    }

    private sealed record Part(Telling Telling, ReceiverId Receiver, HeardAlert Heard);
}
