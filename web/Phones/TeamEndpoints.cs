using System.Globalization;
using System.Security.Claims;
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
using Circle.Web.Rights;

namespace Circle.Web.Phones;

/// <summary>What a team's leader does with its members and their phones. Each asks on the very team; of another one not even names are told.</summary>
internal static class TeamEndpoints
{
    /// <summary>The longest that a phone stays without being extended.</summary>
    private const int MostYears = 2;

    private const int UsualYears = 1;

    public static void MapTeams(this RouteGroupBuilder phones)
    {
        var teams = phones.MapGroup("/teams");
        teams.MapGet("/", ListAsync).WithSummary("Volunteer teams that the caller leads.").Needs(Permission.Invite).Produces<ListOf<TeamItem>>();
        teams.MapGet("/{team}", ViewAsync).WithSummary("A team's members, their phones and open invitations.").Needs(Permission.Invite).Produces<TeamView>();
        teams.MapPost("/{team}/invitations", InviteAsync).WithSummary("A link to enrol a phone by; told once.").Takes<InvitationBody>().Needs(Permission.Invite).Produces<ShownInvitation>();
        teams.MapDelete("/{team}/invitations/{id}", CancelAsync).WithSummary("Cancels an open invitation.").Needs(Permission.Invite).Changes();
        teams.MapPost("/{team}/members/{account}/removal", RemoveAsync).WithSummary("Removes a volunteer from the team.").Needs(Permission.Invite).TakesCommand<NoFields>();
        teams.MapPost("/{team}/phones/{id}/extension", ExtendAsync).WithSummary("Extends a phone to a later day.").Takes<ExtensionBody>().Needs(Permission.Invite).Changes();
        teams.MapDelete("/{team}/phones/{id}", RevokeAsync).WithSummary("Ends a phone.").Needs(Permission.Invite).Changes();
    }

    private static async Task<IResult> ListAsync(Teams teams)
    {
        var led = await teams.LedByCallerAsync();
        return Results.Ok(new ListOf<TeamItem>(await Task.WhenAll(led.Select(async t => new TeamItem(t, await teams.NameOfAsync(t))))));
    }

    private static Task<IResult> ViewAsync(
        HttpContext http, string team, Teams teams, Sessions sessions, PhoneInvitations invitations, PersonNames names, IGrainFactory grains, TimeProvider real)
        => OnTeamAsync(http, teams, team, async id =>
        {
            var volunteers = await grains.GetGrain<ITeamQueries>(0).Volunteers(new TeamQuery(id));
            var phones = (await sessions.PhonesAsync(id.Value)).ToLookup(s => s.PersonId);
            var open = await invitations.OpenAsync(id.Value);
            var called = new Dictionary<AccountId, string>();
            foreach (var asked in volunteers.Select(v => v.Account).Chunk(PersonNames.MaxAsked))
            {
                foreach (var (account, name) in await names.OfAsync(asked)) called[account] = name;
            }

            return Results.Ok(new TeamView(
                id,
                await teams.NameOfAsync(id),
                Today(real),
                Today(real).AddYears(MostYears),
                [.. volunteers.Select(v => new MemberItem(v.Account, called.GetValueOrDefault(v.Account, ""), [.. phones[v.Account.Value].Select(PhoneItem.Of)])).OrderBy(m => m.Name, StringComparer.Ordinal)],
                [
                    .. open.Select(i => new InvitationItem(
                        i.Id,
                        i.Name ?? called.GetValueOrDefault(AccountId.Of(i.Account), ""),
                        i.Name is null ? AccountId.Of(i.Account) : null,
                        DateTimeOffset.FromUnixTimeMilliseconds(i.Ends),
                        i.Until)),
                ]));
        });

