using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Journal;
using Circle.Grains.Places;
using Circle.Silo.Storage;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    [Fact]
    public async Task Of_many_who_start_one_stream_at_once_one_wins()
    {
        await using var second = await OtherSiloAsync();
        for (var round = 0; round < 20; round++)
        {
            var stream = Runs.Facility($"new-{round}");
            var verdicts = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => (n % 2 == 0 ? _database : second.Value).Journal
                .CommitAsync(Runs.On(stream, null, n).Touching(stream, 1, Runs.Head("p")))));
            Assert.Single(verdicts, v => v.Single().Won);
            Assert.Single(await Journal.StreamAsync(stream));
        }

        Assert.All(await _database.Places.OfRegionAsync(P, Cancel), r => Assert.Equal((1, 1), (r.Revision, r.Cells[Runs.Item])));
    }

    [Fact]
    public async Task Of_many_who_go_on_with_one_stream_at_once_one_wins()
    {
        await using var second = await OtherSiloAsync();
        var last = Runs.On(A, null, 0);
        await Journal.CommitAsync(last.Touching(A, 0, Runs.Head("p")));
        for (var round = 1; round <= 20; round++)
        {
            var verdicts = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => (n % 2 == 0 ? _database : second.Value).Journal
                .CommitAsync(Runs.On(A, last.Events[^1], (round * 10) + n).Touching(A, 1))));
            Assert.Single(verdicts, v => v.Single().Won);
            last = last with { Events = [(await Journal.ReadAsync(A, round, 1, Cancel)).Single()] };
        }

        var row = (await _database.Places.OfRegionAsync(P, Cancel)).Single();
        Assert.Equal((21, 20), (row.Revision, row.Cells[Runs.Item]));
    }

    public static TheoryData<int> Seeds => [1, 2, Random.Shared.Next()];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Random_batches_of_two_writers_leave_a_sound_journal_and_rows_that_are_its_sums(int seed)
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        await using var second = await OtherSiloAsync();
        var streams = Enumerable.Range(0, 8).Select(i => Runs.Facility($"s{i}")).ToImmutableArray();
        await Journal.CommitAsync([.. streams.Select((s, i) => Runs.On(s, null, i).Touching(s, 0, Runs.Head($"r{i % 3}")))]);

        await Task.WhenAll(
            new RandomWriter(_database.Journal, streams, seed).RunAsync(120, Cancel),
            new RandomWriter(second.Value.Journal, streams, seed + 1).RunAsync(120, Cancel));

        var sums = new Dictionary<StreamId, long>();
        foreach (var head in await Journal.HeadsAsync(null, 1_000, Cancel))
        {
            var events = await Journal.StreamAsync(head.Stream);
            Assert.Equal(head.Version, events.Length);
            Assert.Distinct(events.Where(e => e.Command is not null).Select(e => e.Command));
            foreach (var (row, quantity) in events.SelectMany(RandomWriter.Contributions))
                sums[row] = sums.GetValueOrDefault(row) + quantity;
            Assert.Equal(events.Select(RandomWriter.Listed).LastOrDefault(view => view is not null), (await _database.Lists.FindAsync(head.Stream, Cancel))?.View);
        }

        ImmutableArray<PlaceId> regions = [PlaceId.Of("r0"), PlaceId.Of("r1"), PlaceId.Of("r2")];
        var marks = await _database.Places.MarksAsync(regions, Cancel);
        var seen = 0;
        foreach (var region in regions)
        {
            var rows = await _database.Places.OfRegionAsync(region, Cancel);
            Assert.All(rows, r => Assert.Equal(sums.GetValueOrDefault(r.Id), r.Cells[Runs.Item]));
            Assert.Contains(new RegionMark(region, rows.Length, rows.Sum(r => r.Mark)), marks);
            seen += rows.Length;
        }

        Assert.True(seen > streams.Length && sums.Keys.Count <= seen);
    }

    /// <summary>A second silo on the same data; where only one process may be, the same one again.</summary>
    private async Task<Lent> OtherSiloAsync()
        => _database.Kind == StorageKind.PostgreSql
            ? new Lent(await Database.OpenAsync(_site.Options(), Cancel), owned: true)
            : new Lent(_database, owned: false);

    private sealed class Lent(Database database, bool owned) : IAsyncDisposable
    {
        public Database Value => database;

        public ValueTask DisposeAsync() => owned ? database.DisposeAsync() : ValueTask.CompletedTask;
    }
}

