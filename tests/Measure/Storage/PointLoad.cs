using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Search;
using Circle.Domain.ServicePoints;
using Circle.Grains.Journal;
using Circle.Grains.Plans;
using Circle.Seeds;

namespace Circle.Measure.Storage;

/// <summary>Service points by the thousand: decided by the domain and committed by the journal as ever, only without grains.</summary>
internal static class PointLoad
{
    private const int Together = 1_000;

    private static readonly Actor Street = new("rehearsal:street");

    /// <summary>As a silo knows it that has the district's plan and places.</summary>
    public static Circumstances Prepare(Atlas atlas, SeedSet seeds)
    {
        atlas.Know(seeds.Places.Select(p => (1L, new PlaceNode(p.Id, p.Kind, p.Name, p.Parent))));
        var before = new Circumstances(TimeProvider.System.GetUtcNow(), Actor.Seeds, null, atlas.Places);
        var queue = new RunQueue<Plan, PlanState, PlanCommand, PlanEvent>(Plan.StreamOf("district"));
        queue.TryEnqueue(Pending<PlanCommand>.Of(new CommandId(Guid.CreateVersion7()), new PlanCommand.Adopt(seeds.Plan), Actor.Seeds));
        atlas.Know(queue.Depart(Committed<PlanState>.None(Plan.Empty), _ => before)!.After);
        return before with { Plan = atlas.Plan ?? throw new InvalidOperationException("the plan was refused") };
    }

    public static async Task RunAsync(IJournalStore journal, ImmutableArray<SearchEntry> entries, Circumstances circumstances, CancellationToken cancel)
    {
        foreach (var batch in entries.Chunk(Together))
        {
            var outcome = await journal.CommitAsync([.. batch.Select(entry => RunOf(DraftOf(entry, circumstances.Plan!.Document.Directory!), circumstances))], cancel);
            if (outcome is not BatchOutcome.Committed { Verdicts: var verdicts } || verdicts.Any(v => !v.Won)) throw new InvalidOperationException($"a batch was not committed: {outcome}");
        }
    }

    private static PointDraft DraftOf(SearchEntry entry, DirectoryRules rules) => new(
        ServicePointId.Of(entry.Id), (rules.Kinds.FirstOrDefault(k => entry.Words.Contains(k.Name)) ?? rules.Kinds[entry.Id.Length]).Id, entry.Community!.Value,
        new PointListing(entry.Name, [], "经五路 12 号院 3 号楼", "东门对面", [new PointPhone("0371-63812345", PhoneType.Landline)], [], "Mo-Su 08:00-20:00", null, null, null), null, "");

    private static Run RunOf(PointDraft draft, Circumstances circumstances)
    {
        var queue = new RunQueue<ServicePoint, ServicePointState, ServicePointCommand, ServicePointEvent>(ServicePoint.StreamOf(draft.Id));
        queue.TryEnqueue(Pending<ServicePointCommand>.Of(new CommandId(Guid.CreateVersion7()), new ServicePointCommand.Find(draft), Street));
        return queue.Depart(Committed<ServicePointState>.None(ServicePoint.Empty), _ => circumstances)?.Run ?? throw new InvalidOperationException($"{draft.Id} was refused");
    }
}