    private static Task<IResult> InviteAsync(HttpContext http, string team, Teams teams, Sessions sessions, PhoneInvitations invitations, AuditTrail audit, TimeProvider real)
        => OnTeamAsync(http, teams, team, id => JsonBody.WithAsync(http, async json =>
        {
            var faults = new FaultList();
            var body = new CommandBody(json, faults);
            var (name, account, others) = (body.Text("name"), body.OptionalId<AccountId>("account"), body.OptionalChoice<OtherPhones>("others") ?? OtherPhones.Stay);
            var until = UntilOf(body, real) ?? Today(real).AddYears(UsualYears);
            body.Close();
            if (account is null && !faults.Has("name") && !faults.Has("account")) faults.Text("name", name, 1, Person.MaxName);
            if (account is not null && name is not null) faults.Add("name", "not-allowed", "已在队里的志愿者不用再填称呼", "a volunteer of the team has a name already");
            if (faults.Any) return Problems.Of(http, faults.ToRefusal());

            if (account is { } known)
            {
                if (await teams.VolunteerAsync(id, known) is not { Disabled: null }) return Problems.Of(http, NoVolunteer);
                if (others == OtherPhones.Stay && (await sessions.OfAsync(known.Value)).Count(s => s.Phone is not null) >= Sessions.MostPhones) return Problems.Of(http, Enrolments.Full);
            }

            var invitation = new PhoneInvitation
            {
                Id = Guid.CreateVersion7().ToString("D", CultureInfo.InvariantCulture),
                Team = id.Value,
                Account = account?.Value ?? Guid.CreateVersion7().ToString("n", CultureInfo.InvariantCulture),
                Name = account is null ? name : null,
                Since = await teams.TodayAsync(),
                Until = until,
                ReplacesOthers = others == OtherPhones.End,
                By = http.User.FindFirstValue(ClaimTypes.NameIdentifier)!,
            };
            if (await invitations.AddAsync(invitation) is not { } token) return Problems.Of(http, Crowded);

            await audit.WriteAsync(http, AuditAction.Invited, AccountHosting.ActorOf(http.User), AccountId.Of(invitation.Account).Actor.Value, note: $"team {id}, phone until {until:yyyy-MM-dd}");
            var link = $"{OriginOf(http.Request)}/enrol#{token}";
            return Results.Ok(new ShownInvitation(invitation.Id, link, QrCode.Of(link), DateTimeOffset.FromUnixTimeMilliseconds(invitation.Ends), until));
        }));

    private static readonly Refusal NoVolunteer = Refusal.Unknown(
        "account", "队里没有这名志愿者，或需由区长效办办理", "the team has no such volunteer, or the programme office has to do it");

    private static readonly Refusal Crowded = Refusal.NotNow(
        "too-many-invitations", $"同时最多有 {PhoneInvitations.MostOpen} 个未使用的邀请，请等它们被使用或过期，或先取消几个", $"at most {PhoneInvitations.MostOpen} invitations are open at one time: wait, or cancel some");

    private static Task<IResult> CancelAsync(HttpContext http, string team, string id, Teams teams, PhoneInvitations invitations)
        => OnTeamAsync(http, teams, team, async facility => await invitations.CancelAsync(facility.Value, id) ? Results.NoContent() : Problems.NotFound(http));

    private static Task<IResult> ExtendAsync(HttpContext http, string team, string id, Teams teams, Sessions sessions, AuditTrail audit, TimeProvider real)
        => OnPhoneAsync(http, teams, sessions, team, id, phone => JsonBody.WithAsync(http, async json =>
        {
            var faults = new FaultList();
            var body = new CommandBody(json, faults);
            var until = UntilOf(body, real);
            body.Close();
            if (until is null && !faults.Has("until")) faults.Add("until", "required", "请选择日期", "choose a day");
            if (faults.Any) return Problems.Of(http, faults.ToRefusal());
            if (await teams.VolunteerAsync(FacilityId.Of(team), AccountId.Of(phone.PersonId)) is not { Disabled: null }) return Problems.Of(http, NoVolunteer);
            if (!await sessions.ExtendAsync(phone.Id, District.At(until!.Value.AddDays(1)))) return Problems.NotFound(http);
            await audit.WriteAsync(http, AuditAction.PhoneEnrolled, AccountHosting.ActorOf(http.User), AccountId.Of(phone.PersonId).Actor.Value, note: $"extended to {until:yyyy-MM-dd}: {phone.Phone}");
            return Results.NoContent();
        }));

