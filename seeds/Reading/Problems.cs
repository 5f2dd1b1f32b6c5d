namespace Circle.Seeds.Reading;

internal readonly record struct At(string File, int Line);

/// <summary>Collects everything that is wrong, so that a clerk repairs a file in one go.</summary>
internal sealed class Problems
{
    private readonly List<SeedError> errors = [];

    public int Count => errors.Count;

    public IEnumerable<SeedError> InOrder => errors.OrderBy(e => e.File, StringComparer.Ordinal).ThenBy(e => e.Line);

    public void Add(At at, string message) => errors.Add(new(at.File, at.Line, message));
}
