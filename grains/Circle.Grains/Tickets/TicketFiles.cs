using System.Collections.Immutable;
using Circle.Contracts.Supervisions;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Grains.Blobs;
using Microsoft.Extensions.Logging;

namespace Circle.Grains.Tickets;

/// <summary>答复材料: sent before the answer, and gone a day later unless one names them; what one names stays.</summary>
internal sealed class TicketFiles(IBlobs blobs, StreamId ticket, ILogger log)
{
    public async Task<BlobId> KeepAsync(string mediaType, ImmutableArray<byte> content)
    {
        var blob = await blobs.PutAsync(BlobShelf.Uploads, content.AsMemory(), CancellationToken.None);
        await blobs.PutAsync(BlobShelf.Uploads, KeptNote.Of(ticket.Value, blob, mediaType, content.Length), CancellationToken.None);
        return blob;
    }

    /// <summary>Which of the files were kept for this ticket as they are named. They lie for good before the answer that names them is journaled.</summary>
    /// <param name="named">By its answers so far.</param>
    public async Task<ImmutableArray<ReplyFile>> KeptAsync(ImmutableArray<ReplyFile> files, IEnumerable<ReplyFile> named)
    {
        var kept = ImmutableArray.CreateBuilder<ReplyFile>();
        foreach (var file in files.Take(Ticket.MostFiles).Where(f => f.Blob.IsHash))
        {
            if (named.Any(n => (n.Blob, n.MediaType, n.Bytes) == (file.Blob, file.MediaType, file.Bytes)) || await LaidAsync(file)) kept.Add(file);
        }

        return kept.ToImmutable();
    }

    public async Task<EvidenceContent?> ReadAsync(ReplyFile? file)
        => file is not null && await blobs.ShowAsync(BlobShelf.Tickets, file.Blob, log, $"A file of {ticket}") is { } content ? new EvidenceContent(file, content) : null;

    private async Task<bool> LaidAsync(ReplyFile file)
    {
        if (await blobs.GetAsync(BlobShelf.Uploads, BlobId.OfContent(KeptNote.Of(ticket.Value, file.Blob, file.MediaType, file.Bytes)), CancellationToken.None) is null) return false;
        if (await blobs.GetAsync(BlobShelf.Uploads, file.Blob, CancellationToken.None) is not { } content) return false;
        await blobs.PutAsync(BlobShelf.Tickets, content, CancellationToken.None);
        return true;
    }
}
