using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Web.Phones;

namespace Circle.Web.Subjects;

/// <summary>Whose data a caller has to do with: everybody's in the district, or of a team leader's own volunteers. The silos judge it.</summary>
internal sealed class SubjectRights(IGrainFactory grains, Teams teams)
{
    /// <summary>Whether the caller has one of these in the whole district.</summary>
    public async Task<bool> IsWholeAsync(params ImmutableArray<Permission> any)
    {
        var rights = grains.GetGrain<IRightsGrain>(0);
        foreach (var permission in any)
        {
            if (await rights.Missing(new Need(permission, Subject.District)) is null) return true;
        }

        return false;
    }

    /// <summary>Whose data the caller may list; null: everybody's.</summary>
    public async Task<IReadOnlyCollection<string>?> AccountsAsync()
    {
        if (await IsWholeAsync(Permission.Reveal, Permission.Erase)) return null;
        var accounts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var team in await OwnTeamsAsync())
        {
            foreach (var volunteer in await grains.GetGrain<ITeamQueries>(0).Volunteers(new TeamQuery(team))) accounts.Add(volunteer.Account.Value);
        }

        return accounts;
    }

    /// <summary>Whether the caller may see this one in full: of a team leader's a volunteer of the team, as of now.</summary>
    public async Task<bool> MayRevealAsync(AccountId? of)
    {
        if (await IsWholeAsync(Permission.Reveal)) return true;
        if (of is not { } account) return false;
        foreach (var team in await OwnTeamsAsync())
        {
            if (await teams.HasAsync(team, account)) return true;
        }

        return false;
    }

    /// <summary>Those in which the caller may reveal.</summary>
    private async Task<ImmutableArray<FacilityId>> OwnTeamsAsync()
    {
        if (Caller.Current is not { } actor || AccountId.Of(actor) is not { } account) return [];
        var (grants, today) = (await grains.GetGrain<IAccountGrain>(account.Value).Grants(), await teams.TodayAsync());
        return [.. grants.Where(g => g.IsInForce(today) && Roles.PermissionsOf(g.Role).Contains(Permission.Reveal)).Select(g => g.Team).OfType<FacilityId>().Distinct()];
    }
}
