using System.Collections.Concurrent;
using System.Security.Cryptography;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <param name="Used">To the minute; null: never.</param>
internal sealed record ServiceKeyView(string Id, string Name, DateTimeOffset Made, DateTimeOffset Ends, DateTimeOffset? Used);

/// <param name="Secret">What the program sends behind <c>Bearer</c>. Shown once.</param>
internal sealed record MadeKey(string Id, string Secret, DateTimeOffset Ends);

/// <summary>接口密钥, <c>circle_id_secret</c>: made, shown once, withdrawn. What it may do are its account's grants.</summary>
internal sealed class ServiceKeys(IDbContextFactory<Credentials> credentials, IGrainFactory grains, TimeProvider real)
{
    public const int MaxDays = 365;
    public const int MostOfOne = 10;

    private const string Prefix = "circle_";
    private const int IdLength = 16;
    private const int SecretLength = 43;
    private const int MostKnown = 10_000;

    /// <summary>A key that is withdrawn is refused within this, on every web node.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan UsedTo = TimeSpan.FromMinutes(1);

    /// <summary>Compared with where there is no such key, so that it takes as long.</summary>
    private static readonly string Nothing = Accounts.Secret.HashOf("");

    private static readonly Refusal Full = Refusal.NotNow(
        "too-many-keys", $"一个接口账号最多 {MostOfOne} 把未过期的密钥，请先停用不用的", $"an account has at most {MostOfOne} keys: withdraw one that is not used");

    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    /// <param name="Key">Null: there is none, or its account may nothing.</param>
    private sealed record Known(ServiceKey? Key, long At);

    /// <summary>The account whose key this is, and the key's id; null: it is none, whatever is wrong with it.</summary>
    public async Task<(AccountId Account, string Key)?> FindAsync(string text)
    {
        var isShaped = text.Length == Prefix.Length + IdLength + 1 + SecretLength && text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length + IdLength] == '_';
        if (!isShaped) return null;
        var key = await KnownAsync(text.Substring(Prefix.Length, IdLength));
        var isRight = Accounts.Secret.IsSame(Accounts.Secret.HashOf(text[^SecretLength..]), key?.Hash ?? Nothing);
        var now = real.GetUtcNow().ToUnixTimeMilliseconds();
        if (!isRight || key is null || key.Ends <= now) return null;
        if (key.Used is not { } used || used + (long)UsedTo.TotalMilliseconds <= now) await UseAsync(key, now);
        return (AccountId.Of(key.PersonId), key.Id);
    }

    public async Task<IReadOnlyList<ServiceKeyView>> OfAsync(AccountId account)
    {
        await using var db = await credentials.CreateDbContextAsync();
        var keys = await db.ServiceKeys.AsNoTracking().Where(k => k.PersonId == account.Value).OrderByDescending(k => k.Made).ToListAsync();
        return [.. keys.Select(k => new ServiceKeyView(k.Id, k.Name, At(k.Made), At(k.Ends), k.Used is { } used ? At(used) : null))];
    }

    /// <param name="command">A request that is repeated makes its key anew: nobody has seen the one before.</param>
    /// <param name="since">When the request came.</param>
    public async Task<(MadeKey? Key, Refusal? Refusal)> MakeAsync(AccountId account, string name, int days, CommandId command, DateTimeOffset since)
    {
        var (now, asked, unseen) = (real.GetUtcNow(), command.ToString(), since.ToUnixTimeMilliseconds());
        var (id, secret) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2)), Accounts.Secret.Make());
        var ends = now.AddDays(days);
        await using var db = await credentials.CreateDbContextAsync();
        await db.ServiceKeys.Where(k => k.PersonId == account.Value && (k.Ends <= now.ToUnixTimeMilliseconds() || (k.Command == asked && k.Used == null && k.Made < unseen))).ExecuteDeleteAsync();
        if (await db.ServiceKeys.CountAsync(k => k.PersonId == account.Value) >= MostOfOne) return (null, Full);
        db.ServiceKeys.Add(new ServiceKey
        {
            Id = id,
            PersonId = account.Value,
            Command = asked,
            Name = name,
            Hash = Accounts.Secret.HashOf(secret),
            Made = now.ToUnixTimeMilliseconds(),
            Ends = ends.ToUnixTimeMilliseconds(),
        });
        await db.SaveChangesAsync();
        return (new MadeKey(id, $"{Prefix}{id}_{secret}", ends), null);
    }

    public async Task<bool> HasAsync(AccountId account, string id)
    {
        await using var db = await credentials.CreateDbContextAsync();
        return await db.ServiceKeys.AnyAsync(k => k.PersonId == account.Value && k.Id == id);
    }

    /// <returns>False: the account has no such key.</returns>
    public async Task<bool> RevokeAsync(AccountId account, string id)
    {
        await using var db = await credentials.CreateDbContextAsync();
        var gone = await db.ServiceKeys.Where(k => k.PersonId == account.Value && k.Id == id).ExecuteDeleteAsync();
        known.TryRemove(id, out _);
        return gone > 0;
    }

    private async Task<ServiceKey?> KnownAsync(string id)
    {
        if (known.TryGetValue(id, out var held) && real.GetElapsedTime(held.At) < Fresh) return held.Key;
        var at = real.GetTimestamp();
        await using var db = await credentials.CreateDbContextAsync();
        var key = await db.ServiceKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Id == id);

        // A disabled account's keys are as good as none, and answered alike.
        if (key is not null && (await grains.GetGrain<IAccountGrain>(key.PersonId).Grants()).IsEmpty) key = null;
        if (known.Count >= MostKnown) known.Clear();
        known[id] = new Known(key, at);
        return key;
    }

    private async Task UseAsync(ServiceKey key, long now)
    {
        key.Used = now;
        await using var db = await credentials.CreateDbContextAsync();
        await db.ServiceKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.Used, now));
    }

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
