using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Contracts.PointChecks;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.PointChecks;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.PointChecks;

/// <summary>See <see cref="PointCheckCommand.Draw"/>.</summary>
internal sealed record CheckDrawing(PlaceId Street);

internal static class PointCheckEndpoints
{
    public static void MapPointChecks(this IEndpointRouteBuilder api)
    {
        var checks = api.MapGroup("/point-checks").WithTags("point-checks");
        checks.MapGet("/", ListAsync).WithSummary("The quarterly phone checks (电话抽查) of a place's streets: how many are done and how many entries were right.")
            .JudgedBySilo(Permission.Read).Produces<CheckList>();
        checks.MapGet("/wrong", WrongAsync).WithSummary("Points that a check found wrong and that nobody has corrected or verified since.")
            .JudgedBySilo(Permission.Read).Produces<ImmutableArray<WrongPoint>>();
        checks.MapGet("/{id}", SheetAsync).WithSummary("The points of a check with what stood in the directory when they were drawn.")
            .JudgedBySilo(Permission.Read).Produces<CheckSheet>().ProducesProblem(404);
        checks.MapPost("/{id}/drawing", (HttpContext http, IGrainFactory grains, string id) => TellAsync(
                http, grains, id, (check, body) => new PointCheckCommand.Draw(check, body.Id<PlaceId>("street"))))
            .WithSummary("Has the system draw a street's points of this quarter; its id is the street's and the quarter's, e.g. beilinlu-2013q4.")
            .JudgedBySilo(Permission.Verify).TakesCommand<CheckDrawing>();
        checks.MapPost("/{id}/answers", (HttpContext http, IGrainFactory grains, string id) => TellAsync(http, grains, id, (_, body) => Answer(body)))
            .WithSummary("Says what a call found, anew until the quarter is over.")
            .JudgedBySilo(Permission.Verify).TakesCommand<PointCheckCommand.Answer>();
    }

    private static async Task<IResult> TellAsync(HttpContext http, IGrainFactory grains, string id, Func<PointCheckId, CommandBody, PointCheckCommand> commandOf)
        => TextId.TryParse<PointCheckId>(id, out var check)
            ? await Commands.TellAsync(http, body => ((ICommandGrain<PointCheckCommand>)grains.GetGrain<IPointCheckGrain>(check.Value), commandOf(check, body)))
            : Problems.NotFound(http);

    private static PointCheckCommand.Answer Answer(CommandBody body)
        => new(body.Whole("number"), body.Choice<Verdict>("verdict"), body.Choices<CheckedField>("fields"), body.Text("note"));

    private static async Task<IResult> ListAsync(HttpContext http, IGrainFactory grains, string? place, string? line, QueryNumber? quarters)
    {
        var faults = new FaultList();
        var query = new CheckQuery(
            faults.Id<PlaceId>("place", place), faults.Id<LineId>("line", line), (int)faults.Number("quarters", quarters, 1, CheckQuery.MostQuarters, 4));
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<IPointCheckQueries>(0).List(query));
    }

    private static async Task<IResult> WrongAsync(HttpContext http, IGrainFactory grains, string? place, string? line)
    {
        var faults = new FaultList();
        var scope = new PointScope(faults.Id<PlaceId>("place", place), faults.Id<LineId>("line", line));
        return faults.Any ? Problems.Of(http, faults.ToRefusal()) : Results.Ok(await grains.GetGrain<IPointCheckQueries>(0).Wrong(scope));
    }

    private static async Task<IResult> SheetAsync(HttpContext http, IGrainFactory grains, string id)
        => TextId.TryParse<PointCheckId>(id, out var check) && await grains.GetGrain<IPointCheckGrain>(check.Value).Sheet() is { } sheet
            ? Results.Ok(sheet)
            : Problems.NotFound(http);
}
