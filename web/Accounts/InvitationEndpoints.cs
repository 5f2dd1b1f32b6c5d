using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Web.Audit;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Identity;

namespace Circle.Web.Accounts;

/// <param name="Name">To sign in by.</param>
internal sealed record Welcome(string Name);

/// <param name="Token">Of the link.</param>
/// <param name="Password">The first, or the next.</param>
internal sealed record InvitationUse(string Token, string Password);

/// <summary>设置口令: by whoever holds the link.</summary>
internal static class InvitationEndpoints
{
    public static void MapInvitation(this IEndpointRouteBuilder api)
        => api.MapPost("/invitation", UseAsync).WithTags("session").WithSummary("Sets a password by the token of an invitation.").OpenToAll().Takes<InvitationUse>().Produces<Welcome>().ProducesProblem(StatusCodes.Status403Forbidden)
            .RequireRateLimiting(SessionEndpoints.Limit);

    private static Task<IResult> UseAsync(HttpContext http, Invitations invitations, UserManager<Person> people, PasswordGate gate, AuditTrail audit) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var (token, password) = (body.Required("token"), body.Secret("password"));
        body.Close();
        if (password.Length > SignIn.MaxPassword) faults.Add("password", "too-long", $"最多 {SignIn.MaxPassword} 个字符", $"at most {SignIn.MaxPassword} characters");
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        using var lease = await gate.EnterAsync(http, isKnown: false);
        if (!lease.IsAcquired) return Problems.Busy(http);
        var (person, refusal) = await invitations.UseAsync(people, token, password);
        if (person is null)
        {
            if (refusal!.Kind == RefusalKind.Forbidden) await audit.WriteAsync(http, AuditAction.InvitationUsed, actor: null, "invitation", isDone: false);
            return Problems.Of(http, refusal);
        }

        var account = AccountId.Of(person.Id);
        await audit.WriteAsync(http, AuditAction.InvitationUsed, account.Actor, account.Actor.Value);
        return Results.Ok(new Welcome(person.UserName!));
    });
}
