using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Web.Audit;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Identity;

namespace Circle.Web.Accounts;

internal sealed record AccountName(AccountId Id, string Name);

/// <summary>人员与权限</summary>
internal static class PeopleEndpoints
{
    private const int MaxSearch = 50;

    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("people");
        people.MapGet("/", ListAsync).WithSummary("People and programs by user name, at most 200 after after; a team leader's own volunteers alone.").Queries<Role>("role").Needs(Permission.Administer, Permission.Invite).Produces<PeoplePage>();
        people.MapGet("/roles", () => Results.Ok(new ListOf<RoleView>(RoleView.All))).WithSummary("Roles, and what a grant of each needs and gives.").Needs(Permission.Administer, Permission.Invite).Produces<ListOf<RoleView>>();
        people.MapGet("/names", NamesAsync).WithSummary("What colleagues call accounts; ids between commas.").Needs(Permission.Read, Permission.Audit).Produces<ListOf<AccountName>>();
        people.MapGet("/{id}", ViewAsync).WithSummary("Somebody, or a program.").Needs(Permission.Administer, Permission.Invite).Produces<PersonView>().ProducesProblem(404);
        people.MapPost("/", (HttpContext http, Opening opening) => opening.AnswerAsync(http)).WithSummary("Opens an account (开通账号).")
            .Needs(Permission.Administer, Permission.Invite).TakesCommand<PersonDraft, OpenedPerson>(StatusCodes.Status201Created);
        people.MapPost("/{id}/invitation", InviteAsync).WithSummary("A link to set a password by; earlier ones end.").Needs(Permission.Administer, Permission.Invite).TakesCommand<NoFields, InvitationLink>();
        people.MapPost("/{id}/grants", EntitleAsync).WithSummary("Replaces all grants (授权).").Needs(Permission.Administer, Permission.Invite).TakesCommand<AccountCommand.Entitle>();
        people.MapPost("/{id}/disablement", DisableAsync).WithSummary("Disables an account and ends its sessions.").Needs(Permission.Administer, Permission.Invite).TakesCommand<AccountCommand.Disable>();
        people.MapPost("/{id}/enablement", EnableAsync).WithSummary("Enables an account that was disabled.").Needs(Permission.Administer, Permission.Invite).TakesCommand<AccountCommand.Enable>();
        people.MapDelete("/{id}/sessions", EndSessionsAsync).WithSummary("Ends all of somebody's sessions.").Needs(Permission.Administer, Permission.Invite).Produces(204).ProducesProblem(404);
        people.MapDelete("/{id}/second-factors", ForgetFactorsAsync).WithSummary("Removes authenticator and passkeys of whoever lost them.").Needs(Permission.Administer).Produces(204).ProducesProblem(404);
        people.MapServiceKeys();
    }

    /// <summary>Grants as a body has them; what is wrong with their shape is told, the rest by the account.</summary>
    public static ImmutableArray<Grant> GrantsOf(CommandBody body)
    {
        var grants = ImmutableArray.CreateBuilder<Grant>();
        foreach (var part in body.Parts("grants", Account.MaxGrants))
        {
            grants.Add(new Grant(
                part.Choice<Role>("role"), part.OptionalId<PlaceId>("place"), part.OptionalId<LineId>("line"), part.OptionalId<FacilityId>("team"), part.Date("from"), part.OptionalDate("until")));
            part.Close();
        }

        return grants.ToImmutable();
    }

    /// <summary>People and programs by user name, at most 200 after <c>after</c>; a team leader's own volunteers alone.</summary>
    private static async Task<IResult> ListAsync(HttpContext http, People people, string? q, string? role, string? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        var (asked, from, most) = (faults.Choice<Role>("role", role), faults.Id<AccountId>("after", after), (int)faults.Number("limit", limit, 1, People.MaxLimit, 50));
        faults.Text("q", q, 0, MaxSearch);
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await people.ListAsync(q?.Trim(), asked, from, most));
    }

    private static async Task<IResult> ViewAsync(HttpContext http, People people, string id)
        => await people.FindAsync(id) is { } view ? Results.Ok(view) : Problems.NotFound(http);

    /// <summary>What colleagues call accounts, ids between commas: for histories, whose journal knows ids alone. Those that are nobody's any more are left out.</summary>
    private static async Task<IResult> NamesAsync(HttpContext http, PersonNames names, string? ids)
    {
        if (ServiceKeyHandler.KeyOf(http.User) is not null) return Problems.Of(http, EndpointRights.ForPeople);
        var faults = new FaultList();
        var asked = (ids ?? "").Split(',', PersonNames.MaxAsked + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (asked.Length > PersonNames.MaxAsked) faults.Add("ids", "too-many", $"最多 {PersonNames.MaxAsked} 个", $"at most {PersonNames.MaxAsked}");
        else if (!asked.All(id => TextId.TryParse<AccountId>(id, out _))) faults.Add("ids", "wrong-shape", "编号格式不对", "not all of them are ids");
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        var found = await names.OfAsync(asked.Select(AccountId.Of));
        return Results.Ok(new ListOf<AccountName>([.. found.Select(n => new AccountName(n.Key, n.Value))]));
    }

    /// <summary>A link to set a first password, or another one where it was forgotten. Earlier links end.</summary>
    private static Task<IResult> InviteAsync(HttpContext http, People people, Invitations invitations, AuditTrail audit, string id) => JsonBody.WithAsync(http, async json =>
    {
        var faults = new FaultList();
        var command = Commands.KeyOf(http, faults);
        new CommandBody(json, faults).Close();
        if (await people.FindAsync(id) is not { } view) return Problems.NotFound(http);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        var caller = AccountHosting.ActorOf(http.User);
        Refusal? refusal = view switch
        {
            _ when view.Id.Actor == caller => OwnPassword,
            { Holder: not Holder.Person } => Refusal.NotNow("no-person", "接口账号和大屏没有口令", "programs and screens have no password"),
            { Disabled: not null } => Refusal.NotNow("disabled", "该账号已停用，请先启用", "the account is disabled: enable it first"),
            _ => null,
        };
        if (refusal is not null) return Problems.Of(http, refusal);

        var link = await invitations.IssueAsync(view.Id, view.Grants, command);
        await audit.WriteAsync(http, AuditAction.Invited, caller, view.Id.Actor.Value);
        return Results.Ok(link);
    });

    private static Task<IResult> EntitleAsync(
        HttpContext http, IGrainFactory grains, People seen, Invitations invitations, Sessions sessions, UserManager<Person> people, PersonFactors factors, AuditTrail audit, string id)
        => TellAsync(http, grains, seen, id, body => new AccountCommand.Entitle(GrantsOf(body)), async (account, receipt) =>
        {
            // What is granted holds within a second, in streams too; a link that was made for less works no more, and is not offered either.
            await invitations.EndAsync(account);
            string[] teams = [.. (await grains.GetGrain<IAccountGrain>(account.Value).Grants()).Where(g => g.Role == Role.Volunteer).Select(g => g.Team?.Value).OfType<string>()];
            foreach (var phone in await sessions.EndPhonesAsync(account.Value, teams))
                await audit.WriteAsync(http, AuditAction.PhoneRevoked, AccountHosting.ActorOf(http.User), account.Actor.Value, note: $"left team {phone.Team}: {phone.Phone}");
            return Results.Ok(receipt);
        }, async (view, command) =>
        {
            // Whoever a team's leader let in comes to more by credentials of their own: the leader may have set the password, or hold the
            // phone. Before it is granted, so that nothing that stops half-way leaves both.
            if (!IsVolunteer(view.Grants) || IsVolunteer(((AccountCommand.Entitle)command).Grants) || await people.FindByIdAsync(view.Id.Value) is not { } person) return;
            await invitations.EndAsync(view.Id);
            await factors.ForgetAsync(person);
            await EndAsync(http, sessions, audit, view.Id);
        });

    private static bool IsVolunteer(ImmutableArray<Grant> grants) => grants.All(g => g.Role == Role.Volunteer);

    private static Task<IResult> DisableAsync(HttpContext http, IGrainFactory grains, People people, Invitations invitations, Sessions sessions, AuditTrail audit, string id)
        => TellAsync(http, grains, people, id, body => new AccountCommand.Disable(body.Required("reason")), async (account, receipt) =>
        {
            await invitations.EndAsync(account);
            await EndAsync(http, sessions, audit, account);
            return Results.Ok(receipt);
        });

    private static Task<IResult> EnableAsync(HttpContext http, IGrainFactory grains, People people, Invitations invitations, Sessions sessions, AuditTrail audit, string id)
        => TellAsync(http, grains, people, id, _ => new AccountCommand.Enable(), async (account, receipt) =>
        {
            // Such as a web node left that died between the disabling and this.
            if (receipt.Repeated) return Results.Ok(receipt);
            await invitations.EndAsync(account);
            await EndAsync(http, sessions, audit, account);
            return Results.Ok(receipt);
        });

    private static async Task<IResult> EndSessionsAsync(HttpContext http, People people, Sessions sessions, AuditTrail audit, string id)
    {
        if (await people.SeenAsync(id) is not { } view) return Problems.NotFound(http);
        await EndAsync(http, sessions, audit, view.Id);
        return Results.NoContent();
    }

    /// <summary>For whoever has lost phone and recovery codes: who it is the office makes sure of by other means. Passkeys go too, and sessions end.</summary>
    private static async Task<IResult> ForgetFactorsAsync(HttpContext http, People seen, UserManager<Person> people, PersonFactors factors, Sessions sessions, AuditTrail audit, string id)
    {
        var caller = AccountHosting.ActorOf(http.User);
        if (await seen.SeenAsync(id) is not { } view || await people.FindByIdAsync(id) is not { } person) return Problems.NotFound(http);
        if (view.Id.Actor == caller) return Problems.Of(http, OwnPassword);
        await audit.WriteAsync(http, AuditAction.SecondFactorRemoved, caller, view.Id.Actor.Value);
        await factors.ForgetSecondAsync(person);
        await EndAsync(http, sessions, audit, view.Id);
        return Results.NoContent();
    }

    private static readonly Refusal OwnPassword = Refusal.NotNow(
        "own-account", "自己的口令请在自己的账号里更改，忘了请另一位管理员发链接", "change your own password in your own account, or ask another administrator for a link");

    /// <summary>Whoever the caller may not see is not there, whatever is asked of them.</summary>
    private static async Task<IResult> TellAsync(
        HttpContext http, IGrainFactory grains, People people, string id, Func<CommandBody, AccountCommand> commandOf, Func<AccountId, Receipt, Task<IResult>> accepted,
        Func<AccountView, AccountCommand, Task>? first = null)
        => await people.SeenAsync(id) is { } view
            ? await Commands.TellAsync(
                http,
                body => ((ICommandGrain<AccountCommand>)grains.GetGrain<IAccountGrain>(view.Id.Value), commandOf(body)),
                receipt => accepted(view.Id, receipt),
                first is null ? null : command => first(view, command))
            : Problems.NotFound(http);

    private static async Task EndAsync(HttpContext http, Sessions sessions, AuditTrail audit, AccountId account)
    {
        var ended = await sessions.EndAsync(account.Value);
        if (ended > 0) await audit.WriteAsync(http, AuditAction.SessionEnded, AccountHosting.ActorOf(http.User), account.Actor.Value, note: $"{ended}");
    }
}
