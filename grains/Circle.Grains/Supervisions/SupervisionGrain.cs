using System.Collections.Immutable;
using System.Globalization;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
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

    /// <summary>An order that would be issued is given its number first, and of files it is said which were kept, whatever came with the request.</summary>
    async Task<Answer> ICommandGrain<SupervisionCommand>.Tell(CommandId id, SupervisionCommand command)
        => await Tell(id, command switch
        {
            SupervisionCommand.Issue issue => issue with { Number = await NumberAsync(issue) },
            SupervisionCommand.Reply reply => reply with { Kept = await KeptAsync(reply.Evidence) },
            _ => command,
        });

    public Task<SupervisionView?> View() => Task.FromResult(SupervisionView.Of(Committed.State));

    public async Task<BlobId?> Keep(string mediaType, ImmutableArray<byte> content)
    {
        if (Committed.State is not { Order: not null, End: null }) return null;
        var blob = await blobs.PutAsync(BlobShelf.Replies, content.AsMemory(), CancellationToken.None);
        await blobs.PutAsync(BlobShelf.Replies, KeptNote.Of(this.GetPrimaryKeyString(), blob, mediaType, content.Length), CancellationToken.None);
        return blob;
    }

    public async Task<EvidenceContent?> Evidence(BlobId id)
    {
        if (Committed.State.Replies.SelectMany(r => r.Evidence).FirstOrDefault(f => f.Blob == id) is not { } file) return null;
        return await blobs.ShowAsync(BlobShelf.Replies, id, log, $"A file of {this.GetPrimaryKeyString()}") is { } content ? new EvidenceContent(file, content) : null;
    }

    /// <summary>Those that a reply of this order named already stay its own. Each is put anew, so that none is removed between this and the commit.</summary>
    private async Task<ImmutableArray<ReplyFile>> KeptAsync(ImmutableArray<ReplyFile> files)
    {
        var kept = ImmutableArray.CreateBuilder<ReplyFile>();
        var named = Committed.State.Replies.SelectMany(r => r.Evidence).ToLookup(f => f.Blob);
        foreach (var file in files.Take(Supervision.MostFiles).Where(f => f.Blob.IsHash))
        {
            if (named[file.Blob].Any(f => (f.MediaType, f.Bytes) == (file.MediaType, file.Bytes))) kept.Add(file);
            else if (await IsKeptAsync(file)) kept.Add(file);
        }

        return kept.ToImmutable();
    }

    private async Task<bool> IsKeptAsync(ReplyFile file)
    {
        if (await blobs.GetAsync(BlobShelf.Replies, BlobId.OfContent(KeptNote.Of(this.GetPrimaryKeyString(), file.Blob, file.MediaType, file.Bytes)), CancellationToken.None) is null) return false;
        if (await blobs.GetAsync(BlobShelf.Replies, file.Blob, CancellationToken.None) is not { } content) return false;
        await blobs.PutAsync(BlobShelf.Replies, content, CancellationToken.None);
        return true;
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
