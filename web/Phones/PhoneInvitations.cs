using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Phones;

/// <summary>The open invitations. What has ended is deleted, names with it.</summary>
internal sealed class PhoneInvitations(IDbContextFactory<Credentials> credentials, TimeProvider real)
{
    /// <summary>Open at one time, of a team.</summary>
    public const int MostOpen = 50;

    /// <summary>Characters of a token or claim, as 32 bytes have in base64url.</summary>
    public const int SecretLength = 43;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private long Now => real.GetUtcNow().ToUnixTimeMilliseconds();

    /// <returns>The token, which is kept nowhere; null: the team has too many already.</returns>
    public async Task<string?> AddAsync(PhoneInvitation invitation)
    {
        var token = Secret.Make();
        var now = Now;
        (invitation.Token, invitation.Ends) = (Secret.HashOf(token), now + (long)Life.TotalMilliseconds);
        await using var db = await credentials.CreateDbContextAsync();
        await db.PhoneInvitations.Where(i => i.Ends <= now).ExecuteDeleteAsync();
        db.PhoneInvitations.Add(invitation);
        await db.SaveChangesAsync();

        // Counted with it, so that of two that come together neither goes past the limit.
        if (await db.PhoneInvitations.CountAsync(i => i.Team == invitation.Team && i.Session == null) <= MostOpen) return token;
        await db.PhoneInvitations.Where(i => i.Id == invitation.Id).ExecuteDeleteAsync();
        return null;
    }

    /// <summary>Of a team, the one that ends first coming first.</summary>
    public async Task<IReadOnlyList<PhoneInvitation>> OpenAsync(string team)
    {
        var now = Now;
        await using var db = await credentials.CreateDbContextAsync();
        return await db.PhoneInvitations.AsNoTracking().Where(i => i.Team == team && i.Session == null && i.Ends > now).OrderBy(i => i.Ends).Take(MostOpen).ToListAsync();
    }

    /// <returns>False: there is no such open one.</returns>
    public async Task<bool> CancelAsync(string team, string id)
    {
        await using var db = await credentials.CreateDbContextAsync();
        return await db.PhoneInvitations.Where(i => i.Id == id && i.Team == team && i.Session == null).ExecuteDeleteAsync() > 0;
    }

    /// <summary>All that wait for an account, as it leaves the team.</summary>
    public async Task CancelAllAsync(string team, string account)
    {
        await using var db = await credentials.CreateDbContextAsync();
        await db.PhoneInvitations.Where(i => i.Team == team && i.Account == account).ExecuteDeleteAsync();
    }

    /// <summary>Null: there is none, it is over, or another phone came first.</summary>
    public async Task<PhoneInvitation?> FindAsync(string token, string claim)
    {
        var (tokenHash, claimHash, now) = (Secret.HashOf(token), Secret.HashOf(claim), Now);
        await using var db = await credentials.CreateDbContextAsync();
        return await db.PhoneInvitations.AsNoTracking().FirstOrDefaultAsync(i => i.Token == tokenHash && i.Ends > now && (i.Claim == null || i.Claim == claimHash));
    }

    /// <summary>From here on it is this phone's alone: of two that come together one wins. Null: as <see cref="FindAsync"/>.</summary>
    public async Task<PhoneInvitation?> ClaimAsync(string token, string claim)
    {
        var (tokenHash, claimHash, now) = (Secret.HashOf(token), Secret.HashOf(claim), Now);
        await using var db = await credentials.CreateDbContextAsync();
        var claimed = await db.PhoneInvitations.Where(i => i.Token == tokenHash && i.Ends > now && (i.Claim == null || i.Claim == claimHash))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Claim, claimHash));
        return claimed == 0 ? null : await FindAsync(token, claim);
    }

    /// <summary>It is used for a session, and for no other. Its account is there by now, and the name that was to be given is forgotten here.</summary>
    /// <returns>False: it was cancelled.</returns>
    public async Task<bool> UseAsync(PhoneInvitation invitation, string session)
    {
        await using var db = await credentials.CreateDbContextAsync();
        return await db.PhoneInvitations.Where(i => i.Id == invitation.Id && i.Claim == invitation.Claim && (i.Session == null || i.Session == session))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Session, session).SetProperty(i => i.Name, (string?)null)) > 0;
    }
}
