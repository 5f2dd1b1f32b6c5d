using System.Globalization;
using Circle.Domain.Journal;
using Circle.Web.Audit;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Accounts;

/// <param name="Key">In base 32, to be typed where no camera is.</param>
/// <param name="Code">Of the address that authenticators read.</param>
internal sealed record AuthenticatorView(string Key, string Uri, QrCode Code);

/// <summary>恢复码: each signs in once in the place of an authenticator's code. Shown once.</summary>
internal sealed record RecoveryCodesView(IReadOnlyList<string> RecoveryCodes);

internal sealed record RequiredCode(string Code);

/// <summary>动态验证码: an authenticator app is set up, confirmed, and removed.</summary>
internal static class SecondFactorEndpoints
{
    private const int RecoveryCodes = 10;

    private static readonly Refusal SetAlready = Refusal.NotNow("set-already", "动态验证码已经开通；要换手机，请先关闭再重新开通", "it is set up already: to change the phone, remove it and set it up anew");
    private static readonly Refusal NotSet = Refusal.NotNow("not-set", "还没有开通动态验证码", "no authenticator is set up");

    public static void MapSecondFactor(this IEndpointRouteBuilder account)
    {
        account.MapPost("/authenticator", BeginAsync).WithSummary("A new key for an authenticator app; it counts once it is confirmed.").OpenToHalfSignedIn().Produces<AuthenticatorView>();
        account.MapPost("/authenticator/confirmation", ConfirmAsync).WithSummary("Confirms the authenticator by a code of it.").Takes<RequiredCode>().OpenToHalfSignedIn().RequireRateLimiting(SessionEndpoints.Limit).Produces<RecoveryCodesView>();
        account.MapPost("/authenticator/removal", RemoveAsync).WithSummary("Removes the authenticator.").Takes<PasswordBody>().OpenToSignedIn().RequireRateLimiting(SessionEndpoints.Limit).Changes();
        account.MapPost("/recovery-codes", RenewCodesAsync).WithSummary("New recovery codes (恢复码); the earlier ones end.").OpenToSignedIn().Produces<RecoveryCodesView>();
    }

    /// <summary>A new key, which counts once a code of it was entered.</summary>
    private static Task<IResult> BeginAsync(HttpContext http, OwnAccount own, UserManager<Person> people, IDbContextFactory<Credentials> credentials) => own.RecentAsync(http, async person =>
    {
        if (person.TwoFactorEnabled) return Problems.Of(http, SetAlready);
        await people.ResetAuthenticatorKeyAsync(person);

        // Of another key: its first code may be of the same half minute.
        await using var db = await credentials.CreateDbContextAsync();
        await db.UsedCodes.Where(c => c.PersonId == person.Id).ExecuteDeleteAsync();
        var key = await people.GetAuthenticatorKeyAsync(person) ?? throw new InvalidOperationException("a key that was just made is not there");
        var uri = string.Create(CultureInfo.InvariantCulture, $"otpauth://totp/Circle:{Uri.EscapeDataString(person.UserName!)}?secret={key}&issuer=Circle&digits=6&period=30");
        return Results.Ok(new AuthenticatorView(key, uri, QrCode.Of(uri)));
    });

    private static Task<IResult> ConfirmAsync(HttpContext http, OwnAccount own, UserManager<Person> people) => JsonBody.WithAsync(http, json => own.RecentAsync(http, async person =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var code = body.Required("code");
        body.Close();
        faults.Check("code", code);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        if (person.TwoFactorEnabled) return Problems.Of(http, SetAlready);
        if (!await people.VerifyTwoFactorTokenAsync(person, people.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            faults.Add("code", "wrong", "验证码不对，请核对手机时间后再试", "the code is wrong: check the phone's clock and try again");
            return Problems.Of(http, faults.ToRefusal());
        }

        await people.SetTwoFactorEnabledAsync(person, true);
        var codes = await people.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes);
        await own.WriteAsync(http, person, AuditAction.SecondFactorSet, "authenticator");

        // Both factors were shown in it, so that it is a whole session from here on.
        await SignIn.BeginAsync(http, person, Proof.PasswordAndCode);
        return Results.Ok(new RecoveryCodesView([.. codes!]));
    }));

    private static Task<IResult> RemoveAsync(HttpContext http, OwnAccount own, UserManager<Person> people) => JsonBody.WithAsync(http, json => own.WithAsync(http, async person =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var password = body.Password("password");
        body.Close();
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        if (await own.ConfirmAsync(http, person, password) is { } wrong) return wrong;
        if (!person.TwoFactorEnabled) return Problems.Of(http, NotSet);

        await people.SetTwoFactorEnabledAsync(person, false);
        await people.ResetAuthenticatorKeyAsync(person);
        await own.WriteAsync(http, person, AuditAction.SecondFactorRemoved, "authenticator");

        // By the password alone: whose role needs two factors sets up the next at once.
        await SignIn.BeginAsync(http, person);
        return Results.NoContent();
    }));

    private static Task<IResult> RenewCodesAsync(HttpContext http, OwnAccount own, UserManager<Person> people) => own.RecentAsync(http, async person =>
    {
        if (!person.TwoFactorEnabled) return Problems.Of(http, NotSet);
        var codes = await people.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes);
        await own.WriteAsync(http, person, AuditAction.SecondFactorSet, "recovery codes");
        return Results.Ok(new RecoveryCodesView([.. codes!]));
    });
}
