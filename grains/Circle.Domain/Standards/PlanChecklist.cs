using System.Collections.Immutable;
using Circle.Domain.Plans;

namespace Circle.Domain.Standards;

/// <summary>
/// What a lead unit is offered before it has written anything: the plan's standards, each of the same weight, since the plan gives none. It is in
/// force for nobody until the lead unit has put its name to it.
/// </summary>
public static class PlanChecklist
{
    /// <summary>Version 0; without items where the plan asks for nothing in particular.</summary>
    public static Checklist Of(Line line)
    {
        var standards = line.Standards.Take(Checklist.MostItems).ToImmutableArray();
        return new Checklist(0, [.. standards.Select((standard, i) => ItemOf(standard, i, WeightOf(i, standards.Length)))], line.PassMark, SurveyRule.Usual);
    }

    private static ChecklistItem ItemOf(Standard standard, int index, int weight) => new(
        ItemId.Of($"s{index + 1}"),
        standard.Bound is null ? ItemKind.YesNo : ItemKind.Number,
        standard.Text.Length > ChecklistItem.MaxText ? standard.Text[..ChecklistItem.MaxText] : standard.Text,
        weight,
        standard.Required,
        standard.Bound,
        standard.Bound is null ? null : standard.Unit,
        standard.Source);

    /// <summary>What 100 leaves over goes to the first.</summary>
    private static int WeightOf(int index, int of) => Checklist.Whole / of + (index < Checklist.Whole % of ? 1 : 0);
}
