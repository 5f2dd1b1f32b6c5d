using System.Security.Cryptography;
using Circle.Domain.Journal;
using Circle.Domain.Screens;
using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Screens;

/// <param name="CodeHolds">How long a code is good.</param>
internal sealed record ScreenSettings(TimeSpan CodeHolds);

/// <summary>配对: a screen shows a code, the office approves the code, and whoever proves to have shown it gets the screen's token.</summary>
internal sealed class Pairing(IDbContextFactory<Credentials> credentials, ScreenSettings settings, TimeProvider real) : IDisposable
{
    public const int CodeLength = 6;

    /// <summary>Open at once, in all.</summary>
    public const int MostOpen = 1_000;

    /// <summary>Open at once, of one address: a hall with new screens, and not all that there are.</summary>
    public const int MostOfOne = 40;

    /// <summary>Approved and not revoked.</summary>
    public const int MostScreens = 1_000;

    /// <summary>Letters and digits that nobody takes for another at four metres.</summary>
    public const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static readonly TimeSpan KeptRevoked = TimeSpan.FromDays(30);

    /// <summary>A code that is approved in its last second can be used for so long.</summary>
    private static readonly TimeSpan ToFetch = TimeSpan.FromMinutes(5);

    private static readonly Refusal NoSuchCode = new(RefusalKind.Invalid,
        [new Fault("code", "unknown", "没有这个配对码，或已过期、已用过；请照屏幕上现在的码再输一次", "no such code, or it is over or used: type the one that the screen shows now")]);

    private readonly SemaphoreSlim one = new(1);

    public enum Claim
    {
        /// <summary>Nobody has approved it yet.</summary>
        Waits,

        /// <summary>There is no such secret, or its code is over.</summary>
        Over,

        Paired,
    }

    public void Dispose() => one.Dispose();

    /// <summary>A new code, its secret and how many seconds it holds; null: there are as many as there may be.</summary>
    public async Task<(string Code, string Secret, int Seconds)?> BeginAsync(string address)
    {
        // One at a time, so that the limits hold; a second web node may add one over them.
        await one.WaitAsync();
        try
        {
            await using var db = await credentials.CreateDbContextAsync();
            var now = Now;
            await db.ScreenCodes.Where(c => c.Ends <= now).ExecuteDeleteAsync();
            if (await db.ScreenCodes.CountAsync() >= MostOpen || await db.ScreenCodes.CountAsync(c => c.Address == address) >= MostOfOne) return null;

            var secret = Secret.Make();
            var code = RandomNumberGenerator.GetString(Alphabet, CodeLength);
            db.ScreenCodes.Add(new ScreenCode { Code = code, Secret = Secret.HashOf(secret), Address = address, Ends = now + (long)settings.CodeHolds.TotalMilliseconds });
            await db.SaveChangesAsync();
            return (code, secret, (int)settings.CodeHolds.TotalSeconds);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Takes the code for a screen, so that nobody else approves it. The same screen may take it again: its approval was sent twice.</summary>
    /// <returns>Why not; null: it is taken.</returns>
    public async Task<Refusal?> TakeAsync(string code, ScreenId screen)
    {
        await using var db = await credentials.CreateDbContextAsync();
        await using var all = await db.Database.BeginTransactionAsync();
        var now = Now;
        var taken = await db.ScreenCodes.Where(c => c.Code == code && c.Ends > now && (c.ScreenId == null || c.ScreenId == screen.Value))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.ScreenId, screen.Value));
        if (taken == 0) return NoSuchCode;

        if (!await db.ScreenDevices.AnyAsync(d => d.ScreenId == screen.Value))
        {
            var old = now - (long)KeptRevoked.TotalMilliseconds;
            await db.ScreenDevices.Where(d => d.Revoked < old).ExecuteDeleteAsync();
            if (await db.ScreenDevices.CountAsync(d => d.Revoked == null) >= MostScreens)
                return Refusal.NotNow("too-many", $"已有 {MostScreens} 块大屏，请先撤销不用的", $"there are {MostScreens} screens already: revoke those that are not used");
            db.ScreenDevices.Add(new ScreenDevice { ScreenId = screen.Value, Approved = now });
            await db.SaveChangesAsync();
        }

        await all.CommitAsync();
        return null;
    }

    /// <summary>It is journaled: the device may have its token.</summary>
    public async Task ApproveAsync(string code, ScreenId screen)
    {
        await using var db = await credentials.CreateDbContextAsync();
        var ends = Now + (long)ToFetch.TotalMilliseconds;
        await db.ScreenCodes.Where(c => c.Code == code && c.ScreenId == screen.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.IsApproved, true).SetProperty(c => c.Ends, c => c.Ends > ends ? c.Ends : ends));
    }

    /// <summary>Nothing came of it: the code is open again.</summary>
    public async Task GiveBackAsync(string code, ScreenId screen)
    {
        await using var db = await credentials.CreateDbContextAsync();
        await using var all = await db.Database.BeginTransactionAsync();
        var mine = db.ScreenCodes.Where(c => c.Code == code && c.ScreenId == screen.Value && !c.IsApproved);
        if (await mine.ExecuteUpdateAsync(set => set.SetProperty(c => c.ScreenId, (string?)null)) > 0)
            await db.ScreenDevices.Where(d => d.ScreenId == screen.Value && d.Token == null).ExecuteDeleteAsync();
        await all.CommitAsync();
    }

    /// <summary>
    /// What has become of a code. Who fetches the token twice has lost the first answer; only the newest one is good, and nobody
    /// else has the secret.
    /// </summary>
    public async Task<(Claim Claim, ScreenId Screen, string? Token)> ClaimAsync(string secret)
    {
        var hash = Secret.HashOf(secret);
        await using var db = await credentials.CreateDbContextAsync();
        var now = Now;
        var code = await db.ScreenCodes.AsNoTracking().FirstOrDefaultAsync(c => c.Secret == hash && c.Ends > now);
        if (code is null) return (Claim.Over, default, null);
        if (!code.IsApproved) return (Claim.Waits, default, null);
        var token = Secret.Make();
        var isThere = await db.ScreenDevices.Where(d => d.ScreenId == code.ScreenId && d.Revoked == null).ExecuteUpdateAsync(set => set.SetProperty(d => d.Token, Secret.HashOf(token))) > 0;
        if (!isThere) return (Claim.Over, default, null);
        return (Claim.Paired, ScreenId.Of(code.ScreenId!), token);
    }

    private long Now => real.GetUtcNow().ToUnixTimeMilliseconds();
}
