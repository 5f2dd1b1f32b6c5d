using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Measure.Hosting;
using Circle.Measure.Load;
using Circle.Measure.Report;
using Circle.Measure.Storage;
using Circle.Measure.Walls;

namespace Circle.Measure.Parts;

/// <summary>
/// Events through the whole path with callers side by side, in turns with <c>WriteStateAsync</c> and with a raw insert, so that
/// each ratio is of one round. Ten walls watch all the time.
/// </summary>
internal static class Throughput
{
    private const int Facilities = 2_000;
    private const int Most = 512;

    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(1);

    /// <param name="Hasty">State writes that do not wait for the disk, as SQLite's grain storage has it; on PostgreSQL there are none.</param>
    private sealed record Round(ClosedLoop.Result Product, ClosedLoop.Result State, ClosedLoop.Result? Hasty, ClosedLoop.Result Raw, double Microseconds);

    /// <summary>What is measured in turns, on one store.</summary>
    private sealed record Contenders(Field Field, Func<int, Task<Told>> State, RawInsert Raw);

    public static async Task RunAsync(Bench bench)
    {
        await foreach (var store in bench.StoresAsync())
        {
            await using var site = await Site.OpenAsync(store);
            using var meters = new Meters();
            var plan = await site.ConfirmAsync();
            var field = await Field.RegisterAsync(site, plan, Facilities, bench.Cancel);
            await using var raw = new RawInsert(await TableAsync(store), Facilities);
            var contenders = new Contenders(field, await StatesAsync(site, plan), raw);
            await using var crowd = await Crowd.OpenAsync(site.Address, bench.Cancel, await TenWallsAsync(site));

            await Warmth.ReachAsync(field, Most, bench.Cancel);
            await ClosedLoop.RunAsync(Facilities, contenders.State, Most, TimeSpan.Zero, TimeSpan.FromSeconds(2), bench.Cancel);
            await ClosedLoop.RunAsync(Facilities, raw.TellAsync, Most, TimeSpan.Zero, TimeSpan.FromSeconds(1), bench.Cancel);
            await RunAsync(bench, site, store, contenders, Most, bench.Options.Long ? 5 : 3);
            await RunAsync(bench, site, store, contenders, 64, bench.Options.Long ? 3 : 1);
            await raw.CheckAsync();
            await CheckAsync(bench, site, store, field, meters, await crowd.CloseAsync(bench.Cancel));
        }
    }

    /// <summary>The district's at 60/s, and nine streets'.</summary>
    public static async Task<Group[]> TenWallsAsync(Site site)
        => [new Group(1, 60), .. (await site.PlacesAsync(PlaceKind.Street)).Take(9).Select(street => new Group(1, 60, street.Value))];

    private static async Task RunAsync(Bench bench, Site site, Store store, Contenders contenders, int callers, int rounds)
    {
        var length = TimeSpan.FromSeconds(bench.Options.Long ? 10 : 3);
        var done = new List<Round>();
        while (done.Count < rounds)
        {
            var (cpu, before) = (Cpu.Now(bench.Postmaster), contenders.Field.Accepted);
            var product = await MeasureAsync(contenders.Field.TellAsync);
            var each = (Cpu.Now(bench.Postmaster) - cpu).TotalMicroseconds / (contenders.Field.Accepted - before);
            var settled = await Settled.WaitAsync(site, bench.Cancel);
            var hasty = store.ConnectionString is null && done.Count == 0 ? await MeasureAsync(contenders.State) : null;
            var state = await SnapshotFile.DurablyAsync(site, () => MeasureAsync(contenders.State));
            var round = new Round(product, state, hasty, await MeasureAsync(contenders.Raw.TellAsync), each);
            done.Add(round);
            Bench.Say($"{store.Name}, {callers} callers: {product.PerSecond:N0}/s (all at the top {settled.TotalMilliseconds:N0} ms later), WriteState {round.State.PerSecond:N0}/s, raw {round.Raw.PerSecond:N0}/s");
        }

        Show(bench.Sheet, store, callers, done);

        Task<ClosedLoop.Result> MeasureAsync(Func<int, Task<Told>> tell) => ClosedLoop.RunAsync(Facilities, tell, callers, Warm, length, bench.Cancel);
    }

