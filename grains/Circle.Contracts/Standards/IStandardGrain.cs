using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Plans;
using Circle.Domain.Standards;
using Orleans.Concurrency;

namespace Circle.Contracts.Standards;

/// <summary>验收细则 of one line; the key is the line's id.</summary>
[Alias("IStandardGrain")]
public interface IStandardGrain : ICommandGrain<StandardCommand>
{
    /// <summary>Null: the plan in force has no such line.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Read)]
    Task<StandardView?> View();

    /// <summary>An earlier (or this) version, as the journal keeps it; null: there was no such version.</summary>
    [Alias("ViewOf"), AlwaysInterleave, Needs(Permission.Read)]
    Task<Checklist?> ViewOf(int version);
}

/// <param name="InForce">Null: the lead unit has not written one, and nothing can be inspected.</param>
/// <param name="Offered">What the plan asks for, to begin with; version 0.</param>
/// <param name="Versions">Oldest first.</param>
[GenerateSerializer, Immutable, Alias("StandardView")]
public sealed record StandardView(
    [property: Id(0)] LineId Line,
    [property: Id(1)] Checklist? InForce,
    [property: Id(2)] Checklist Offered,
    [property: Id(3)] ImmutableArray<StandardVersion> Versions);
