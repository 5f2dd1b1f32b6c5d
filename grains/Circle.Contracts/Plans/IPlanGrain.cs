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
}

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
