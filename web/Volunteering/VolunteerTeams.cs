using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Places;
using Circle.Contracts.Volunteering;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;
using Circle.Domain.Volunteering;

namespace Circle.Web.Volunteering;

/// <param name="IsLeader">The caller leads it.</param>
internal sealed record OwnTeam(FacilityId Team, string Name, LineId Line, PlaceId Place, bool IsLeader);

internal sealed record OwnTeams(ImmutableArray<OwnTeam> Teams);

/// <param name="Name">In full: whoever reads it is of the team. Empty: it was erased.</param>
internal sealed record TeamMemberShown(VolunteerId Who, string Name, CraftId? Craft);

/// <param name="Street">Of a community; null: it is a street.</param>
/// <param name="Keys">Initials and whole pinyin, in lower case.</param>
internal sealed record ActivityPlace(PlaceId Id, string Name, string? Street, ImmutableArray<string> Keys);

/// <summary>A team as its members' phones keep it, to log with or without a network.</summary>
/// <param name="Now">Business time.</param>
/// <param name="Account">The caller, as a volunteer.</param>
/// <param name="Month">What the team did in this month; <paramref name="OwnMinutes"/> is the caller's, in whatever team.</param>
/// <param name="Kinds">What teams of its line do.</param>
internal sealed record TeamShown(
    FacilityId Team, string Name, LineId Line, PlaceId Place, DateTimeOffset Now, VolunteerId Account, bool IsLeader, ImmutableArray<TeamMemberShown> Members, ActivitySums Month, long OwnMinutes,
    IReadOnlyList<ActivityItem> Newest, ImmutableArray<ActivityKind> Kinds, ImmutableArray<Craft> Crafts, ImmutableArray<ActivityPlace> Places, int MostHours, int MostDaysLate);

/// <summary>志愿队伍, as their members see them.</summary>
internal sealed class VolunteerTeams(IGrainFactory grains, ActivityReading reading, VolunteerNames names)
{
    /// <summary>Of one person's month; one more is not summed.</summary>
    private const int MostOwn = 1_000;

    /// <summary>Those that the caller is in or leads.</summary>
    public async Task<OwnTeams> OwnAsync(AccountId account)
    {
        var grants = await grains.GetGrain<IAccountGrain>(account.Value).Grants();
        var found = await Task.WhenAll(grants.Select(g => g.Team).OfType<FacilityId>().Distinct().Select(async team => await FindAsync(team) is { } site
            ? new OwnTeam(team, site.Name, site.Line, site.Place, await LeadsAsync(team))
            : null));
        return new OwnTeams([.. found.OfType<OwnTeam>().OrderBy(t => t.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Null: there is no such team.</summary>
    public async Task<TeamShown?> ShowAsync(FacilityId team, AccountId account)
    {
        if (await grains.GetGrain<IActivityQueries>(0).Team(new TeamQuery(team)) is not { } sheet) return null;
        var (site, rules, own) = (sheet.Site, sheet.Rules, VolunteerId.Of(account.Value));
        var called = await names.OfAsync(sheet.Members.Select(m => m.Who));
        return new TeamShown(
            team, site.Name, site.Line, site.Place, sheet.Now, own, await LeadsAsync(team),
            [.. sheet.Members.Select(m => new TeamMemberShown(m.Who, called.GetValueOrDefault(m.Who) ?? "", m.Craft))],
            sheet.Month, await OwnMinutesAsync(team, own, sheet.Now), await reading.ItemsAsync(sheet.Newest),
            [.. rules.Kinds.Where(k => k.IsOf(site.Line))], rules.Crafts, await PlacesAsync(), rules.MostHours, rules.MostDaysLate);
    }

    /// <summary>Not allowed: as if there were none.</summary>
    private async Task<TeamSite?> FindAsync(FacilityId team)
    {
        try
        {
            return await grains.GetGrain<IActivityQueries>(0).Site(new TeamQuery(team));
        }
        catch (NotAllowedException)
        {
            // A grant that is not in force.
            return null;
        }
    }

    private async Task<bool> LeadsAsync(FacilityId team) => await grains.GetGrain<IRightsGrain>(0).Missing(new Need(Permission.Invite, new Subject(Team: team))) is null;

    private async Task<long> OwnMinutesAsync(FacilityId team, VolunteerId own, DateTimeOffset now)
    {
        var month = await OwnEntries.ReadAsync(grains, team, own, District.At(District.MonthOf(District.DateOf(now))), MostOwn);
        return ServiceHours.MinutesOf(month.Entries);
    }

    /// <summary>As the system's own: a volunteer reads no places, and is told their names alone.</summary>
    private async Task<ImmutableArray<ActivityPlace>> PlacesAsync()
    {
        Caller.Current = Self;
        var places = await grains.GetGrain<IPlaceQueries>(0).List(null);
        var streets = places.Where(p => p.Kind == PlaceKind.Street).ToDictionary(p => p.Id, p => p.Name);
        return
        [
            .. places.Where(p => p.Kind is PlaceKind.Community or PlaceKind.Street)
                .Select(p => new ActivityPlace(p.Id, p.Name, p.Kind == PlaceKind.Community && p.Parent is { } parent ? streets.GetValueOrDefault(parent) : null, PlaceKeys.Of(p.Name))),
        ];
    }

    private static readonly Actor Self = new("system:volunteering");
}
