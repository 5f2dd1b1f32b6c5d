using System.Collections.Immutable;
using Circle.Contracts.Journal;
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
    [Alias("View"), AlwaysInterleave]
    Task<PlanView?> View();

    /// <summary>An earlier (or this) version, as the journal keeps it; null: there was no such version.</summary>
    [Alias("ViewOf"), AlwaysInterleave]
    Task<PlanView?> ViewOf(int version);

    /// <summary>What units owe by when, as written out; null: of every unit, of every line.</summary>
    [Alias("Targets"), AlwaysInterleave]
    Task<ImmutableArray<Target>> Targets(PlaceId? unit, LineId? line);
}

/// <param name="Version">Rises with each edit of the document; <paramref name="TargetsVersion"/> with each writing of targets.</param>
[GenerateSerializer, Immutable, Alias("PlanView")]
public sealed record PlanView(
    [property: Id(0)] int Version,
    [property: Id(1)] PlanDocument Document,
    [property: Id(2)] ImmutableDictionary<LineId, Baseline> Baselines,
    [property: Id(3)] int Targets,
    [property: Id(4)] int TargetsVersion);
