using System.Collections.Frozen;
using System.Collections.Immutable;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Plans;

/// <summary>基线: who confirmed on what ground that a line's counts are right from a day on.</summary>
/// <param name="Since">Business date of the confirmation: silence counts from here.</param>
[GenerateSerializer, Immutable, Alias("Baseline")]
public sealed record Baseline(
    [property: Id(0)] DateOnly AsOf,
    [property: Id(1)] string Source,
    [property: Id(2)] Actor ConfirmedBy,
    [property: Id(3)] DateOnly Since);

/// <summary>The plan in force: the document, the targets written out of it, and which lines count.</summary>
/// <param name="Version">From 1; rises with each edit of the document.</param>
public sealed record PlanVersion(
    int Version,
    PlanDocument Document,
    ImmutableArray<Target> Targets,
    ImmutableDictionary<LineId, Baseline> Baselines)
{
    /// <summary>Rises with each writing of targets.</summary>
    public int TargetsVersion { get; init; }

    /// <summary>The newest of each line and step.</summary>
    public ImmutableArray<Allocation> Allocations { get; init; } = [];

    private readonly FrozenDictionary<LineId, Line> lines = Document.Lines.ToFrozenDictionary(l => l.Id);

    public Line? Find(LineId line) => lines.GetValueOrDefault(line);

    /// <summary>Null: never allocated.</summary>
    public Allocation? AllocationOf(LineId line, StepId step) => Allocations.FirstOrDefault(a => a.Line == line && a.Step == step);

    public bool IsConfirmed(LineId line) => Baselines.ContainsKey(line);
}

/// <summary>待采用的方案: a document that waits for a person to take or dismiss it.</summary>
/// <param name="Number">From 1; rises with each proposal, taken or not.</param>
/// <param name="Source">Where it came from, in words: which files, whose upload.</param>
[GenerateSerializer, Immutable, Alias("Proposal")]
public sealed record Proposal(
    [property: Id(0)] int Number,
    [property: Id(1)] PlanDocument Document,
    [property: Id(2)] string Source,
    [property: Id(3)] Actor By,
    [property: Id(4)] DateTimeOffset At);

/// <summary>When a version came into force, and by whom; its document stays in the journal.</summary>
[GenerateSerializer, Immutable, Alias("Adoption")]
public sealed record Adoption(
    [property: Id(0)] int Version,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] Actor By,
    [property: Id(3)] string Number,
    [property: Id(4)] string Title);
