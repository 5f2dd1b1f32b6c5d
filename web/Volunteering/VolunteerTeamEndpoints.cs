using System.Security.Claims;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Rehearsal;
using Circle.Contracts.Volunteering;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Subjects;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Circle.Web.Subjects;

namespace Circle.Web.Volunteering;

/// <summary>志愿队伍 and their rosters 名册.</summary>
internal static class VolunteerTeamEndpoints
{
    public static void MapVolunteerTeams(this IEndpointRouteBuilder api)
    {
        var teams = api.MapGroup("/volunteer-teams").WithTags("activities");
        teams.MapGet("/", OwnAsync).OpenToSignedIn().WithSummary("Volunteer teams that the caller is in or leads.").Produces<OwnTeams>();
        teams.MapGet("/{team}", ShowAsync).WithSummary("A team as its members' phones keep it: roster, newest records, and what a log is made of.").JudgedBySilo(Permission.Log).Produces<TeamShown>().ProducesProblem(404);
        teams.MapPost("/{team}/members", JoinAsync).WithSummary("Adds somebody to the team's roster (名册), with an account or by name alone.").TakesCommand<JoiningBody>().JudgedBySilo(Permission.Invite);
        teams.MapPost("/{team}/members/{who}/craft", (HttpContext http, IGrainFactory grains, string team, string who)
            => OnMemberAsync(http, grains, team, who, (body, member) => new RosterCommand.Change(member, body.OptionalId<CraftId>("craft")))).WithSummary("Says what somebody brings to the team (专长).").TakesCommand<CraftBody>().JudgedBySilo(Permission.Invite);
        teams.MapPost("/{team}/members/{who}/departure", (HttpContext http, IGrainFactory grains, string team, string who)
            => OnMemberAsync(http, grains, team, who, (_, member) => new RosterCommand.Leave(member))).WithSummary("Takes somebody off the roster (离队); what they did stays theirs.").TakesCommand<NoFields>().JudgedBySilo(Permission.Invite);
    }

    private static AccountId AccountOf(HttpContext http) => AccountId.Of(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!);

    private static async Task<IResult> OwnAsync(HttpContext http, VolunteerTeams teams) => Results.Ok(await teams.OwnAsync(AccountOf(http)));

    private static async Task<IResult> ShowAsync(HttpContext http, VolunteerTeams teams, string team)
    {
        if (Caller.Current is null) return Problems.Of(http, Caller.SignedOut);
        return TextId.TryParse<FacilityId>(team, out var id) && await teams.ShowAsync(id, AccountOf(http)) is { } shown ? Results.Ok(shown) : Problems.NotFound(http);
    }

    private static async Task<IResult> OnMemberAsync(HttpContext http, IGrainFactory grains, string team, string who, Func<CommandBody, VolunteerId, RosterCommand> commandOf)
        => TextId.TryParse<FacilityId>(team, out var id) && TextId.TryParse<VolunteerId>(who, out var member)
            ? await Commands.TellAsync(http, body => (Of(grains, id), commandOf(body, member)))
            : Problems.NotFound(http);

    private static ICommandGrain<RosterCommand> Of(IGrainFactory grains, FacilityId team) => grains.GetGrain<IRosterGrain>(team.Value);

    /// <summary>The name of whoever has no account goes into the store of personal data first, and out of it again where the roster does not take them.</summary>
    private static async Task<IResult> JoinAsync(HttpContext http, IGrainFactory grains, SubjectBook book, Insistence insistence, string team)
    {
        if (!TextId.TryParse<FacilityId>(team, out var id)) return Problems.NotFound(http);
        if (Caller.Current is null) return Problems.Of(http, Caller.SignedOut);
        if (await grains.GetGrain<IRightsGrain>(0).Missing(new Need(Permission.Invite, new Subject(Team: id))) is { } missing) return Problems.Of(http, missing);
        var today = District.DateOf((await grains.GetGrain<IRehearsalGrain>(0).View()).Now);
        return await JsonBody.WithAsync(http, async json =>
        {
            var faults = new FaultList();
            var key = Commands.KeyOf(http, faults);
            var body = new CommandBody(json, faults);
            var (who, name) = (body.OptionalId<VolunteerId>("who"), body.Text("name"));
            var join = new RosterCommand.Join(who ?? VolunteerId.Of(CommandId.Derive("roster-member", key.ToString()).Value.ToString("n")), body.OptionalId<CraftId>("craft"), body.OptionalDate("since") ?? today);
            body.Close();
            if (who is null && !faults.Has("name")) faults.Text("name", name, 1, PersonalData.MaxName);
            if (who is not null && name is not null) faults.Add("name", "not-allowed", "有账号的志愿者不用再填姓名", "a volunteer with an account has a name already");
            if (faults.Any)
            {
                faults.AddNew(await Of(grains, id).Check(join));
                return Problems.Of(http, faults.ToRefusal());
            }

            var (by, subject) = (Asker.Of(http), SubjectId.Of(join.Who.Value));
            if (who is null && await book.AddAsync(by, SubjectKind.Volunteer, new PersonalData(name, null, null), subject) is { } refusal) return Problems.Of(http, refusal);
            var answer = await insistence.TellAsync(Of(grains, id), key, join);
            if (who is null && answer is Answer.Refused { Refusal.Kind: not RefusalKind.IdReused }) await book.WithdrawAsync(by, subject);
            return await Commands.ShowAsync(http, answer);
        });
    }
}