/// <summary>
/// Commits batches as a careless silo would: stale states, rows of others, new streams that the other writer starts too,
/// ids sent again. What a run adds to rows stands in its first event, so that the journal tells what the rows must hold.
/// </summary>
public sealed class RandomWriter(IJournalStore journal, ImmutableArray<StreamId> old, int seed)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<StreamId, Envelope?> _last = [];
    private readonly Dictionary<StreamId, PlaceRow> _seen = [];
    private readonly List<(StreamId Stream, CommandId Command)> _accepted = [];

    public static IEnumerable<(StreamId Row, long Quantity)> Contributions(Envelope e)
        => JsonDocument.Parse(e.Data).RootElement.TryGetProperty("rows", out var rows)
            ? rows.EnumerateObject().Select(r => (new StreamId(r.Name), r.Value.GetInt64()))
            : [];

    public static string? Listed(Envelope e) => JsonDocument.Parse(e.Data).RootElement.TryGetProperty("list", out var list) ? list.GetString() : null;

    public async Task RunAsync(int batches, CancellationToken cancel)
    {
        for (var i = 0; i < batches; i++)
        {
            var runs = Batch(i);
            while (runs.Length > 0)
            {
                // A transient fault (a deadlock) fails the test: sorted locks have none.
                var outcome = await journal.CommitAsync(runs, cancel);
                if (outcome is BatchOutcome.Repeated repeated)
                {
                    foreach (var n in repeated.Runs)
                        Assert.Contains(runs[n].Events, e => e.Command is { } c && _accepted.Contains((e.Stream, c)));
                    runs = [.. runs.Where((_, n) => !repeated.Runs.Contains(n))];
                    continue;
                }

                await LearnAsync(runs, ((BatchOutcome.Committed)outcome).Verdicts, cancel);
                break;
            }
        }
    }

    private ImmutableArray<Run> Batch(int number)
    {
        var ends = new Dictionary<StreamId, Envelope?>(_last);
        var runs = ImmutableArray.CreateBuilder<Run>();
        for (var i = _random.Next(1, 7); i > 0; i--)
        {
            var stream = _random.Next(4) == 0 ? Runs.Facility($"n{number / 4}") : old[_random.Next(old.Length)];
            var run = One(stream, ends.GetValueOrDefault(stream));
            ends[stream] = run.Events[^1];
            runs.Add(run);
        }

        return runs.ToImmutable();
    }

    private Run One(StreamId stream, Envelope? last)
    {
        var rows = new Dictionary<StreamId, long> { [stream] = _random.Next(-3, 4) };
        for (var i = _random.Next(3); i > 0; i--) rows[old[_random.Next(old.Length)]] = _random.Next(-3, 4);

        var before = _accepted.Where(a => a.Stream == stream).Select(a => (CommandId?)a.Command).ToArray();
        var command = _random.Next(10) == 0 && before.Length > 0 ? before[_random.Next(before.Length)]!.Value : NewCommand();
        var events = ImmutableArray.CreateBuilder<Envelope>();
        var list = _random.Next(3) == 0 ? null : command.ToString();
        var sums = rows.ToDictionary(r => r.Key.Value, r => r.Value);
        var data = list is null ? JsonSerializer.Serialize(new { rows = sums }) : JsonSerializer.Serialize(new { rows = sums, list });
        events.Add(last = Runs.Next(stream, last, command, data));
        for (var i = _random.Next(3); i > 0; i--) events.Add(last = Runs.Next(stream, last, NewCommand(), "{}"));

        var run = new Run(stream, events[0].Version - 1, events.ToImmutable(), [], []);
        if (list is not null) run = run.Listing(list, $"r{_random.Next(3)}", stage: $"s{_random.Next(3)}", who: _random.Next(4) == 0 ? "w" : null);
        foreach (var (row, quantity) in rows) run = run.Touching(row, quantity, row == stream ? Runs.Head($"r{_random.Next(3)}") : null);

        // Some as they were seen, perhaps long ago; some not at all.
        foreach (var row in rows.Keys.Where(_ => _random.Next(3) > 0)) run = run.Knowing(_seen.GetValueOrDefault(row));
        return run.Scheduling("next", Runs.Start, remove: _random.Next(2) == 0);
    }

    private CommandId NewCommand()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new CommandId(new Guid(bytes));
    }

    private async Task LearnAsync(ImmutableArray<Run> runs, ImmutableArray<RunVerdict> verdicts, CancellationToken cancel)
    {
        for (var i = 0; i < runs.Length; i++)
        {
            var stream = runs[i].Stream;
            foreach (var row in verdicts[i].Rows) _seen[row.Id] = row;
            if (verdicts[i].Won)
            {
                _last[stream] = runs[i].Events[^1];
                _accepted.AddRange(runs[i].Events.Where(e => e.Command is not null).Select(e => (stream, e.Command!.Value)));
                continue;
            }

            var known = _last.GetValueOrDefault(stream)?.Version ?? 0;
            var tail = await journal.ReadAsync(stream, known, 1_000, cancel);
            if (tail.Length > 0) _last[stream] = tail[^1];
        }
    }
}
