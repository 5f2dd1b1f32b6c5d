using System.Net;
using Circle.TestServers;

namespace Circle.Processes.Tests;

/// <summary>The process is killed in the middle of its work and started again on the same data.</summary>
public sealed class RestartTests(SharedPostgreSql postgres)
{
    private const int Facilities = 90;
    private const int BeforeTheKill = 400;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task After_a_kill_under_load_nothing_acknowledged_is_lost_and_nothing_happens_twice(string storage)
    {
        using var data = new TemporaryFolder();
        var options = new ProgramOptions
        {
            DataDirectory = data.FullPath,
            ConnectionString = storage == "PostgreSQL" ? await postgres.CreateDatabaseAsync() : null,
        }.Quiet();

        var load = new Load();
        await using (var killed = await ProgramProcess.StartAsync(options, Cancel))
        {
            await Api.Of(killed).StandStillAsync();
            await load.RunAsync(Api.Of(killed), Facilities, BeforeTheKill, killed.KillAsync);
        }

        var acknowledged = load.Sent.Where(s => s.Receipt is not null).ToList();
        var unanswered = load.Sent.Where(s => s.Receipt is null).ToList();
        Assert.True(acknowledged.Count >= BeforeTheKill);
        Assert.True(unanswered.Count > 0, "the kill came when nothing was on its way, so this run proves nothing");

        await using var web = await ProgramProcess.StartAsync(options, Cancel);
        var api = Api.Of(web);
        await Journaled.IsAcknowledgedAsync(api, acknowledged);
        await ResendsRepeatAsync(api, load, acknowledged);
        await Journaled.HappenedOnceAsync(api, load.Sent);
        await AnotherPayloadIsRefusedAsync(api, load);
        await Tallies.AreTheSumOfFacilitiesAsync(api);
    }

    /// <summary>In the order of the first sending: what a client does that lost its connection.</summary>
    private static async Task ResendsRepeatAsync(Api api, Load load, List<Sent> acknowledged)
    {
        foreach (var command in load.Sent)
        {
            var reply = await api.CommandAsync(command.Path, command.Body, command.Key);
            Assert.True(reply.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{command.Path}: {reply.Status} {reply.Text}");
            if (command.Receipt is null)
            {
                command.Receipt = reply;
                continue;
            }

            Assert.True(reply.Repeated, $"{command.Path} was accepted a second time");
            AssertSameReceipt(command.Receipt, reply);
        }

        foreach (var command in load.Sent.Except(acknowledged))
        {
            var reply = await api.CommandAsync(command.Path, command.Body, command.Key);
            Assert.True(reply.Repeated);
            AssertSameReceipt(command.Receipt!, reply);
        }
    }

    private static void AssertSameReceipt(Reply first, Reply again)
    {
        Assert.Equal(first.Status, again.Status);
        Assert.Equal(first.Version, again.Version);
        Assert.Equal(first.RecordedAt, again.RecordedAt);
        Assert.Equal(first.Json.GetProperty("stream").GetRawText(), again.Json.GetProperty("stream").GetRawText());
    }

    private static async Task AnotherPayloadIsRefusedAsync(Api api, Load load)
    {
        foreach (var command in load.Sent)
        {
            var other = new Dictionary<string, object>(command.Body) { [command.MarkedField] = "另一个内容" };
            var reply = await api.CommandAsync(command.Path, other, command.Key);
            Assert.Equal(HttpStatusCode.Conflict, reply.Status);
            Assert.Equal("/problems/id-reused", reply.Json.GetProperty("type").GetString());
        }
    }
}
