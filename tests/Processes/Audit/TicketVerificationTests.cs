using System.Net;
using Circle.Processes.Tests.Accounts;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;
using Microsoft.Data.Sqlite;

namespace Circle.Processes.Tests.Audit;

/// <summary>核验 of a database that has tickets, and of one whose list somebody changed behind the program's back.</summary>
public sealed class TicketVerificationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tickets_hold_and_a_row_of_their_list_that_was_changed_or_removed_is_told_by_name()
    {
        using var data = new TemporaryFolder();
        string[] ids = [.. Enumerable.Range(1, 3).Select(i => $"verified-{i}")];
        await using (var web = await HostedProgram.StartAsync(new ProgramOptions { DataDirectory = data.FullPath }.Quiet(), Cancel))
        {
            await Api.Of(web).StandStillAsync();
            using var hotline = await Someone.AsAsync(web, "operator");
            using var street = await Someone.AsAsync(web, "street");
            var place = (await street.Api.GetAsync("/api/v1/session")).GetProperty("grants")[0].Text("place");
            foreach (var id in ids)
            {
                var made = await hotline.Api.CommandAsync("/api/v1/tickets", new { id, kind = "complaint", category = "damage", urgency = "ordinary", source = "phone", about = $"place:{place}", matter = "路灯不亮", unit = place });
                Assert.True(made.Status == HttpStatusCode.Created, made.ToString());
            }

            Assert.Equal(HttpStatusCode.OK, (await street.Api.CommandAsync($"/api/v1/assigned-tickets/{ids[0]}/signature", new { })).Status);
            Assert.Equal(HttpStatusCode.OK, (await hotline.Api.CommandAsync($"/api/v1/tickets/{ids[1]}/urging", new { })).Status);

            // While it works.
            await HoldsAsync(data);
            Assert.Equal(0, await web.StopAsync(Cancel));
        }

        await HoldsAsync(data);
        await TamperAsync(data, $"update list set stage = 'closed' where id = 'ticket:{ids[0]}'");
        await TamperAsync(data, $"delete from list where id = 'ticket:{ids[1]}'");

        var (code, output) = await VerifyProgram.RunAsync(data.FullPath);

        Assert.Equal(1, code);
        Assert.Contains($"ticket:{ids[0]} 3: ", output, StringComparison.Ordinal);
        Assert.Contains("its list row is not what its events make of it: stage", output, StringComparison.Ordinal);
        Assert.Contains($"ticket:{ids[1]} 3: ", output, StringComparison.Ordinal);
        Assert.Contains("its list row is missing", output, StringComparison.Ordinal);
        Assert.Contains("breaks: 2", output, StringComparison.Ordinal);
        Assert.DoesNotContain($"ticket:{ids[2]}", output, StringComparison.Ordinal);
    }

    private static async Task HoldsAsync(TemporaryFolder data)
    {
        var (code, output) = await VerifyProgram.RunAsync(data.FullPath);
        Assert.True(code == 0, output);
        Assert.Contains("list rows: 3", output, StringComparison.Ordinal);
        Assert.Contains("everything holds", output, StringComparison.Ordinal);
    }

    private static async Task TamperAsync(TemporaryFolder data, string sql)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(data.FullPath, "journal.db"), Pooling = false }.ToString());
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Cancel));
    }
}
