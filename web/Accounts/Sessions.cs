using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>
/// Sessions on the server: signing out, or being signed out, ends a stolen cookie too, on every web node within
/// <see cref="Fresh"/>. A browser's ends after <see cref="Idle"/> without use and after <see cref="Longest"/> in any case; an enrolled
/// phone's on its own day, used or not (<see cref="PhoneTicket"/>).
/// </summary>
internal sealed class Sessions(IDbContextFactory<Credentials> credentials, IDataProtectionProvider protection, IHttpContextAccessor http, TimeProvider real) : ITicketStore
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>For as long a sign-in is enough for what a thief of a session must not do.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    /// <summary>In the ticket, which never leaves the server: by it a stream asks whether its session goes on.</summary>
    private const string KeyClaim = "circle.session";

    /// <summary>Phones of one account.</summary>
    public const int MostPhones = 5;

    private const int MostOfOne = 20;
    private const int MostListed = 5_000;
    private const int MostKnown = 10_000;
    private const int MaxAgent = 200;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SeenTo = TimeSpan.FromMinutes(1);

    private readonly IDataProtector protector = protection.CreateProtector("Circle.Sessions.v1");
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    private sealed record Known(AuthenticationTicket? Ticket, long At);

    /// <summary>What a new session's principal carries beside its person.</summary>
    public static Claim NewKey() => new(KeyClaim, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>One that is the same for the same secret: a session that is begun twice with it is one.</summary>
    public static Claim KeyOf(string secret) => new(KeyClaim, Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(secret))));

    /// <summary>Whether whoever was signed in once still is. True of nobody: there is no session that could have ended.</summary>
    public async Task<bool> GoesOnAsync(ClaimsPrincipal? user) => user?.FindFirstValue(KeyClaim) is not { } key || await RetrieveAsync(key) is not null;

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = ticket.Principal.FindFirstValue(KeyClaim)!;
        var now = real.GetUtcNow();
        var request = http.HttpContext;
        var agent = request?.Request.Headers.UserAgent.ToString();
        var phone = PhoneTicket.Of(ticket.Properties);
        await using var db = await credentials.CreateDbContextAsync();
        var (id, person) = (IdOf(key), ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!);

        // A phone that never heard the answer asks again, by the same key.
        if (phone is not null) await db.Sessions.Where(s => s.Id == id).ExecuteDeleteAsync();
        db.Sessions.Add(new Session
        {
            Id = id,
            PersonId = person,
            Ticket = protector.Protect(TicketSerializer.Default.Serialize(ticket)),
            Began = now.ToUnixTimeMilliseconds(),
            Seen = now.ToUnixTimeMilliseconds(),
            Ends = (phone?.Ends ?? now + Longest).ToUnixTimeMilliseconds(),

            // Whoever finds a phone must not give themselves a way in that outlives its being revoked.
            Confirmed = phone is null ? now.ToUnixTimeMilliseconds() : 0,
            Address = request?.Connection.RemoteIpAddress?.ToString(),
            Agent = agent?.Length > MaxAgent ? agent[..MaxAgent] : agent,
            Phone = phone?.Name,
            Team = phone?.Team,
            Renewed = phone is null ? 0 : now.ToUnixTimeMilliseconds(),
        });
        await db.SaveChangesAsync();
        known.TryRemove(id, out _);
        await SeeAsync(db, person, now);
        await ForgetOldAsync(db, person, now);
        return key;
    }

    /// <summary>A phone was given its cookie anew. Nothing slides by it: use does, see <see cref="RetrieveAsync"/>.</summary>
    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var (id, now) = (IdOf(key), real.GetUtcNow().ToUnixTimeMilliseconds());
        await using var db = await credentials.CreateDbContextAsync();
        await db.Sessions.Where(s => s.Id == id && s.Phone != null).ExecuteUpdateAsync(set => set.SetProperty(s => s.Renewed, now));
        known.TryRemove(id, out _);
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var id = IdOf(key);
        if (known.TryGetValue(id, out var held) && real.GetElapsedTime(held.At) < Fresh) return held.Ticket;
        var at = real.GetTimestamp();
        await using var db = await credentials.CreateDbContextAsync();
        var ticket = await ReadAsync(db, id);
        if (known.Count >= MostKnown) known.Clear();
        known[id] = new Known(ticket, at);
        return ticket;
    }

    public async Task RemoveAsync(string key)
    {
        var id = IdOf(key);
        known.TryRemove(id, out _);
        await using var db = await credentials.CreateDbContextAsync();
        await db.Sessions.Where(s => s.Id == id).ExecuteDeleteAsync();
    }

    /// <summary>Those that go on, newest first.</summary>
    public async Task<IReadOnlyList<Session>> OfAsync(string person)
    {
        var (now, unused) = (real.GetUtcNow().ToUnixTimeMilliseconds(), (real.GetUtcNow() - Idle).ToUnixTimeMilliseconds());
        await using var db = await credentials.CreateDbContextAsync();
        return await db.Sessions.AsNoTracking().Where(s => s.PersonId == person && s.Ends > now && (s.Phone != null || s.Seen > unused)).OrderByDescending(s => s.Seen).ToListAsync();
    }

    /// <summary>The one by which somebody is signed in; nothing where nobody is.</summary>
    public Task EndAsync(ClaimsPrincipal user) => user.FindFirstValue(KeyClaim) is { } key ? RemoveAsync(key) : Task.CompletedTask;

    /// <summary>Whoever holds it has just shown again who they are.</summary>
    public async Task ConfirmAsync(string id)
    {
        var now = real.GetUtcNow().ToUnixTimeMilliseconds();
        await using var db = await credentials.CreateDbContextAsync();
        await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Confirmed, now));
    }

    /// <summary>Whether whoever holds it has shown who they are within <see cref="Recent"/>.</summary>
    public async Task<bool> IsRecentAsync(string id)
    {
        var since = (real.GetUtcNow() - Recent).ToUnixTimeMilliseconds();
        await using var db = await credentials.CreateDbContextAsync();
        return await db.Sessions.AnyAsync(s => s.Id == id && s.Confirmed > since);
    }

    /// <summary>Ends them: all of a person's, or one. Their hub streams end with them.</summary>
    /// <param name="id">Null: all.</param>
    /// <param name="except">One that stays.</param>
    public async Task<int> EndAsync(string person, string? id = null, string? except = null)
    {
        await using var db = await credentials.CreateDbContextAsync();
        var ended = await db.Sessions.Where(s => s.PersonId == person && (id == null || s.Id == id) && s.Id != except).Select(s => s.Id).ToListAsync();
        if (ended.Count > 0) await db.Sessions.Where(s => ended.Contains(s.Id)).ExecuteDeleteAsync();
        foreach (var one in ended) known.TryRemove(one, out _);
        return ended.Count;
    }

    /// <summary>Enrolled phones of a team that go on, newest first.</summary>
    public async Task<IReadOnlyList<Session>> PhonesAsync(string team)
    {
        var now = real.GetUtcNow().ToUnixTimeMilliseconds();
        await using var db = await credentials.CreateDbContextAsync();
        return await db.Sessions.AsNoTracking().Where(s => s.Team == team && s.Phone != null && s.Ends > now).OrderByDescending(s => s.Began).Take(MostListed).ToListAsync();
    }

    /// <summary>An enrolled phone that goes on; null: there is no such one.</summary>
    public async Task<Session?> PhoneAsync(string id)
    {
        var now = real.GetUtcNow().ToUnixTimeMilliseconds();
        await using var db = await credentials.CreateDbContextAsync();
        return await db.Sessions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id && s.Phone != null && s.Ends > now);
    }

    /// <summary>Ends a person's phones, but for those that are enrolled to these teams.</summary>
    public async Task<IReadOnlyList<Session>> EndPhonesAsync(string person, IReadOnlyCollection<string> teams)
    {
        var ended = (await OfAsync(person)).Where(s => s.Phone is not null && !teams.Contains(s.Team!)).ToList();
        foreach (var one in ended) await EndAsync(person, one.Id);
        return ended;
    }

    /// <summary>Moves a phone's end.</summary>
    /// <returns>False: no such phone goes on.</returns>
    public async Task<bool> ExtendAsync(string id, DateTimeOffset ends)
    {
        var (now, at) = (real.GetUtcNow().ToUnixTimeMilliseconds(), ends.ToUnixTimeMilliseconds());
        await using var db = await credentials.CreateDbContextAsync();
        var moved = await db.Sessions.Where(s => s.Id == id && s.Phone != null && s.Ends > now).ExecuteUpdateAsync(set => set.SetProperty(s => s.Ends, at));
        known.TryRemove(id, out _);
        return moved > 0;
    }

    /// <summary>The session by which somebody is signed in; null: by none.</summary>
    public static string? IdOf(ClaimsPrincipal? user) => user?.FindFirstValue(KeyClaim) is { } key ? IdOf(key) : null;

    private async Task<AuthenticationTicket?> ReadAsync(Credentials db, string id)
    {
        var now = real.GetUtcNow();
        var session = await db.Sessions.FirstOrDefaultAsync(s => s.Id == id);
        if (session is null || session.Ends <= now.ToUnixTimeMilliseconds()) return null;
        if (session.Phone is null && session.Seen + (long)Idle.TotalMilliseconds <= now.ToUnixTimeMilliseconds()) return null;
        if (session.Seen + (long)SeenTo.TotalMilliseconds <= now.ToUnixTimeMilliseconds())
        {
            await db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Seen, now.ToUnixTimeMilliseconds()));
            await SeeAsync(db, session.PersonId, now);
        }

        try
        {
            var ticket = TicketSerializer.Default.Deserialize(protector.Unprotect(session.Ticket));
            if (ticket is null || session.Phone is null) return ticket;
            PhoneTicket.Renew(ticket.Properties, DateTimeOffset.FromUnixTimeMilliseconds(session.Renewed));
            return ticket;
        }
        catch (CryptographicException)
        {
            // Its key is gone: whoever held the session signs in again.
            return null;
        }
    }

    /// <summary>When somebody was here last outlives their sessions.</summary>
    private static Task<int> SeeAsync(Credentials db, string person, DateTimeOffset now)
        => db.Users.Where(p => p.Id == person).ExecuteUpdateAsync(set => set.SetProperty(p => p.Seen, now.ToUnixTimeMilliseconds()));

    /// <summary>What has ended, and the oldest where somebody has very many.</summary>
    private static async Task ForgetOldAsync(Credentials db, string person, DateTimeOffset now)
    {
        var (ended, unused) = (now.ToUnixTimeMilliseconds(), (now - Idle).ToUnixTimeMilliseconds());
        await db.Sessions.Where(s => s.Ends <= ended || (s.Phone == null && s.Seen <= unused)).ExecuteDeleteAsync();
        var old = await db.Sessions.Where(s => s.PersonId == person && s.Phone == null).OrderByDescending(s => s.Began).Skip(MostOfOne).Select(s => s.Id).ToListAsync();
        old.AddRange(await db.Sessions.Where(s => s.PersonId == person && s.Phone != null).OrderByDescending(s => s.Began).Skip(MostPhones).Select(s => s.Id).ToListAsync());
        if (old.Count > 0) await db.Sessions.Where(s => old.Contains(s.Id)).ExecuteDeleteAsync();
    }

    /// <summary>What a session of this key is known by.</summary>
    public static string IdOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
