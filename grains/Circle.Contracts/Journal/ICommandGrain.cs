using System.Collections.Immutable;
using Circle.Domain.Journal;
using Orleans.Concurrency;

namespace Circle.Contracts.Journal;

/// <summary>
/// A grain that changes by commands. Marks every method that needs an actor: the incoming call filter looks for this
/// interface and nothing else decides who may pass.
/// </summary>
[Alias("ICommandGrain`1")]
public interface ICommandGrain<TCommand> : IGrainWithStringKey
{
    /// <summary>Answers after the commit. The same id answers as it did before, with no second effect.</summary>
    [Alias("Tell"), AlwaysInterleave, ResponseTimeout("00:00:15")]
    Task<Answer> Tell(CommandId id, TCommand command);

    /// <summary>The faults of the input itself, without doing anything: for an edge that has found some and names all at once.</summary>
    [Alias("Check"), AlwaysInterleave]
    Task<ImmutableArray<Fault>> Check(TCommand command);
}
