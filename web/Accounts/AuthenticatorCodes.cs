using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>动态验证码 (TOTP): Identity says whether a code is right; here each is taken once, and none older than one that was.</summary>
internal sealed class AuthenticatorCodes(IDbContextFactory<Credentials> credentials, TimeProvider real) : AuthenticatorTokenProvider<Person>
{
    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Person> manager, Person user)
        => await base.ValidateAsync(purpose, token, manager, user)
           && await manager.GetAuthenticatorKeyAsync(user) is { } key
           && TimeStep.Of(key, int.Parse(token, CultureInfo.InvariantCulture), real.GetUtcNow()) is { } step
           && await UseAsync(user.Id, step);

    /// <summary>False: it, or a newer one, was used. Of two that come at once one is.</summary>
    private async Task<bool> UseAsync(string person, long step)
    {
        await using var db = await credentials.CreateDbContextAsync();
        if (await db.UsedCodes.Where(c => c.PersonId == person && c.Step < step).ExecuteUpdateAsync(set => set.SetProperty(c => c.Step, step)) > 0) return true;
        if (await db.UsedCodes.AnyAsync(c => c.PersonId == person)) return false;
        try
        {
            db.UsedCodes.Add(new UsedCode { PersonId = person, Step = step });
            await db.SaveChangesAsync();
            return true;
        }
        catch (DbUpdateException)
        {
            // The other one was first. Where it is the database that failed, a code that is right is asked for again.
            return false;
        }
    }
}
