using System.Collections.Immutable;
using Orleans;

namespace Circle.Domain.Plans;

/// <summary>What may be asked of the plan.</summary>
[GenerateSerializer, Immutable, Alias("PlanCommand")]
public abstract record PlanCommand
{
    /// <summary>By its name alone: logs and the messages of lost calls hold no content of a command.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>The first document, whole. Once one is in force, a later one is proposed.</summary>
    [GenerateSerializer, Immutable, Alias("PlanCommand.Adopt")]
    public sealed record Adopt([property: Id(0)] PlanDocument Document) : PlanCommand;

    /// <summary>A new document, whole, for a person to see and take. One is open at a time: a newer one replaces it.</summary>
    /// <param name="Source">Where it came from, 1 to <see cref="MaxSource"/> characters.</param>
    [GenerateSerializer, Immutable, Alias("PlanCommand.Propose")]
    public sealed record Propose([property: Id(0)] PlanDocument Document, [property: Id(1)] string Source) : PlanCommand
    {
        public const int MaxSource = 200;
    }

    /// <summary>The open proposal becomes the plan in force; the version before stays in the journal.</summary>
    [GenerateSerializer, Immutable, Alias("PlanCommand.Take")]
    public sealed record Take([property: Id(0)] int Proposal) : PlanCommand;

    /// <param name="Reason">1 to 200 characters.</param>
    [GenerateSerializer, Immutable, Alias("PlanCommand.Dismiss")]
    public sealed record Dismiss([property: Id(0)] int Proposal, [property: Id(1)] string Reason) : PlanCommand;

    /// <summary>Confirms what existed and the roster that "each …" rests on; the line's targets are written out and count from now on.</summary>
    [GenerateSerializer, Immutable, Alias("PlanCommand.ConfirmBaseline")]
    public sealed record ConfirmBaseline(
        [property: Id(0)] LineId Line,
        [property: Id(1)] DateOnly AsOf,
        [property: Id(2)] string Source) : PlanCommand;

    /// <summary>分解 of what the district owes alone of a step: to streets, in all or not at all. Where the line counts, its targets are written anew.</summary>
    /// <param name="Seen">Version that it was written over, 0: there was none. Another one is refused.</param>
    /// <param name="Shares">None: it is given back to the district.</param>
    /// <param name="Reason">依据: 1 to <see cref="Allocation.MaxReason"/> characters.</param>
    [GenerateSerializer, Immutable, Alias("PlanCommand.Allocate")]
    public sealed record Allocate(
        [property: Id(0)] LineId Line,
        [property: Id(1)] StepId Step,
        [property: Id(2)] int Seen,
        [property: Id(3)] ImmutableArray<StreetShare> Shares,
        [property: Id(4)] string? Reason) : PlanCommand;
}
