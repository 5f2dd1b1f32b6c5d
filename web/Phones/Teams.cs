using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Contracts.Rehearsal;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Time;

namespace Circle.Web.Phones;

/// <summary>志愿者队伍, as whoever leads them sees them.</summary>
internal sealed class Teams(IGrainFactory grains)
{
    private static readonly Actor Self = new("system:teams");

    /// <summary>As the register of facilities calls it; else its id.</summary>
    public async Task<string> NameOfAsync(FacilityId team)
    {
        // A leader reads no facilities, and is told no more than this one's name.
        Caller.Current = Self;
        return (await grains.GetGrain<IFacilityGrain>(team.Value).View())?.Name ?? team.Value;
    }

    /// <summary>Those that the caller leads: every one for the programme office.</summary>
    public async Task<ImmutableArray<FacilityId>> LedByCallerAsync()
    {
        if (await grains.GetGrain<IRightsGrain>(0).Missing(new Need(Permission.Administer, Subject.District)) is null)
            return await grains.GetGrain<ITeamQueries>(0).Teams();
        if (Caller.Current is not { } actor || AccountId.Of(actor) is not { } account) return [];
        var (grants, today) = (await GrantsAsync(account), await TodayAsync());
        return [.. grants.Where(g => g.IsInForce(today) && Roles.PermissionsOf(g.Role).Contains(Permission.Invite)).Select(g => g.Team).OfType<FacilityId>().Distinct()];
    }

    /// <summary>Why the caller does not lead this team; null: it does.</summary>
    public Task<Refusal?> MissingAsync(FacilityId team) => grains.GetGrain<IRightsGrain>(0).Missing(new Need(Permission.Invite, new Subject(Team: team)));

    /// <summary>
    /// A volunteer of this team whose account the caller may change. To lead the team is not enough for who is more than its
    /// volunteer: whoever holds a phone may do all that its account may.
    /// </summary>
    /// <returns>Null: there is none such.</returns>
    public async Task<AccountView?> VolunteerAsync(FacilityId team, AccountId account)
        => (await grains.GetGrain<IAccountQueries>(0).Views([account])).FirstOrDefault() is { } view && IsIn(view.Grants, team, await TodayAsync()) ? view : null;

    /// <inheritdoc cref="VolunteerAsync(FacilityId, AccountId)"/>
    /// <param name="caller">Not whoever asks now.</param>
    public async Task<AccountView?> VolunteerAsync(FacilityId team, AccountId account, Actor caller)
    {
        Caller.Current = caller;
        try
        {
            return await VolunteerAsync(team, account);
        }
        catch (NotAllowedException)
        {
            return null;
        }
    }

    /// <summary>Whether the account is the team's volunteer now: a disabled one is not.</summary>
    public async Task<bool> HasAsync(FacilityId team, AccountId account) => IsIn(await GrantsAsync(account), team, await TodayAsync());

    /// <summary>In business time, as grants count.</summary>
    public async Task<DateOnly> TodayAsync() => District.DateOf((await grains.GetGrain<IRehearsalGrain>(0).View()).Now);

    private Task<ImmutableArray<Grant>> GrantsAsync(AccountId account) => grains.GetGrain<IAccountGrain>(account.Value).Grants();

    private static bool IsIn(ImmutableArray<Grant> grants, FacilityId team, DateOnly today) => grants.Any(g => g.Role == Role.Volunteer && g.Team == team && g.IsInForce(today));
}
