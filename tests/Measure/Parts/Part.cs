using Circle.Measure.Hosting;

namespace Circle.Measure.Parts;

/// <summary>Something that is measured by itself.</summary>
/// <param name="InShort">Whether a run without switches has it.</param>
internal sealed record Part(string Letter, string Title, bool InShort, Func<Bench, Task> RunAsync)
{
    public static IReadOnlyList<Part> All { get; } =
    [
        new("a", "Durable events through the whole path, closed loop", true, Throughput.RunAsync),
    ];
}
