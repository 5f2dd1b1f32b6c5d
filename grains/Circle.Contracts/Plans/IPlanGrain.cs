using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans.Concurrency;

namespace Circle.Contracts.Plans;

/// <summary>The district's plan; the key is the plan's name, <see cref="Key"/> while there is one district.</summary>
[Alias("IPlanGrain")]
public interface IPlanGrain : ICommandGrain<PlanCommand>
{
    const string Key = "district";

    /// <summary>The plan in force; null before one is adopted.</summary>
    [Alias("View"), AlwaysInterleave, Needs(Permission.Read)]
    Task<PlanView?> View();

    /// <summary>An earlier (or this) version, as the journal keeps it; null: there was no such version.</summary>
    [Alias("ViewOf"), AlwaysInterleave, Needs(Permission.Read)]
    Task<PlanView?> ViewOf(int version);

    /// <summary>Versions that have been in force, newest first, at most <see cref="PlanVersions.Most"/> before one (null: the newest).</summary>
    [Alias("Versions"), AlwaysInterleave, Needs(Permission.Read)]
    Task<PlanVersions> Versions(int? before);

    /// <summary>What waits for a person, with all that it would change; null: nothing waits.</summary>
    [Alias("Proposal"), AlwaysInterleave, Needs(Permission.Read)]
    Task<ProposalView?> Proposal();

    /// <summary>What differs between two versions, on the places of today; null: there was no such version.</summary>
    [Alias("Differences"), AlwaysInterleave, Needs(Permission.Read)]
    Task<PlanDifferences?> Differences(int from, int to);

    /// <summary>What units owe by when, as written out; null: of every unit, of every line.</summary>
    [Alias("Targets"), AlwaysInterleave, Needs(Permission.Read)]
    Task<ImmutableArray<Target>> Targets(PlaceId? unit, LineId? line);

    /// <summary>What the district owes alone of a line's steps, and to whom it is given; null: there is no such line.</summary>
    [Alias("Allocation"), AlwaysInterleave, Needs(Permission.Read)]
    Task<AllocationView?> Allocation(LineId line);
}

/// <param name="Streets">That the line covers, in the tree's order: whoever may be given something.</param>
/// <param name="Steps">Those of which the district owes something alone; empty: there is nothing to allocate.</param>
/// <param name="Versions">Of all steps of the line, the newest first, at most <see cref="MostVersions"/>.</param>
[GenerateSerializer, Immutable, Alias("AllocationView")]
public sealed record AllocationView(
    [property: Id(0)] LineId Line,
    [property: Id(1)] bool IsConfirmed,
    [property: Id(2)] ImmutableArray<PlaceId> Streets,
    [property: Id(3)] ImmutableArray<AllocatedStep> Steps,
    [property: Id(4)] ImmutableArray<Allocation> Versions)
{
    public const int MostVersions = 100;
}

/// <param name="Total">What the streets have to make together.</param>
/// <param name="Version">0: never allocated.</param>
/// <param name="Shares">Empty: the district owes all of it.</param>
/// <param name="IsInForce">False: nobody is given anything, or the plan was edited since and the district owes it again.</param>
[GenerateSerializer, Immutable, Alias("AllocatedStep")]
public sealed record AllocatedStep(
    [property: Id(0)] StepId Step,
    [property: Id(1)] string Label,
    [property: Id(2)] DateOnly Due,
    [property: Id(3)] long Total,
    [property: Id(4)] int Version,
    [property: Id(5)] ImmutableArray<StreetShare> Shares,
    [property: Id(6)] bool IsInForce);

/// <param name="Version">Rises with each edit of the document; <paramref name="TargetsVersion"/> with each writing of targets.</param>
[GenerateSerializer, Immutable, Alias("PlanView")]
public sealed record PlanView(
    [property: Id(0)] int Version,
    [property: Id(1)] PlanDocument Document,
    [property: Id(2)] ImmutableDictionary<LineId, Baseline> Baselines,
    [property: Id(3)] int Targets,
    [property: Id(4)] int TargetsVersion)
{
    /// <summary>What waits for a person; null: nothing, or an earlier version was asked for.</summary>
    [Id(5)]
    public OpenProposal? Open { get; init; }
}

/// <summary>A proposal without its document.</summary>
[GenerateSerializer, Immutable, Alias("OpenProposal")]
public sealed record OpenProposal([property: Id(0)] int Number, [property: Id(1)] string Source, [property: Id(2)] Actor By, [property: Id(3)] DateTimeOffset At);

/// <param name="Next">Ask for those before this version; null at the end.</param>
[GenerateSerializer, Immutable, Alias("PlanVersions")]
public sealed record PlanVersions([property: Id(0)] ImmutableArray<Adoption> Items, [property: Id(1)] int? Next)
{
    public const int Most = 100;
}

/// <param name="Base">The version in force that it is compared with.</param>
/// <param name="Unconfirmed">Lines that differ and are in no total: what they owe counts from their confirmation.</param>
/// <param name="Late">What would be late at once, see <see cref="PlanChanges.LateAtOnce"/>.</param>
[GenerateSerializer, Immutable, Alias("ProposalView")]
public sealed record ProposalView(
    [property: Id(0)] OpenProposal Proposal,
    [property: Id(1)] int Base,
    [property: Id(2)] PlanDifferences Differences,
    [property: Id(3)] ImmutableArray<LineId> Unconfirmed,
    [property: Id(4)] ImmutableArray<LateStep> Late);
