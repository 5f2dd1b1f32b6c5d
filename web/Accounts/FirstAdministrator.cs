using System.Buffers.Text;
using System.Collections.Immutable;
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
/// 首位管理员. A live system is born without accounts: as long as nobody administers it, each start prints a link that opens an account
/// of the programme office, to whoever reads the log. It works once, and until the program ends. So two administrators who disable
/// each other lock nobody out for good.
/// </summary>
internal sealed class FirstAdministrator(
    IServiceScopeFactory scopes, IDbContextFactory<Credentials> credentials, IGrainFactory grains, IServer server, AccountSettings settings, ILogger<FirstAdministrator> log) : IDisposable
{
    private static readonly Actor Self = new("system:first-administrator");

    private static readonly Refusal Over = new(RefusalKind.Forbidden,
    [
        new Fault("", "link-over", "链接已用过或已失效；没有账号时，重新启动程序会打印新的链接", "the link was used or is over; while there is no account, each start prints another"),
    ]);

    private readonly SemaphoreSlim one = new(1);
    private byte[]? expected;

    public void Dispose() => one.Dispose();

    /// <summary>Prints the link where nobody administers.</summary>
    public async Task<bool> InviteAsync()
    {
        if (await IsAdministeredAsync()) return true;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        expected = Hash(token);
        var address = settings.Origin?.GetLeftPart(UriPartial.Authority) ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();

        // Behind the hash, so that no proxy or browser log keeps it.
        log.LogWarning("Nobody administers yet. The first administrator opens an account at {Link}", $"{address}/first-administrator#{token}");
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
            if (expected is null || !CryptographicOperations.FixedTimeEquals(Hash(token), expected) || await IsAdministeredAsync()) return Over;

            var account = AccountId.Of(Guid.CreateVersion7().ToString("n"));
            var person = new Person { Id = account.Value, UserName = name, DisplayName = displayName };
            var faults = new FaultList();

            // A name that was taken by a try whose account no silo opened.
            if (await people.FindByNameAsync(name) is { } left && (await ViewsAsync([left.Id])).IsEmpty) faults.Add(await people.DeleteAsync(left));
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

    /// <summary>Whether an account of the programme office is open, and in force.</summary>
    private async Task<bool> IsAdministeredAsync()
    {
        var today = await TodayAsync();
        await using var db = await credentials.CreateDbContextAsync();
        for (var after = ""; ;)
        {
            var ids = await db.Users.Where(p => string.Compare(p.Id, after) > 0).OrderBy(p => p.Id).Take(IAccountQueries.MaxAsked).Select(p => p.Id).ToListAsync();
            if ((await ViewsAsync(ids)).Any(a => a.Disabled is null && a.Grants.Any(g => g.Role == Role.Programme && g.IsInForce(today)))) return true;
            if (ids.Count < IAccountQueries.MaxAsked) return false;
            after = ids[^1];
        }
    }

    private async Task<ImmutableArray<AccountView>> ViewsAsync(List<string> people)
    {
        Caller.Current = Self;
        return people.Count == 0 ? [] : await grains.GetGrain<IAccountQueries>(0).Views([.. people.Select(AccountId.Of)]);
    }

    private async Task<Refusal?> OpenAsync(AccountId account)
    {
        var today = await TodayAsync();
        Caller.Current = Self;
        return await grains.GetGrain<IAccountGrain>(account.Value).Tell(new CommandId(Guid.CreateVersion7()), new AccountCommand.Open(account, [new Grant(Role.Programme, null, null, null, today, null)])) switch
        {
            Answer.Accepted => null,
            Answer.Refused { Refusal: var refusal } => refusal,
            _ => Refusal.NotNow("busy", "系统正忙，请稍后再试", "busy: try again"),
        };
    }

    private async Task<DateOnly> TodayAsync() => District.DateOf((await grains.GetGrain<IRehearsalGrain>(0).View()).Now);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
