using Circle.Contracts.Imports;
using Circle.Domain.Imports;

namespace Circle.Grains.Imports;

/// <summary>Choices that were made one after another, as what holds in the end: the last one of a row and field, wide or narrow.</summary>
public sealed class FoldedChoices
{
    // Without a row, a field, or both: of every one.
    private readonly Dictionary<(int? Row, string? Field), (int Turn, FieldPick? Pick)> last = [];

    public FoldedChoices(IEnumerable<ImportChoice> choices)
    {
        var turn = 0;
        foreach (var choice in choices) last[(choice.Row, choice.Field)] = (++turn, choice.Pick);
    }

    /// <summary>False: nothing was chosen of it.</summary>
    /// <param name="pick">Null: none any more.</param>
    public bool TryPick(int row, string field, out FieldPick? pick)
    {
        var latest = (Turn: 0, Pick: (FieldPick?)null);
        foreach (var of in ((int?, string?)[])[(row, field), (row, null), (null, field), (null, null)])
            if (last.TryGetValue(of, out var found) && found.Turn > latest.Turn) latest = found;
        pick = latest.Pick;
        return latest.Turn > 0;
    }
}