    private static void Show(Sheet sheet, Store store, int callers, List<Round> rounds)
    {
        var isJudged = callers == Most;
        var perSecond = Median.Of(rounds.Select(r => r.Product.PerSecond));
        var ofState = Median.Of(rounds.Select(r => r.Product.PerSecond / r.State.PerSecond));
        var ofRaw = Median.Of(rounds.Select(r => r.Product.PerSecond / r.Raw.PerSecond));
        sheet.Add(new Row(
            "a",
            store.Name,
            $"{callers} callers, {Facilities:N0} facilities, whole path, 10 walls at 60/s",
            [
                new("events/s", perSecond),
                new("lowest", rounds.Min(r => r.Product.PerSecond)),
                new("highest", rounds.Max(r => r.Product.PerSecond)),
                new("p50 ms", Median.Of(rounds.Select(r => r.Product.Took.Percentile(50)))),
                new("p99 ms", Median.Of(rounds.Select(r => r.Product.Took.Percentile(99)))),
                new("not accepted", rounds.Sum(r => r.Product.Answers.NotAccepted)),
                new("CPU µs/event", Median.Of(rounds.Select(r => r.Microseconds))),
            ],
            isJudged ? Aim.AtLeast(perSecond, store.ConnectionString is null ? 18_000 : 30_000, "/s") : null));
        Compare("WriteStateAsync per event, on disk before the answer", rounds.Select(r => r.State), ofState, isJudged ? Aim.AtLeast(ofState, 4, " ×") : null);
        if (rounds[0].Hasty is { } hasty) Compare("WriteStateAsync per event, not waiting for the disk", [hasty], rounds[0].Product.PerSecond / hasty.PerSecond, null);
        Compare("raw insert of the same event rows", rounds.Select(r => r.Raw), ofRaw, isJudged ? Aim.AtLeast(ofRaw, 0.45, " ×") : null);

        void Compare(string what, IEnumerable<ClosedLoop.Result> results, double ratio, Aim? aim) => sheet.Add(new Row(
            "a",
            store.Name,
            $"{callers} callers: {what}",
            [
                new("events/s", Median.Of(results.Select(r => r.PerSecond))),
                new("p99 ms", Median.Of(results.Select(r => r.Took.Percentile(99)))),
                new("not accepted", results.Sum(r => r.Answers.NotAccepted)),
                new("whole path is × of it", ratio),
            ],
            aim));
    }

    private static async Task CheckAsync(Bench bench, Site site, Store store, Field field, Meters meters, IReadOnlyList<Watched> walls)
    {
        await Settled.WaitAsync(site, bench.Cancel);
        var (events, drift) = (await JournalCount.AsyncOf(store), meters["circle.rollup.drift"]);
        var isRight = events >= field.Accepted && events <= field.Accepted + field.Unsure && drift == 0;
        var seconds = (walls[0].Frames[^1].At - walls[0].Frames[0].At) / (double)System.Diagnostics.Stopwatch.Frequency;
        bench.Sheet.Add(new Row(
            "a",
            store.Name,
            "all of it checked: accepted = in the journal, rows = district, no drift",
            [
                new("accepted", field.Accepted),
                new("in the journal", events),
                new("unsure", field.Unsure),
                new("drift", drift),
                new("regions read again", meters["circle.rollup.reread"]),
                new("district wall frames/s, idle times too", walls[0].Frames.Count / seconds),
            ],
            Aim.That(isRight, "exact")));
    }

    private static async Task<IRawTable> TableAsync(Store store)
        => store.ConnectionString is { } connection ? await PostgreSqlRawTable.OpenAsync(connection) : SqliteRawTable.Open(store.Folder);

    private static async Task<Func<int, Task<Told>>> StatesAsync(Site site, PlanDocument plan)
    {
        var (line, communities) = (Field.Lines(plan)[0], await site.CommunitiesAsync());
        var grains = Enumerable.Range(0, Facilities).Select(i => site.Grains.GetGrain<IStateGrain>(Field.IdOf(i).Value)).ToArray();
        return async i =>
        {
            await grains[i].Happen(line, communities[i % communities.Length]);
            return Told.Accepted;
        };
    }
}
