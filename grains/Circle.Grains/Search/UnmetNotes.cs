using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Contracts.Search;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Search;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Search;

/// <summary>
/// What searches of this silo did not find, until it is told to the district's list: one message out, what comes meanwhile leaves together.
/// Nobody waits for it, and what waits when a silo dies is lost.
/// </summary>
public sealed class UnmetNotes(IGrainFactory grains, TimeProvider real, ILogger<UnmetNotes> log) : SiloLoop
{
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>Whoever is still typing has not asked yet.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Text, PlaceId? Street), (int Count, long At)> waiting = [];
    private UnmetCommand.Count? sent;
    private CommandId id;

    /// <summary>Nothing was found for this. Of more than <see cref="UnmetDemand.MostNotes"/> texts at once the rest is not counted.</summary>
    public void Note(string text, PlaceId? street)
    {
        if (UnmetText.Of(text) is not { } kept) return;
        var at = real.GetTimestamp();
        lock (gate)
        {
            var count = waiting.GetValueOrDefault((kept, street)).Count;
            if (count > 0 || waiting.Count < UnmetDemand.MostNotes) waiting[(kept, street)] = (count + 1, at);
        }
    }

    protected override Task RunAsync(CancellationToken cancel)
    {
        Caller.Current = Actor.Search;
        return EachAsync(Period, real, TellAsync, e => log.LogWarning(e, "What was not found is not counted yet"), cancel);
    }

    private async Task TellAsync(CancellationToken cancel)
    {
        if (sent is null)
        {
            if (Take() is not { IsEmpty: false } notes) return;
            (sent, id) = (new UnmetCommand.Count(notes), new CommandId(Guid.CreateVersion7(real.GetUtcNow())));
        }

        switch (await grains.GetGrain<IUnmetDemandGrain>(UnmetDemand.Key).Tell(id, sent))
        {
            case Answer.Busy or Answer.Unsure:
                return;
            case Answer.Refused { Refusal: var refusal }:
                log.LogWarning("What was not found was refused: {Faults}", string.Join(", ", refusal.Faults.Select(f => f.Code)));
                break;
        }

        sent = null;
    }

    /// <summary>Those at rest. What another text goes on with was only on the way to it.</summary>
    private ImmutableArray<UnmetNote> Take()
    {
        lock (gate)
        {
            foreach (var way in waiting.Keys.Where(IsOnTheWay).ToList()) waiting.Remove(way);
            var rested = waiting.Where(w => real.GetElapsedTime(w.Value.At) >= Rest).ToList();
            foreach (var note in rested) waiting.Remove(note.Key);
            return [.. rested.Select(r => new UnmetNote(r.Key.Text, r.Key.Street, r.Value.Count))];
        }
    }

    private bool IsOnTheWay((string Text, PlaceId? Street) note)
        => waiting.Keys.Any(k => k.Street == note.Street && k.Text.Length > note.Text.Length && k.Text.StartsWith(note.Text, StringComparison.Ordinal));
}
