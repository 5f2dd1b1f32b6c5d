using System.Collections.Immutable;
using Circle.Contracts.Imports;
using Circle.Domain.Imports;
using Circle.Web.Journal;

namespace Circle.Web.Imports;

/// <param name="AsOf">The day that the figures are of.</param>
/// <param name="Source">Where they come from, 1 to 200 characters.</param>
internal sealed record ApplicationBody(DateOnly AsOf, string Source);

/// <param name="Row">Null: every row in conflict.</param>
/// <param name="Field">Null: every field of the row.</param>
/// <param name="Pick">Null: none any more.</param>
internal sealed record ChoiceBody(int? Row, string? Field, FieldPick? Pick);

/// <param name="Choices">At most 1,000.</param>
internal sealed record ChoicesBody(ImmutableArray<ChoiceBody> Choices);

internal static class ImportBodies
{
    public static ImmutableArray<ImportChoice> Choices(CommandBody body) => [.. body.Parts("choices", ImportChoice.Most).Select(Choice)];

    private static ImportChoice Choice(CommandBody body)
    {
        var choice = new ImportChoice(
            body.OptionalWhole("row") is { } row ? (int)Math.Clamp(row, int.MinValue, int.MaxValue) : null, body.Text("field"), body.OptionalChoice<FieldPick>("pick"));
        body.Close();
        return choice;
    }
}
