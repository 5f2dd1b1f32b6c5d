using Circle.TestServers;

namespace Circle.Measure.Hosting;

/// <summary>What a run was asked for.</summary>
/// <param name="Facilities">Of part h; 0: its own. As <paramref name="Activities"/> is of part o.</param>
internal sealed record Options(bool Long, string Only, IReadOnlyList<string> Stores, string File, int Facilities, int Activities)
{
    public const string Usage =
        """
        dotnet run --project tests/Measure -c Release -- [--long] [--only a,c] [--store sqlite|postgresql] [--facilities 600000] [--activities 1000000] [--json file]

        a  events through the whole path, beside WriteStateAsync and a raw insert     e  slow and stuck screens
        b  commands over HTTP                                                        f  more load than the machine holds
        c  event to screen, open loop, 50 to 20,000 events/s                         g  cold start
        d  1,000 and 5,000 screens                                                   h  very many facilities (with --long, or by name)
        i  guessed passwords                                                         j  search
        k  import                                                                    l  alerts told
        m  calls received                                                            n  activities logged
        o  a very long log of activities (--activities 1000000)
        """;

    /// <exception cref="ArgumentException">Something that is no option.</exception>
    public static Options Read(string[] arguments)
    {
        var options = new Options(false, "", ["sqlite", "postgresql"], Path.Combine(Repository.Root, "tests", "artifacts", "measure", $"{DateTime.UtcNow:yyyyMMdd-HHmmss}.json"), 0, 0);
        for (var i = 0; i < arguments.Length; i++)
        {
            options = arguments[i] switch
            {
                "--long" => options with { Long = true },
                "--only" => options with { Only = Next() },
                "--store" => options with { Stores = [OneOf(Next(), "sqlite", "postgresql")] },
                "--facilities" => options with { Facilities = Count("--facilities") },
                "--activities" => options with { Activities = Count("--activities") },
                "--json" => options with { File = Next() },
                "--help" or "-h" => throw new ArgumentException(Usage),
                var unknown => throw new ArgumentException($"no such option: {unknown}\n\n{Usage}"),
            };

            int Count(string name) => int.TryParse(Next(), out var count) && count > 0 ? count : throw new ArgumentException($"{name} needs a number\n\n{Usage}");

            string Next() => ++i < arguments.Length ? arguments[i] : throw new ArgumentException($"{arguments[^1]} needs a value\n\n{Usage}");
        }

        foreach (var letter in options.Letters) OneOf(letter, [.. Parts.Part.All.Select(p => p.Letter)]);
        return options;

        static string OneOf(string value, params string[] known)
            => known.Contains(value, StringComparer.OrdinalIgnoreCase) ? value : throw new ArgumentException($"{value} is none of {string.Join(", ", known)}\n\n{Usage}");
    }

    private string[] Letters => Only.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public bool Wants(string part, bool inShort)
        => Only.Length == 0 ? inShort || Long : Letters.Contains(part, StringComparer.OrdinalIgnoreCase);
}
