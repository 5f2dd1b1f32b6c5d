using System.Security.Claims;
using Circle.Domain.Accounts;
using Circle.Domain.Audit;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Web.Accounts;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Phones;

/// <summary>扫码登记手机: what a phone asks, before and after it is enrolled.</summary>
internal static class PhoneEndpoints
{
    private const string Tag = "phones";

    public static void AddPhones(this IServiceCollection services)
    {
        services.AddSingleton<PhoneInvitations>();
        services.AddSingleton<Teams>();
        services.AddScoped<Enrolments>();
    }

    public static void MapPhones(this IEndpointRouteBuilder api)
    {
        var phones = api.MapGroup("/phones").WithTags(Tag);

        // By POST: what a link holds is in no address, so in no log.
        phones.MapPost("/preview", PreviewAsync).OpenToAll().WithSummary("What a link of enrolment is for.").Takes<EnrolmentBody>().Produces<Preview>().ProducesProblem(StatusCodes.Status403Forbidden).RequireRateLimiting(SessionEndpoints.Limit);
        phones.MapPost("/enrolment", EnrolAsync).OpenToAll().WithSummary("Enrols this phone by the link (扫码登记).").Takes<EnrolmentBody>().Produces(204).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict).RequireRateLimiting(SessionEndpoints.Limit);
        phones.MapGet("/own", OwnAsync).OpenToSignedIn().WithSummary("This phone, as whoever holds it sees it.").Produces<OwnPhone>().ProducesProblem(404);
        phones.MapTeams();
    }

    private static Task<IResult> PreviewAsync(HttpContext http, PhoneInvitations invitations, PersonNames names, Teams teams) => WithSecretsAsync(http, async (token, claim) =>
    {
        if (await invitations.FindAsync(token, claim) is not { } invitation) return Problems.Of(http, Enrolments.Over);
        var account = AccountId.Of(invitation.Account);
        var name = invitation.Name ?? (await names.OfAsync([account])).GetValueOrDefault(account) ?? "";
        return Results.Ok(new Preview(await teams.NameOfAsync(FacilityId.Of(invitation.Team)), Mask.Name(name), invitation.Until));
    });

    private static Task<IResult> EnrolAsync(HttpContext http, Enrolments enrolments) => WithSecretsAsync(http, async (token, claim)
        => await enrolments.EnrolAsync(http, token, claim) ?? Results.NoContent());

    private static async Task<IResult> OwnAsync(HttpContext http, Sessions sessions, PersonNames names, Teams teams)
    {
        if (Sessions.IdOf(http.User) is not { } id || await sessions.PhoneAsync(id) is not { } phone) return Problems.NotFound(http);
        var (account, team) = (AccountId.Of(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!), FacilityId.Of(phone.Team!));

        // Disabled, or in the team no more: the phone is nobody's, however long its session would last.
        if (!await teams.HasAsync(team, account)) return Problems.Of(http, Contracts.Journal.Caller.SignedOut);
        var item = PhoneItem.Of(phone);
        return Results.Ok(new OwnPhone(account, (await names.OfAsync([account])).GetValueOrDefault(account) ?? "", team, await teams.NameOfAsync(team), item.Name, item.Until));
    }

    private static Task<IResult> WithSecretsAsync(HttpContext http, Func<string, string, Task<IResult>> answer) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var body = new CommandBody(json, faults);
        var (token, claim) = (body.Secret("token"), body.Secret("claim"));
        body.Close();
        foreach (var (field, secret) in (ReadOnlySpan<(string, string)>)[("token", token), ("claim", claim)])
        {
            if (secret.Length != PhoneInvitations.SecretLength && !faults.Has(field))
                faults.Add(field, "wrong-shape", "链接不完整，请重新扫码或复制整个链接", "the link is not whole: scan it again, or copy all of it");
        }

        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : await answer(token, claim);
    });
}
