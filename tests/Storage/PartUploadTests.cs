using Circle.Domain.Journal;
using Circle.Grains.Uploads;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    private static readonly Actor Somebody = new("account:somebody");

    private IPartUploads Uploads => _database.Uploads;

    [Fact]
    public async Task An_upload_goes_on_after_a_restart_from_what_was_received_and_is_read_whole()
    {
        var content = Noise(300_000, 11);
        await Uploads.BeginAsync("a0", Somebody, content.Length, 5, Cancel);
        Assert.Equal(100_000, await Uploads.AppendAsync("a0", 0, content.AsMemory(0, 100_000), Cancel));
        await ReopenAsync();
        var found = (await Uploads.FindAsync("a0", Cancel))!.Value;
        Assert.Equal((content.Length, 100_000, Somebody), (found.Upload.Length, found.Upload.Received, found.By));
        Assert.Null(await Uploads.AppendAsync("a0", 0, content.AsMemory(0, 100_000), Cancel));
        Assert.Equal(content.Length, await Uploads.AppendAsync("a0", 100_000, content.AsMemory(100_000), Cancel));
        Assert.Equal(content, await Uploads.ReadAsync("a0", Cancel));
        await Uploads.RemoveBeforeAsync(Tomorrow, Cancel);
        Assert.Null(await Uploads.FindAsync("a0", Cancel));
        Assert.Null(await Uploads.ReadAsync("a0", Cancel));
        Assert.Null(await Uploads.AppendAsync("a0", content.Length, new byte[1], Cancel));
    }

    [Fact]
    public async Task Of_many_that_go_on_from_the_same_place_one_does()
    {
        await Uploads.BeginAsync("a1", Somebody, 100, 5, Cancel);
        var received = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Uploads.AppendAsync("a1", 0, Enumerable.Repeat((byte)n, 10).ToArray(), Cancel)));

        Assert.Equal(10, Assert.Single(received, r => r is not null));
        Assert.Single((await Uploads.ReadAsync("a1", Cancel))!.Distinct());
    }

    [Fact]
    public async Task Where_an_account_has_so_many_open_the_oldest_gives_way_and_what_is_at_its_end_or_somebody_elses_does_not_count()
    {
        foreach (var ended in (string[])["b0", "b1"])
        {
            await Uploads.BeginAsync(ended, Somebody, 1, 2, Cancel);
            await Uploads.AppendAsync(ended, 0, new byte[1], Cancel);
        }

        await Uploads.BeginAsync("c0", new Actor("account:other"), 10, 2, Cancel);
        foreach (var open in (string[])["b2", "b3", "b4"]) await Uploads.BeginAsync(open, Somebody, 10, 2, Cancel);
        Assert.Equal(["b0", "b1", "b3", "b4", "c0"], await ThereAsync("b0", "b1", "b2", "b3", "b4", "c0"));
        await Uploads.AppendAsync("b4", 0, new byte[10], Cancel);
        await Uploads.BeginAsync("b5", Somebody, 10, 2, Cancel);
        Assert.Equal(["b1", "b3", "b4", "b5"], await ThereAsync("b0", "b1", "b3", "b4", "b5"));

        Assert.Equal(0, await Uploads.RemoveBeforeAsync(TimeProvider.System.GetUtcNow().AddHours(-1), Cancel));
        Assert.Equal(5, await Uploads.RemoveBeforeAsync(Tomorrow, Cancel));

        async Task<List<string>> ThereAsync(params string[] ids)
        {
            var there = new List<string>();
            foreach (var id in ids)
                if (await Uploads.FindAsync(id, Cancel) is not null) there.Add(id);
            return there;
        }
    }
}
