using System.Globalization;
using Circle.Contracts.Acceptance;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Uploads;
using Circle.Contracts.Volunteering;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Web.Journal;
using Circle.Web.Photos;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Mvc;

namespace Circle.Web.Uploads;

/// <summary>
/// Photos in parts, by the protocol tus 1.0.0 (https://tus.io/protocols/resumable-upload) with its extensions creation and expiration:
/// what was received stays through a cut line, a restart and another silo. At its end the photo is drawn from it.
/// </summary>
internal static class UploadEndpoints
{
    private const string Version = "1.0.0";
    private const string PartType = "application/offset+octet-stream";

    /// <summary>What the photos are for: what whoever sends one has to be allowed, and where it is kept at its end.</summary>
    /// <param name="Keep">By the SHA-256 of the file as it was received.</param>
    private sealed record Purpose(Permission Needs, Func<IGrainFactory, BlobId, DrawnPhoto, Task> Keep);

    public static void MapUploads(this IEndpointRouteBuilder api)
    {
        Map(api, "/acceptance/inspection-uploads", "acceptance", "named in a finding within a day",
            new Purpose(Permission.Verify, (grains, _, drawn) => grains.GetGrain<IUploadGrain>(0).KeepInspected(drawn.Photo, drawn.Content)));
        Map(api, "/activities/uploads", "activities", "told to its activity within a day",
            new Purpose(Permission.Log, (grains, source, drawn) => grains.GetGrain<IActivityPhotoGrain>(0).Keep(source, drawn.Photo, drawn.Content)));
    }

    private static void Map(IEndpointRouteBuilder api, string path, string tag, string end, Purpose purpose)
    {
        var uploads = api.MapGroup(path).WithTags(tag);
        uploads.MapPost("/", (HttpContext http, IGrainFactory grains, PhotoDesk desk) => BeginAsync(http, grains, desk, purpose)).WithSummary("Begins a photo in parts, by tus 1.0.0: Upload-Length in, Location out. At most 10 MB, gone a day later; of more than 20 that are not at their end the oldest gives way.")
            .JudgedBySilo(purpose.Needs).Produces(StatusCodes.Status201Created).ProducesProblem(412).ProducesProblem(413);
        uploads.MapMethods("/{id}", [HttpMethods.Head], (HttpContext http, IGrainFactory grains, string id) => HeadAsync(http, grains, id, purpose)).WithSummary("How much of it is received, by tus 1.0.0.")
            .JudgedBySilo(purpose.Needs).Produces(StatusCodes.Status200OK).ProducesProblem(404).ProducesProblem(412);
        uploads.MapPatch("/{id}", (HttpContext http, IGrainFactory grains, string id) => AppendAsync(http, grains, id, purpose)).WithSummary("Goes on with it from Upload-Offset, by tus 1.0.0. What arrives before the line is cut is kept.")
            .WithMetadata(new RequestSizeLimitAttribute(PartUpload.MostBytes))
            .JudgedBySilo(purpose.Needs).Produces(StatusCodes.Status204NoContent).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412).ProducesProblem(413).ProducesProblem(415);
        uploads.MapPost("/{id}/photo", (HttpContext http, IGrainFactory grains, PhotoDesk desk, string id) => DrawAsync(http, grains, desk, id, purpose)).WithSummary($"Ends it: the photo that is {end}. Asked again it answers the same.")
            .RequireRateLimiting(PhotoEndpoints.Limit).JudgedBySilo(purpose.Needs).Produces<Photo>().ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<IResult> BeginAsync(HttpContext http, IGrainFactory grains, PhotoDesk desk, Purpose purpose)
    {
        if (await RefusedAsync(http, grains, purpose) is { } refused) return refused;
        if (Number(http, "Upload-Length") is not { } length || length == 0)
            return Problems.Problem(http, 400, "length", "请求头 Upload-Length 须写明文件字节数", "The header Upload-Length has to say how many bytes there are", []);
        if (length > PartUpload.MostBytes) return Problems.Problem(http, 413, "too-large", "照片文件最大 10 MB，请缩小后再上传", "The photo's file may have 10 MB: make it smaller and send it again", []);
        if (!desk.WouldAdmit(Caller.Current!.Value)) return PhotoEndpoints.TooMany(http);
        var id = await Grain(grains).Begin((int)length);
        _ = desk.Admits(Caller.Current.Value);
        http.Response.Headers.Location = $"{http.Request.PathBase}{http.Request.Path.Value!.TrimEnd('/')}/{id}";
        Expires(http, (await Grain(grains).Find(id))!);
        return Results.StatusCode(StatusCodes.Status201Created);
    }

    private static async Task<IResult> HeadAsync(HttpContext http, IGrainFactory grains, string id, Purpose purpose)
    {
        if (await RefusedAsync(http, grains, purpose) is { } refused) return refused;
        if (await Grain(grains).Find(id) is not { } upload) return Problems.NotFound(http);
        http.Response.Headers["Upload-Offset"] = Text(upload.Received);
        http.Response.Headers["Upload-Length"] = Text(upload.Length);
        Expires(http, upload);
        return Results.Ok();
    }

