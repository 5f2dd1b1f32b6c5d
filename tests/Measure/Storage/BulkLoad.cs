using Circle.Domain.Journal;
using Circle.Grains.Journal;

namespace Circle.Measure.Storage;

/// <summary>Streams by the thousand: decided by the domain and committed by the journal as ever, only without grains.</summary>
internal static class BulkLoad
{
    private const int Together = 1_000;

    private static readonly Actor Street = new("rehearsal:street");

    /// <param name="first">The first command of each stream, with when and where it is decided.</param>
    public static async Task RunAsync<TAggregate, TState, TCommand, TEvent>(
        IJournalStore journal, IEnumerable<(StreamId Stream, TCommand Command, Circumstances At)> first, CancellationToken cancel)
        where TAggregate : IAggregate<TState, TCommand, TEvent>
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        foreach (var batch in first.Chunk(Together))
        {
            var outcome = await journal.CommitAsync([.. batch.Select(one => RunOf<TAggregate, TState, TCommand, TEvent>(one.Stream, one.Command, one.At))], cancel);
            if (outcome is not BatchOutcome.Committed { Verdicts: var verdicts } || verdicts.Any(v => !v.Won)) throw new InvalidOperationException($"a batch was not committed: {outcome}");
        }
    }

    private static Run RunOf<TAggregate, TState, TCommand, TEvent>(StreamId stream, TCommand command, Circumstances circumstances)
        where TAggregate : IAggregate<TState, TCommand, TEvent>
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        var queue = new RunQueue<TAggregate, TState, TCommand, TEvent>(stream);
        queue.TryEnqueue(Pending<TCommand>.Of(new CommandId(Guid.CreateVersion7()), command, Street));
        return queue.Depart(Committed<TState>.None(TAggregate.Empty), _ => circumstances)?.Run ?? throw new InvalidOperationException($"{stream} was refused");
    }
}
