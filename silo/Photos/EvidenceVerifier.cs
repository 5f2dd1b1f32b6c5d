using System.Collections.Immutable;
using System.Globalization;
using Circle.Contracts.Journal;
using Circle.Domain.Acceptance;
using Circle.Domain.Audit;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Domain.Volunteering;
using Circle.Grains.Audit;
using Circle.Grains.Blobs;

namespace Circle.Silo.Photos;

/// <param name="Pieces">Of evidence that the journal names.</param>
/// <param name="Breaks">By stream and version, at most <see cref="PhotoVerifier.MostTold"/>.</param>
/// <param name="Broken">How many there are.</param>
public sealed record EvidenceFindings(long Pieces, ImmutableArray<ChainBreak> Breaks, long Broken);

/// <summary>
/// 核验: reads every photo of an acceptance or activity, and every file of an order's reply or a ticket's answer, that an event names, and reckons its hash anew. What an event names
/// stays as long as the journal, so the journal itself says what has to be there. A page of events and one blob are held at a time.
/// </summary>
public sealed class EvidenceVerifier(IAuditRows journal, IBlobs blobs)
{
    private const int Page = 500;

    /// <summary>Streams whose events name what is kept for good, by their kinds, and what an event names.</summary>
    private static readonly (string Kind, Func<Envelope, IEnumerable<Piece>> Named)[] Owners =
        [(AcceptanceCase.Kind, OfAcceptance), (VolunteerActivity.Kind, OfActivity), (Supervision.Kind, OfSupervision), (Ticket.Kind, OfTicket)];

    private sealed record Piece(BlobShelf Shelf, BlobId Blob, string Zh, string En);

    /// <param name="progress">Pieces so far.</param>
    /// <exception cref="JournalException">The database or the folder does not answer.</exception>
    public async Task<EvidenceFindings> RunAsync(Action<long> progress, CancellationToken cancel)
    {
        var (pieces, broken, breaks) = (0L, 0L, ImmutableArray.CreateBuilder<ChainBreak>());
        foreach (var (kind, named) in Owners)
        {
            // All streams of a kind lie between its colon and the sign that follows it.
            var (at, version, last) = (new StreamId($"{kind}:"), 0L, new StreamId($"{kind};"));
            for (var page = ImmutableArray<Envelope>.Empty; page.Length is 0 or Page;)
            {
                page = await journal.EventsAsync(at, version, last, Page, cancel);
                foreach (var stored in page)
                {
                    foreach (var piece in named(stored))
                    {
                        pieces++;
                        if (await FaultAsync(stored, piece, cancel) is not { } fault) continue;
                        broken++;
                        if (breaks.Count < PhotoVerifier.MostTold) breaks.Add(fault);
                    }
                }

                progress(pieces);
                if (page.IsEmpty) break;
                (at, version) = (page[^1].Stream, page[^1].Version);
            }
        }

        return new(pieces, breaks.DrainToImmutable(), broken);
    }

    private static IEnumerable<Piece> OfAcceptance(Envelope stored) => EventCatalog<AcceptanceEvent>.Read(stored) switch
    {
        AcceptanceEvent.Reported e => e.Photos.Select(p => new Piece(BlobShelf.Inspections, p.Blob, "报竣照片", "a photo of the report")),
        AcceptanceEvent.Recorded e => e.Finding.Photos.Select(p => new Piece(BlobShelf.Inspections, p.Blob, "验收照片", "a photo of the inspection")),
        _ => [],
    };

    private static IEnumerable<Piece> OfActivity(Envelope stored)
        => EventCatalog<ActivityEvent>.Read(stored) is ActivityEvent.Attached e ? [new Piece(BlobShelf.Activities, e.Photo.Blob, "活动照片", "a picture of the activity")] : [];

    private static IEnumerable<Piece> OfSupervision(Envelope stored)
        => EventCatalog<SupervisionEvent>.Read(stored) is SupervisionEvent.Replied e ? e.Evidence.Select(f => new Piece(BlobShelf.Replies, f.Blob, "回告材料", "a file of the reply")) : [];

    private static IEnumerable<Piece> OfTicket(Envelope stored)
        => EventCatalog<TicketEvent>.Read(stored) is TicketEvent.Answered e ? e.Files.Select(f => new Piece(BlobShelf.Tickets, f.Blob, "答复材料", "a file of the answer")) : [];

    private async Task<ChainBreak?> FaultAsync(Envelope stored, Piece piece, CancellationToken cancel)
    {
        try
        {
            if (await blobs.GetAsync(piece.Shelf, piece.Blob, cancel) is not null) return null;
            return Of(stored, $"{piece.Zh} {piece.Blob} 不在了", $"{piece.En}, {piece.Blob}, is missing");
        }
        catch (BrokenBlobException)
        {
            return Of(stored, $"{piece.Zh} {piece.Blob} 被改过或已损坏", $"{piece.En}, {piece.Blob}, was changed or is broken");
        }
    }

    private static ChainBreak Of(Envelope stored, FormattableString zh, FormattableString en)
        => new(stored.Stream.Value, stored.Version, zh.ToString(CultureInfo.InvariantCulture), en.ToString(CultureInfo.InvariantCulture));
}
