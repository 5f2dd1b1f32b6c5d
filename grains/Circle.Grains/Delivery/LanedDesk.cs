using System.Collections.Concurrent;
using System.Collections.Immutable;
using Circle.Contracts.Delivery;
using Circle.Contracts.Journal;
using Circle.Domain.Delivery;
using Circle.Domain.Journal;

namespace Circle.Grains.Delivery;

/// <summary>
/// Between those of this silo who have news and the receivers, each of which has a lane of its own: what is told while one telling is under way in it leaves
/// together as the next, so a storm costs each receiver a commit for hundreds, what comes alone waits for nobody, and no receiver for another.
/// </summary>
/// <typeparam name="TNews">What is told.</typeparam>
/// <typeparam name="TKey">Of what it is news: told again, it has the same.</typeparam>
/// <typeparam name="THeard">What of it a receiver hears.</typeparam>
public abstract class LanedDesk<TNews, TKey, THeard>
    where TKey : notnull
    where THeard : class
{
    /// <summary>That are being told; one more comes again by the agenda, and so does one that not all could be told of.</summary>
    private const int MostHeld = 20_000;

    /// <summary>For one telling of one receiver; after it what was told comes again by the agenda.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IReceiverRows receivers;
    private readonly IGrainFactory grains;
    private readonly TimeProvider real;
    private readonly NewsLane<Telling> looks;
    private readonly ConcurrentDictionary<ReceiverId, NewsLane<Part>> lanes = new();
    private readonly Lock gate = new();

    /// <summary>Who was told, and up to which version, while others still lack it: when it comes again these are left alone. At most <see cref="MostHeld"/>.</summary>
    private readonly Dictionary<TKey, ImmutableDictionary<ReceiverId, long>> partly = [];
    private int held;

    private protected LanedDesk(IReceiverRows receivers, IGrainFactory grains, TimeProvider real)
    {
        (this.receivers, this.grains, this.real) = (receivers, grains, real);
        looks = new(MostHeld, LookAsync);
    }

    /// <summary>Ends once all whom it concerns have it in their committed queues.</summary>
    /// <exception cref="JournalException">Not all could be told: it is done over.</exception>
    public Task TellAsync(TNews news)
    {
        Telling telling;
        lock (gate)
        {
            if (held >= MostHeld) throw new JournalException(JournalFault.Transient, "too much is told at once");
            held++;
            telling = new Telling(news, partly.GetValueOrDefault(KeyOf(news), ImmutableDictionary<ReceiverId, long>.Empty));
        }

        looks.Add(telling);
        return telling.Told.Task;
    }

    private protected abstract TKey KeyOf(TNews news);

    /// <param name="told">Version up to which it has been told; 0: it has not been.</param>
    /// <returns>Null: nothing of it concerns this one.</returns>
    private protected abstract THeard? HeardBy(ReceiverTerms terms, TNews news, long told);

    private protected abstract long VersionOf(THeard heard);

    /// <summary>The id is derived of all that is told: told again it has one effect.</summary>
    private protected abstract (CommandId Id, ReceiverCommand Command) CommandOf(ReceiverId receiver, ImmutableArray<THeard> heard);

    /// <summary>Each look asks who is there: nobody who was added before it is left out.</summary>
    private async Task LookAsync(IReadOnlyList<Telling> tellings)
    {
        try
        {
            var all = await receivers.ReadAsync(Receiver.OpenStage, CancellationToken.None);
            var parts = tellings.ToDictionary(t => t, t => all.Select(r => PartOf(t, r)).OfType<Part>().ToList());
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

    private Part? PartOf(Telling telling, ReceiverView receiver)
        => HeardBy(receiver.Terms, telling.News, telling.Has.GetValueOrDefault(receiver.Id)) is { } heard ? new Part(telling, receiver.Id, heard) : null;

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
    private async Task<JournalException?> TellAsync(ReceiverId receiver, ImmutableArray<THeard> heard)
    {
        try
        {
            var (id, command) = CommandOf(receiver, heard);
            return await grains.GetGrain<IReceiverGrain>(receiver.Value).Tell(id, command).WaitAsync(Patience, real) is Answer.Busy or Answer.Unsure
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
            if (fault is null) telling.Has = telling.Has.SetItem(part.Receiver, VersionOf(part.Heard));
            else telling.Fault = fault;
            if (--telling.Left > 0) return;
        }

        End(telling);
    }

    private void End(Telling telling)
    {
        var key = KeyOf(telling.News);
        lock (gate)
        {
            held--;
            if (telling.Fault is null) partly.Remove(key);
            else if (partly.Count < MostHeld || partly.ContainsKey(key)) partly[key] = telling.Has;
        }

        if (telling.Fault is { } fault) telling.Told.TrySetException(fault);
        else telling.Told.TrySetResult();
    }

    private static JournalException Wrapped(Exception e) => e as JournalException ?? new JournalException(JournalFault.Transient, "receivers could not be told", e);

    /// <summary>News until each whom it concerns has it, or cannot be told.</summary>
    private sealed class Telling(TNews news, ImmutableDictionary<ReceiverId, long> has)
    {
        public TNews News { get; } = news;

        public TaskCompletionSource Told { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ImmutableDictionary<ReceiverId, long> Has { get; set; } = has;

        public int Left { get; set; }

        public JournalException? Fault { get; set; }
    }

    private sealed record Part(Telling Telling, ReceiverId Receiver, THeard Heard);
}
