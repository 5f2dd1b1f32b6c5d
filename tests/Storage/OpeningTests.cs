using Circle.Domain.Time;
using Circle.Silo.Storage;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    [Fact]
    public async Task A_database_keeps_its_identity_and_opening_it_again_changes_nothing()
    {
        var id = _database.DatabaseId;
        await Journal.CommitAsync(Runs.On(A, null, 1));
        await ReopenAsync();
        Assert.Equal(id, _database.DatabaseId);
        Assert.Single(await Journal.StreamAsync(A));
    }

    [Fact]
    public async Task A_rehearsal_does_not_open_as_the_real_thing()
    {
        await _database.DisposeAsync();
        var error = await Assert.ThrowsAsync<StartupException>(() => Database.OpenAsync(_site.Options(OperatingMode.Live), Cancel));
        Assert.Contains("演练", error.Message, StringComparison.Ordinal);
        Assert.Contains("created as Rehearsal and does not open as Live", error.Message, StringComparison.Ordinal);
        _database = await Database.OpenAsync(_site.Options(), Cancel);
    }

    /// <summary>One that nobody has named a seed for, as every database of an earlier program, takes the first that is named.</summary>
    [Fact]
    public async Task A_rehearsal_keeps_the_seed_that_it_was_begun_with()
    {
        await ReopenAsync(9);
        await _database.DisposeAsync();
        var error = await Assert.ThrowsAsync<StartupException>(() => OpenAsync(42));
        Assert.Contains("begun with seed 9 and does not go on with 42", error.Message, StringComparison.Ordinal);
        _database = await OpenAsync(9);
        await ReopenAsync();

        async Task ReopenAsync(int? seed = null)
        {
            await _database.DisposeAsync();
            _database = await OpenAsync(seed);
        }

        Task<Database> OpenAsync(int? seed)
        {
            var options = _site.Options();
            options.RehearsalSeed = seed;
            return Database.OpenAsync(options, Cancel);
        }
    }

    [Fact]
    public async Task A_folder_belongs_to_one_process_and_a_server_to_many()
    {
        if (_database.Kind == StorageKind.Sqlite)
        {
            var error = await Assert.ThrowsAsync<StartupException>(() => Database.OpenAsync(_site.Options(), Cancel));
            Assert.Contains("正被另一个进程使用", error.Message, StringComparison.Ordinal);
            Assert.Contains("in use by another process", error.Message, StringComparison.Ordinal);
            return;
        }

        await using var second = await Database.OpenAsync(_site.Options(), Cancel);
        Assert.Equal(_database.DatabaseId, second.DatabaseId);
    }
}

public sealed class UnreachableTests
{
    [Fact]
    public async Task A_server_that_is_not_there_is_one_sentence()
    {
        var options = new PostgreSqlSite("Host=127.0.0.1;Port=1;Username=nobody;Timeout=2").Options();
        var error = await Assert.ThrowsAsync<StartupException>(() => Database.OpenAsync(options, TestContext.Current.CancellationToken));
        Assert.Contains("The PostgreSQL database of Circle:ConnectionString cannot be used", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_is_one_sentence()
    {
        var file = Path.GetTempFileName();
        var options = new StorageOptions { DataDirectory = Path.Combine(file, "data") };
        var error = await Assert.ThrowsAsync<StartupException>(() => Database.OpenAsync(options, TestContext.Current.CancellationToken));
        Assert.Contains("cannot be made", error.Message, StringComparison.Ordinal);
        File.Delete(file);
    }
}
