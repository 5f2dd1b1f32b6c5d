using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Supervisions;
using Circle.Contracts.Tickets;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Supervisions;
using Circle.Domain.Tickets;
using Circle.Web.Journal;
using Circle.Web.Photos;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Mvc;

namespace Circle.Web.Tickets;

/// <summary>答复材料: files of an answer, sent before it.</summary>
internal static class TicketFileEndpoints
{
    private static readonly Refusal NotHere = Refusal.NotNow("not-at-a-unit", "该工单已不在承办单位，请刷新页面", "no unit has the ticket any more: load the page anew");

    public static void MapAnswerFiles(this RouteGroupBuilder assigned)
    {
        assigned.MapPost("/{id}/files", KeepAsync)
            .WithSummary("Keeps a photo, which is drawn anew, or a PDF of at most 10 MB for an answer to this ticket (答复材料), as the body itself; what no answer names is removed a day later.")
            .WithMetadata(new RequestSizeLimitAttribute(EvidenceFiles.Body.MostBytes))
            .RequireRateLimiting(PhotoEndpoints.Limit)
            .JudgedBySilo(Permission.Answer).TakesFile([.. EvidenceFiles.Body.MediaTypes]).Produces<KeptFile>()
            .ProducesProblem(404).ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        assigned.MapGet("/{id}/files/{blob}", (HttpContext http, IGrainFactory grains, string id, string blob) => ShowAsync(http, grains, id, blob, (grain, name) => grain.AssignedFile(name)))
            .WithSummary("A file that one of its answers names, for its unit.").JudgedBySilo(Permission.Answer).Produces<Stream>(StatusCodes.Status200OK, ReplyFile.Jpeg, ReplyFile.Pdf).ProducesProblem(404);
    }

    public static void MapTicketFiles(this RouteGroupBuilder tickets)
        => tickets.MapGet("/{id}/files/{blob}", (HttpContext http, IGrainFactory grains, string id, string blob) => ShowAsync(http, grains, id, blob, (grain, name) => grain.File(name)))
            .WithSummary("A file that one of its answers names.").JudgedBySilo(Permission.Intake).Produces<Stream>(StatusCodes.Status200OK, ReplyFile.Jpeg, ReplyFile.Pdf).ProducesProblem(404);

    /// <summary>What is wrong with the caller is said before 10 MB are read.</summary>
    private static async Task<IResult> KeepAsync(HttpContext http, IGrainFactory grains, PhotoDesk desk, string id)
    {
        if (Caller.Current is not { } caller) return Problems.Of(http, Caller.SignedOut);
        if (!TextId.TryParse<TicketId>(id, out var ticket)) return Problems.NotFound(http);
        var grain = grains.GetGrain<ITicketGrain>(ticket.Value);
        if (await grain.Assigned() is not { } view) return Problems.NotFound(http);
        if (view.Unit is not { } unit || view.Ledger.Holder is not (ClockHolder.Unit or ClockHolder.Suspended)) return Problems.Of(http, NotHere);
        if (await grains.GetGrain<IRightsGrain>(0).Missing(new Need(Permission.Answer, unit.ToSubject())) is { } missing) return Problems.Of(http, missing);
        if (!desk.Admits(caller)) return PhotoEndpoints.TooMany(http);
        var (content, type, refused) = await EvidenceFiles.ReadAsync(http, desk);
        if (refused is not null) return refused;
        return await grain.Keep(type, content) is { } kept ? Results.Ok(new KeptFile(kept, type, content.Length)) : Problems.Of(http, NotHere);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, IGrainFactory grains, string id, string blob, Func<ITicketGrain, BlobId, Task<EvidenceContent?>> of)
        => TextId.TryParse<TicketId>(id, out var ticket) && TextId.TryParse<BlobId>(blob, out var name)
            ? EvidenceFiles.Show(http, await of(grains.GetGrain<ITicketGrain>(ticket.Value), name))
            : Problems.NotFound(http);
}
