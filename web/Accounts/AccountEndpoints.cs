using Circle.Contracts.Accounts;
using Circle.Contracts.Places;
using Circle.Contracts.Plans;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Audit;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Identity;

namespace Circle.Web.Accounts;

/// <summary>A grant with the names of what it is limited to; null: it is not.</summary>
/// <param name="HasTeam">Limited to one's own team.</param>
internal sealed record OwnGrant(Role Role, string? Place, string? Line, bool HasTeam, DateOnly From, DateOnly? Until);

/// <param name="IsRecent">Whether the sign-in is young enough for changes to factors; else the password is asked for first.</param>
/// <param name="NeedsSecondFactor">Whether its roles need two factors.</param>
/// <param name="RecoveryCodes">That are left.</param>
/// <param name="External">Null: there is no other sign-in.</param>
internal sealed record OwnAccountView(
    string Name, string DisplayName, IReadOnlyList<OwnGrant> Grants, bool IsRecent, bool NeedsSecondFactor, bool HasAuthenticator, int RecoveryCodes,
    IReadOnlyList<PasskeyView> Passkeys, ExternalView? External);

/// <param name="Seen">When it was used last, to the minute.</param>
/// <param name="Agent">What the browser calls itself.</param>
internal sealed record SessionItem(string Id, DateTimeOffset Began, DateTimeOffset Seen, string? Address, string? Agent, bool IsThis);

internal sealed record PasswordBody(string Password);

/// <param name="Password">That holds now.</param>
internal sealed record PasswordChange(string Password, string NewPassword);

internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/account").WithTags("account");
        account.MapGet("/", ViewAsync).OpenToHalfSignedIn().WithSummary("One's own account, its grants and its ways to sign in.").Produces<OwnAccountView>();
        account.MapPost("/confirmation", ConfirmAsync).WithSummary("Confirms the password, so that factors may be changed for a while.").Takes<PasswordBody>().OpenToHalfSignedIn().RequireRateLimiting(SessionEndpoints.Limit).Changes();
        account.MapPost("/password", ChangePasswordAsync).WithSummary("Changes the password and ends all other sessions.").Takes<PasswordChange>().OpenToSignedIn().RequireRateLimiting(SessionEndpoints.Limit).Changes();
        account.MapGet("/sessions", SessionsAsync).OpenToSignedIn().WithSummary("One's own sessions.").Produces<ListOf<SessionItem>>();
        account.MapDelete("/sessions", EndOthersAsync).WithSummary("Ends all of one's own sessions but this one.").OpenToSignedIn().Changes();
        account.MapDelete("/sessions/{id}", EndAsync).WithSummary("Ends one of one's own sessions.").OpenToSignedIn().Changes();
        account.MapSecondFactor();
        account.MapPasskeys();
        account.MapExternal();
    }

    /// <summary>Answers with nothing, or with what is wrong.</summary>
    public static RouteHandlerBuilder Changes(this RouteHandlerBuilder endpoint) => endpoint.Produces(204);

    private static Task<IResult> ViewAsync(HttpContext http, OwnAccount own, UserManager<Person> people, SecondFactors factors, AccountSettings settings, IGrainFactory grains)
        => own.WithAsync(http, async person => Results.Ok(new OwnAccountView(
            person.UserName!,
            person.DisplayName,
            await GrantsAsync(http, person, grains),
            await own.IsRecentAsync(http),
            await factors.IsRequiredAsync(person.Id),
            person.TwoFactorEnabled,
            person.TwoFactorEnabled ? await people.CountRecoveryCodesAsync(person) : 0,
            [.. (await people.GetPasskeysAsync(person)).OrderBy(p => p.CreatedAt).Select(PasskeyView.Of)],
            settings.Issuer is { } issuer ? new ExternalView(issuer.DisplayName, (await people.GetLoginsAsync(person)).Any(l => l.LoginProvider == issuer.Authority)) : null)));

    private static async Task<IReadOnlyList<OwnGrant>> GrantsAsync(HttpContext http, Person person, IGrainFactory grains)
    {
        var grants = await grains.GetGrain<IAccountGrain>(person.Id).Grants();
        var places = grants.Any(g => g.Place is not null) ? (await grains.GetGrain<IPlaceQueries>(0).List(null)).ToDictionary(p => p.Id, p => p.Name) : [];

        // Nobody to the silos reads no plan, and is shown the bare number.
        var plan = AccountHosting.ActorOf(http.User) is not null && grants.Any(g => g.Line is not null) ? await grains.GetGrain<IPlanGrain>(IPlanGrain.Key).View() : null;
        return [.. grants.Select(g => new OwnGrant(
            g.Role,
            g.Place is { } place ? places.GetValueOrDefault(place, place.Value) : null,
            g.Line is { } line ? plan?.Document.Lines.FirstOrDefault(l => l.Id == line)?.Name ?? line.Value : null,
            g.Team is not null,
            g.From,
            g.Until))];
    }

    private static Task<IResult> ConfirmAsync(HttpContext http, OwnAccount own) => JsonBody.WithAsync(http, json => own.WithAsync(http, async person =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var password = body.Password("password");
        body.Close();
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        return await own.ConfirmAsync(http, person, password) ?? Results.NoContent();
    }));

    private static Task<IResult> ChangePasswordAsync(HttpContext http, OwnAccount own, UserManager<Person> people, PasswordGate gate, Sessions sessions, Invitations invitations)
        => JsonBody.WithAsync(http, json => own.WithAsync(http, async person =>
        {
            var faults = new FaultList();
            var body = new CommandBody(json, faults);
            var (password, next) = (body.Password("password"), body.Password("newPassword"));
            body.Close();
            if (faults.Any) return Problems.Of(http, faults.ToRefusal());
            if (await own.ConfirmAsync(http, person, password) is { } wrong) return wrong;

            using (var place = await gate.EnterAsync(http, isKnown: true))
            {
                if (!place.IsAcquired) return Problems.Busy(http);
                faults.Add(await people.ChangePasswordAsync(person, password, next), "newPassword");
            }

            if (faults.Any) return Problems.Of(http, faults.ToRefusal());
            var ended = await sessions.EndAsync(person.Id, except: Sessions.IdOf(http.User));
            await invitations.EndAsync(AccountId.Of(person.Id));
            await own.WriteAsync(http, person, AuditAction.PasswordChanged, $"{ended} other sessions ended");
            await SignIn.RenewAsync(http, person);
            return Results.NoContent();
        }));

    private static Task<IResult> SessionsAsync(HttpContext http, OwnAccount own, Sessions sessions) => own.WithAsync(http, async person =>
    {
        var current = Sessions.IdOf(http.User);
        var items = (await sessions.OfAsync(person.Id)).Select(s => new SessionItem(
            s.Id, DateTimeOffset.FromUnixTimeMilliseconds(s.Began), DateTimeOffset.FromUnixTimeMilliseconds(s.Seen), s.Address, s.Agent, s.Id == current));
        return Results.Ok(new ListOf<SessionItem>([.. items]));
    });

    private static Task<IResult> EndAsync(HttpContext http, OwnAccount own, Sessions sessions, string id) => own.WithAsync(http, async person =>
    {
        if (await sessions.EndAsync(person.Id, id) == 0) return Problems.NotFound(http);
        await own.WriteAsync(http, person, AuditAction.SessionEnded);
        return Results.NoContent();
    });

    private static Task<IResult> EndOthersAsync(HttpContext http, OwnAccount own, Sessions sessions) => own.WithAsync(http, async person =>
    {
        var ended = await sessions.EndAsync(person.Id, except: Sessions.IdOf(http.User));
        await own.WriteAsync(http, person, AuditAction.SessionEnded, $"{ended} others");
        return Results.NoContent();
    });
}
