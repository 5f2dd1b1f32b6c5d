using Circle.Contracts.Journal;
using Circle.Domain.Journal;
using Circle.Grains.Journal;

namespace Circle.Storage.Tests;

public sealed class SqliteTests : StorageSuite
{
    [Fact]
    public async Task More_waiting_work_than_the_queue_holds_is_busy_and_does_nothing()
    {
        var slow = Open.Journal.CommitAsync([Runs.On(Runs.Facility("slow"), null, [Runs.Command(1), .. new CommandId?[999]])], Cancel);
        var flood = await Task.WhenAll(Enumerable.Range(0, 20_000).Select(async _ =>
            await Record.ExceptionAsync(() => Open.Agenda.ClaimAsync(Runs.Start, Runs.Start, Runs.Start, 1, Cancel))));

        Assert.IsType<BatchOutcome.Committed>(await slow);
        Assert.Contains(
            flood, e => e is JournalException { Fault: JournalFault.Transient } && e.Message.StartsWith("busy", StringComparison.Ordinal));
        Assert.All(flood.Where(e => e is not null), e => Assert.IsType<JournalException>(e));
        Assert.True((await Open.Journal.CommitAsync(Runs.On(Runs.Facility("after"), null, 2))).Single().Won);
    }

    [Fact]
    public async Task Grain_storage_has_no_way_to_run_sqlite_on_the_callers_thread()
    {
        await using var connection = await Open.Orleans.OpenConnectionAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "select 1";
        Assert.Throws<NotSupportedException>(() => command.ExecuteReader());
        Assert.Throws<NotSupportedException>(() => command.ExecuteScalar());
        Assert.Throws<NotSupportedException>(() => command.ExecuteNonQuery());
    }

    [Fact]
    public async Task A_closed_database_is_busy()
    {
        var journal = Open.Journal;
        await CloseAsync();
        var late = Runs.On(Runs.Facility("late"), null, 1);
        var error = await Assert.ThrowsAsync<JournalException>(() => journal.CommitAsync([late], Cancel));
        Assert.Equal(JournalFault.Transient, error.Fault);
    }

    protected override Task<Site> SiteAsync() => Task.FromResult<Site>(new SqliteSite());
}
