using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Photos;
using Circle.Contracts.Supervisions;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Supervisions;
using Circle.Domain.Time;
using Circle.Grains.Blobs;
using Circle.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Supervisions;

[GrainType("supervision")]
public sealed class SupervisionGrain(AggregateServices services, IBlobs blobs, ILogger<SupervisionGrain> log)
    : AggregateGrain<Supervision, SupervisionState, SupervisionCommand, SupervisionEvent>(services), ISupervisionGrain, IConcerns
{
    public Subject Subject => Supervision.SubjectOf(Committed.State);

    public bool IsThere => Committed.State.Order is not null;

    /// <summary>An order that would be issued is given its number first, whatever came with the request.</summary>
    async Task<Answer> ICommandGrain<SupervisionCommand>.Tell(CommandId id, SupervisionCommand command)
        => await Tell(id, command is SupervisionCommand.Issue issue ? issue with { Number = await NumberAsync(issue) } : command);

    public Task<SupervisionView?> View() => Task.FromResult(SupervisionView.Of(Committed.State));

    public Task<BlobId> Keep(ImmutableArray<byte> content) => blobs.PutAsync(BlobShelf.Replies, content.AsMemory(), CancellationToken.None);

    public async Task<EvidenceContent?> Evidence(BlobId id)
    {
        if (Committed.State.Replies.SelectMany(r => r.Evidence).FirstOrDefault(f => f.Blob == id) is not { } file) return null;
        try
        {
            return await blobs.GetAsync(BlobShelf.Replies, id, CancellationToken.None) is { } bytes
                ? new EvidenceContent(file, new PhotoContent(ImmutableCollectionsMarshal.AsImmutableArray(bytes), false))
                : null;
        }
        catch (BrokenBlobException e)
        {
            log.LogError(e, "A file of {Order} is broken where it is kept", this.GetPrimaryKeyString());
            return new EvidenceContent(file, new PhotoContent([], true));
        }
    }

    /// <summary>Null where it is issued already, or faulty in itself: no number is spent on it.</summary>
    private async Task<SupervisionNumber?> NumberAsync(SupervisionCommand.Issue issue)
    {
        if (Committed.State.Order is not null || issue.Id.Value != this.GetPrimaryKeyString() || !(await Check(issue)).IsEmpty) return null;
        var year = District.DateOf(Services.Clock.Now).Year;
        var book = GrainFactory.GetGrain<INumberBookGrain>(NumberBook.IdOf(year));
        Caller.Current = Actor.Timekeeper;
        await book.Tell(CommandId.Derive("number", issue.Id.Value, year.ToString(CultureInfo.InvariantCulture)), new NumberCommand.Allot(year, issue.Id));
        return await book.NumberOf(issue.Id);
    }
}

[GrainType("numbers")]
public sealed class NumberBookGrain(AggregateServices services) : AggregateGrain<NumberBook, NumberBookState, NumberCommand, NumberEvent>(services), INumberBookGrain
{
    public Task<SupervisionNumber?> NumberOf(SupervisionId order) => Task.FromResult(Committed.State.Numbers.TryGetValue(order, out var number) ? number : (SupervisionNumber?)null);
}
