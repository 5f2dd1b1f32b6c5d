using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Seeds.Json;
using Circle.Seeds.Reading;

namespace Circle.Seeds.Lines;

/// <summary>The ids of one list: each well formed, none used twice.</summary>
internal sealed class UniqueIds(Problems problems)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public TId Take<TId>(JsonMap entry) where TId : struct, ITextId<TId>
    {
        var id = entry.Id<TId>("id");
        if (id.Value is { } value && !seen.Add(value))
            problems.Add(entry.AtOf("id"), $"编号“{value}”用了两次");
        return id;
    }

    /// <summary>For rows whose id is bare text in the domain: the same letters, the same length.</summary>
    public string Take(JsonMap entry) => Take<StepId>(entry).Value ?? "";
}
