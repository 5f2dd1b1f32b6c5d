using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Circle.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>Somebody who tries to be a person.</summary>
/// <param name="Person">Its id; empty: there is none of that name.</param>
/// <param name="Device">The browser from which the person signed in before; null: it is not known.</param>
/// <param name="Address">Of the other side; of IPv6 its network, of which one has all addresses.</param>
internal readonly record struct Guess(string Person, string? Device, string Address)
{
    public static Guess Of(HttpContext http, KnownDevices devices, string person) => new(person, devices.Of(http, person), ClientNetwork.Of(http));
}

/// <summary>
/// 防猜测: wrong tries in a row are counted for a person's known browser by itself, and for all others by their address (and, against
/// many addresses at once, all together). So a guesser keeps out whoever is at the same address, for a while, and never a browser that
/// the person signed in from before. All web nodes count together.
/// </summary>
internal sealed class Attempts(IDbContextFactory<Credentials> credentials, AccountSettings settings, TimeProvider real)
{
    /// <summary>Of one browser or address.</summary>
    public const int Most = 5;

    /// <summary>Of all unknown browsers together.</summary>
    private const int MostOfAll = 50;

    /// <summary>The first wait is the shortest; each next one is twice as long, up to so many of them.</summary>
    private const int LongestWait = 16;

    /// <summary>After as long without another one they are forgotten.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    public async Task<bool> IsLockedAsync(Guess guess)
    {
        var now = real.GetUtcNow().ToUnixTimeMilliseconds();
        var keys = KeysOf(guess).Select(k => k.Key).ToArray();
        await using var db = await credentials.CreateDbContextAsync();
        return await db.Attempts.AnyAsync(a => keys.Contains(a.Key) && a.LockedUntil > now);
    }

    public async Task FailedAsync(Guess guess)
    {
        var now = real.GetUtcNow();
        var (at, old, wait) = (now.ToUnixTimeMilliseconds(), (now - Remembered).ToUnixTimeMilliseconds(), (long)settings.Lockout.TotalMilliseconds);
        await using var db = await credentials.CreateDbContextAsync();
        await db.Attempts.Where(a => a.Last < old && a.LockedUntil < at).ExecuteDeleteAsync();
        var table = db.Model.FindEntityType(typeof(Attempt))!;
        var name = table.GetSchema() is { } schema ? $"\"{schema}\".\"{table.GetTableName()}\"" : $"\"{table.GetTableName()}\"";

        // One statement, so that of tries that come at once each is counted. Every so many of them are followed by a wait.
        var sql = $$"""
            insert into {{name}} as a ("Key", "Failures", "Last", "LockedUntil") values ({0}, 1, {1}, 0)
            on conflict ("Key") do update set
                "Last" = {1},
                "LockedUntil" = case when (a."Failures" + 1) % {2} = 0
                    then {1} + {3} * (case when a."Failures" + 1 >= 5 * {2} then {4} else 1 << ((a."Failures" + 1) / {2} - 1) end)
                    else a."LockedUntil" end,
                "Failures" = a."Failures" + 1
            """;
        foreach (var (key, most) in KeysOf(guess)) await db.Database.ExecuteSqlRawAsync(sql, key, at, most, wait, LongestWait);
    }

    /// <summary>Of all unknown browsers together the count goes on: one that gets in says nothing of the others.</summary>
    public async Task SucceededAsync(Guess guess)
    {
        var key = KeysOf(guess)[0].Key;
        await using var db = await credentials.CreateDbContextAsync();
        await db.Attempts.Where(a => a.Key == key).ExecuteDeleteAsync();
    }

    private static (string Key, int Most)[] KeysOf(Guess guess)
        => guess.Device is { } device
            ? [(KeyOf("device", guess.Person, device), Most)]
            : guess.Person.Length == 0 ? [(KeyOf("address", "", guess.Address), Most)]
            : [(KeyOf("address", guess.Person, guess.Address), Most), (KeyOf("all", guess.Person, ""), MostOfAll)];

    private static string KeyOf(string kind, string person, string of)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}\n{person}\n{of}"))));
}
