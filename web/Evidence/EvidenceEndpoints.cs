using Circle.Contracts.Evidence;
using Circle.Domain.Accounts;
using Circle.Domain.Evidence;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.RateLimiting;

namespace Circle.Web.Evidence;

internal static class EvidenceEndpoints
{
    /// <summary>As many entries as are ever read.</summary>
    private const int MostAfter = 1_000_000;

    /// <summary>Its questions read many rows: so many at once, so many that wait, and "busy" for the others.</summary>
    private const string Limit = "evidence";
    private const int MostAtOnce = 4;
    private const int MostWaiting = 96;

    public static void AddEvidence(this IServiceCollection services)
        => services.AddRateLimiter(limits => limits.AddConcurrencyLimiter(Limit, limit => (limit.PermitLimit, limit.QueueLimit) = (MostAtOnce, MostWaiting)));

    public static void MapEvidence(this IEndpointRouteBuilder api)
    {
        var evidence = api.MapGroup("/evidence").WithTags("evidence").RequireRateLimiting(Limit);
        evidence.MapGet("/", LinesAsync).WithSummary("How each line stands at a place, worst first, and why.").Asks().JudgedBySilo(Permission.Read).Produces<EvidenceView>().ProducesProblem(404);
        evidence.MapGet("/facilities", FacilitiesAsync).WithSummary("The facilities behind a figure, longest overdue first.").Asks().JudgedBySilo(Permission.Read).Produces<EvidencePage>().ProducesProblem(404);
    }

    private static RouteHandlerBuilder Asks(this RouteHandlerBuilder endpoint) => endpoint.Queries<Ring>("ring").Queries<Figure>("figure").Queries<DateOnly>("from", "to");

    /// <summary>How each line stands at a place, worst first, and why; of one line also who owes and which sentence asks for it.</summary>
    private static async Task<IResult> LinesAsync(
        HttpContext http, IGrainFactory grains, string? place, string? line, string? ring, string? figure, string? from, string? to)
    {
        var faults = new FaultList();
        var query = QueryOf(faults, place, line, ring, figure, from, to);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        return await grains.GetGrain<IEvidenceQueries>(0).Lines(query, http.RequestAborted) is { } view ? Results.Ok(view) : Problems.NotFound(http);
    }

    /// <summary>What stands behind a figure (what is owed where none is named), longest overdue first.</summary>
    private static async Task<IResult> FacilitiesAsync(
        HttpContext http, IGrainFactory grains, string? place, string? line, string? ring, string? figure, string? from, string? to, QueryNumber? after, QueryNumber? limit)
    {
        var faults = new FaultList();
        var query = QueryOf(faults, place, line, ring, figure, from, to);
        var offset = (int)faults.Number("after", after, 0, MostAfter, 0);
        var most = (int)faults.Number("limit", limit, 1, EvidencePage.MaxLimit, 50);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        return await grains.GetGrain<IEvidenceQueries>(0).Items(query, offset, most, http.RequestAborted) is { } page ? Results.Ok(page) : Problems.NotFound(http);
    }

    private static EvidenceQuery QueryOf(FaultList faults, string? place, string? line, string? ring, string? figure, string? from, string? to)
    {
        var (first, last) = (faults.Day("from", from), faults.Day("to", to));
        if (first > last) faults.Add("to", "before-from", "不能早于开始日期", "must not be before from");
        return new EvidenceQuery(
            faults.Id<PlaceId>("place", place), faults.Id<LineId>("line", line), faults.Choice<Ring>("ring", ring), faults.Choice<Figure>("figure", figure), first, last);
    }
}