    private static Task<IResult> RevokeAsync(HttpContext http, string team, string id, Teams teams, Sessions sessions, AuditTrail audit)
        => OnPhoneAsync(http, teams, sessions, team, id, async phone =>
        {
            // Written first: a phone that is gone is not asked for again, and nobody would write it then.
            await audit.WriteAsync(http, AuditAction.PhoneRevoked, AccountHosting.ActorOf(http.User), AccountId.Of(phone.PersonId).Actor.Value, note: $"team {team}: {phone.Phone}");
            await sessions.EndAsync(phone.PersonId, phone.Id);
            return Results.NoContent();
        });

    /// <summary>The account loses what it holds of this team, and is disabled where that was all; the journal says who did it.</summary>
    private static Task<IResult> RemoveAsync(
        HttpContext http, string team, string account, Teams teams, Sessions sessions, Invitations links, PhoneInvitations invitations, Insistence insistence, IGrainFactory grains, AuditTrail audit)
        => OnTeamAsync(http, teams, team, async id =>
        {
            if (!TextId.TryParse<AccountId>(account, out var member) || await teams.VolunteerAsync(id, member) is not { } view) return Problems.Of(http, NoVolunteer);

            // Before: what stops half-way leaves a volunteer without a phone, and no phone without a volunteer. After: what came in between.
            return await Commands.TellAsync(
                http,
                _ => ((ICommandGrain<AccountCommand>)grains.GetGrain<IAccountGrain>(member.Value), (AccountCommand)new AccountCommand.Leave(id)),
                async receipt =>
                {
                    await EndAsync();
                    await insistence.TellAsync(grains.GetGrain<IRosterGrain>(id.Value), CommandId.Derive("left", receipt.Stream.Value, $"{receipt.Version}"), new RosterCommand.Leave(VolunteerId.Of(member.Value)));
                    if (!view.Grants.All(g => g.Team == id)) return Results.Ok(receipt);
                    var ended = await sessions.EndAsync(member.Value);
                    if (ended > 0) await audit.WriteAsync(http, AuditAction.SessionEnded, AccountHosting.ActorOf(http.User), member.Actor.Value, note: $"{ended}");
                    return Results.Ok(receipt);
                },
                _ => EndAsync());

            async Task EndAsync()
            {
                await invitations.CancelAllAsync(id.Value, member.Value);
                await links.EndAsync(member);
                string[] others = [.. view.Grants.Where(g => g.Role == Role.Volunteer && g.Team != id).Select(g => g.Team?.Value).OfType<string>()];
                foreach (var phone in await sessions.EndPhonesAsync(member.Value, others))
                    await audit.WriteAsync(http, AuditAction.PhoneRevoked, AccountHosting.ActorOf(http.User), member.Actor.Value, note: $"left team {id}: {phone.Phone}");
            }
        });

    private static async Task<IResult> OnTeamAsync(HttpContext http, Teams teams, string team, Func<FacilityId, Task<IResult>> answer)
    {
        if (!TextId.TryParse<FacilityId>(team, out var id)) return Problems.NotFound(http);
        return await teams.MissingAsync(id) is { } missing ? Problems.Of(http, missing) : await answer(id);
    }

    /// <summary>A phone of another team is not there.</summary>
    private static Task<IResult> OnPhoneAsync(HttpContext http, Teams teams, Sessions sessions, string team, string phone, Func<Session, Task<IResult>> answer)
        => OnTeamAsync(http, teams, team, async id => await sessions.PhoneAsync(phone) is { } session && session.Team == id.Value ? await answer(session) : Problems.NotFound(http));

    private static DateOnly Today(TimeProvider real) => District.DateOf(real.GetUtcNow());

    /// <summary>A phone's last day; null: it was left out, or, beside the fault, is none.</summary>
    private static DateOnly? UntilOf(CommandBody body, TimeProvider real)
    {
        var (until, today) = (body.OptionalDate("until"), Today(real));
        if (until < today || until > today.AddYears(MostYears))
            body.Faults.Add("until", "out-of-range", $"应在今天到 {MostYears} 年后之间", $"must lie between today and {MostYears} years from now");
        return until;
    }

    /// <summary>As the leader's browser reaches this server, through whatever stands before it; the guard has compared it with the host.</summary>
    private static string OriginOf(HttpRequest request) => request.Headers.Origin is [{ Length: > 0 } origin] ? origin : $"{request.Scheme}://{request.Host}";
}
