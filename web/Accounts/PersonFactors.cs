using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>What a person shows who they are by, and its being forgotten. Sessions that it began go on: whoever forgets ends them.</summary>
internal sealed class PersonFactors(UserManager<Person> people)
{
    /// <summary>Authenticator, recovery codes and passkeys.</summary>
    public async Task ForgetSecondAsync(Person person)
    {
        Check(await people.SetTwoFactorEnabledAsync(person, false));
        Check(await people.ResetAuthenticatorKeyAsync(person));
        foreach (var passkey in await people.GetPasskeysAsync(person)) Check(await people.RemovePasskeyAsync(person, passkey.CredentialId));
    }

    /// <summary>Password and identities elsewhere too: only an invitation leads in again.</summary>
    public async Task ForgetAsync(Person person)
    {
        await ForgetSecondAsync(person);
        Check(await people.RemovePasswordAsync(person));
        foreach (var login in await people.GetLoginsAsync(person)) Check(await people.RemoveLoginAsync(person, login.LoginProvider, login.ProviderKey));
    }

    /// <summary>Somebody else has just changed the person: nobody is told that it is done.</summary>
    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded) throw new DbUpdateConcurrencyException(string.Join(' ', result.Errors.Select(e => e.Code)));
    }
}
