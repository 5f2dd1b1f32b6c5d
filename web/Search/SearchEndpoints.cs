using System.Collections.Immutable;
using Circle.Contracts.Places;
using Circle.Contracts.Search;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Search;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Search;

internal static class SearchEndpoints
{
    /// <summary>Of the text as it is sent; only its first <see cref="SearchQuery.LongestText"/> characters that count are looked for.</summary>
    private const int MostText = 200;

    private const int UsualUnmet = 100;

    public static void MapSearch(this IEndpointRouteBuilder api)
    {
        var search = api.MapGroup("/search").WithTags("search");
        search.MapGet("/", FindAsync)
            .WithSummary(
                "Places, facilities, service points and teams by characters, pinyin, initials or a mixture, best first: the first limit of total, 10 of at most 50. "
                + "text: at most 200 characters, of which the first 40 letters, characters and digits count. kinds: by commas; else all. near: a place, whose hits come first; else the caller's own.")
            .NeedsQuery("text").JudgedBySilo(Permission.Read).Produces<SearchAnswer>().ProducesProblem(503);
        search.MapGet("/unmet", UnmetAsync).WithSummary("Texts that found nothing, the most recent first: the first limit, 100 of at most 1,000. place: a street, of which they were asked; else all. Nothing is kept of who asked.")
            .JudgedBySilo(Permission.Keep).Produces<ListOf<UnmetEntry>>();
    }

    private static async Task<IResult> FindAsync(HttpContext http, IGrainFactory grains, string? text, string? kinds, string? near, QueryNumber? limit)
    {
        var faults = new FaultList();
        if (text is null) faults.Add("text", "required", "请写出要找什么", "say what to look for");
        else if (text.Length > MostText) faults.Add("text", "too-long", $"最多 {MostText} 个字", $"at most {MostText} characters");
        var question = new SearchQuestion(
            text ?? "", KindsOf(faults, kinds), faults.Id<PlaceId>("near", near), (int)faults.Number("limit", limit, 1, SearchQuery.MostHits, SearchQuery.UsualHits));
        if (question.Near is { } place && await grains.GetGrain<IPlaceQueries>(0).Find(place) is null) faults.Add("near", "unknown", "没有这个地点", "no such place");
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        return await grains.GetGrain<ISearchQueries>(0).Find(question) is { } answer ? Results.Ok(answer) : Problems.Busy(http);
    }

    private static async Task<IResult> UnmetAsync(HttpContext http, IGrainFactory grains, string? place, QueryNumber? limit)
    {
        var faults = new FaultList();
        var query = new UnmetQuery(faults.Id<PlaceId>("place", place));
        var most = (int)faults.Number("limit", limit, 1, UnmetDemand.MostEntries, UsualUnmet);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        return Results.Ok(new ListOf<UnmetEntry>([.. (await grains.GetGrain<IUnmetDemandGrain>(UnmetDemand.Key).View(query)).Take(most)]));
    }

    private static ImmutableArray<SearchKind> KindsOf(FaultList faults, string? kinds)
        => kinds is null ? [] : [.. kinds.Split(',', 10).Select(k => faults.Choice<SearchKind>("kinds", k)).OfType<SearchKind>().Distinct()];
}
