using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Contracts.Plans;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.ServicePoints;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Plans;

/// <param name="Targets">How many there are, see <c>/targets</c>.</param>
/// <param name="Proposal">What waits for a person; null: nothing, or an earlier version was asked for.</param>
/// <param name="Directory">What is decided about service points; null: nothing yet.</param>
internal sealed record PlanInForce(
    string Number, string Title, DateOnly IssuedOn, int Version, int TargetsVersion, int Targets, ImmutableArray<Line> Lines, ImmutableDictionary<LineId, Baseline> Baselines,
    ImmutableArray<Doubt> Doubts, OpenProposal? Proposal, DirectoryRules? Directory);

internal sealed record PlanVersionItem(int Version, DateTimeOffset AdoptedAt, Actor By, string Number, string Title);

/// <param name="Next">Ask again with <c>before</c> = this; null at the end.</param>
internal sealed record PlanVersionPage(IReadOnlyList<PlanVersionItem> Items, int? Next);

/// <param name="Next">Ask again with <c>after</c> = this; null at the end.</param>
internal sealed record TargetPage(IReadOnlyList<Target> Items, string? Next);

/// <param name="Source">Where the figures of the day come from, 1 to 500 characters.</param>
internal sealed record BaselineBody(DateOnly AsOf, string Source);

internal static class PlanEndpoints
{
    private const int MaxTargets = 500;

    public static void MapPlans(this IEndpointRouteBuilder api)
    {
        api.MapGet("/plan", ViewAsync).JudgedBySilo(Permission.Read).WithTags("plan").WithSummary("The plan (方案) in force, or an earlier version of it.")
            .Produces<PlanInForce>().ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/plan/versions", VersionsAsync).JudgedBySilo(Permission.Read).WithTags("plan").WithSummary("Versions that have been in force, newest first; at most 100, before before.").Produces<PlanVersionPage>();
        api.MapGet("/plan/differences", DifferencesAsync).WithSummary("What differs between two versions.").NeedsQuery("from", "to").JudgedBySilo(Permission.Read).WithTags("plan").Produces<PlanDifferences>().ProducesProblem(404);
        api.MapGet("/plan/files", FilesAsync).WithSummary("The plan in force as files, to be edited and uploaded again.").JudgedBySilo(Permission.Read).WithTags("plan").Produces<Stream>(StatusCodes.Status200OK, PlanZip.MediaType).ProducesProblem(404);
        api.MapProposals();
        api.MapAllocations();
        api.MapGet("/targets", TargetsAsync).JudgedBySilo(Permission.Read).WithTags("plan").WithSummary("What units owe by when; at most 500 after after.").Produces<TargetPage>();
        api.MapPost("/lines/{id}/baseline", async (HttpContext http, IGrainFactory grains, string id) => TextId.TryParse<LineId>(id, out var line)
            ? await Commands.TellAsync(http, body => (Grain(grains), (PlanCommand)new PlanCommand.ConfirmBaseline(line, body.Date("asOf"), body.Required("source"))))
            : Problems.NotFound(http)).JudgedBySilo(Permission.Confirm).WithTags("plan").WithSummary("Confirms a line's baseline (摸底数): from then on it is in the totals.").TakesCommand<BaselineBody>();
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
            ? Results.Ok(new PlanInForce(
                view.Document.Number, view.Document.Title, view.Document.IssuedOn, view.Version, view.TargetsVersion, view.Targets, view.Document.Lines, view.Baselines, view.Document.Doubts, view.Open,
                view.Document.Directory))
            : Problems.NotFound(http);
    }

    /// <summary>Versions that have been in force, newest first; at most 100, before <c>before</c>.</summary>
    private static async Task<IResult> VersionsAsync(HttpContext http, IGrainFactory grains, QueryNumber? before)
    {
        var faults = new FaultList();
        var earlier = (int)faults.Number("before", before, 1, int.MaxValue, 0);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        var versions = await grains.GetGrain<IPlanGrain>(IPlanGrain.Key).Versions(before is null ? null : earlier);
        return Results.Ok(new PlanVersionPage([.. versions.Items.Select(v => new PlanVersionItem(v.Version, v.At, v.By, v.Number, v.Title))], versions.Next));
    }

    private static async Task<IResult> DifferencesAsync(HttpContext http, IGrainFactory grains, QueryNumber? from, QueryNumber? to)
    {
        var faults = new FaultList();
        if (from is null) faults.Add("from", "required", "不能为空", "is required");
        if (to is null) faults.Add("to", "required", "不能为空", "is required");
        var (older, newer) = ((int)faults.Number("from", from, 1, int.MaxValue, 0), (int)faults.Number("to", to, 1, int.MaxValue, 0));
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        return await grains.GetGrain<IPlanGrain>(IPlanGrain.Key).Differences(older, newer) is { } differences ? Results.Ok(differences) : Problems.NotFound(http);
    }

    /// <summary>The plan in force as the files that an office edits and uploads again.</summary>
    private static async Task<IResult> FilesAsync(HttpContext http, IGrainFactory grains)
        => await grains.GetGrain<IPlanGrain>(IPlanGrain.Key).View() is { } view
            ? Results.File(PlanZip.Of(view.Document), PlanZip.MediaType, $"plan-v{view.Version}.zip")
            : Problems.NotFound(http);

    /// <summary>What units owe by when, as written out; at most 500, in order of unit, line and step after <c>after</c>.</summary>
    private static async Task<IResult> TargetsAsync(HttpContext http, IGrainFactory grains, string? place, string? line, string? after)
    {
        var faults = new FaultList();
        var unit = faults.Id<PlaceId>("place", place);
        var asked = faults.Id<LineId>("line", line);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());

        var targets = await grains.GetGrain<IPlanGrain>(IPlanGrain.Key).Targets(unit, asked);
        var items = targets.OrderBy(KeyOf, StringComparer.Ordinal).Where(t => after is null || string.CompareOrdinal(KeyOf(t), after) > 0).Take(MaxTargets).ToArray();
        return Results.Ok(new TargetPage(items, items.Length == MaxTargets ? KeyOf(items[^1]) : null));
    }

    private static string KeyOf(Target target) => $"{target.Unit}|{target.Line}|{target.Step}";
}
