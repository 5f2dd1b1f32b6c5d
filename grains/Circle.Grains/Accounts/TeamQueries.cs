using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Grains.Journal;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Accounts;

/// <summary>
/// Knows every account's grants as of the version that it was asked at. The journal's heads say which have changed since, and only
/// those are asked again: a team page costs one walk over the accounts' heads, at most once in <see cref="Fresh"/>.
/// </summary>
[GrainType("team-queries")]
public sealed class TeamQueries(IGrainFactory grains, IJournalStore journal, BusinessClock clock, TimeProvider real, ILogger<TeamQueries> log) : Grain, ITeamQueries
{
    /// <summary>Accounts past it are in no team's list, and the log says so.</summary>
    private const int MostKnown = 20_000;

    private const int Page = 1_000;
    private const int AskedAtOnce = 50;

    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<AccountId, Known> known = [];
    private long? readAt;

    private sealed record Known(long Version, ImmutableArray<Grant> Grants);

    public async Task<ImmutableArray<TeamMember>> Volunteers(TeamQuery query)
    {
        await ReadAsync();
        return
        [
            .. known.Where(k => k.Value.Grants.Any(g => g.Role == Role.Volunteer && g.Team == query.Team && g.IsInForce(clock.Today)))
                .OrderBy(k => k.Key.Value, StringComparer.Ordinal)
                .Take(ITeamQueries.MostMembers)
                .Select(k => new TeamMember(k.Key, k.Value.Grants)),
        ];
    }

    public async Task<ImmutableArray<FacilityId>> Teams()
    {
        await ReadAsync();
        return
        [
            .. known.Values.SelectMany(k => k.Grants).Select(g => g.Team).OfType<FacilityId>().Distinct()
                .OrderBy(t => t.Value, StringComparer.Ordinal).Take(ITeamQueries.MostTeams),
        ];
    }

    private async Task ReadAsync()
    {
        if (readAt is { } at && real.GetElapsedTime(at) < Fresh) return;
        var begun = real.GetTimestamp();
        foreach (var changed in (await ChangedAsync()).Chunk(AskedAtOnce))
        {
            var asked = await Task.WhenAll(changed.Select(async head => (Account: AccountId.Of(head.Stream.Id), head.Version, Grants: await grains.GetGrain<IAccountGrain>(head.Stream.Id).Grants())));
            foreach (var (account, version, now) in asked) known[account] = new Known(version, now);
        }

        readAt = begun;
    }

    private async Task<List<StreamHead>> ChangedAsync()
    {
        var changed = new List<StreamHead>();
        var after = StreamId.Of(Account.Kind, "");
        var seen = 0;
        while (true)
        {
            var heads = await journal.HeadsAsync(after, Page, CancellationToken.None);
            foreach (var head in heads)
            {
                if (head.Stream.Kind != Account.Kind) return changed;
                if (++seen > MostKnown)
                {
                    log.LogWarning("There are more than {Most} accounts; those past it are in no team's list", MostKnown);
                    return changed;
                }

                if (!known.TryGetValue(AccountId.Of(head.Stream.Id), out var held) || held.Version != head.Version) changed.Add(head);
            }

            if (heads.Length < Page) return changed;
            after = heads[^1].Stream;
        }
    }
}
