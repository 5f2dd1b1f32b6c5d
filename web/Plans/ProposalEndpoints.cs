using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Plans;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Plans;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Circle.Web.Plans;

/// <param name="Base">The version in force that it is compared with.</param>
/// <param name="Unconfirmed">Lines that differ and are in no total.</param>
/// <param name="Late">What would be late at once.</param>
internal sealed record ProposalAnswer(
    int Number, string Source, Actor By, DateTimeOffset At, int Base, PlanDifferences Differences, ImmutableArray<LineId> Unconfirmed, ImmutableArray<LateStep> Late);

internal sealed record DismissedProposal(string Reason);

/// <summary>A new version by file: proposed, seen, taken or dismissed.</summary>
internal static class ProposalEndpoints
{
    private const string Path = "/plan/proposal";
    private const string Limit = "plan-upload";

    /// <summary>Each may hold 1 MB for as long as it takes.</summary>
    private const int MostAtOnce = 4;

    public static void AddProposals(this IServiceCollection services)
        => services.AddRateLimiter(limits => limits.AddConcurrencyLimiter(Limit, limit => (limit.PermitLimit, limit.QueueLimit) = (MostAtOnce, 0)));

    public static void MapProposals(this IEndpointRouteBuilder api)
    {
        api.MapGet(Path, ViewAsync).JudgedBySilo(Permission.Read).WithTags("plan").WithSummary("The proposal that waits, and all that it would change.").Produces<ProposalAnswer>().ProducesProblem(404);
        api.MapPost(Path, ProposeAsync).JudgedBySilo(Permission.Plan).WithTags("plan").WithSummary("Proposes a new version by files: plan.json and lines/*.json, at most 64 and 1 MB in all.")
            .WithMetadata(new RequestSizeLimitAttribute(PlanUpload.Limits.MostRequest))
            .RequireRateLimiting(Limit)
            .TakesFiles(StatusCodes.Status201Created);
        api.MapPost($"{Path}/{{number:int}}/adoption", (HttpContext http, IGrainFactory grains, int number)
            => Commands.TellAsync(http, _ => (Grain(grains), (PlanCommand)new PlanCommand.Take(number)))).JudgedBySilo(Permission.Plan).WithTags("plan").WithSummary("Takes the proposal: it is in force from then on.").TakesCommand<NoFields>();
        api.MapPost($"{Path}/{{number:int}}/dismissal", (HttpContext http, IGrainFactory grains, int number)
            => Commands.TellAsync(http, body => (Grain(grains), (PlanCommand)new PlanCommand.Dismiss(number, body.Required("reason"))))).JudgedBySilo(Permission.Plan).WithTags("plan").WithSummary("Dismisses the proposal.").TakesCommand<DismissedProposal>();
    }

    private static Contracts.Journal.ICommandGrain<PlanCommand> Grain(IGrainFactory grains) => grains.GetGrain<IPlanGrain>(IPlanGrain.Key);

    /// <summary>What waits for a person, and all that it would change.</summary>
    private static async Task<IResult> ViewAsync(HttpContext http, IGrainFactory grains)
        => await grains.GetGrain<IPlanGrain>(IPlanGrain.Key).Proposal() is { } view
            ? Results.Ok(new ProposalAnswer(view.Proposal.Number, view.Proposal.Source, view.Proposal.By, view.Proposal.At, view.Base, view.Differences, view.Unconfirmed, view.Late))
            : Problems.NotFound(http);

    /// <summary>
    /// plan.json and lines/*.json, at most 64 files and 1 MB in all. With plan.json and lines beside it: the whole document;
    /// lines alone replace those of the same id in the plan in force; plan.json alone replaces the head.
    /// </summary>
    private static async Task<IResult> ProposeAsync(HttpContext http, IGrainFactory grains)
    {
        var plan = grains.GetGrain<IPlanGrain>(IPlanGrain.Key);
        if (await grains.GetGrain<IRightsGrain>(0).Missing(new Need(Permission.Plan, Subject.District)) is { } refusal) return Problems.Of(http, refusal);
        var (files, refused) = await PlanUpload.FilesAsync(http);
        if (refused is not null) return refused;

        if (await plan.View() is not { } inForce)
            return Problems.Of(http, Refusal.NotNow("none-in-force", "还没有执行的方案，第一份随程序导入", "no plan is in force yet: the first one is imported"));

        var faults = new FaultList();
        var key = Commands.KeyOf(http, faults);
        var document = await PlanUpload.ReadAsync(files, inForce, grains, faults);
        return faults.Any
            ? Problems.Of(http, faults.ToRefusal())
            : await Commands.TellAsync(http, plan, key, new PlanCommand.Propose(document!, PlanUpload.SourceOf(files)), _ => "/api/v1/plan/proposal");
    }
}
