using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Volunteering;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;
using Circle.Web.Accounts;
using Circle.Web.Audit;
using Circle.Web.Journal;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Phones;

/// <summary>
/// 登记手机. A phone claims the invitation by a secret of its own; from then on every step may be done twice, so that a phone whose
/// enrolment broke off, or never heard the answer, opens the link again: the account opens by the invitation's own command, and the
/// session's key comes from the two secrets.
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
        var (team, account, inviter) = (FacilityId.Of(invitation.Team), AccountId.Of(invitation.Account), AccountId.Of(invitation.By).Actor);
        if (await OpenAsync(invitation) is { } answer) return answer is Answer.Refused ? await RefuseAsync(http, account.Actor.Value, Over) : Problems.Busy(http);

        // Meanwhile it may have been disabled, left the team, or come to more than its inviter may hand out.
        if (await teams.VolunteerAsync(team, account, inviter) is not { Disabled: null }) return await RefuseAsync(http, account.Actor.Value, Over);
        if (await PersonAsync(invitation) is not { } person) return Problems.Busy(http);

        // What was enrolled once and has been revoked since does not come back by the same link.
        if (invitation.Session is { } former && await sessions.PhoneAsync(former) is null) return await RefuseAsync(http, account.Actor.Value, Over);
        var key = Sessions.KeyOf($"{token}.{claim}");
        var id = Sessions.IdOf(key.Value);
        var others = (await sessions.OfAsync(person.Id)).Where(s => s.Phone is not null && s.Id != id).ToList();
        if (!invitation.ReplacesOthers && others.Count >= Sessions.MostPhones) return await RefuseAsync(http, account.Actor.Value, Full);

        var phone = new PhoneTicket(PhoneName.Of(http.Request.Headers.UserAgent), invitation.Team, District.At(invitation.Until.AddDays(1)));
        try
        {
            await SignIn.BeginAsync(http, person, key, Proof.Phone, phone.ToProperties(real.GetUtcNow()));
        }
        catch (DbUpdateException)
        {
            // The same phone asks twice at once: one of them has just begun it.
            return Problems.Busy(http);
        }

        if (!await invitations.UseAsync(invitation, id))
        {
            await sessions.EndAsync(person.Id, id);
            return await RefuseAsync(http, account.Actor.Value, Over);
        }

        // Whoever is on the roster is logged for; that they are already is fine.
        Caller.Current = inviter;
        await insistence.TellAsync(
            grains.GetGrain<IRosterGrain>(team.Value), CommandId.Derive("enrolled", invitation.Id), new RosterCommand.Join(VolunteerId.Of(account.Value), null, await teams.TodayAsync()));
        foreach (var other in invitation.ReplacesOthers ? others : [])
        {
            await sessions.EndAsync(person.Id, other.Id);
            await audit.WriteAsync(http, AuditAction.PhoneRevoked, inviter, account.Actor.Value, note: $"replaced in team {other.Team}: {other.Phone}");
        }

        await audit.WriteAsync(http, AuditAction.InvitationUsed, account.Actor, account.Actor.Value, note: $"team {team}, invited by {invitation.By}");
        await audit.WriteAsync(http, AuditAction.PhoneEnrolled, account.Actor, account.Actor.Value, note: $"team {team}, until {invitation.Until:yyyy-MM-dd}: {phone.Name}");
        return null;
    }

    private async Task<IResult> RefuseAsync(HttpContext http, string subject, Refusal refusal)
    {
        await audit.WriteAsync(http, AuditAction.InvitationUsed, actor: null, subject, isDone: false, refusal.Faults[0].Code);
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
        if (await people.FindByIdAsync(invitation.Account) is { } known) return known;
        if (invitation.Name is null) return null;
        try
        {
            var person = new Person { Id = invitation.Account, UserName = invitation.Account, DisplayName = invitation.Name };
            return (await people.CreateAsync(person)).Succeeded ? person : null;
        }
        catch (DbUpdateException)
        {
            // As above.
            return null;
        }
    }
}
