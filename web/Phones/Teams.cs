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

    private static readonly Refusal NoVolunteer = Refusal.Unknown("account", "队里没有这名志愿者", "the team has no such volunteer");

    public static bool IsVolunteer(ImmutableArray<Grant> grants, FacilityId team) => grants.Any(g => g.Role == Role.Volunteer && g.Team == team);

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
        var (grants, today) = (await grains.GetGrain<IAccountGrain>(account.Value).Grants(), await TodayAsync());
        return [.. grants.Where(g => g.IsInForce(today) && Roles.PermissionsOf(g.Role).Contains(Permission.Invite)).Select(g => g.Team).OfType<FacilityId>().Distinct()];
    }

    /// <summary>Why the caller does not lead this team; null: it does.</summary>
    public Task<Refusal?> MissingAsync(FacilityId team) => grains.GetGrain<IRightsGrain>(0).Missing(new Need(Permission.Invite, new Subject(Team: team)));

    /// <summary>
    /// Why the caller may not give a volunteer of this team a phone; null: it may. Whoever holds the phone may do all that the account
    /// may, so the caller needs what it would need to change the account: that it is a volunteer of the team is not enough.
    /// </summary>
    public async Task<Refusal?> MissingForAsync(FacilityId team, AccountId account)
    {
        var held = await GrantsAsync(account);
        if (!IsVolunteer(held, team)) return NoVolunteer;
        return await grains.GetGrain<IRightsGrain>(0).Missing(Account.Needs(new AccountState(account, held, null), new AccountCommand.Enable())!);
    }

    /// <inheritdoc cref="MissingForAsync(FacilityId, AccountId)"/>
    /// <param name="caller">Not whoever asks now.</param>
    public async Task<Refusal?> MissingForAsync(FacilityId team, AccountId account, Actor caller)
    {
        Caller.Current = caller;
        return await MissingForAsync(team, account);
    }

    public Task<ImmutableArray<Grant>> GrantsAsync(AccountId account) => grains.GetGrain<IAccountGrain>(account.Value).Grants();

    /// <summary>In business time, as grants count.</summary>
    public async Task<DateOnly> TodayAsync() => District.DateOf((await grains.GetGrain<IRehearsalGrain>(0).View()).Now);
}
