using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Domain.Accounts;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Grains.Journal;
using Circle.Grains.Time;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Circle.Grains.Accounts;

/// <summary>
/// Knows every account's grants as of the version that it was asked at. The journal's heads say which have changed since, and only
/// those are asked again. One walk over the heads goes on at a time; whoever asks meanwhile waits for the next one, together with
/// all others, so that nobody misses what they have just done.
/// </summary>
[GrainType("team-queries"), Reentrant]
public sealed class TeamQueries(IGrainFactory grains, IJournalStore journal, BusinessClock clock, ILogger<TeamQueries> log) : Grain, ITeamQueries
{
    /// <summary>Accounts past it are in no team's list, and the log says so.</summary>
    private const int MostKnown = 20_000;

    private const int Page = 1_000;
    private const int AskedAtOnce = 50;

    private readonly Dictionary<AccountId, Known> known = [];
    private Task walk = Task.CompletedTask;
    private Task? next;

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

    private Task ReadAsync()
    {
        if (next is not null) return next;
        return walk.IsCompleted ? walk = WalkAsync() : next = NextAsync();
    }

    private async Task NextAsync()
    {
        // If it failed, those who waited for it have heard so.
        await walk.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        next = null;
        await (walk = WalkAsync());
    }

    private async Task WalkAsync()
    {
        foreach (var changed in (await ChangedAsync()).Chunk(AskedAtOnce))
        {
            var asked = await Task.WhenAll(changed.Select(async head => (Account: AccountId.Of(head.Stream.Id), head.Version, Grants: await grains.GetGrain<IAccountGrain>(head.Stream.Id).Grants())));
            foreach (var (account, version, now) in asked) known[account] = new Known(version, now);
        }
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
