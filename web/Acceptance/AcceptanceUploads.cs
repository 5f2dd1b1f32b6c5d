using Circle.Contracts.Acceptance;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Domain.Accounts;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Web.Journal;
using Circle.Web.Photos;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Mvc;

namespace Circle.Web.Acceptance;

/// <summary>Takes photos of what is reported and inspected, before anything names them.</summary>
internal static class AcceptanceUploads
{
    public static void MapAcceptanceUploads(this IEndpointRouteBuilder api)
    {
        Upload(api, "/acceptance/report-photos", "Sends a photo for a report; what answers is named in it within a day.", Permission.Report);
        Upload(api, "/acceptance/inspection-photos", "Sends a photo for an inspection's finding; what answers is named in it within a day.", Permission.Verify);
    }

    private static void Upload(IEndpointRouteBuilder api, string path, string summary, Permission needs)
        => api.MapPost(path, (HttpContext http, IGrainFactory grains, PhotoDesk desk) => TakeAsync(http, grains, desk, needs)).WithTags("acceptance")
            .WithSummary(summary)
            .WithMetadata(new RequestSizeLimitAttribute(PhotoEndpoints.Body.MostBytes))
            .RequireRateLimiting(PhotoEndpoints.Limit)
            .JudgedBySilo(needs)
            .WithMetadata(new CommandEndpoint(Files: false, [.. PhotoEndpoints.Body.MediaTypes]))
            .Produces<Photo>()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    /// <summary>The key makes it a request that no form of another site can send; the same photo again is the same blob.</summary>
    private static async Task<IResult> TakeAsync(HttpContext http, IGrainFactory grains, PhotoDesk desk, Permission needs)
    {
        if (Caller.Current is not { } caller) return Problems.Of(http, Caller.SignedOut);
        var faults = new FaultList();
        _ = Commands.KeyOf(http, faults);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        if (await grains.GetGrain<IRightsGrain>(0).Missing(new Need(needs)) is { } refusal) return Problems.Of(http, refusal);
        if (!desk.Admits(caller)) return PhotoEndpoints.TooMany(http);

        var (bytes, refused) = await PhotoEndpoints.Body.ReadAsync(http);
        if (refused is not null) return refused;
        if (bytes.Length == 0) faults.Add("", "required", "请选择一张照片", "choose a photo");
        if (faults.Any || await desk.DrawAsync(bytes, faults, http.RequestAborted) is not { } drawn) return Problems.Of(http, faults.ToRefusal());
        var uploads = grains.GetGrain<IUploadGrain>(0);
        await (needs == Permission.Report ? uploads.KeepReported(drawn.Photo, drawn.Content) : uploads.KeepInspected(drawn.Photo, drawn.Content));
        return Results.Ok(drawn.Photo);
    }
}
