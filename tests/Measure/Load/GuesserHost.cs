using System.Globalization;
using System.Text.Json;

namespace Circle.Measure.Load;

/// <summary>The process of whoever guesses. Each line it is told, tries and seconds, is a flood; it answers with how often each status came, and ends when its input does.</summary>
internal static class GuesserHost
{
    private const int Connections = 64;

    public static async Task<int> RunAsync(string[] arguments)
    {
        using var guesser = new Guesser(new Uri(arguments[0]), Connections);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var (tries, seconds) = line.Split(' ') is [var first, var second] ? (Number(first), Number(second)) : throw new FormatException(line);
            guesser.Answers.Clear();
            await OpenLoop.RunAsync(guesser.TryAsync, tries / seconds, TimeSpan.FromSeconds(seconds), CancellationToken.None);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(guesser.Answers));
        }

        return 0;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
