using System.Security.Claims;
using Circle.Contracts.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Circle.Web.Accounts;

/// <summary>登录 with a password and, where one is set up, a code. What is wrong is never said: a guesser learns nothing.</summary>
internal sealed class SignIn(UserManager<Person> people, IGrainFactory grains)
{
    public const int MinPassword = 8;
    public const int MaxPassword = 200;

    /// <summary>Hashed where there is no such name, so that it takes as long.</summary>
    private static readonly Person Nobody = new() { PasswordHash = new PasswordHasher<Person>().HashPassword(new Person(), "nobody has this one") };

    public enum Outcome
    {
        Done,

        /// <summary>Name, password or code; or too many tries of late.</summary>
        Wrong,

        /// <summary>The password is right and a code is asked for.</summary>
        NeedsCode,
    }

    /// <returns>Also whose sign-in failed, for the audit alone; null: there is no such name.</returns>
    public async Task<(Outcome Outcome, Person? Person)> WithPasswordAsync(HttpContext http, string name, string password, string? code)
    {
        var person = await people.FindByNameAsync(name);
        if (person is null)
        {
            people.PasswordHasher.VerifyHashedPassword(Nobody, Nobody.PasswordHash!, password);
            return (Outcome.Wrong, null);
        }

        var isLocked = await people.IsLockedOutAsync(person);
        var isRight = await people.CheckPasswordAsync(person, password);
        if (isLocked) return (Outcome.Wrong, person);
        if (isRight && person.TwoFactorEnabled && code is null) return (Outcome.NeedsCode, person);
        if (!isRight || (person.TwoFactorEnabled && !await people.VerifyTwoFactorTokenAsync(person, people.Options.Tokens.AuthenticatorTokenProvider, code!)))
        {
            await people.AccessFailedAsync(person);
            return (Outcome.Wrong, person);
        }

        await people.ResetAccessFailedCountAsync(person);

        // Disabled: as if there were none.
        if ((await grains.GetGrain<IAccountGrain>(person.Id).Grants()).IsEmpty) return (Outcome.Wrong, person);
        await BeginAsync(http, person);
        return (Outcome.Done, person);
    }

    /// <summary>Ends whatever session the browser had and begins a new one: none is taken over.</summary>
    public static async Task BeginAsync(HttpContext http, Person person)
    {
        if (http.User.Identity?.IsAuthenticated == true) await http.SignOutAsync(AccountHosting.Scheme);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.Id), Sessions.NewKey()], AccountHosting.Scheme);
        await http.SignInAsync(AccountHosting.Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = false });
    }
}
