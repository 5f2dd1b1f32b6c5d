using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Supervisions;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Supervisions;
using Circle.Web.Hosting;
using Circle.Web.Journal;
using Circle.Web.Photos;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Circle.Web.Supervisions;

/// <summary>What was kept for a reply, to be named in it.</summary>
internal sealed record KeptFile(BlobId Blob, string MediaType, int Bytes);

/// <summary>佐证材料: files of a reply, sent before it.</summary>
internal static class ReplyFileEndpoints
{
    public static readonly RawBody Body = new([.. PhotoEndpoints.Body.MediaTypes, ReplyFile.Pdf], 10 * 1024 * 1024, TimeSpan.FromMinutes(2), "佐证材料", "the file");

    public static void MapReplyFiles(this RouteGroupBuilder orders)
    {
        orders.MapPost("/{id}/evidence", KeepAsync)
            .WithSummary("Keeps a photo, which is drawn anew, or a PDF of at most 10 MB for a reply to this order (佐证材料), as the body itself; what no reply names is removed a day later.")
            .WithMetadata(new RequestSizeLimitAttribute(Body.MostBytes))
            .RequireRateLimiting(PhotoEndpoints.Limit)
            .JudgedBySilo(Permission.Answer).TakesFile([.. Body.MediaTypes]).Produces<KeptFile>()
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

        var (bytes, refused) = await Body.ReadAsync(http);
        if (refused is not null) return refused;
        var faults = new FaultList();
        var (content, type) = await ContentAsync(http, desk, bytes, faults);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        return await grain.Keep(type, content) is { } kept ? Results.Ok(new KeptFile(kept, type, content.Length)) : Problems.Of(http, Supervision.Ended);
    }

    /// <summary>By its content, whatever it says that it is.</summary>
    private static async Task<(ImmutableArray<byte> Content, string MediaType)> ContentAsync(HttpContext http, PhotoDesk desk, byte[] bytes, FaultList faults)
    {
        if (bytes.Length == 0)
        {
            faults.Add("", "required", "请选择文件", "choose a file");
            return ([], "");
        }

        if (bytes.AsSpan().StartsWith("%PDF-"u8)) return ([.. bytes], ReplyFile.Pdf);
        return (await desk.DrawAsync(bytes, faults, http.RequestAborted))?.Content is { } drawn ? (drawn, ReplyFile.Jpeg) : ([], "");
    }

    /// <summary>A document is saved and not shown, so that nothing in it runs on this site.</summary>
    private static async Task<IResult> ReadAsync(HttpContext http, IGrainFactory grains, string id, string blob)
    {
        if (!TextId.TryParse<SupervisionId>(id, out var order) || !TextId.TryParse<BlobId>(blob, out var name)) return Problems.NotFound(http);
        if (await grains.GetGrain<ISupervisionGrain>(order.Value).Evidence(name) is not { } found) return Problems.NotFound(http);
        if (found.Content.IsBroken) return Problems.Problem(http, 500, "broken", "材料文件已损坏，请重新上传", "The file is broken where it is kept: send it again", []);
        http.Response.Headers.CacheControl = SecurityHeaders.AskedEachTime;
        return Results.File(
            found.Content.Bytes.AsMemory().ToArray(), found.File.MediaType, found.File.MediaType == ReplyFile.Pdf ? found.File.Name : null, entityTag: new EntityTagHeaderValue($"\"{name}\""));
    }
}
