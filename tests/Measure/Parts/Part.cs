using Circle.Measure.Hosting;

namespace Circle.Measure.Parts;

/// <summary>Something that is measured by itself.</summary>
/// <param name="InShort">Whether a run without switches has it.</param>
internal sealed record Part(string Letter, string Title, bool InShort, Func<Bench, Task> RunAsync)
{
    public static IReadOnlyList<Part> All { get; } =
    [
        new("a", "Durable events through the whole path, closed loop", true, Throughput.RunAsync),
        new("b", "Commands over HTTP", true, HttpCommands.RunAsync),
        new("c", "From event to screen, open loop", true, EventToScreen.RunAsync),
        new("d", "Thousands of screens", true, ManyScreens.RunAsync),
        new("e", "Slow and stuck screens", true, SlowScreens.RunAsync),
        new("f", "More than the machine holds", true, Overload.RunAsync),
        new("g", "Cold start", true, ColdStart.RunAsync),
        new("h", "Very many facilities", false, Large.RunAsync),
        new("i", "Guessed passwords", true, GuessedPasswords.RunAsync),
        new("j", "Search", true, SearchTimes.RunAsync),
        new("k", "Import", true, Importing.RunAsync),
        new("l", "Alerts told", true, AlertStorm.RunAsync),
        new("m", "Calls received", true, Intake.RunAsync),
        new("n", "Activities logged", true, Logging.RunAsync),
        new("o", "A very long log", true, LongLogs.RunAsync),
    ];
}
