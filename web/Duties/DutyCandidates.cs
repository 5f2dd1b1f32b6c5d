using Circle.Contracts.Duties;
using Circle.Domain.Accounts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Web.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Duties;

/// <param name="Truncated">More people than are looked through at once: part of a name finds the others.</param>
internal sealed record CandidatesView(IReadOnlyList<HolderView> Items, bool Truncated);

/// <summary>可选的责任人: names come from here, who of them may do anything there the silos say.</summary>
internal sealed class DutyCandidates(IDbContextFactory<Credentials> credentials, IGrainFactory grains)
{
    /// <param name="text">Part of a name; null: everybody.</param>
    public async Task<CandidatesView> OfAsync(PlaceId place, LineId? line, DateOnly? day, string? text)
    {
        await using var db = await credentials.CreateDbContextAsync();
        var people = await db.Users.Where(p => text == null || p.DisplayName.Contains(text)).OrderBy(p => p.DisplayName).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.DisplayName }).Take(CandidateQuery.MostAmong + 1).ToListAsync();
        var named = people.Take(CandidateQuery.MostAmong).Select(p => new HolderView(AccountId.Of(p.Id), p.DisplayName)).ToList();
        var fit = (await grains.GetGrain<IDutyQueries>(0).Candidates(new CandidateQuery(place, line, day, [.. named.Select(p => p.Account)]))).ToHashSet();
        return new([.. named.Where(p => fit.Contains(p.Account))], people.Count > CandidateQuery.MostAmong);
    }

    /// <summary>Whether somebody may be given a duty there, on each of the lines.</summary>
    public async Task<bool> FitsAsync(AccountId account, PlaceId place, IEnumerable<LineId?> lines, DateOnly day)
    {
        foreach (var line in lines)
        {
            if ((await grains.GetGrain<IDutyQueries>(0).Candidates(new CandidateQuery(place, line, day, [account]))).IsEmpty) return false;
        }

        return true;
    }
}
