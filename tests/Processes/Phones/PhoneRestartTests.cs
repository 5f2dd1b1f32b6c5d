using System.Net;
using Circle.Processes.Tests.Hosting;
using Circle.TestServers;

namespace Circle.Processes.Tests.Phones;

/// <summary>The program is stopped and started again on the same data: an enrolled phone notices nothing.</summary>
public sealed class PhoneRestartTests(SharedPostgreSql postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_phone_stays_signed_in(string storage)
    {
        using var data = new TemporaryFolder();
        var options = new ProgramOptions
        {
            DataDirectory = data.FullPath,
            ConnectionString = storage == "PostgreSQL" ? await postgres.CreateDatabaseAsync() : null,
            Port = LoopbackPort.Free(),
        }.Quiet();
        Handset phone;
        string account;
        await using (var before = await HostedProgram.StartAsync(options, Cancel))
        {
            using var team = await Team.OfAsync(before);
            (phone, account) = await team.JoinedAsync(before);
            Assert.Single(await team.MembersAsync());
            Assert.Single(await team.PhonesAsync());
            await team.InvitedAsync("李四");
            Assert.Single(await team.InvitationsAsync());
            Assert.Equal(0, await before.StopAsync(Cancel));
        }

        using (phone)
        await using (await HostedProgram.StartAsync(options, Cancel))
        {
            Assert.Equal(account, await phone.WhoAsync());
            Assert.Equal(HttpStatusCode.OK, await phone.StatusAsync());
        }
    }
}
