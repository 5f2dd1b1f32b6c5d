using System.Collections.Immutable;
using Circle.Contracts.Evidence;
using Circle.Domain.Evidence;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Grains.Evidence;

/// <summary>What was read, as readers see it: with names, leads and sentences.</summary>
internal static class EvidencePainter
{
    public static EvidenceLine Line(EvidenceReading read, LineStanding standing, long? count)
    {
        var line = read.Plan.Find(standing.Line)!;
        return new EvidenceLine(
            line.Id,
            line.ShortName,
            line.EnglishName,
            line.Ring,
            line.Unit,
            standing.Status,
            standing.Owed,
            standing.Due,
            standing.Waiting,
            standing.DaysOverdue,
            LeadOf(line, standing.Step?.Step),
            Reasons.Of(line, standing, read.QuietSince(line), read.Today),
            count);
    }

    /// <summary>Every step of the line by date; what a step that asks nothing of this place says is part of the plan all the same.</summary>
    public static ImmutableArray<EvidenceSentence> Sentences(EvidenceReading read, Line line)
    {
        var asked = UnitLedgers.Together(read.Ledgers.UnitsOf(line, read.Today)).ToDictionary(step => step.Step);
        return
        [
            .. line.Steps.OrderBy(step => step.Due).Select(step => new EvidenceSentence(
                step.Id, step.Label, step.Due, step.Stage, line.LeadOf(step), step.Source, step.Sentence,
                asked.GetValueOrDefault(step.Id)?.Items ?? 0, asked.GetValueOrDefault(step.Id)?.Met ?? 0)),
        ];
    }

    public static ImmutableArray<EvidenceUnit> Units(EvidenceReading read, Line line)
    {
        var unregistered = read.ItemsOf(Figure.Owed, line, null).Where(item => item.Facility is null).ToLookup(item => item.Place, item => item.Count);
        return
        [
            .. Ranking.Of(read.Ledgers.UnitsOf(line, read.Today), unit => new Burden(unit.Owed, unit.Due, unit.DaysOverdue)).Select(ranked => new EvidenceUnit(
                PlaceOf(read, ranked.Unit.Unit),
                StreetOf(read, ranked.Unit.Unit),
                ranked.Unit.Due,
                ranked.Unit.Met,
                ranked.Unit.Owed,
                ranked.Unit.DaysOverdue,
                unregistered[ranked.Unit.Unit].Sum(),
                ranked.Unit.Steps)),
        ];
    }

    public static EvidenceItem Item(EvidenceReading read, Item item) => new(
        item.Facility?.Id,
        item.Count,
        item.Facility?.Name ?? item.Line.Name,
        item.Line.Id,
        item.Line.Name,
        item.Line.EnglishName,
        item.Line.Ring,
        PlaceOf(read, item.Place),
        item.Facility?.Stage ?? Stage.Planned,
        item.Facility?.Standing ?? Standing.Active,
        item.Step is { } step ? new EvidenceStep(step.Step, step.Label, step.Due) : null,
        item.DaysOverdue,
        item.Facility?.Until,
        item.Facility?.StandingReason,
        LeadOf(item.Line, item.Step?.Step),
        item.Facility?.Heard,
        item.Facility?.Reached ?? [],
        item.Facility?.Score,
        PlaceOf(read, item.Unit),
        StreetOf(read, item.Place));

    private static LeadUnit LeadOf(Line line, StepId? step)
        => line.Steps.FirstOrDefault(s => s.Id == step) is { } found ? line.LeadOf(found) : line.Lead;

    private static PlaceLink PlaceOf(EvidenceReading read, PlaceId place) => PlaceLink.Of(read.Places.Find(place)!);

    private static string? StreetOf(EvidenceReading read, PlaceId place) => read.Places.PathUp(place).Skip(1).FirstOrDefault(p => p.Kind == PlaceKind.Street)?.Name;
}
