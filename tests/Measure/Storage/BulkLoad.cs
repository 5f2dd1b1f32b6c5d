using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Grains.Journal;

namespace Circle.Measure.Storage;

/// <summary>Registrations by the thousand: decided by the domain and committed by the journal as ever, only without grains.</summary>
internal static class BulkLoad
{
    private const int Together = 1_000;

    private static readonly Actor Street = new("rehearsal:street");

    public static async Task RunAsync(IJournalStore journal, IEnumerable<FacilityDraft> drafts, Circumstances circumstances, CancellationToken cancel)
    {
        foreach (var batch in drafts.Chunk(Together))
        {
            var outcome = await journal.CommitAsync([.. batch.Select(draft => RunOf(draft, circumstances))], cancel);
            if (outcome is not BatchOutcome.Committed { Verdicts: var verdicts } || verdicts.Any(v => !v.Won)) throw new InvalidOperationException($"a batch was not committed: {outcome}");
        }
    }

    private static Run RunOf(FacilityDraft draft, Circumstances circumstances)
    {
        var queue = new RunQueue<Facility, FacilityState, FacilityCommand, FacilityEvent>(Facility.StreamOf(draft.Id));
        queue.TryEnqueue(Pending<FacilityCommand>.Of(new CommandId(Guid.CreateVersion7()), new FacilityCommand.Register(draft), Street));
        return queue.Depart(Committed<FacilityState>.None(Facility.Empty), _ => circumstances)?.Run ?? throw new InvalidOperationException($"{draft.Id} was refused");
    }
}
