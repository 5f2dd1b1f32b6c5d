using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Journal;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    private static readonly StreamId A = Runs.Facility("a");
    private static readonly StreamId B = Runs.Facility("b");

    [Fact]
    public async Task Events_come_back_as_they_were_written_and_hash_to_the_same_chain()
    {
        var run = Runs.On(A, null, Runs.Command(1), null, Runs.Command(2));
        var odd = Runs.Next(A, run.Events[^1], null, "{\"note\":\"寨 砦 🏠 \\u0000 'quoted' \\\\ \n\"}");
        run = run with { Events = run.Events.Add(odd) };
        await Journal.CommitAsync(run);
        await ReopenAsync();

        var read = await Journal.StreamAsync(A);
        Assert.Equal(run.Events, read);
        Assert.Equal(odd.Hash, read[^1].Hash);
    }

    [Fact]
    public async Task A_read_gives_what_follows_a_version_up_to_its_limit()
    {
        await Journal.CommitAsync(Runs.On(A, null, Runs.Command(1), null, null, null));
        var tail = await Journal.ReadAsync(A, 1, 2, Cancel);
        Assert.Equal([2, 3], tail.Select(e => e.Version));
        Assert.Empty(await Journal.ReadAsync(B, 0, 10, Cancel));
    }

    [Fact]
    public async Task Many_that_read_at_once_have_each_their_own_and_one_that_cannot_be_read_keeps_nobody_from_theirs()
    {
        StreamId[] streams = [.. Enumerable.Range(0, 40).Select(i => Runs.Facility($"many-{i}"))];
        await Journal.CommitAsync([.. streams.Select((stream, i) => Runs.On(stream, null, [.. Enumerable.Range(0, 1 + (i % 5)).Select(n => (CommandId?)Runs.Command(1 + (i * 10) + n))]))]);
        var odd = Enumerable.Range(0, 6).Select(_ => Record.ExceptionAsync(() => Journal.ReadAsync(Runs.Facility("half \ud800"), 0, 10, Cancel)).AsTask());
        var reads = Enumerable.Range(0, 400).Select(async n =>
        {
            var (i, after, limit) = (n % 40, n % 3, 1 + (n % 4));
            var read = await Journal.ReadAsync(streams[i], after, limit, Cancel);
            Assert.All(read, e => Assert.Equal(streams[i], e.Stream));
            Assert.Equal(Enumerable.Range(after + 1, Math.Clamp(1 + (i % 5) - after, 0, limit)).Select(v => (long)v), read.Select(e => e.Version));
        });
        await Task.WhenAll([.. reads, .. odd]);
    }

    [Fact]
    public async Task A_stream_of_which_only_the_last_event_matters_keeps_that_alone_and_goes_on_from_it()
    {
        var first = Runs.On(A, null, 1);
        var other = Runs.On(B, null, 1);
        await Journal.CommitAsync(first with { KeepsLastEventOnly = true }, other);
        var second = Runs.On(A, first.Events[^1], Runs.Command(2), Runs.Command(3)) with { KeepsLastEventOnly = true };
        await Journal.CommitAsync(second);

        Assert.Equal([second.Events[^1]], await Journal.ReadAsync(A, 0, 10, Cancel));
        Assert.Equal(other.Events, await Journal.StreamAsync(B));
        Assert.False((await Journal.CommitAsync(Runs.On(A, first.Events[^1], 4) with { KeepsLastEventOnly = true })).Single().Won);
        Assert.True((await Journal.CommitAsync(Runs.On(A, second.Events[^1], 5) with { KeepsLastEventOnly = true })).Single().Won);
        Assert.Equal(4, Assert.Single(await Journal.ReadAsync(A, 0, 10, Cancel)).Version);
    }

    [Fact]
    public async Task An_id_that_such_a_stream_still_holds_is_a_repeat_and_forgets_nothing()
    {
        var first = Runs.On(A, null, Runs.Command(1)) with { KeepsLastEventOnly = true };
        await Journal.CommitAsync(first);

        Assert.Equal([1], await Journal.RepeatedAsync(Runs.On(B, null, 2), Runs.On(A, first.Events[^1], Runs.Command(1)) with { KeepsLastEventOnly = true }));
        Assert.Equal(first.Events, await Journal.StreamAsync(A));
    }

    [Fact]
    public async Task What_last_happened_to_a_rows_owner_stays_when_another_adds_to_the_row()
    {
        var happening = new Happening(A, "facility.accepted", Runs.Start, "mediation-room", "调解室", 94);
        var first = Runs.On(A, null, 1);
        await Journal.CommitAsync(first.Touching(A, 1, Runs.Head("p") with { Latest = happening }));
        var verdict = Assert.Single(await Journal.CommitAsync(Runs.On(B, null, 2).Touching(A, 1)));

        Assert.Equal(happening, Assert.Single(verdict.Rows).Latest);
        Assert.Equal(happening, Assert.Single(await _database.Places.OfRegionAsync(PlaceId.Of("p"), Cancel)).Latest);

        await Journal.CommitAsync(Runs.On(A, first.Events[^1], 3).Touching(A, 1, Runs.Head("p")));
        Assert.Null(Assert.Single(await _database.Places.OfRegionAsync(PlaceId.Of("p"), Cancel)).Latest);
    }

    [Fact]
    public async Task A_run_whose_head_has_moved_drops_out_whole_and_the_others_win()
    {
        var first = Runs.On(A, null, 1);
        await Journal.CommitAsync(first.Touching(A, 1, Runs.Head("p")));
        var zombie = Runs.On(A, null, 2).Touching(B, 5, Runs.Head("p")).Scheduling("k", Runs.Start);

        var verdicts = await Journal.CommitAsync(zombie, Runs.On(B, null, 3));

        Assert.Equal([false, true], verdicts.Select(v => v.Won));
        Assert.Equal(first.Events, await Journal.StreamAsync(A));
        Assert.Equal([A], (await _database.Places.OfRegionAsync(PlaceId.Of("p"), Cancel)).Select(r => r.Id));
        Assert.Empty(await _database.Agenda.ClaimAsync(Runs.Start, Runs.Start, Runs.Start.AddMinutes(1), 10, Cancel));
    }

    [Fact]
    public async Task A_skipped_event_never_lets_its_successor_in()
    {
        // A bare unique index would ignore version 2 and accept version 3: here the whole run loses.
        var first = Runs.On(A, null, Runs.Command(1), null);
        await Journal.CommitAsync(first);
        var late = Runs.On(A, first.Events[0], Runs.Command(2), null, null);

        Assert.False((await Journal.CommitAsync(late)).Single().Won);
        Assert.Equal(2, (await Journal.StreamAsync(A)).Length);
    }

    [Fact]
    public async Task A_run_that_stands_beyond_the_head_loses()
    {
        var first = Runs.On(A, null, 1);
        var never = Runs.On(A, first.Events[0], 2);
        Assert.False((await Journal.CommitAsync(never)).Single().Won);
        Assert.Empty(await Journal.HeadsAsync(null, 10, Cancel));
    }

    [Fact]
    public async Task Of_two_runs_of_one_stream_in_a_batch_the_second_wins_only_if_it_follows_exactly()
    {
        var first = Runs.On(A, null, 1);
        var follows = Runs.On(A, first.Events[^1], 2);
        Assert.Equal([true, true], (await Journal.CommitAsync(first, follows)).Select(v => v.Won));

        var third = Runs.On(A, follows.Events[^1], 3);
        var rival = Runs.On(A, follows.Events[^1], 4);
        Assert.Equal([true, false], (await Journal.CommitAsync(third, rival)).Select(v => v.Won));
        Assert.Equal(3, (await Journal.StreamAsync(A)).Length);
    }

    [Fact]
    public async Task A_run_that_finds_its_version_in_another_history_loses()
    {
        var mine = Runs.On(A, null, 1);
        var theirs = Runs.On(A, null, 2) with { Events = [Runs.Next(A, null, Runs.Command(2), "{}")] };
        await Journal.CommitAsync(theirs);

        // Decided on top of each other; the first loses, and the second must not slip in behind the stranger's event.
        var onTop = Runs.On(A, mine.Events[^1], 3);
        Assert.Equal([false, false], (await Journal.CommitAsync(mine, onTop)).Select(v => v.Won));
        Assert.Equal(theirs.Events, await Journal.StreamAsync(A));
    }

    [Fact]
    public async Task A_zombie_that_writes_first_makes_the_living_lose()
    {
        var first = Runs.On(A, null, 1);
        await Journal.CommitAsync(first);
        var zombie = Runs.On(A, first.Events[^1], 2);
        var living = Runs.On(A, first.Events[^1], 3);
        Assert.True((await Journal.CommitAsync(zombie)).Single().Won);
        Assert.False((await Journal.CommitAsync(living)).Single().Won);
        Assert.Equal(zombie.Events[0], (await Journal.StreamAsync(A))[1]);
    }

    [Fact]
    public async Task A_command_sent_again_after_its_answer_was_lost_is_found_and_changes_nothing()
    {
        var first = Runs.On(A, null, Runs.Command(7), null);
        await Journal.CommitAsync(first.Touching(A, 1, Runs.Head("p")));
        var again = Runs.On(A, first.Events[^1], 7).Touching(A, 1);
        var other = Runs.On(B, null, 8);

        Assert.Equal([1], await Journal.RepeatedAsync(other, again));
        Assert.Equal(2, (await Journal.StreamAsync(A)).Length);
        Assert.Empty(await Journal.StreamAsync(B));
        Assert.Equal([A], (await Journal.HeadsAsync(null, 10, Cancel)).Select(h => h.Stream));
        Assert.Equal(1, (await _database.Places.OfRegionAsync(PlaceId.Of("p"), Cancel)).Single().Revision);

        var receipt = (await Journal.FindAsync(A, [Runs.Command(7), Runs.Command(9)], Cancel)).Accepted.Single();
        Assert.Equal(new AcceptedCommand(Runs.Command(7), 1, first.Events[0].PayloadHash!, first.Events[0].RecordedAt), receipt);

        Assert.True((await Journal.CommitAsync(other)).Single().Won);
    }

    [Fact]
    public async Task An_old_id_inside_a_run_is_found_wherever_it_stands()
    {
        var first = Runs.On(A, null, 1);
        await Journal.CommitAsync(first);
        var mixed = Runs.On(A, first.Events[^1], Runs.Command(2), null, Runs.Command(1), Runs.Command(3));
        Assert.Equal([0], await Journal.RepeatedAsync(mixed));
        Assert.Single(await Journal.StreamAsync(A));
    }

    [Fact]
    public async Task An_id_is_unique_in_its_stream_only()
    {
        Assert.All(await Journal.CommitAsync(Runs.On(A, null, 1), Runs.On(B, null, 1)), v => Assert.True(v.Won));
    }

    [Fact]
    public async Task One_new_id_twice_in_a_batch_repeats_the_second()
    {
        var first = Runs.On(A, null, 1);
        Assert.Equal([1], await Journal.RepeatedAsync(first, Runs.On(A, first.Events[^1], 1)));
        Assert.Empty(await Journal.StreamAsync(A));
    }

    [Fact]
    public async Task An_id_of_a_losing_run_is_free_for_the_one_that_wins()
    {
        var first = Runs.On(A, null, 1);
        await Journal.CommitAsync(first);
        var verdicts = await Journal.CommitAsync(Runs.On(A, null, 2), Runs.On(A, first.Events[^1], 2));
        Assert.Equal([false, true], verdicts.Select(v => v.Won));
    }

    [Fact]
    public async Task Heads_come_in_order_after_an_id_and_the_latest_time_is_known()
    {
        Assert.Null(await Journal.LastRecordedAsync(Cancel));
        var long1 = Runs.On(B, null, Runs.Command(1), null, null);
        await Journal.CommitAsync(long1, Runs.On(A, null, 1), Runs.On(Runs.Facility("a-1"), null, 1));

        Assert.Equal([new(A, 1), new(Runs.Facility("a-1"), 1), new StreamHead(B, 3)], await Journal.HeadsAsync(null, 10, Cancel));
        Assert.Equal([Runs.Facility("a-1")], (await Journal.HeadsAsync(A, 1, Cancel)).Select(h => h.Stream));
        Assert.Equal(long1.Events[^1].RecordedAt, await Journal.LastRecordedAsync(Cancel));
    }

    [Fact]
    public async Task A_batch_of_five_thousand_events_commits()
    {
        ImmutableArray<Run> runs =
        [
            .. Enumerable.Range(0, 50).Select(i =>
            {
                var stream = Runs.Facility($"bulk-{i}");
                return Runs.On(stream, null, [Runs.Command(i), .. Enumerable.Repeat<CommandId?>(null, 99)])
                    .Touching(stream, i, Runs.Head("p"));
            }),
        ];
        Assert.All(await Journal.CommitAsync(runs), v => Assert.True(v.Won));
        Assert.Equal(runs[49].Events, await Journal.StreamAsync(runs[49].Stream));
        Assert.Equal(50, (await _database.Places.OfRegionAsync(PlaceId.Of("p"), Cancel)).Length);
    }

    [Fact]
    public async Task A_commit_that_is_given_up_before_it_began_is_busy_and_writes_nothing()
    {
        var given = new CancellationToken(true);
        var error = await Assert.ThrowsAsync<JournalException>(() => Journal.CommitAsync([Runs.On(A, null, 1)], given));
        Assert.Equal(JournalFault.Transient, error.Fault);
        Assert.Contains("busy", error.Message, StringComparison.Ordinal);
        Assert.Empty(await Journal.StreamAsync(A));
    }
}
