using System.Globalization;
using Circle.Contracts.Accounts;
using Circle.Contracts.Journal;
using Circle.Contracts.Photos;
using Circle.Contracts.ServicePoints;
using Circle.Domain.Accounts;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Photos;
using Circle.Domain.ServicePoints;
using Circle.Web.Hosting;
using Circle.Web.Journal;
using Circle.Web.Rights;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace Circle.Web.Photos;

/// <summary>Takes the photo of a service point, and shows photos.</summary>
internal static class PhotoEndpoints
{
    /// <summary>Of what holds a picture in memory while it is drawn.</summary>
    public const string Limit = "photo-upload";

    /// <summary>Each holds at most 10 MB, of which one is drawn at a time; the others wait, and one more hears "busy".</summary>
    private const int MostAtOnce = 16;

    public static readonly RawBody Body = new(["image/jpeg", "image/png", "image/webp"], 10 * 1024 * 1024, TimeSpan.FromMinutes(2), "照片文件", "the photo's file");

    public static void AddPhotos(this IServiceCollection services)
        => services.AddSingleton<PhotoDesk>()
            .AddRateLimiter(limits => limits.AddConcurrencyLimiter(Limit, limit => (limit.PermitLimit, limit.QueueLimit) = (MostAtOnce, 0)));

    public static void MapPhotos(this IEndpointRouteBuilder api)
    {
        api.MapPost("/service-points/{id}/photo", ShowAsync).WithTags("service-points")
            .WithSummary("Shows a photo of it (照片): a JPEG, PNG or WebP of at most 10 MB and 50 megapixels as the body itself, which is drawn anew and so loses where it was taken.")
            .WithMetadata(new RequestSizeLimitAttribute(Body.MostBytes))
            .RequireRateLimiting(Limit)
            .JudgedBySilo(Permission.Keep)
            .TakesFile([.. Body.MediaTypes])
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge);
        api.MapGet("/photos/{id}", ReadAsync).WithTags("photos").WithSummary("A photo by its name, which is the SHA-256 of its content: it never changes.")
            .JudgedBySilo(Permission.Read).Produces<Stream>(StatusCodes.Status200OK, Photo.Jpeg).ProducesProblem(404);
    }

    /// <summary>What is wrong with the caller is said before 10 MB are read. The photo is kept before the point is told of it.</summary>
    private static async Task<IResult> ShowAsync(HttpContext http, IGrainFactory grains, PhotoDesk desk, string id)
    {
        if (Caller.Current is not { } caller) return Problems.Of(http, Caller.SignedOut);
        if (!TextId.TryParse<ServicePointId>(id, out var point)) return Problems.NotFound(http);
        var faults = new FaultList();
        var key = Commands.KeyOf(http, faults);
        if (faults.Any) return Problems.Of(http, faults.ToRefusal());
        var grain = grains.GetGrain<IServicePointGrain>(point.Value);
        if (await MissingAsync(grains, grain) is { } refusal) return Problems.Of(http, refusal);
        if (!desk.Admits(caller)) return TooMany(http);

        var (bytes, refused) = await Body.ReadAsync(http);
        if (refused is not null) return refused;
        if (bytes.Length == 0) faults.Add("", "required", "请选择一张照片", "choose a photo");
        if (faults.Any || await desk.DrawAsync(bytes, faults, http.RequestAborted) is not { } drawn) return Problems.Of(http, faults.ToRefusal());
        await grains.GetGrain<IPhotoGrain>(0).Keep(drawn.Content);
        return await Commands.TellAsync(http, grain, key, (ServicePointCommand)new ServicePointCommand.ShowPhoto(drawn.Photo));
    }

    /// <summary>Null: there is a point, and the caller may keep it.</summary>
    private static async Task<Refusal?> MissingAsync(IGrainFactory grains, IServicePointGrain grain)
    {
        var point = (await grain.View())?.Point;
        var subject = point is null ? Subject.District : new Subject(point.Place, point.Line);
        return await grains.GetGrain<IRightsGrain>(0).Missing(new Need(Permission.Keep, subject))
               ?? (point is null ? Refusal.Unknown("id", "没有这个服务点", "no such service point") : null);
    }

    public static IResult TooMany(HttpContext http)
    {
        http.Response.Headers.RetryAfter = string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(PhotoDesk.Next.TotalSeconds)}");
        var minutes = (int)Math.Ceiling(PhotoDesk.Next.TotalMinutes);
        return Problems.Problem(http, 429, "too-many", $"您上传的文件太多，请过 {minutes} 分钟再上传下一个", $"You have sent too many files: send the next one in {minutes} minutes", []);
    }

    /// <summary>As a command names one that was sent before.</summary>
    public static Photo Named(CommandBody part)
    {
        var photo = new Photo(part.Id<BlobId>("blob"), part.Whole("width"), part.Whole("height"), part.Whole("bytes"), part.Required("mediaType"));
        part.Close();
        return photo;
    }

    /// <summary>One that is evidence of something: it never changes, and who may see it is judged each time.</summary>
    public static IResult Show(HttpContext http, BlobId blob, PhotoContent? content)
    {
        if (content is null) return Problems.NotFound(http);
        if (content.IsBroken) return Problems.Problem(http, 500, "broken", "照片文件已损坏", "The photo's file is broken where it is kept", []);
        http.Response.Headers.CacheControl = SecurityHeaders.AskedEachTime;
        return Results.Bytes(content.Bytes.AsMemory(), Photo.Jpeg, entityTag: new EntityTagHeaderValue($"\"{blob}\""));
    }

    /// <summary>Its name is its content's hash, so whoever may see it may keep it for good.</summary>
    private static async Task<IResult> ReadAsync(HttpContext http, IGrainFactory grains, string id)
    {
        if (!TextId.TryParse<BlobId>(id, out var blob) || await grains.GetGrain<IPhotoGrain>(0).Read(blob) is not { } content) return Problems.NotFound(http);
        if (content.IsBroken) return Problems.Problem(http, 500, "broken", "照片文件已损坏，请重新上传这张照片", "The photo's file is broken where it is kept: upload it again", []);
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Bytes(content.Bytes.AsMemory(), Photo.Jpeg, entityTag: new EntityTagHeaderValue($"\"{blob}\""));
    }
}
