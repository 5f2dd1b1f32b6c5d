using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Rehearsal;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>
/// 首位管理员. A live system is born without accounts: as long as it has none, each start prints a link that opens the first one, of
/// the programme office, to whoever reads the log. It works once, and until the program ends.
/// </summary>
internal sealed class FirstAdministrator(
    IServiceScopeFactory scopes, IDbContextFactory<Credentials> credentials, IGrainFactory grains, IServer server, ILogger<FirstAdministrator> log) : IDisposable
{
    private static readonly Actor Self = new("system:first-administrator");

    private static readonly Refusal Over = new(RefusalKind.Forbidden,
    [
        new Fault("", "link-over", "链接已用过或已失效；没有账号时，重新启动程序会打印新的链接", "the link was used or is over; while there is no account, each start prints another"),
    ]);

    private readonly SemaphoreSlim one = new(1);
    private byte[]? expected;

    public void Dispose() => one.Dispose();

    /// <summary>Prints the link where there is no account.</summary>
    public async Task<bool> InviteAsync()
    {
        await using var db = await credentials.CreateDbContextAsync();
        if (await db.Users.AnyAsync()) return true;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        expected = Hash(token);
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();

        // Behind the hash, so that no proxy or browser log keeps it.
        log.LogWarning("No account yet. The first administrator opens one at {Link}", $"{address}/first-administrator#{token}");
        return true;
    }

    /// <returns>Why not; null: it is open.</returns>
    public async Task<Refusal?> OpenAsync(string token, string name, string displayName, string password)
    {
        await one.WaitAsync();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
            if (expected is null || !CryptographicOperations.FixedTimeEquals(Hash(token), expected) || await people.Users.AnyAsync()) return Over;

            var account = AccountId.Of(Guid.CreateVersion7().ToString("n"));
            var person = new Person { Id = account.Value, UserName = name, DisplayName = displayName };
            var faults = new FaultList();
            faults.Add(await people.CreateAsync(person, password));
            if (faults.Any) return faults.ToRefusal();
            if (await OpenAsync(account) is { } refusal)
            {
                await people.DeleteAsync(person);
                return refusal;
            }

            expected = null;
            return null;
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<Refusal?> OpenAsync(AccountId account)
    {
        var today = District.DateOf((await grains.GetGrain<IRehearsalGrain>(0).View()).Now);
        Caller.Current = Self;
        return await grains.GetGrain<IAccountGrain>(account.Value).Tell(new CommandId(Guid.CreateVersion7()), new AccountCommand.Open(account, [new Grant(Role.Programme, null, null, null, today, null)])) switch
        {
            Answer.Accepted => null,
            Answer.Refused { Refusal: var refusal } => refusal,
            _ => Refusal.NotNow("busy", "系统正忙，请稍后再试", "busy: try again"),
        };
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
