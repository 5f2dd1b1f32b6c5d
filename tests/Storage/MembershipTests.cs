using System.Net;
using Circle.Silo.Storage;
using Circle.TestServers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService;

namespace Circle.Storage.Tests;

/// <summary>Our queries under Orleans' ADO.NET clustering.</summary>
public sealed class MembershipTests(SharedServer server) : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private Database _database = null!;
    private AdoNetClusteringTable _table = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var connectionString = await (await server.GetAsync()).CreateDatabaseAsync();
        _database = await Database.OpenAsync(new PostgreSqlSite(connectionString).Options(), Cancel);
        _table = new AdoNetClusteringTable(
            new ServiceCollection().BuildServiceProvider(),
            Options.Create(new ClusterOptions { ClusterId = "c", ServiceId = "s" }),
            Options.Create(new AdoNetClusteringSiloOptions { Invariant = _database.OrleansInvariant, DataSource = _database.Orleans }),
            NullLogger<AdoNetClusteringTable>.Instance);
        await _table.InitializeMembershipTableAsync(true, Cancel);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task An_empty_table_has_a_version()
    {
        var table = await _table.ReadAllAsync(Cancel);
        Assert.Empty(table.Members);
        Assert.Equal(0, table.Version.Version);
    }

    [Fact]
    public async Task A_row_is_written_only_on_the_version_that_was_read()
    {
        var first = Entry(1);
        var version = (await _table.ReadAllAsync(Cancel)).Version;
        Assert.True(await _table.InsertRowAsync(first, version.Next(), Cancel));
        Assert.False(await _table.InsertRowAsync(Entry(2), version.Next(), Cancel));
        Assert.Equal(1, (await _table.ReadAllAsync(Cancel)).Version.Version);

        var read = await _table.ReadRowAsync(first.SiloAddress, Cancel);
        var (entry, etag) = read.Members.Single();
        Assert.Equal(
            (first.SiloAddress, SiloStatus.Joining, "silo-1", Now), (entry.SiloAddress, entry.Status, entry.SiloName, entry.StartTime));
        Assert.False(await _table.InsertRowAsync(first, read.Version.Next(), Cancel));

        entry.Status = SiloStatus.Active;
        entry.AddSuspector(Entry(9).SiloAddress, Now);
        Assert.True(await _table.UpdateRowAsync(entry, etag, read.Version.Next(), Cancel));
        Assert.False(await _table.UpdateRowAsync(entry, etag, read.Version.Next(), Cancel));
        Assert.False(await _table.UpdateRowAsync(Entry(7), "2", (await _table.ReadAllAsync(Cancel)).Version.Next(), Cancel));

        var now = await _table.ReadAllAsync(Cancel);
        Assert.Equal(2, now.Version.Version);
        Assert.Equal(SiloStatus.Active, now.Members.Single().Item1.Status);
        Assert.Equal(Entry(9).SiloAddress, now.Members.Single().Item1.SuspectTimes!.Single().Item1);
    }

    [Fact]
    public async Task Of_many_who_join_on_one_version_one_does()
    {
        var version = (await _table.ReadAllAsync(Cancel)).Version.Next();
        var joined = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => _table.InsertRowAsync(Entry(n), version, Cancel)));
        Assert.Single(joined, j => j);
        Assert.Single((await _table.ReadAllAsync(Cancel)).Members);
    }

    [Fact]
    public async Task A_sign_of_life_leaves_the_version()
    {
        var entry = Entry(1);
        await _table.InsertRowAsync(entry, (await _table.ReadAllAsync(Cancel)).Version.Next(), Cancel);
        entry.IAmAliveTime = Now.AddMinutes(5);
        await _table.UpdateIAmAliveAsync(entry, Cancel);
        var table = await _table.ReadAllAsync(Cancel);
        Assert.Equal((1, Now.AddMinutes(5)), (table.Version.Version, table.Members.Single().Item1.IAmAliveTime));
    }

    [Fact]
    public async Task Old_dead_silos_are_cleaned_up_and_the_rest_stays()
    {
        foreach (var (port, status, alive) in new[]
        {
            (1, SiloStatus.Dead, Now), (2, SiloStatus.Dead, Now.AddDays(2)), (3, SiloStatus.Active, Now),
        })
        {
            var entry = Entry(port);
            (entry.Status, entry.IAmAliveTime) = (status, alive);
            Assert.True(await _table.InsertRowAsync(entry, (await _table.ReadAllAsync(Cancel)).Version.Next(), Cancel));
        }

        await _table.CleanupDefunctSiloEntriesAsync(new DateTimeOffset(Now.AddDays(1)), Cancel);
        Assert.Equal([2, 3], (await _table.ReadAllAsync(Cancel)).Members.Select(m => m.Item1.SiloAddress.Endpoint.Port).Order());

        await _table.DeleteMembershipTableEntriesAsync("c", Cancel);
        await _table.InitializeMembershipTableAsync(true, Cancel);
        Assert.Empty((await _table.ReadAllAsync(Cancel)).Members);
    }

    [Fact]
    public async Task Two_silos_form_a_cluster()
    {
        using var first = await SiloAsync();
        using var second = await SiloAsync();
        var hosts = second.Services.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatuses(onlyActive: true);
        Assert.Equal(2, hosts.Count);
        await second.StopAsync(Cancel);
        await first.StopAsync(Cancel);
    }

    [Fact]
    public async Task Sqlite_does_not_cluster()
    {
        await using var site = new SqliteSite();
        await using var database = await Database.OpenAsync(site.Options(), Cancel);
        var builder = Host.CreateApplicationBuilder();
        Assert.Throws<StartupException>(() => builder.UseOrleans(silo => silo.UseCircleClustering(database)));
    }

    private static MembershipEntry Entry(int port) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 1),
        SiloName = $"silo-{port}",
        HostName = "host",
        Status = SiloStatus.Joining,
        ProxyPort = 0,
        StartTime = Now,
        IAmAliveTime = Now,
    };

    private async Task<IHost> SiloAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo
            .UseCircleStorage(_database)
            .UseCircleClustering(_database)
            .ConfigureEndpoints(IPAddress.Loopback, LoopbackPort.Free(), 0));
        var host = builder.Build();
        await host.StartAsync(Cancel);
        return host;
    }
}
