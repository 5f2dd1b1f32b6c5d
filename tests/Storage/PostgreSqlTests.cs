using Circle.Contracts.Journal;
using Circle.Domain.Blobs;
using Circle.Silo.Storage;
using Circle.TestServers;
using Npgsql;

namespace Circle.Storage.Tests;

public sealed class PostgreSqlTests(SharedServer server) : StorageSuite
{
    private PostgreSqlSite _place = null!;

    [Fact]
    public async Task A_connection_that_dies_before_the_commit_was_sent_is_rolled_back_for_sure()
    {
        var stream = Runs.Facility("a");
        var first = Runs.On(stream, null, 1);
        await Open.Journal.CommitAsync(first);
        await using var rival = await ConnectAsync();
        await using var transaction = await rival.BeginTransactionAsync(Cancel);
        await RunAsync(rival, "select 1 from stream for update");

        var waiting = Open.Journal.CommitAsync([Runs.On(stream, first.Events[^1], 2)], Cancel);
        await using var killer = await ConnectAsync();
        const string Kill =
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
             where application_name = 'circle journal' and datname = current_database() and wait_event_type = 'Lock'
            """;
        while (await RunAsync(killer, Kill) == 0)
        {
        }

        Assert.Equal(JournalFault.Transient, (await Assert.ThrowsAsync<JournalException>(() => waiting)).Fault);
        await transaction.RollbackAsync(Cancel);
        Assert.True((await Open.Journal.CommitAsync(Runs.On(stream, first.Events[^1], 2))).Single().Won);
    }

    [Theory]
    [InlineData("perform pg_terminate_backend(pg_backend_pid())", JournalFault.Unknown)]
    [InlineData("raise exception 'x' using errcode = '40001'", JournalFault.Transient)]
    [InlineData("raise exception 'x' using errcode = '40P01'", JournalFault.Transient)]
    [InlineData("raise exception 'x' using errcode = '23514'", JournalFault.Poison)]
    public async Task What_comes_of_commit_itself_is_told_apart(string body, JournalFault fault)
    {
        await using (var connection = await ConnectAsync())
        {
            await RunAsync(connection, $"create function boom() returns trigger language plpgsql as $$ begin {body}; return null; end $$");
            await RunAsync(
                connection,
                "create constraint trigger boom after insert on event deferrable initially deferred for each row execute function boom()");
        }

        var stream = Runs.Facility("a");
        var error = await Assert.ThrowsAsync<JournalException>(() => Open.Journal.CommitAsync([Runs.On(stream, null, 1)], Cancel));
        Assert.Equal(fault, error.Fault);
        Assert.Empty(await Open.Journal.StreamAsync(stream));
    }

    [Fact]
    public async Task A_server_that_has_gone_is_transient()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(PostgreSqlServer.Variable) is { Length: > 0 }, "the server is not ours to stop");
        var own = await PostgreSqlServer.StartAsync();
        await using var database = await Database.OpenAsync(
            new PostgreSqlSite(await own.CreateDatabaseAsync()).Options(), Cancel);
        await database.Journal.CommitAsync(Runs.On(Runs.Facility("a"), null, 1));
        await own.DisposeAsync();

        // Once on the pooled connection that broke, once on none.
        for (var i = 0; i < 2; i++)
        {
            var run = Runs.On(Runs.Facility("b"), null, 1);
            var write = await Assert.ThrowsAsync<JournalException>(() => database.Journal.CommitAsync([run], Cancel));
            Assert.Equal(JournalFault.Transient, write.Fault);
            var read = await Assert.ThrowsAsync<JournalException>(() => database.Journal.ReadAsync(Runs.Facility("a"), 0, 1, Cancel));
            Assert.Equal(JournalFault.Transient, read.Fault);
        }
    }

    [Fact]
    public async Task Silos_that_prepare_one_database_together_agree()
    {
        var options = new PostgreSqlSite(await (await server.GetAsync()).CreateDatabaseAsync()).Options();
        var databases = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Database.OpenAsync(options, Cancel)));
        Assert.Single(databases.Select(d => d.DatabaseId).Distinct());
        foreach (var database in databases) await database.DisposeAsync();
    }

    [Fact]
    public async Task Updates_of_place_rows_stay_in_their_page()
    {
        var stream = Runs.Facility("a");
        var last = Runs.On(stream, null, 1).Touching(stream, 1, Runs.Head("p"));
        await Open.Journal.CommitAsync(last);
        for (var i = 2; i <= 20; i++)
        {
            last = Runs.On(stream, last.Events[^1], i).Touching(stream, 1, Runs.Head("p"));
            await Open.Journal.CommitAsync(last);
        }

        await using var connection = await ConnectAsync();
        Assert.Equal(0, await RunAsync(connection, "select pg_relation_size('place') / 8192 - 1"));
    }

    private protected override async Task BreakBlobAsync(BlobId id)
    {
        await using var connection = await ConnectAsync();
        await RunAsync(connection, $"update blob set content = substr(content, 2) where id = '{id}'");
    }

    protected override async Task<Site> SiteAsync()
        => _place = new PostgreSqlSite(await (await server.GetAsync()).CreateDatabaseAsync());

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var unpooled = new NpgsqlConnectionStringBuilder(_place.Options().ConnectionString) { Pooling = false };
        var connection = new NpgsqlConnection(unpooled.ToString());
        await connection.OpenAsync(Cancel);
        return connection;
    }

    private static async Task<long> RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel) is long number ? number : 0;
    }
}
