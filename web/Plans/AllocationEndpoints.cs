using System.Collections.Immutable;
using Circle.Contracts.Journal;
using Circle.Contracts.Plans;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Web.Journal;
using Circle.Web.Rights;

namespace Circle.Web.Plans;

/// <summary>See <see cref="PlanCommand.Allocate"/>; of which line the address says.</summary>
internal sealed record AllocationBody(StepId Step, int Seen, ImmutableArray<StreetShare> Shares, string Reason);

/// <summary>指标分解: what the district owes alone, given to streets.</summary>
internal static class AllocationEndpoints
{
    private const int MostShares = 200;

    public static void MapAllocations(this IEndpointRouteBuilder api)
    {
        api.MapGet("/lines/{id}/allocation", ViewAsync).WithTags("plan").WithSummary("What the district owes alone of a line's steps, to which streets it is given, and all versions of that.")
            .JudgedBySilo(Permission.Read).Produces<AllocationView>().ProducesProblem(404);
        api.MapPost("/lines/{id}/allocation", async (HttpContext http, IGrainFactory grains, string id) => TextId.TryParse<LineId>(id, out var line)
                ? await Commands.TellAsync(http, body => ((ICommandGrain<PlanCommand>)grains.GetGrain<IPlanGrain>(IPlanGrain.Key), (PlanCommand)Allocate(line, body)))
                : Problems.NotFound(http)).WithTags("plan")
            .WithSummary("Gives what the district owes of a step to streets (指标分解), all of it; without shares it is given back.").JudgedBySilo(Permission.Plan).TakesCommand<AllocationBody>();
    }

    private static PlanCommand.Allocate Allocate(LineId line, CommandBody body)
        => new(line, body.Id<StepId>("step"), body.Whole("seen"), [.. body.Parts("shares", MostShares).Select(Share)], body.Required("reason"));

    private static StreetShare Share(CommandBody body)
    {
        var share = new StreetShare(body.Id<PlaceId>("street"), body.Whole("number"));
        body.Close();
        return share;
    }

    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains, string id)
        => TextId.TryParse<LineId>(id, out var line) && await grains.GetGrain<IPlanGrain>(IPlanGrain.Key).Allocation(line) is { } view ? Results.Ok(view) : Problems.NotFound(http);
}
