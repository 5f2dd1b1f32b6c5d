using Circle.Contracts.Facilities;
using Circle.Contracts.Journal;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Measure.Hosting;
using System.Collections.Immutable;

namespace Circle.Measure.Load;

/// <summary>
/// Facilities spread over all communities and lines, and for each an endless life of one event a command: prepared, delivered,
/// completed, and each of it taken back again. So states stay small, and every event moves sums at every level.
/// </summary>
internal sealed class Field
{
    private const int Together = 256;

    private static readonly Actor Street = new("rehearsal:street");

    private readonly IFacilityGrain[] facilities;
    private readonly FacilityCommand[][] lives;
    private readonly int[] steps;

    private Field(IFacilityGrain[] facilities, FacilityCommand[][] lives)
        => (this.facilities, this.lives, steps) = (facilities, lives, new int[facilities.Length]);

    public int Count => facilities.Length;

    public static async Task<Field> RegisterAsync(Site site, PlanDocument plan, int count)
    {
        var communities = await site.CommunitiesAsync();
        var lines = plan.Lines.Where(l => l.Measures is [{ PerFacility: not null }]).ToArray();
        var grains = Enumerable.Range(0, count).Select(i => site.Grains.GetGrain<IFacilityGrain>($"measured-{i:D6}")).ToArray();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Together }, async (i, _) =>
        {
            var draft = new FacilityDraft(
                FacilityId.Of($"measured-{i:D6}"), lines[i % lines.Length].Id, communities[i % communities.Length], $"测量设施 {i}", Origin.Planned,
                ImmutableDictionary<MeasureId, long>.Empty, FacilityDetails.Unknown, null, "measured");
            Caller.Current = Street;
            if (await grains[i].Tell(NewId(), new FacilityCommand.Register(draft)) is not Answer.Accepted) throw new InvalidOperationException($"{draft.Id} was not registered");
        });
        return new Field(grains, [.. Enumerable.Range(0, count).Select(i => Life(Site.Today.AddDays(-(i % 30))))]);
    }

    /// <summary>The facility's next command.</summary>
    public Task<Answer> TellAsync(int facility)
    {
        var step = Interlocked.Increment(ref steps[facility]) - 1;
        Caller.Current = Street;
        return facilities[facility].Tell(NewId(), lives[facility][step % lives[facility].Length]);
    }

    private static CommandId NewId() => new(Guid.CreateVersion7());

    private static FacilityCommand[] Life(DateOnly on) =>
    [
        new FacilityCommand.ReportProgress(null, Stage.Prepared, null, on, null),
        new FacilityCommand.ReportProgress(null, Stage.Delivered, null, on, "设备已到位"),
        new FacilityCommand.ReportCompletion(on, null),
        new FacilityCommand.Retract(Stage.Completed, "数量有误"),
        new FacilityCommand.Retract(Stage.Delivered, "数量有误"),
        new FacilityCommand.Retract(Stage.Prepared, "数量有误"),
    ];
}
