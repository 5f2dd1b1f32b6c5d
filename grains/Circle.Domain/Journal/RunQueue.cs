using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Circle.Domain.Places;

namespace Circle.Domain.Journal;

/// <summary>A command on its way to a decision.</summary>
/// <param name="PayloadHash">SHA-256 (hex) of the command as sent: the same id with another payload is refused.</param>
public sealed record Pending<TCommand>(CommandId Id, TCommand Command, Actor Actor, string PayloadHash)
{
    public static Pending<TCommand> Of(CommandId id, TCommand command, Actor actor) => new(
        id,
        command,
        actor,
        Convert.ToHexStringLower(SHA256.HashData(
            [.. Encoding.UTF8.GetBytes(command!.GetType().Name + "\n"), .. JsonSerializer.SerializeToUtf8Bytes<object>(command, JournalJson.Options)])));
}

/// <summary>An aggregate as far as it is committed.</summary>
/// <param name="LastHash">Hash of the last event, empty before the first.</param>
public sealed record Committed<TState>(TState State, long Version, string LastHash, DateTimeOffset LastRecordedAt)
{
    public static Committed<TState> None(TState empty) => new(empty, 0, "", DateTimeOffset.MinValue);
}

/// <summary>
/// Commands that were decided together, each on the state that the one before it would leave.
/// </summary>
/// <param name="Run">Null when all were refused: there is nothing to commit.</param>
public sealed record Flight<TState, TCommand>(
    Run? Run,
    ImmutableArray<(Pending<TCommand> Pending, Answer Answer)> Decided,
    Committed<TState> After)
{
    /// <summary>Refusals hold only if the journal never accepted the same id.</summary>
    public ImmutableArray<CommandId> ToLookUp => [.. Decided.Where(d => d.Answer is Answer.Refused).Select(d => d.Pending.Id)];
}

