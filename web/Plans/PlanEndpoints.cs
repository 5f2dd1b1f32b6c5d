using Circle.Contracts.Journal;
using Circle.Contracts.Plans;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Web.Journal;

namespace Circle.Web.Plans;

internal static class PlanEndpoints
{
    private const int MaxTargets = 500;

    public static void MapPlans(this IEndpointRouteBuilder api)
    {
        api.MapGet("/plan", ViewAsync).WithTags("plan");
        api.MapGet("/targets", TargetsAsync).WithTags("plan");
        api.MapPost("/lines/{id}/baseline", async (HttpContext http, IGrainFactory grains, string id) => TextId.TryParse<LineId>(id, out var line)
            ? await Commands.TellAsync(http, body => (Grain(grains), (PlanCommand)new PlanCommand.ConfirmBaseline(line, body.Date("asOf"), body.Required("source"))))
            : Problems.NotFound(http)).WithTags("plan").TakesCommand<PlanCommand.ConfirmBaseline>();
    }

    private static ICommandGrain<PlanCommand> Grain(IGrainFactory grains) => grains.GetGrain<IPlanGrain>(IPlanGrain.Key);

    /// <summary>The plan in force, or an earlier version of it.</summary>
    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains, QueryNumber? version)
    {
        var faults = new FaultList();
        var asked = (int)faults.Number("version", version, 1, int.MaxValue, 0);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        var plan = grains.GetGrain<IPlanGrain>(IPlanGrain.Key);
        return (version is null ? await plan.View() : await plan.ViewOf(asked)) is { } view
            ? Results.Ok(new { view.Document.Number, view.Document.Title, view.Document.IssuedOn, view.Version, view.TargetsVersion, view.Targets, view.Document.Lines, view.Baselines, view.Document.Doubts })
            : Problems.NotFound(http);
    }

    /// <summary>What units owe by when, as written out; at most 500, in order of unit, line and step after <c>after</c>.</summary>
    private static async Task<IResult> TargetsAsync(HttpContext http, IGrainFactory grains, string? place, string? line, string? after)
    {
        var faults = new FaultList();
        var unit = faults.Id<PlaceId>("place", place);
        var asked = faults.Id<LineId>("line", line);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        var targets = await grains.GetGrain<IPlanGrain>(IPlanGrain.Key).Targets(unit, asked);
        var items = targets.OrderBy(KeyOf, StringComparer.Ordinal).Where(t => after is null || string.CompareOrdinal(KeyOf(t), after) > 0).Take(MaxTargets).ToArray();
        return Results.Ok(new { items, next = items.Length == MaxTargets ? KeyOf(items[^1]) : null });
    }

    private static string KeyOf(Target target) => $"{target.Unit}|{target.Line}|{target.Step}";
}
