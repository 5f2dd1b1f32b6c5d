using System.Net;
using Circle.TestServers;
using Npgsql;

namespace Circle.Processes.Tests.Cluster;

/// <summary>A web node without a silo waits for one, however often there is none.</summary>
public sealed class SearchTests(SharedPostgreSql postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_web_node_is_alive_and_not_ready_until_there_is_a_silo_and_again_when_all_are_gone()
    {
        var options = TwoSilos.Options(await postgres.CreateDatabaseAsync());
        await using var web = ProgramProcess.Launch(options);
        await Eventually.IsTrueAsync("it is alive", () => web.AnswersAsync("/health/live", Cancel), cancel: Cancel);
        await IsNotReadyAsync(web);
        var busy = await Api.Of(web).SendAsync(HttpMethod.Get, "/api/v1/plan");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "/problems/busy"), (busy.Status, busy.Json.GetProperty("type").GetString()));

        await using (var silo = await ProgramProcess.StartAsync(TwoSilos.SiloOf(options), Cancel))
        {
            await IsReadyAsync(web);
            await silo.KillAsync();
        }

        await IsNotReadyAsync(web);
        await using (var silo = await ProgramProcess.StartAsync(TwoSilos.SiloOf(options), Cancel))
        {
            await IsReadyAsync(web);
            Assert.Equal(0, await silo.StopAsync(Cancel));
        }

        await IsNotReadyAsync(web);
        Assert.Equal(["circle credentials", "circle membership"], await ConnectionsAsync(options.ConnectionString!));
        Assert.Equal(0, await web.StopAsync(Cancel));
    }

    [Fact]
    public async Task One_that_never_found_a_silo_stops_when_it_is_told_to()
    {
        await using var web = ProgramProcess.Launch(TwoSilos.Options(await postgres.CreateDatabaseAsync()));
        await Eventually.IsTrueAsync("it is alive", () => web.AnswersAsync("/health/live", Cancel), cancel: Cancel);

        Assert.Equal(0, await web.StopAsync(Cancel));

        Assert.Equal("", web.Errors);
        Assert.Contains("No silo is to be found yet", web.Output);
    }

    /// <summary>What those who are connected to the database call themselves; a silo that has ended is none of them any more.</summary>
    private static async Task<List<string>> ConnectionsAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(
            "select distinct application_name from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var names = new List<string>();
        while (await reader.ReadAsync(Cancel)) names.Add(reader.GetString(0));
        return names;
    }

    private static async Task IsReadyAsync(RunningProgram web)
    {
        await web.ReadyAsync(Cancel);
        Assert.Equal(1, (await Api.Of(web).GetAsync("/api/v1/plan")).GetProperty("version").GetInt32());
    }

    private static Task IsNotReadyAsync(RunningProgram web)
        => Eventually.IsTrueAsync("it is not ready", async () => !await web.AnswersAsync("/health/ready", Cancel), cancel: Cancel);
}
