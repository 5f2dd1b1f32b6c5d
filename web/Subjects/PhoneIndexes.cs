using System.Security.Cryptography;
using System.Text;
using Circle.Web.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Subjects;

/// <summary>
/// 盲索引: what a phone's number is found again by: its HMAC under a key that itself lies protected in the store, so that whoever has the store
/// alone cannot try all numbers.
/// </summary>
internal sealed class PhoneIndexes(IDbContextFactory<Credentials> credentials, IDataProtectionProvider protection) : IDisposable
{
    private const int KeySize = 32;
    private const int Only = 1;

    private readonly IDataProtector keys = protection.CreateProtector("subjects/index/v1");
    private readonly SemaphoreSlim one = new(1);
    private byte[]? known;

    /// <param name="number">In its one form.</param>
    /// <returns>64 hex digits.</returns>
    /// <exception cref="CryptographicException">The key does not open: the certificate that it was protected by is missing.</exception>
    public async Task<string> OfAsync(string number) => Convert.ToHexStringLower(HMACSHA256.HashData(await KeyAsync(), Encoding.UTF8.GetBytes(number)));

    public void Dispose() => one.Dispose();

    private async Task<byte[]> KeyAsync()
    {
        if (known is { } key) return key;
        await one.WaitAsync();
        try
        {
            return known ??= keys.Unprotect(await StoredAsync());
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Made where there is none yet. Of two web nodes that make one the first has it.</summary>
    private async Task<byte[]> StoredAsync()
    {
        await using var db = await credentials.CreateDbContextAsync();
        if (await db.Set<SubjectKey>().AsNoTracking().SingleOrDefaultAsync(k => k.Id == Only) is { } there) return there.Key;
        db.Add(new SubjectKey { Id = Only, Key = keys.Protect(RandomNumberGenerator.GetBytes(KeySize)) });
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // As said.
            db.ChangeTracker.Clear();
        }

        return (await db.Set<SubjectKey>().AsNoTracking().SingleAsync(k => k.Id == Only)).Key;
    }
}
