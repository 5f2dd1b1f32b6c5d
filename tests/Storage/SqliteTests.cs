using Circle.Contracts.Journal;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Grains.Blobs;
using Circle.Grains.Journal;
using Circle.Silo.Storage;

namespace Circle.Storage.Tests;

public sealed class SqliteTests : StorageSuite
{
    private readonly SqliteSite _place = new();

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

    [Fact]
    public async Task An_upload_whose_head_a_crash_did_not_leave_is_none_and_is_swept()
    {
        await Open.Uploads.BeginAsync("whole", new Actor("account:a"), 10, 5, Cancel);
        foreach (var (name, content) in (ReadOnlySpan<(string, string)>)[("bare.part", "123"), ("torn.part", "123"), ("torn.json", "{")])
            File.WriteAllText(Path.Combine(Blobs, "parts", name), content);
        Assert.Null(await Open.Uploads.FindAsync("torn", Cancel));
        Assert.Equal(2, await Open.Uploads.RemoveBeforeAsync(TimeProvider.System.GetUtcNow().AddHours(-1), Cancel));
        Assert.Equal(["whole.json", "whole.part"], Directory.GetFiles(Path.Combine(Blobs, "parts")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_blob_that_a_crash_left_half_written_is_none_and_is_removed_at_the_next_start()
    {
        var half = Path.Combine(Blobs, "unfinished", "torn");
        await File.WriteAllBytesAsync(half, [1, 2, 3], Cancel);
        Assert.Empty(await Open.Blobs.PutBeforeAsync(BlobShelf.Photos, DateTimeOffset.MaxValue, null, 10, Cancel));

        await CloseAsync();
        await using var again = await Database.OpenAsync(_place.Options(), Cancel);
        Assert.False(File.Exists(half));
    }

    [Fact]
    public async Task Nothing_unfinished_is_left_of_a_blob_and_its_file_is_named_by_its_hash()
    {
        var id = await Open.Blobs.PutAsync(BlobShelf.Photos, "a shop's front"u8.ToArray(), Cancel);

        Assert.Empty(Directory.GetFiles(Path.Combine(Blobs, "unfinished")));
        Assert.Equal([FileOf(id)], Directory.GetFiles(Blobs, "*", SearchOption.AllDirectories));
    }

    protected override Task<Site> SiteAsync() => Task.FromResult<Site>(_place);

    private protected override Task BreakBlobAsync(BlobId id) => File.WriteAllTextAsync(FileOf(id), "something else", Cancel);

    private string Blobs => Path.Combine(_place.Options().DataDirectory, "blobs");

    private string FileOf(BlobId id) => Path.Combine(Blobs, "photos", id.Value[..2], id.Value);
}
