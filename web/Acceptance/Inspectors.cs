using Circle.Contracts.Acceptance;
using Circle.Domain.Accounts;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Web.Accounts;
using Circle.Web.Duties;
using Microsoft.EntityFrameworkCore;

namespace Circle.Web.Acceptance;

/// <summary>可选的验收人员: names come from here, who of them may inspect anything there the silos say.</summary>
internal sealed class Inspectors(IDbContextFactory<Credentials> credentials, IGrainFactory grains)
{
    /// <param name="place">Null, as is the line: who may inspect anything anywhere.</param>
    /// <param name="text">Part of a name; null: everybody.</param>
    public async Task<CandidatesView> OfAsync(PlaceId? place, LineId? line, string? text)
    {
        await using var db = await credentials.CreateDbContextAsync();
        var people = await db.Users.Where(p => text == null || p.DisplayName.Contains(text)).OrderBy(p => p.DisplayName).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.DisplayName }).Take(InspectorQuery.MostAmong + 1).ToListAsync();
        var named = people.Take(InspectorQuery.MostAmong).Select(p => new HolderView(AccountId.Of(p.Id), p.DisplayName)).ToList();
        var fit = (await grains.GetGrain<IAcceptanceQueries>(0).Inspectors(new InspectorQuery(place, line, [.. named.Select(p => p.Account)]))).ToHashSet();
        return new([.. named.Where(p => fit.Contains(p.Account))], people.Count > InspectorQuery.MostAmong);
    }
}
