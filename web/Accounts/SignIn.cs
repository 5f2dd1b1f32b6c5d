using System.Security.Claims;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Web.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <summary>
/// 登录 with a password and, where one is set up, a code; with a passkey; by an identity that was linked elsewhere. What is wrong is
/// never said: a guesser learns nothing. The audit trail learns why.
/// </summary>
internal sealed class SignIn(
    UserManager<Person> people, SignInManager<Person> passkeys, Attempts attempts, KnownDevices devices, PasswordGate gate, AuditTrail audit, IGrainFactory grains)
{
    public const int MinPassword = 8;
    public const int MaxPassword = 200;

    /// <summary>Of an authenticator's six digits, and of a recovery code with its hyphen.</summary>
    public const int MaxCode = 20;

    private const int Digits = 6;
    private const string NobodyKnown = "unknown";

    /// <summary>Hashed where there is no such name, or no password of it, so that it takes as long.</summary>
    private static readonly Person Nobody = new() { PasswordHash = new PasswordHasher<Person>(PasswordRounds.Options).HashPassword(new Person(), "nobody has this one") };

    public enum Outcome
    {
        Done,

        /// <summary>Name, password or code; or too many tries of late.</summary>
        Wrong,

        /// <summary>What came first is right and a code is asked for.</summary>
        NeedsCode,

        /// <summary>Nothing was looked at: too many passwords wait to be.</summary>
        Busy,
    }

    public async Task<(Outcome Outcome, Person? Person)> WithPasswordAsync(HttpContext http, string name, string password, string? code)
    {
        Person? person;
        string? wrong;
        using (var place = await gate.EnterAsync(http, devices.IsKnown(http)))
        {
            if (!place.IsAcquired) return (Outcome.Busy, null);
            person = await people.FindByNameAsync(name);
            wrong = await FaultOfPasswordAsync(http, person, password);
        }

        if (wrong is null && person!.TwoFactorEnabled && code is null) return await AskAsync(http, person);
        if (wrong is null && person!.TwoFactorEnabled) wrong = await FaultOfCodeAsync(http, person, code!);
        if (wrong is not null) return await RefuseAsync(http, person, wrong);
        await attempts.SucceededAsync(Guess.Of(http, devices, person!.Id));
        return await EnterAsync(http, person, person.TwoFactorEnabled ? Proof.PasswordAndCode : Proof.Password);
    }

    /// <summary>By what the authenticator answered to the options that the browser asked for before.</summary>
    public async Task<(Outcome Outcome, Person? Person)> WithPasskeyAsync(HttpContext http, string credential)
    {
        var assertion = await AssertAsync(credential);
        if (assertion is not { Succeeded: true, User: { } person, Passkey: { } passkey }) return await RefuseAsync(http, null, "passkey");
        await people.AddOrUpdatePasskeyAsync(person, passkey);
        return await EnterAsync(http, person, Proof.Passkey);
    }

    /// <summary>By an identity elsewhere that its person had linked; a code is asked for where one is set up.</summary>
    public async Task<(Outcome Outcome, Person? Person)> WithExternalAsync(HttpContext http, Person person, string? code)
    {
        if (!person.TwoFactorEnabled) return await EnterAsync(http, person, Proof.External);
        if (code is null) return await AskAsync(http, person);
        if (await IsLockedAsync(http, person)) return await RefuseAsync(http, person, "locked");
        if (await FaultOfCodeAsync(http, person, code) is { } wrong) return await RefuseAsync(http, person, wrong);
        await attempts.SucceededAsync(Guess.Of(http, devices, person.Id));
        return await EnterAsync(http, person, Proof.ExternalAndCode);
    }

    /// <summary>Whether whoever holds a session knows its password; wrong tries count as they do at the door.</summary>
    public async Task<Outcome> ConfirmAsync(HttpContext http, Person person, string password)
    {
        using var place = await gate.EnterAsync(http, isKnown: true);
        if (!place.IsAcquired) return Outcome.Busy;
        if (await FaultOfPasswordAsync(http, person, password) is { } wrong) return (await RefuseAsync(http, person, wrong)).Outcome;
        await attempts.SucceededAsync(Guess.Of(http, devices, person.Id));
        return Outcome.Done;
    }

    /// <summary>Ends whatever session the browser had and begins a new one: none is taken over.</summary>
    public static Task BeginAsync(HttpContext http, Person person, Proof proof = Proof.Password)
        => BeginAsync(http, person, Sessions.NewKey(), proof, new AuthenticationProperties { IsPersistent = false });

    /// <inheritdoc cref="BeginAsync(HttpContext, Person, Proof)"/>
    public static async Task BeginAsync(HttpContext http, Person person, Claim key, Proof proof, AuthenticationProperties properties)
    {
        var services = http.RequestServices;
        await services.GetRequiredService<Sessions>().EndAsync(http.User);
        var scheme = await services.GetRequiredService<IAuthenticationSchemeProvider>().GetSchemeAsync(AccountHosting.Scheme);
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.Id), key, SecondFactors.Of(proof)], AccountHosting.Scheme));

        // A handler of its own: the request's would go on under the key of the session that has just ended.
        var cookies = services.GetRequiredService<CookieAuthenticationHandler>();
        await cookies.InitializeAsync(scheme!, http);
        await cookies.SignInAsync(user, properties);
        http.User = user;
    }

    /// <summary>The same sign-in under another key: a copy of the old cookie is worth nothing. A phone's is its invitation's.</summary>
    public static Task RenewAsync(HttpContext http, Person person)
        => SecondFactors.ProofOf(http.User) is { } proof and not Proof.Phone ? BeginAsync(http, person, proof) : Task.CompletedTask;

    private Task<bool> IsLockedAsync(HttpContext http, Person? person) => attempts.IsLockedAsync(Guess.Of(http, devices, person?.Id ?? ""));

    /// <summary>Hashed in any case: by the time it takes nobody tells a name from none, nor whether it is locked.</summary>
    private async Task<string?> FaultOfPasswordAsync(HttpContext http, Person? person, string password)
    {
        var isLocked = await IsLockedAsync(http, person);
        var isRight = await PatientThread.RunAsync(() =>
        {
            if (person?.PasswordHash is null) people.PasswordHasher.VerifyHashedPassword(Nobody, Nobody.PasswordHash!, password);
            return person is null ? Task.FromResult(false) : people.CheckPasswordAsync(person, password);
        });
        if (isLocked) return "locked";
        if (isRight) return null;
        await attempts.FailedAsync(Guess.Of(http, devices, person?.Id ?? ""));
        return person is null ? "name" : "password";
    }

    private async Task<string?> FaultOfCodeAsync(HttpContext http, Person person, string code)
    {
        var isRight = code.Length == Digits && code.All(char.IsAsciiDigit)
            ? await people.VerifyTwoFactorTokenAsync(person, people.Options.Tokens.AuthenticatorTokenProvider, code)
            : !string.IsNullOrWhiteSpace(code) && (await people.RedeemTwoFactorRecoveryCodeAsync(person, code.ToUpperInvariant())).Succeeded;
        if (isRight) return null;
        await attempts.FailedAsync(Guess.Of(http, devices, person.Id));
        return "code";
    }

    /// <summary>Null: it was not asked for by this browser, or not lately.</summary>
    private async Task<PasskeyAssertionResult<Person>?> AssertAsync(string credential)
    {
        try
        {
            return await passkeys.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<(Outcome Outcome, Person? Person)> EnterAsync(HttpContext http, Person person, Proof proof)
    {
        // Disabled: as if there were none.
        if ((await grains.GetGrain<IAccountGrain>(person.Id).Grants()).IsEmpty) return await RefuseAsync(http, person, "disabled");
        var actor = AccountId.Of(person.Id).Actor;
        await BeginAsync(http, person, proof);

        // A password that was changed meanwhile has ended the sessions that there were: this one began by what is no more.
        if (await people.Users.Where(p => p.Id == person.Id).Select(p => p.SecurityStamp).FirstOrDefaultAsync() != person.SecurityStamp)
        {
            await http.RequestServices.GetRequiredService<Sessions>().EndAsync(http.User);
            await http.SignOutAsync(AccountHosting.Scheme);
            return await RefuseAsync(http, person, "changed");
        }

        devices.Remember(http, person.Id);
        await audit.WriteAsync(http, AuditAction.SignedIn, actor, actor.Value, note: proof.ToString());
        return (Outcome.Done, person);
    }

    /// <summary>Somebody knows the password: whose, the audit keeps, whether or not a code follows.</summary>
    private async Task<(Outcome Outcome, Person? Person)> AskAsync(HttpContext http, Person person)
    {
        await RefuseAsync(http, person, "code asked for");
        return (Outcome.NeedsCode, null);
    }

    private async Task<(Outcome Outcome, Person? Person)> RefuseAsync(HttpContext http, Person? person, string why)
    {
        await audit.WriteAsync(http, AuditAction.SignInFailed, null, person is null ? NobodyKnown : AccountId.Of(person.Id).Actor.Value, isDone: false, note: why);
        return (Outcome.Wrong, null);
    }
}
