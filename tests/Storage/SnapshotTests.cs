using System.Text;
using Circle.Silo.Storage;
using Circle.TestServers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Circle.Storage.Tests;

[GenerateSerializer, Alias("Counted")]
public sealed record Counted([property: Id(0)] int Number, [property: Id(1)] string? Note);

[Alias("ICounter")]
public interface ICounter : IGrainWithStringKey
{
    [Alias("Set")]
    Task SetAsync(Counted value);

    [Alias("Get")]
    Task<Counted?> GetAsync();

    [Alias("Clear")]
    Task ClearAsync();
}

[Alias("ICounted")]
public interface ICounted : ICounter;

[Alias("IOther")]
public interface IOther : ICounter;

public abstract class Counter(IPersistentState<Counted> state) : Grain
{
    public Task SetAsync(Counted value)
    {
        state.State = value;
        return state.WriteStateAsync();
    }

    public Task<Counted?> GetAsync() => Task.FromResult<Counted?>(state.RecordExists ? state.State : null);

    public Task ClearAsync() => state.ClearStateAsync();
}

public sealed class CountedGrain([PersistentState("count", StorageHosting.Snapshots)] IPersistentState<Counted> state)
    : Counter(state), ICounted;

public sealed class OtherGrain([PersistentState("count")] IPersistentState<Counted> state) : Counter(state), IOther;

public abstract partial class StorageSuite
{
    [Fact]
    public async Task Grain_state_survives_a_restart_and_is_gone_when_cleared()
    {
        var value = new Counted(7, "花园路 🏠");
        using (var silo = await SiloAsync())
        {
            var grain = silo.Grain<ICounted>("k");
            Assert.Null(await grain.GetAsync());
            await grain.SetAsync(new Counted(1, null));
            await grain.SetAsync(value);
            await silo.StopAsync();
        }

        await ReopenAsync();
        using (var silo = await SiloAsync())
        {
            var grain = silo.Grain<ICounted>("k");
            Assert.Equal(value, await grain.GetAsync());
            await grain.ClearAsync();
            Assert.Null(await grain.GetAsync());
            await grain.SetAsync(value);
            await grain.ClearAsync();
            await silo.StopAsync();
        }

        using (var silo = await SiloAsync())
        {
            Assert.Null(await silo.Grain<ICounted>("k").GetAsync());
            await silo.StopAsync();
        }
    }

    [Fact]
    public async Task Two_grain_types_with_one_key_and_one_state_name_do_not_share_a_row()
    {
        using var silo = await SiloAsync();
        await silo.Grain<ICounted>("same").SetAsync(new Counted(1, null));
        Assert.Null(await silo.Grain<IOther>("same").GetAsync());
        await silo.Grain<IOther>("same").SetAsync(new Counted(2, null));
        Assert.Equal(1, (await silo.Grain<ICounted>("same").GetAsync())!.Number);
        await silo.StopAsync();
    }

    [Fact]
    public async Task A_state_written_on_another_version_is_a_conflict()
    {
        using var silo = await SiloAsync();
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>(StorageHosting.Snapshots);
        var id = GrainId.Create("zombie", "z");
        var first = new GrainState<Counted>(new Counted(1, null));
        await storage.WriteStateAsync("s", id, first);
        var zombie = new GrainState<Counted>(new Counted(9, null)) { ETag = first.ETag, RecordExists = true };

        // First writer again, then a stale one.
        var late = new GrainState<Counted>(new Counted(2, null));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("s", id, late));
        await storage.WriteStateAsync("s", id, first);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("s", id, zombie));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("s", id, zombie));

        // Nor does one come back after the row was deleted.
        zombie.ETag = first.ETag;
        zombie.RecordExists = true;
        await storage.ClearStateAsync("s", id, first);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("s", id, zombie));
        var read = new GrainState<Counted>();
        await storage.ReadStateAsync("s", id, read);
        Assert.False(read.RecordExists);
        await silo.StopAsync();
    }

    [Fact]
    public async Task Of_many_first_writers_one_wins()
    {
        using var silo = await SiloAsync();
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>(StorageHosting.Snapshots);
        var id = GrainId.Create("race", "r");
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(async n =>
            await Record.ExceptionAsync(() => storage.WriteStateAsync("s", id, new GrainState<Counted>(new Counted(n, null))))));
        Assert.Single(results, e => e is null);
        Assert.All(results.Where(e => e is not null), e => Assert.IsType<InconsistentStateException>(e));
        await silo.StopAsync();
    }

    [Fact]
    public async Task A_payload_is_plain_json_without_type_names()
    {
        using var silo = await SiloAsync();
        await silo.Grain<ICounted>("plain").SetAsync(new Counted(3, null));
        await using var connection = await _database.Orleans.OpenConnectionAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "select payload from grain_state where key_text = 'plain'";
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        Assert.True(await reader.ReadAsync(Cancel));
        Assert.Equal("""{"number":3}""", Encoding.UTF8.GetString((byte[])reader.GetValue(0)));
        await silo.StopAsync();
    }

    private async Task<TestSilo> SiloAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(LoopbackPort.Free(), LoopbackPort.Free())
            .UseCircleStorage(_database));
        var host = builder.Build();
        await host.StartAsync(Cancel);
        return new TestSilo(host);
    }

    private sealed class TestSilo(IHost host) : IDisposable
    {
        public IServiceProvider Services => host.Services;

        public T Grain<T>(string key) where T : IGrainWithStringKey => host.Services.GetRequiredService<IGrainFactory>().GetGrain<T>(key);

        public Task StopAsync() => host.StopAsync();

        public void Dispose() => host.Dispose();
    }
}
