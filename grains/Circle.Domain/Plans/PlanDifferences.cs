using System.Collections.Immutable;
using Orleans;

namespace Circle.Domain.Plans;

public enum ChangeKind
{
    Added,
    Removed,
    Changed,

    /// <summary>The same entries in another order.</summary>
    Reordered,
}

/// <summary>One thing that differs between two documents.</summary>
/// <param name="Field">JSON name in the document, one of a list's entry after a slash: <c>name</c>, <c>steps/due</c>, <c>standards/bound</c>.</param>
/// <param name="Step">Of which step, for <c>steps</c> and what is under it.</param>
/// <param name="Item">Of which entry of a list, in the document's words: a place's name, a standard's text, a step's label.</param>
/// <param name="From">As the document writes it: dates 2013-10-31, enums by name, quantities in thousandths,
/// money in fen, a quota as <c>each/street/2</c>, a limit as <c>work/1440</c> or <c>real/30</c> (minutes); null: there was none.</param>
[GenerateSerializer, Immutable, Alias("PlanChange")]
public sealed record PlanChange(
    [property: Id(0)] ChangeKind Kind,
    [property: Id(1)] string Field,
    [property: Id(2)] StepId? Step,
    [property: Id(3)] string? Item,
    [property: Id(4)] string? From,
    [property: Id(5)] string? To);

/// <summary>Items due at a stage by the end of a day, over all units: cumulative, nobody's surplus in it.</summary>
[GenerateSerializer, Immutable, Alias("DueChange")]
public sealed record DueChange(
    [property: Id(0)] DateOnly Due,
    [property: Id(1)] Stage Stage,
    [property: Id(2)] long Before,
    [property: Id(3)] long After);

/// <summary>What an edit of a line does to who owes how much by when.</summary>
/// <param name="More">Units that owe more in the end; <paramref name="Less"/> those that owe less.</param>
/// <param name="New">Units that owed nothing; <paramref name="Gone"/> those that owe nothing any more.</param>
/// <param name="Dues">Dates on which the totals differ, in order.</param>
[GenerateSerializer, Immutable, Alias("TargetChange")]
public sealed record TargetChange(
    [property: Id(0)] int More,
    [property: Id(1)] int Less,
    [property: Id(2)] int New,
    [property: Id(3)] int Gone,
    [property: Id(4)] ImmutableArray<DueChange> Dues);

/// <summary>What differs in one line.</summary>
/// <param name="Name">As it will be; of a removed line as it was. So are order, ring, lead and unit.</param>
/// <param name="Changes">Of an added or removed line: its steps.</param>
/// <param name="Targets">Null: nobody owes more, less, earlier or later.</param>
[GenerateSerializer, Immutable, Alias("LineDifference")]
public sealed record LineDifference(
    [property: Id(0)] LineId Line,
    [property: Id(1)] ChangeKind Kind,
    [property: Id(2)] int Order,
    [property: Id(3)] Ring Ring,
    [property: Id(4)] string Name,
    [property: Id(5)] string EnglishName,
    [property: Id(6)] LeadUnit Lead,
    [property: Id(7)] ImmutableArray<PlanChange> Changes,
    [property: Id(8)] TargetChange? Targets,
    [property: Id(9)] string Unit);

/// <summary>Two documents side by side.</summary>
/// <param name="Document">Of the document as a whole.</param>
/// <param name="Lines">Those that differ, in the document's order.</param>
/// <param name="LeftOut">Changes beyond <see cref="Most"/> that are not listed.</param>
[GenerateSerializer, Immutable, Alias("PlanDifferences")]
public sealed record PlanDifferences(
    [property: Id(0)] ImmutableArray<PlanChange> Document,
    [property: Id(1)] ImmutableArray<LineDifference> Lines,
    [property: Id(2)] int LeftOut)
{
    /// <summary>Changes listed at most.</summary>
    public const int Most = 500;

    public bool IsEmpty => Document.IsEmpty && Lines.IsEmpty;
}

/// <summary>立即滞后: a step that the new plan has due on a day that has passed already.</summary>
/// <param name="Turns"><see cref="Status.Missed"/> where no date comes after it, else <see cref="Status.Behind"/>.</param>
/// <param name="Items">Items of its stage due by then, over all units.</param>
/// <param name="Reached">Items of the district at its stage by today: fewer than <paramref name="Items"/>, and somebody owes for sure.</param>
[GenerateSerializer, Immutable, Alias("LateStep")]
public sealed record LateStep(
    [property: Id(0)] LineId Line,
    [property: Id(1)] string LineName,
    [property: Id(2)] StepId Step,
    [property: Id(3)] string Label,
    [property: Id(4)] DateOnly Due,
    [property: Id(5)] Stage Stage,
    [property: Id(6)] Status Turns,
    [property: Id(7)] long Items,
    [property: Id(8)] long Reached,
    [property: Id(9)] LeadUnit Lead);
