using System.Security.Claims;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Web.Accounts;
using Circle.Web.Audit;
using Circle.Web.Journal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Phones;

/// <summary>
/// 登记手机. Every step may be done twice, so that a phone whose enrolment broke off, or never heard the answer, opens the link again:
/// the account opens by the invitation's own command, and a session that was made before ends.
/// </summary>
internal sealed class Enrolments(
    PhoneInvitations invitations, Teams teams, Sessions sessions, UserManager<Person> people, Insistence insistence, IGrainFactory grains, AuditTrail audit, TimeProvider real)
{
    /// <summary>One answer for what was never there, used, cancelled, over, or claimed by another phone: who guesses learns nothing.</summary>
    public static readonly Refusal Over = new(RefusalKind.Forbidden,
    [
        new Fault("", "invitation-over", "邀请已用过、已取消或已过期，请队长重新出示二维码", "the invitation was used, cancelled or is over: ask the team leader for another"),
    ]);

    public static readonly Refusal Full = Refusal.NotNow(
        "too-many-phones", $"每人最多登记 {Sessions.MostPhones} 部手机，请队长先停用一部", $"nobody has more than {Sessions.MostPhones} phones: the team leader has to revoke one first");

    /// <returns>Why not; null: the phone is signed in.</returns>
    public async Task<IResult?> EnrolAsync(HttpContext http, string token, string claim)
    {
        if (await invitations.ClaimAsync(token, claim) is not { } invitation) return await RefuseAsync(http, http.Request.Path, Over);
        var (team, account) = (FacilityId.Of(invitation.Team), AccountId.Of(invitation.Account));
        if (await OpenAsync(invitation) is { } answer) return answer is Answer.Refused ? await RefuseAsync(http, invitation.Account, Over) : Problems.Busy(http);

        // Meanwhile it may have been disabled, left the team, or come to more than its inviter may hand out.
        if (await teams.MissingForAsync(team, account, AccountId.Of(invitation.By).Actor) is not null) return await RefuseAsync(http, invitation.Account, Over);
        if (await PersonAsync(invitation) is not { } person) return Problems.Busy(http);

        // Made before, where the answer was lost.
        if (invitation.Session is { } former) await sessions.EndAsync(person.Id, former);
        var others = (await sessions.OfAsync(person.Id)).Where(s => s.Phone is not null).ToList();
        if (!invitation.ReplacesOthers && others.Count >= Sessions.MostPhones) return await RefuseAsync(http, invitation.Account, Full);

        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.Id), Sessions.NewKey()], AccountHosting.Scheme));
        var id = Sessions.IdOf(principal)!;
        if (!await invitations.UseAsync(invitation, id)) return await RefuseAsync(http, invitation.Account, Over);
        if (http.User.Identity?.IsAuthenticated == true) await http.SignOutAsync(AccountHosting.Scheme);
        var phone = new PhoneTicket(PhoneName.Of(http.Request.Headers.UserAgent), invitation.Team, District.At(invitation.Until.AddDays(1)));
        await http.SignInAsync(AccountHosting.Scheme, principal, phone.ToProperties(real.GetUtcNow()));
        foreach (var other in invitation.ReplacesOthers ? others : [])
        {
            await sessions.EndAsync(person.Id, other.Id);
            await audit.WriteAsync(http, AuditAction.PhoneRevoked, AccountId.Of(invitation.By).Actor, person.Id, note: $"replaced: {other.Phone}");
        }

        await audit.WriteAsync(http, AuditAction.InvitationUsed, account.Actor, person.Id, note: $"team {team}, invited by {invitation.By}");
        await audit.WriteAsync(http, AuditAction.PhoneEnrolled, account.Actor, person.Id, note: $"team {team}: {phone.Name}");
        return null;
    }

    private async Task<IResult> RefuseAsync(HttpContext http, string account, Refusal refusal)
    {
        await audit.WriteAsync(http, AuditAction.InvitationUsed, actor: null, account, isDone: false, refusal.Faults[0].Code);
        return Problems.Of(http, refusal);
    }

    /// <summary>A new volunteer's account, in the name of whoever invited.</summary>
    /// <returns>Null: it is open.</returns>
    private async Task<Answer?> OpenAsync(PhoneInvitation invitation)
    {
        if (invitation.Name is null) return null;
        var account = AccountId.Of(invitation.Account);
        var volunteer = new Grant(Role.Volunteer, null, null, FacilityId.Of(invitation.Team), invitation.Since, null);
        Caller.Current = AccountId.Of(invitation.By).Actor;
        var answer = await insistence.TellAsync(grains.GetGrain<IAccountGrain>(account.Value), new CommandId(Guid.Parse(invitation.Id)), new AccountCommand.Open(account, [volunteer]));
        return answer is Answer.Accepted ? null : answer;
    }

    /// <summary>Without a password: nobody signs in by this name.</summary>
    /// <returns>Null: not now.</returns>
    private async Task<Person?> PersonAsync(PhoneInvitation invitation)
    {
        if (await people.FindByIdAsync(invitation.Account) is { } person || invitation.Name is null) return person;
        try
        {
            person = new Person { Id = invitation.Account, UserName = invitation.Account, DisplayName = invitation.Name };
            return (await people.CreateAsync(person)).Succeeded ? person : null;
        }
        catch (DbUpdateException)
        {
            // The same phone asks twice at once: one of them has just made it.
            return null;
        }
    }
}
