using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Supervisions;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Supervisions;
using Circle.Web.Journal;
using Circle.Web.Photos;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Mvc;

namespace Circle.Web.Supervisions;

/// <summary>佐证材料: files of a reply, sent before it.</summary>
internal static class ReplyFileEndpoints
{
    public static void MapReplyFiles(this RouteGroupBuilder orders)
    {
        orders.MapPost("/{id}/evidence", KeepAsync)
            .WithSummary("Keeps a photo, which is drawn anew, or a PDF of at most 10 MB for a reply to this order (佐证材料), as the body itself; what no reply names is removed a day later.")
            .WithMetadata(new RequestSizeLimitAttribute(EvidenceFiles.Body.MostBytes))
            .RequireRateLimiting(PhotoEndpoints.Limit)
            .JudgedBySilo(Permission.Answer).TakesFile([.. EvidenceFiles.Body.MediaTypes]).Produces<KeptFile>()
            .ProducesProblem(404).ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        orders.MapGet("/{id}/evidence/{blob}", ReadAsync).WithSummary("A file that one of its replies names.")
            .JudgedBySilo(Permission.Read).Produces<Stream>(StatusCodes.Status200OK, ReplyFile.Jpeg, ReplyFile.Pdf).ProducesProblem(404);
    }

    /// <summary>What is wrong with the caller is said before 10 MB are read.</summary>
    private static async Task<IResult> KeepAsync(HttpContext http, IGrainFactory grains, PhotoDesk desk, string id)
    {
        if (Caller.Current is not { } caller) return Problems.Of(http, Caller.SignedOut);
        if (!TextId.TryParse<SupervisionId>(id, out var order)) return Problems.NotFound(http);
        var grain = grains.GetGrain<ISupervisionGrain>(order.Value);
        var view = await grain.View();
        if (await grains.GetGrain<IRightsGrain>(0).Missing(view is null ? new Need(Permission.Answer) : new Need(Permission.Answer, view.Order.Unit.ToSubject())) is { } missing) return Problems.Of(http, missing);
        if (view is null) return Problems.NotFound(http);
        if (view.Stage is SupervisionStage.Closed or SupervisionStage.Withdrawn) return Problems.Of(http, Supervision.Ended);
        if (!desk.Admits(caller)) return PhotoEndpoints.TooMany(http);

        var (content, type, refused) = await EvidenceFiles.ReadAsync(http, desk);
        if (refused is not null) return refused;
        return await grain.Keep(type, content) is { } kept ? Results.Ok(new KeptFile(kept, type, content.Length)) : Problems.Of(http, Supervision.Ended);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, IGrainFactory grains, string id, string blob)
        => TextId.TryParse<SupervisionId>(id, out var order) && TextId.TryParse<BlobId>(blob, out var name)
            ? EvidenceFiles.Show(http, await grains.GetGrain<ISupervisionGrain>(order.Value).Evidence(name))
            : Problems.NotFound(http);
}
