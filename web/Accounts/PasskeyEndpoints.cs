using System.Buffers.Text;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Web.Audit;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Identity;

namespace Circle.Web.Accounts;

/// <param name="Id">Base64 for addresses.</param>
/// <param name="IsSynced">Whether its person has it on other devices too.</param>
internal sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt, bool IsSynced)
{
    public static PasskeyView Of(UserPasskeyInfo passkey) => new(Base64Url.EncodeToString(passkey.CredentialId), passkey.Name ?? "", passkey.CreatedAt, passkey.IsBackedUp);
}

/// <param name="Credential">What the browser's authenticator answered, as JSON.</param>
internal sealed record PasskeyAnswer(JsonElement Credential);

/// <param name="Credential">As <see cref="PasskeyAnswer"/> has it.</param>
internal sealed record PasskeyDraft(JsonElement Credential, string Name);

internal sealed record PasskeyName(string Name);

/// <summary>通行密钥: added, named and removed by whose they are, and a way in without a name.</summary>
internal static class PasskeyEndpoints
{
    private const string Json = "application/json";

    private static readonly Refusal TooMany = Refusal.NotNow("too-many", $"最多 {Passkeys.Most} 个通行密钥，请先删去不用的", $"at most {Passkeys.Most} passkeys: remove one first");

    public static void MapPasskeys(this IEndpointRouteBuilder account)
    {
        account.MapPost("/passkeys/options", OptionsAsync).OpenToHalfSignedIn().WithSummary("What the browser asks its authenticator, to make a passkey (WebAuthn).").Produces<JsonElement>();
        account.MapPost("/passkeys", AddAsync).WithSummary("Adds the passkey that the authenticator made.").Takes<PasskeyDraft>().OpenToHalfSignedIn().Changes();
        account.MapPut("/passkeys/{id}", RenameAsync).WithSummary("Renames a passkey.").Takes<PasskeyName>().OpenToSignedIn().Changes();
        account.MapDelete("/passkeys/{id}", RemoveAsync).WithSummary("Removes a passkey.").OpenToSignedIn().Changes();
    }

    public static void MapPasskeySignIn(this IEndpointRouteBuilder session)
    {
        session.MapPost("/passkey/options", async (SignInManager<Person> passkeys) => Results.Text(await passkeys.MakePasskeyRequestOptionsAsync(null), Json)).OpenToAll()
            .WithSummary("What the browser asks its authenticator, to sign in (WebAuthn).").Produces<JsonElement>();
        session.MapPost("/passkey", SignInAsync).OpenToAll().WithSummary("Signs in by a passkey.").Takes<PasskeyAnswer>().RequireRateLimiting(SessionEndpoints.Limit).Produces<SessionView>().ProducesProblem(StatusCodes.Status401Unauthorized);
    }

    private static Task<IResult> SignInAsync(HttpContext http, SignIn signIn) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var credential = CredentialOf(json, faults);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        var (outcome, _) = await signIn.WithPasskeyAsync(http, credential);
        return outcome == SignIn.Outcome.Done
            ? await SessionEndpoints.AnswerAsync(http, outcome)
            : Problems.Of(http, new Refusal(RefusalKind.SignedOut,
            [
                new Fault("", "wrong-passkey", "这个通行密钥不能登录，请再试一次，或用口令登录", "this passkey does not sign in: try again, or use the password"),
            ]));
    });

    private static Task<IResult> OptionsAsync(HttpContext http, OwnAccount own, UserManager<Person> people, SignInManager<Person> passkeys) => own.RecentAsync(http, async person =>
        (await people.GetPasskeysAsync(person)).Count >= Passkeys.Most
            ? Problems.Of(http, TooMany)
            : Results.Text(await passkeys.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = person.Id, Name = person.UserName!, DisplayName = person.DisplayName }), Json));

    private static Task<IResult> AddAsync(HttpContext http, OwnAccount own, UserManager<Person> people, SignInManager<Person> passkeys, SecondFactors factors)
        => JsonBody.WithAsync(http, json => own.RecentAsync(http, async person =>
        {
            var faults = new FaultList();
            var (credential, name) = (CredentialOf(json, faults), NameOf(json, faults, "credential"));
            if (faults.Any) return Problems.Of(http, faults.ToRefusal());
            if ((await people.GetPasskeysAsync(person)).Count >= Passkeys.Most) return Problems.Of(http, TooMany);
            if (await AttestAsync(passkeys, credential) is not { } passkey)
            {
                faults.Add("credential", "wrong", "通行密钥没有建成，请再试一次", "the passkey was not made: try again");
                return Problems.Of(http, faults.ToRefusal());
            }

            passkey.Name = name;
            var added = await people.AddOrUpdatePasskeyAsync(person, passkey);
            faults.Add(added);
            if (faults.Any) return Problems.Of(http, faults.ToRefusal());
            await own.WriteAsync(http, person, AuditAction.PasskeyAdded);

            // The device was there and unlocked: with the password before it, both factors were shown.
            if (SecondFactors.IsHalf(http.User)) await SignIn.BeginAsync(http, person, Proof.Passkey);
            return Results.NoContent();
        }));

    private static Task<IResult> RenameAsync(HttpContext http, OwnAccount own, UserManager<Person> people, string id)
        => JsonBody.WithAsync(http, json => own.RecentAsync(http, async person =>
        {
            var faults = new FaultList();
            var name = NameOf(json, faults);
            if (faults.Any) return Problems.Of(http, faults.ToRefusal());
            if (await FindAsync(people, person, id) is not { } passkey) return Problems.NotFound(http);
            passkey.Name = name;
            await people.AddOrUpdatePasskeyAsync(person, passkey);
            return Results.NoContent();
        }));

    private static Task<IResult> RemoveAsync(HttpContext http, OwnAccount own, UserManager<Person> people, string id) => own.RecentAsync(http, async person =>
    {
        if (await FindAsync(people, person, id) is not { } passkey) return Problems.NotFound(http);
        await people.RemovePasskeyAsync(person, passkey.CredentialId);
        await own.WriteAsync(http, person, AuditAction.PasskeyRemoved);
        return Results.NoContent();
    });

    /// <summary>Null: it does not answer what was asked, or was not asked for by this browser.</summary>
    private static async Task<UserPasskeyInfo?> AttestAsync(SignInManager<Person> passkeys, string credential)
    {
        try
        {
            return (await passkeys.PerformPasskeyAttestationAsync(credential)).Passkey;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<UserPasskeyInfo?> FindAsync(UserManager<Person> people, Person person, string id)
        => Base64Url.IsValid(id) ? await people.GetPasskeyAsync(person, Base64Url.DecodeFromChars(id)) : null;

    private static string NameOf(JsonElement json, FaultList faults, params ReadOnlySpan<string> others)
    {
        var body = new CommandBody(json, faults);
        var name = body.Required("name");
        foreach (var other in others) body.Part(other);
        body.Close();
        if (!faults.Has("name")) faults.Text("name", name, 1, Passkeys.MaxName);
        return name;
    }

    /// <summary>As the browser made it; Identity reads it.</summary>
    private static string CredentialOf(JsonElement json, FaultList faults)
    {
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("credential", out var credential) && credential.ValueKind == JsonValueKind.Object && credential.GetRawText() is { Length: <= Passkeys.MaxCredential } text)
            return text;
        faults.Add("credential", "wrong-shape", "不是通行密钥的应答", "is no answer of an authenticator");
        return "{}";
    }
}
