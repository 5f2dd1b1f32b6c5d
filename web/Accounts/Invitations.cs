using System.Collections.Immutable;
using System.Text.Json;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <param name="Link">Path and token, which stands behind the hash so that no proxy's log keeps it. Shown once.</param>
internal sealed record InvitationLink(string Link, DateTimeOffset Ends);

/// <summary>邀请链接: the one way to a first password, and to another one when it is forgotten. Works once, for <see cref="Lasts"/>.</summary>
internal sealed class Invitations(IDbContextFactory<Credentials> credentials, IGrainFactory grains, TimeProvider real)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(72);

    /// <summary>Of one request that is repeated: whichever of its answers arrives, its link works.</summary>
    private const int MostOfOneCommand = 5;

    private static readonly Refusal Over = new(RefusalKind.Forbidden,
    [
        new Fault("token", "link-over", "链接已用过、已过期或已作废，请联系发链接的人重新发送", "the link was used, is over or was withdrawn: ask whoever sent it for another"),
    ]);

    /// <summary>Ends the person's earlier links.</summary>
    public async Task<InvitationLink> IssueAsync(AccountId account, ImmutableArray<Grant> granted, CommandId command)
    {
        var token = Secret.Make();
        var now = real.GetUtcNow();
        var key = command.ToString();
        await using var db = await credentials.CreateDbContextAsync();
        await db.Invitations.Where(i => i.PersonId == account.Value && i.Command != key).ExecuteDeleteAsync();
        db.Invitations.Add(new Invitation
        {
            Hash = Secret.HashOf(token),
            PersonId = account.Value,
            Command = key,
            Grants = HashOf(granted),
            Made = now.ToUnixTimeMilliseconds(),
            Ends = (now + Lasts).ToUnixTimeMilliseconds(),
        });
        await db.SaveChangesAsync();
        var surplus = await db.Invitations.Where(i => i.PersonId == account.Value).OrderByDescending(i => i.Made).Skip(MostOfOneCommand).Select(i => i.Hash).ToListAsync();
        if (surplus.Count > 0) await db.Invitations.Where(i => surplus.Contains(i.Hash)).ExecuteDeleteAsync();
        return new InvitationLink($"/invitation#{token}", now + Lasts);
    }

    /// <summary>Links and codes for phones open nothing for it any more.</summary>
    public async Task EndAsync(AccountId account)
    {
        await using var db = await credentials.CreateDbContextAsync();
        await db.Invitations.Where(i => i.PersonId == account.Value).ExecuteDeleteAsync();
        await db.PhoneInvitations.Where(i => i.Account == account.Value).ExecuteDeleteAsync();
    }

    /// <summary>Sets the password and ends every session. A password that is refused leaves the link as it is.</summary>
    /// <returns>Whose it was, or why not.</returns>
    public async Task<(Person? Person, Refusal? Refusal)> UseAsync(UserManager<Person> people, string token, string password)
    {
        var (hash, now) = (Secret.HashOf(token), real.GetUtcNow().ToUnixTimeMilliseconds());
        await using var db = await credentials.CreateDbContextAsync();
        var invitation = await db.Invitations.AsNoTracking().FirstOrDefaultAsync(i => i.Hash == hash && i.Ends > now);
        if (invitation is null || await people.FindByIdAsync(invitation.PersonId) is not { } person) return (null, Over);
        if (HashOf(await grains.GetGrain<IAccountGrain>(person.Id).Grants()) != invitation.Grants) return (null, Over);

        var faults = new FaultList();
        foreach (var validator in people.PasswordValidators) faults.Add(await validator.ValidateAsync(people, person, password));
        if (faults.Any) return (null, faults.ToRefusal());
        return await TakeAsync(db, hash, person.Id, people.PasswordHasher.HashPassword(person, password)) ? (person, null) : (null, Over);
    }

    /// <summary>All of it or nothing; false: somebody else has just used it.</summary>
    private static async Task<bool> TakeAsync(Credentials db, string hash, string person, string password)
    {
        await using var all = await db.Database.BeginTransactionAsync();
        if (await db.Invitations.Where(i => i.Hash == hash).ExecuteDeleteAsync() == 0) return false;
        await db.Invitations.Where(i => i.PersonId == person).ExecuteDeleteAsync();
        await db.Sessions.Where(s => s.PersonId == person).ExecuteDeleteAsync();
        var (stamp, version) = (Secret.Make(), Guid.CreateVersion7().ToString());
        await db.Users.Where(p => p.Id == person).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.PasswordHash, password)
            .SetProperty(p => p.SecurityStamp, stamp)
            .SetProperty(p => p.ConcurrencyStamp, version));
        await all.CommitAsync();
        return true;
    }

    private static string HashOf(ImmutableArray<Grant> granted) => Secret.HashOf(JsonSerializer.Serialize(granted, JournalJson.Options));
}
