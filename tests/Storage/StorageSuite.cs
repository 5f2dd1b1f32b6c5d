using Circle.Grains.Journal;
using Circle.Silo.Storage;

namespace Circle.Storage.Tests;

/// <summary>What every database has to promise. Each test has a database of its own.</summary>
public abstract partial class StorageSuite : IAsyncLifetime
{
    private Site _site = null!;
    private Database _database = null!;

    private IJournalStore Journal => _database.Journal;

    private protected Database Open => _database;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await SiteAsync();
        _database = await Database.OpenAsync(_site.Options(), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<Site> SiteAsync();

    private protected ValueTask CloseAsync() => _database.DisposeAsync();

    private async Task ReopenAsync()
    {
        await _database.DisposeAsync();
        _database = await Database.OpenAsync(_site.Options(), Cancel);
    }
}