/// <summary>
/// One aggregate's commands: at most one run in flight, the rest wait (bounded) and leave together.
/// Pure: the grain around it does the waiting and the writing.
/// </summary>
public sealed class RunQueue<TAggregate, TState, TCommand, TEvent>(StreamId stream)
    where TAggregate : IAggregate<TState, TCommand, TEvent>
    where TEvent : class
{
    /// <summary>Commands that may wait; one more hears "busy".</summary>
    public const int MaxWaiting = 1_024;

    /// <summary>Commands decided together at most.</summary>
    public const int MaxTogether = 256;

    private readonly LinkedList<Pending<TCommand>> waiting = [];

    /// <summary>The rows as the last commit left them.</summary>
    private ImmutableArray<PlaceRow> known = [];

    /// <summary>What a state adds and lists costs as much as the decision; a run begins where the one before it ended.</summary>
    private Shown shown = new(null, [], []);

    public int Waiting => waiting.Count;

    /// <summary>False when the queue is full.</summary>
    public bool TryEnqueue(Pending<TCommand> pending)
    {
        if (waiting.Count >= MaxWaiting) return false;
        waiting.AddLast(pending);
        return true;
    }

    /// <summary>Puts commands back in front, in their order: their run was not committed and they decide again.</summary>
    public void PutBack(IEnumerable<Pending<TCommand>> commands)
    {
        foreach (var pending in commands.Reverse()) waiting.AddFirst(pending);
    }

    /// <summary>The rows that a run has changed, as its commit left them.</summary>
    public void Remember(ImmutableArray<PlaceRow> rows) => known = rows;

    /// <summary>Takes away all that wait, for an answer without a decision.</summary>
    public ImmutableArray<Pending<TCommand>> Drain()
    {
        var all = waiting.ToImmutableArray();
        waiting.Clear();
        return all;
    }

    /// <summary>Decides what waits; null when nothing does.</summary>
    /// <param name="most">Commands decided together, 1 to <see cref="MaxTogether"/>.</param>
    public Flight<TState, TCommand>? Depart(Committed<TState> from, Func<Actor, Circumstances> circumstancesOf, int most = MaxTogether)
    {
        if (waiting.Count == 0) return null;
        var decided = ImmutableArray.CreateBuilder<(Pending<TCommand>, Answer)>();
        var events = ImmutableArray.CreateBuilder<Envelope>();
        var at = from;
        while (decided.Count < most && events.Count < Run.MaxEvents && waiting.First is { } first)
        {
            var pending = first.Value;
            var circumstances = circumstancesOf(pending.Actor);
            var decision = TAggregate.Decide(at.State, pending.Command, circumstances);
            if (events.Count > 0 && decision is Decision<TEvent>.Accepted { Events.Length: var more } && events.Count + more > Run.MaxEvents) break;
            waiting.RemoveFirst();
            switch (decision)
            {
                case Decision<TEvent>.Accepted { Events: var happened }:
                    decided.Add((pending, new Answer.Accepted(new Receipt(stream, at.Version + 1, RecordedAt(at, circumstances), false))));
                    at = Record(at, pending, happened, circumstances, events);
                    break;
                case Decision<TEvent>.Declined { Refusal: var refusal }:
                    decided.Add((pending, new Answer.Refused(refusal)));
                    break;
            }
        }

        return new Flight<TState, TCommand>(events.Count == 0 ? null : RunOf(from, at, events.ToImmutable()), decided.ToImmutable(), at);
    }

    /// <summary>The state after stored events, for loading; checks that none is missing.</summary>
    public static Committed<TState> Replay(Committed<TState> from, IEnumerable<Envelope> stored)
        => stored.Aggregate(from, (at, envelope) => envelope.Version == at.Version + 1 || (TAggregate.KeepsLastEventOnly && at.Version == 0)
            ? new Committed<TState>(
                TAggregate.Fold(at.State, new Recorded<TEvent>(EventCatalog<TEvent>.Read(envelope), envelope.Version, envelope.Actor, envelope.RecordedAt)),
                envelope.Version,
                envelope.Hash,
                envelope.RecordedAt)
            : throw new InvalidOperationException($"{envelope.Stream}: v{envelope.Version} follows v{at.Version}; the journal has a gap"));

    private static DateTimeOffset RecordedAt(Committed<TState> at, Circumstances circumstances)
    {
        var now = Envelope.ToMicroseconds(circumstances.Now);
        return now > at.LastRecordedAt ? now : at.LastRecordedAt;
    }

    private Committed<TState> Record(
        Committed<TState> at,
        Pending<TCommand> pending,
        ImmutableArray<Happened<TEvent>> happened,
        Circumstances circumstances,
        ImmutableArray<Envelope>.Builder events)
    {
        var recordedAt = RecordedAt(at, circumstances);
        for (var i = 0; i < happened.Length; i++)
        {
            var (what, on) = happened[i];
            var type = EventCatalog<TEvent>.NameOf(what);
            var envelope = new Envelope(
                stream,
                at.Version + 1,
                type.Name,
                type.Schema,
                EventCatalog<TEvent>.Write(what),
                i == 0 ? pending.Id : null,
                i == 0 ? pending.PayloadHash : null,
                pending.Actor,
                recordedAt,
                on is { } day ? Time.District.At(day) : recordedAt,
                at.LastHash);
            events.Add(envelope);
            at = new Committed<TState>(
                TAggregate.Fold(at.State, new Recorded<TEvent>(what, envelope.Version, pending.Actor, recordedAt)),
                envelope.Version,
                envelope.Hash,
                recordedAt);
        }

        return at;
    }

    private Run RunOf(Committed<TState> from, Committed<TState> at, ImmutableArray<Envelope> events)
    {
        var before = ReferenceEquals(shown.State, from.State) ? shown : Shown.Of(from.State);
        shown = Shown.Of(at.State);
        return new Run(
            stream,
            from.Version,
            events,
            Rows(before.Images, shown.Images),
            AgendaChanges(from.State, at.State),
            TAggregate.KeepsLastEventOnly)
        {
            Lists = shown.Lists.IsEmpty ? [] : [.. shown.Lists.Except(before.Lists)],
        };
    }

    private ImmutableArray<RowChange> Rows(ImmutableArray<RowImage> old, ImmutableArray<RowImage> images)
    {
        var changes = ImmutableArray.CreateBuilder<RowChange>(images.Length);
        foreach (var image in images)
        {
            var was = ImageOf(old, image.Row);
            var delta = was is null ? image.Cells : image.Cells.Minus(was.Cells);
            if (delta.IsEmpty && image.Head == was?.Head) continue;

            // Of a row that many add to one that stayed is not said again: another stream may have said a newer one since.
            var isSaid = image.Row != stream && was is not null && image.Head == was.Head;
            changes.Add(new RowChange(image.Row, isSaid ? null : image.Head, delta, KnownOf(image.Row)));
        }

        foreach (var gone in old)
        {
            if (ImageOf(images, gone.Row) is null) changes.Add(new RowChange(gone.Row, null, Tally.Empty.Minus(gone.Cells), KnownOf(gone.Row)));
        }

        return changes.ToImmutable();
    }

    private static RowImage? ImageOf(ImmutableArray<RowImage> images, StreamId row) => images.FirstOrDefault(image => image.Row == row);

    private PlaceRow? KnownOf(StreamId row) => known.FirstOrDefault(held => held.Id == row);

    private static ImmutableArray<AgendaChange> AgendaChanges(TState before, TState after)
    {
        var old = TAggregate.Agenda(before);
        var now = TAggregate.Agenda(after);
        return
        [
            .. now.Except(old).Select(item => new AgendaChange(item, Remove: false)),
            .. old.Where(item => now.All(n => (n.Stream, n.Kind, n.Key) != (item.Stream, item.Kind, item.Key))).Select(item => new AgendaChange(item, Remove: true)),
        ];
    }

    /// <summary>What others see of a state.</summary>
    private sealed record Shown(object? State, ImmutableArray<RowImage> Images, ImmutableArray<ListRow> Lists)
    {
        public static Shown Of(TState state) => new(state, TAggregate.Contribute(state), TAggregate.Lists(state));
    }
}