    private static async Task<IResult> AppendAsync(HttpContext http, IGrainFactory grains, string id, Purpose purpose)
    {
        if (await RefusedAsync(http, grains, purpose) is { } refused) return refused;
        if (http.Request.GetTypedHeaders().ContentType?.MediaType.Equals(PartType, StringComparison.OrdinalIgnoreCase) != true)
            return Problems.Problem(http, 415, "not-a-part", $"请用 {PartType} 发送", $"Send it as {PartType}", []);
        if (await Grain(grains).Find(id) is not { } upload) return Problems.NotFound(http);
        if (Number(http, "Upload-Offset") != upload.Received) return Elsewhere(http);
        if (http.Request.ContentLength > upload.Length - upload.Received) return TooLong(http, upload);
        if (await TakeAsync(http, Grain(grains), id, upload) is not { } received) return Elsewhere(http);
        if (received > upload.Length) return TooLong(http, upload);
        http.Response.Headers["Upload-Offset"] = Text(received);
        Expires(http, upload);
        return Results.NoContent();
    }

    /// <summary>Part by part, so that what has arrived is kept wherever the rest stays.</summary>
    /// <returns>More than its length: more came than is left, and nothing of that is kept. Null: the line was cut, or somebody else went on with it meanwhile.</returns>
    private static async Task<int?> TakeAsync(HttpContext http, IPartUploadGrain grain, string id, PartUpload upload)
    {
        var part = new byte[PartUpload.MostPart];
        for (var received = upload.Received; ;)
        {
            var (filled, isCut) = await FillAsync(http, part);
            if (filled == 0) return isCut ? null : received;
            if (received + filled > upload.Length) return received + filled;
            if (await grain.Append(id, received, [.. part.AsSpan(0, filled)]) is not { } now) return null;
            received = now;
            if (isCut) return null;
            if (filled < part.Length) return received;
        }
    }

    /// <summary>As much as comes before the end, or before the line is cut.</summary>
    private static async Task<(int Filled, bool IsCut)> FillAsync(HttpContext http, byte[] part)
    {
        var filled = 0;
        using var deadline = Arrival.Until(http, PhotoEndpoints.Body.Patience);
        try
        {
            while (filled < part.Length && await http.Request.Body.ReadAsync(part.AsMemory(filled), deadline.Token) is > 0 and var read) filled += read;
            return (filled, false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return (filled, true);
        }
    }

    private static async Task<IResult> DrawAsync(HttpContext http, IGrainFactory grains, PhotoDesk desk, string id, Purpose purpose)
    {
        if (await MissingAsync(http, grains, purpose) is { } refused) return refused;
        if (await Grain(grains).Find(id) is not { } upload) return Problems.NotFound(http);
        if (await Grain(grains).Read(id) is not { } content)
            return Problems.Problem(http, 409, "not-whole", $"只收到 {upload.Received} / {upload.Length} 字节，请续传", $"{upload.Received} of {upload.Length} bytes are here: go on with it", []);
        var faults = new FaultList();
        if (await desk.DrawAsync([.. content], faults, http.RequestAborted) is not { } drawn)
            return Problems.Of(http, faults.ToRefusal());

        // It stays until it is too old: whoever did not hear this answer asks again, and sends nothing again.
        await purpose.Keep(grains, BlobId.OfContent(content.AsSpan()), drawn);
        return Results.Ok(drawn.Photo);
    }

    private static IPartUploadGrain Grain(IGrainFactory grains) => grains.GetGrain<IPartUploadGrain>(0);

    /// <summary>What is wrong with whoever asks, or with the protocol that they speak.</summary>
    private static async Task<IResult?> RefusedAsync(HttpContext http, IGrainFactory grains, Purpose purpose)
    {
        if (await MissingAsync(http, grains, purpose) is { } refused) return refused;
        http.Response.Headers["Tus-Resumable"] = Version;
        if (http.Request.Headers["Tus-Resumable"] == Version) return null;
        http.Response.Headers["Tus-Version"] = Version;
        return Problems.Problem(http, 412, "tus-version", $"请按 tus {Version} 上传", $"Upload by tus {Version}", []);
    }

    private static async Task<IResult?> MissingAsync(HttpContext http, IGrainFactory grains, Purpose purpose)
    {
        if (Caller.Current is null) return Problems.Of(http, Caller.SignedOut);
        return await grains.GetGrain<IRightsGrain>(0).Missing(new Need(purpose.Needs)) is { } refusal ? Problems.Of(http, refusal) : null;
    }

    private static IResult Elsewhere(HttpContext http)
        => Problems.Problem(http, 409, "offset", "起点与已收到的不一致，请先查询再续传", "That is not where it stands: ask for its offset and go on from there", []);

    private static IResult TooLong(HttpContext http, PartUpload upload)
        => Problems.Problem(http, 413, "too-long", $"超过了 Upload-Length 写明的 {upload.Length} 字节", $"That is more than the {upload.Length} bytes that Upload-Length said", []);

    private static void Expires(HttpContext http, PartUpload upload) => http.Response.Headers["Upload-Expires"] = upload.Expires.ToString("R", CultureInfo.InvariantCulture);

    private static long? Number(HttpContext http, string header)
        => long.TryParse(http.Request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
