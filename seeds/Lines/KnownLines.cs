using System.Collections.Immutable;
using Circle.Domain.Plans;

namespace Circle.Seeds.Lines;

/// <param name="AllRead">False where a line's file could not be read: then an unknown id may be that line's, and is no second error.</param>
internal sealed record KnownLines(ImmutableDictionary<LineId, Line> ById, bool AllRead)
{
    public Line? Find(LineId id) => ById.GetValueOrDefault(id);

    public bool MayHold(LineId id) => !AllRead || ById.ContainsKey(id);
}
