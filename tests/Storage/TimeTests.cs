using Circle.Domain.Time;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    private static readonly DateTimeOffset Real = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_agenda_gives_what_is_due_earliest_first_and_keeps_the_rest()
    {
        await Journal.CommitAsync(Runs.On(A, null, 1)
            .Scheduling("later", Runs.Start.AddDays(2)).Scheduling("second", Runs.Start.AddTicks(10)).Scheduling("first", Runs.Start));
        Assert.Equal(["first", "second"], await ClaimAsync(Runs.Start.AddDays(1), Real));
        Assert.Equal(["later"], await ClaimAsync(Runs.Start.AddDays(2), Real));
    }

    [Fact]
    public async Task A_claimed_row_is_left_out_until_its_lease_is_over()
    {
        await Journal.CommitAsync(Runs.On(A, null, 1).Scheduling("k", Runs.Start));
        Assert.Equal(["k"], await ClaimAsync(Runs.Start, Real));
        Assert.Empty(await ClaimAsync(Runs.Start, Real.AddSeconds(29)));
        Assert.Equal(["k"], await ClaimAsync(Runs.Start, Real.AddSeconds(30)));
    }

    /// <summary>Nobody gives so long a lease: whoever claimed it had a clock that was ahead.</summary>
    [Fact]
    public async Task A_row_that_was_claimed_by_a_clock_that_ran_ahead_is_given_again()
    {
        await Journal.CommitAsync(Runs.On(A, null, 1).Scheduling("k", Runs.Start));
        Assert.Equal(["k"], await ClaimAsync(Runs.Start, Real.AddDays(30)));
        Assert.Equal(["k"], await ClaimAsync(Runs.Start, Real));
        Assert.Empty(await ClaimAsync(Runs.Start, Real.AddSeconds(29)));
    }

    [Fact]
    public async Task A_row_is_due_though_it_is_claimed_and_not_before_its_time()
    {
        await Journal.CommitAsync(Runs.On(A, null, 1).Scheduling("k", Runs.Start));
        Assert.False(await _database.Agenda.IsDueAsync(Runs.Start.AddTicks(-10), Cancel));
        Assert.Equal(["k"], await ClaimAsync(Runs.Start, Real));
        Assert.True(await _database.Agenda.IsDueAsync(Runs.Start, Cancel));
    }

    [Fact]
    public async Task Claims_take_no_more_than_their_limit()
    {
        await Journal.CommitAsync(Runs.On(A, null, 1).Scheduling("a", Runs.Start).Scheduling("b", Runs.Start).Scheduling("c", Runs.Start));
        Assert.Equal(["a", "b"], await ClaimAsync(Runs.Start, Real, 2));
        Assert.Equal(["c"], await ClaimAsync(Runs.Start, Real, 2));
    }

    [Fact]
    public async Task What_was_tried_comes_behind_what_was_not_and_the_longest_ago_first()
    {
        await Journal.CommitAsync(Runs.On(A, null, 1).Scheduling("a", Runs.Start).Scheduling("b", Runs.Start.AddSeconds(1)).Scheduling("c", Runs.Start.AddSeconds(2)));
        var now = Runs.Start.AddDays(1);
        Assert.Equal(["a", "b"], await ClaimAsync(now, Real, 2));
        Assert.Equal(["a", "c"], await ClaimAsync(now, Real.AddSeconds(30), 2));
        Assert.Equal(["b"], await ClaimAsync(now, Real.AddSeconds(31), 2));
        Assert.Equal(["a", "c"], await ClaimAsync(now, Real.AddSeconds(90), 2));
        Assert.Equal(["b"], await ClaimAsync(now, Real.AddSeconds(120), 1));
    }

    [Fact]
    public async Task A_row_goes_in_the_commit_that_handles_it_and_a_moved_one_can_be_claimed_anew()
    {
        var first = Runs.On(A, null, 1).Scheduling("gone", Runs.Start).Scheduling("moved", Runs.Start);
        await Journal.CommitAsync(first);
        Assert.Equal(2, (await ClaimAsync(Runs.Start, Real)).Length);
        await Journal.CommitAsync(
            Runs.On(A, first.Events[^1], 2).Scheduling("gone", Runs.Start, remove: true).Scheduling("moved", Runs.Start.AddDays(1)));
        Assert.Empty(await ClaimAsync(Runs.Start, Real));
        Assert.Equal(["moved"], await ClaimAsync(Runs.Start.AddDays(1), Real));
    }

    [Fact]
    public async Task The_last_change_of_an_agenda_row_in_a_batch_holds()
    {
        var first = Runs.On(A, null, 1).Scheduling("x", Runs.Start).Scheduling("y", Runs.Start, remove: true);
        var second = Runs.On(A, first.Events[^1], 2).Scheduling("x", Runs.Start, remove: true).Scheduling("y", Runs.Start);
        await Journal.CommitAsync(first, second);
        Assert.Equal(["y"], await ClaimAsync(Runs.Start, Real));
    }

    [Fact]
    public async Task Two_who_claim_at_once_never_get_the_same_row()
    {
        var run = Runs.On(A, null, 1);
        for (var i = 0; i < 100; i++) run = run.Scheduling($"k{i}", Runs.Start);
        await Journal.CommitAsync(run);

        var claims = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ClaimAsync(Runs.Start, Real, 10)));
        var keys = claims.SelectMany(c => c).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        keys.AddRange(await ClaimAsync(Runs.Start, Real, 100));
        Assert.Equal(100, keys.Distinct().Count());
    }

    [Fact]
    public async Task The_clock_is_set_only_by_who_knows_its_version()
    {
        var clock = _database.Clock;
        Assert.Null(await clock.ReadAsync(Cancel));
        var first = new ClockReading(1, Runs.Start, Real, 1440.5, false, 1440.5);
        Assert.False(await clock.WriteAsync(first with { Version = 2 }, 1, Cancel));
        Assert.Null(await clock.ReadAsync(Cancel));

        Assert.True(await clock.WriteAsync(first, 0, Cancel));
        Assert.False(await clock.WriteAsync(first with { Rate = 2 }, 0, Cancel));
        await ReopenAsync();
        Assert.Equal(first, await _database.Clock.ReadAsync(Cancel));

        var paused = first.Anchored(Real.AddSeconds(2), 0) with { Paused = true };
        var both = await Task.WhenAll(
            _database.Clock.WriteAsync(paused, 1, Cancel), _database.Clock.WriteAsync(paused, 1, Cancel));
        Assert.Single(both, won => won);
        Assert.Equal(paused, await _database.Clock.ReadAsync(Cancel));
    }

    private async Task<string[]> ClaimAsync(DateTimeOffset now, DateTimeOffset real, int limit = 10)
        => [.. (await _database.Agenda.ClaimAsync(now, real, real.AddSeconds(30), limit, Cancel)).Select(i => i.Key)];
}
