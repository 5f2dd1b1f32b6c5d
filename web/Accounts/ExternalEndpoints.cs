using Circle.Domain.Journal;
using Circle.Web.Audit;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Identity;

namespace Circle.Web.Accounts;

/// <summary>The other sign-in, as people know it, and whether one's own identity there is linked.</summary>
internal sealed record ExternalView(string DisplayName, bool IsLinked);

/// <param name="DisplayName">Null: there is no other sign-in.</param>
internal sealed record ExternalOffer(string? DisplayName);

/// <param name="Code">Of an authenticator, where the account has one.</param>
internal sealed record CodeBody(string? Code);

/// <summary>统一身份认证: the browser goes there and comes back to a page, which then asks here what it came back with.</summary>
internal static class ExternalEndpoints
{
    private const string SignInPage = "/sign-in?external=done";
    private const string AccountPage = "/account?external=done";
    private const int MaxPath = 200;

    private static readonly Refusal Unasked = Refusal.NotNow("unasked", "没有收到统一身份认证的结果，请重新开始", "nothing came back from the other sign-in: begin again");

    private static readonly Refusal Unlinked = new(RefusalKind.Forbidden,
    [
        new Fault("", "unlinked", "这个身份还没有关联账号：请先用口令登录，在“我的账号”里关联；没有账号请找区长效办开通", "this identity is linked to no account: sign in by password and link it in your account; who has none asks the programme office"),
    ]);

    private static readonly Refusal Taken = Refusal.NotNow("taken", "这个身份已关联另一个账号", "this identity is linked to another account");

    public static void MapExternalSignIn(this IEndpointRouteBuilder session)
    {
        session.MapGet("/external", (AccountSettings settings) => Results.Ok(new ExternalOffer(settings.Issuer?.DisplayName))).OpenToAll()
            .WithSummary("How the other sign-in is called, where there is one.").Produces<ExternalOffer>();
        session.MapGet("/external/challenge", ChallengeAsync).OpenToAll().WithSummary("Sends the browser to the other sign-in, from where it comes back to the page of signing in.").RequireRateLimiting(SessionEndpoints.Limit).Produces(302).ProducesProblem(404);
        session.MapPost("/external", SignInAsync).OpenToAll().WithSummary("Signs in by the identity that the browser came back with.").Takes<CodeBody>().RequireRateLimiting(SessionEndpoints.Limit).Produces<SessionView>().ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    public static void MapExternal(this IEndpointRouteBuilder account)
    {
        account.MapGet("/external/challenge", ChallengeToLinkAsync).OpenToSignedIn().WithSummary("Sends the browser to the other sign-in, to link an identity of it.").Produces(302);
        account.MapPost("/external", LinkAsync).OpenToSignedIn().WithSummary("Links the identity that the browser came back with.").Changes();
        account.MapDelete("/external", UnlinkAsync).OpenToSignedIn().WithSummary("Unlinks one's identity of the other sign-in.").Changes();
    }

    private static async Task<IResult> ChallengeAsync(HttpContext http, AccountSettings settings, string? to)
    {
        if (settings.Issuer is null) return Problems.NotFound(http);

        // The page itself looks whether the path is one of this site.
        await Issuer.SendAsync(http, to is { Length: > 0 and <= MaxPath } ? $"{SignInPage}&to={Uri.EscapeDataString(to)}" : SignInPage, linkedBy: null);
        return Results.Empty;
    }

    private static Task<IResult> SignInAsync(HttpContext http, AccountSettings settings, UserManager<Person> people, SignIn signIn, AuditTrail audit)
        => JsonBody.WithAsync(http, async json =>
        {
            if (settings.Issuer is not { } issuer) return Problems.NotFound(http);
            var faults = new FaultList();
            var body = new CommandBody(json, faults);
            var code = body.Text("code");
            body.Close();
            faults.Check("code", code);
            if (faults.Any) return Problems.Of(http, faults.ToRefusal());
            if (await Issuer.AnswerAsync(http) is not { LinkedBy: null, Subject: var subject }) return Problems.Of(http, Unasked);
            if (await people.FindByLoginAsync(issuer.Authority, subject) is not { } person)
            {
                await audit.WriteAsync(http, AuditAction.SignInFailed, null, "unknown", isDone: false, note: "unlinked");
                await Issuer.ForgetAsync(http);
                return Problems.Of(http, Unlinked);
            }

            var (outcome, _) = await signIn.WithExternalAsync(http, person, code);
            if (outcome == SignIn.Outcome.Done) await Issuer.ForgetAsync(http);
            return await SessionEndpoints.AnswerAsync(http, outcome);
        });

    private static Task<IResult> ChallengeToLinkAsync(HttpContext http, OwnAccount own, AccountSettings settings) => own.WithAsync(http, async person =>
    {
        if (settings.Issuer is null) return Problems.NotFound(http);
        await Issuer.SendAsync(http, AccountPage, person.Id);
        return Results.Empty;
    });

    private static Task<IResult> LinkAsync(HttpContext http, OwnAccount own, AccountSettings settings, UserManager<Person> people) => own.RecentAsync(http, async person =>
    {
        if (settings.Issuer is not { } issuer) return Problems.NotFound(http);
        if (await Issuer.AnswerAsync(http) is not { } answer || answer.LinkedBy != person.Id) return Problems.Of(http, Unasked);
        await Issuer.ForgetAsync(http);
        var linked = await people.AddLoginAsync(person, new UserLoginInfo(issuer.Authority, answer.Subject, issuer.DisplayName));
        if (!linked.Succeeded) return Problems.Of(http, Taken);
        await own.WriteAsync(http, person, AuditAction.SecondFactorSet, "external identity");
        return Results.NoContent();
    });

    private static Task<IResult> UnlinkAsync(HttpContext http, OwnAccount own, AccountSettings settings, UserManager<Person> people) => own.RecentAsync(http, async person =>
    {
        if (settings.Issuer is not { } issuer) return Problems.NotFound(http);
        foreach (var login in (await people.GetLoginsAsync(person)).Where(l => l.LoginProvider == issuer.Authority).ToList())
            await people.RemoveLoginAsync(person, login.LoginProvider, login.ProviderKey);
        await own.WriteAsync(http, person, AuditAction.SecondFactorRemoved, "external identity");
        return Results.NoContent();
    });
}
