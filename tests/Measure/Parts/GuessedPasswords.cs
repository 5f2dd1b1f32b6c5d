using System.Text.Json;
using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;
using Circle.Measure.Walls;

namespace Circle.Measure.Parts;

/// <summary>Whether walls notice that somebody tries very many passwords; with and without take turns.</summary>
internal static class GuessedPasswords
{
    private const int Screens = 10;
    private const int EventsPerSecond = 50;
    private const int Attempts = 10_000;
    private const int Rounds = 5;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Bench bench)
    {
        using var store = await bench.StoreAsync(bench.Options.Stores[0]);
        await using var site = await Site.OpenAsync(store);
        using var meters = new Meters();
        var rig = await Rig.PrepareAsync(site, meters, facilities: 200, probes: 1_200, bench.Cancel);
        await ClosedLoop.RunAsync(rig.Field.Count, rig.Field.TellAsync, 16, TimeSpan.Zero, TimeSpan.FromSeconds(3), bench.Cancel);

        var (alone, beside) = (new List<double>(), new List<double>());
        var answers = new SortedDictionary<int, int>();
        await using var guesser = new Apart("guesses", site.Address.ToString());

        // Once for nothing, so that what is compared is not the compiler.
        await FloodAsync();
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add((await RunAsync()).District.Spread.Percentile(99));

            var flood = FloodAsync();
            beside.Add((await RunAsync()).District.Spread.Percentile(99));
            await flood;
        }

        var ratio = Median.Of(beside) / Median.Of(alone);
        bench.Sheet.Add(new Row(
            "i",
            store.Name,
            $"{Screens} walls at 60/s, {EventsPerSecond} events/s, alone and beside {Attempts:N0} tries to sign in within {Length.TotalSeconds:N0} s, {Rounds} rounds",
            [
                new("p99 ms alone", Median.Of(alone)), new("p99 ms beside", Median.Of(beside)), new("ratio", ratio),
                .. answers.Select(a => new Value($"HTTP {a.Key}", a.Value)),
            ],
            Aim.That(ratio <= 1.1, "within 10 %").And(Aim.That(answers.GetValueOrDefault(200) == 0, "nobody let in"))));

        async Task FloodAsync()
        {
            await guesser.TellAsync(FormattableString.Invariant($"{Attempts} {Length.TotalSeconds}"), bench.Cancel);
            var line = await guesser.LineAsync(bench.Cancel) ?? throw new InvalidOperationException($"whoever guesses failed: {await guesser.Errors}");
            foreach (var (status, count) in JsonSerializer.Deserialize<Dictionary<int, int>>(line)!) answers[status] = answers.GetValueOrDefault(status) + count;
        }

        Task<Rig.Result> RunAsync() => rig.RunAsync(EventsPerSecond, Length, bench.Cancel, new Group(Screens, 60));
    }
}
