using System.Collections.Immutable;
using Circle.Contracts.Supervisions;
using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Supervisions;
using Circle.Web.Hosting;
using Circle.Web.Journal;
using Microsoft.Net.Http.Headers;

namespace Circle.Web.Photos;

/// <summary>What was kept for a reply, to be named in it.</summary>
internal sealed record KeptFile(BlobId Blob, string MediaType, int Bytes);

/// <summary>佐证材料 as they come and go: a photo, which is drawn anew, or a PDF.</summary>
internal static class EvidenceFiles
{
    public static readonly RawBody Body = new([.. PhotoEndpoints.Body.MediaTypes, ReplyFile.Pdf], 10 * 1024 * 1024, TimeSpan.FromMinutes(2), "佐证材料", "the file");

    /// <summary>By its content, whatever it says that it is. Nothing of it, with the answer: it is no such file.</summary>
    public static async Task<(ImmutableArray<byte> Content, string MediaType, IResult? Refused)> ReadAsync(HttpContext http, PhotoDesk desk)
    {
        var (bytes, refused) = await Body.ReadAsync(http);
        if (refused is not null) return ([], "", refused);
        var faults = new FaultList();
        if (bytes.Length == 0) faults.Add("", "required", "请选择文件", "choose a file");
        else if (bytes.AsSpan().StartsWith("%PDF-"u8)) return ([.. bytes], ReplyFile.Pdf, null);
        else if ((await desk.DrawAsync(bytes, faults, http.RequestAborted))?.Content is { } drawn) return (drawn, ReplyFile.Jpeg, null);
        return ([], "", Problems.Of(http, faults.ToRefusal()));
    }

    /// <summary>As a reply or an answer names them.</summary>
    public static ImmutableArray<ReplyFile> Named(CommandBody body, string field, int most) =>
    [
        .. body.Parts(field, most).Select(file =>
        {
            var read = new ReplyFile(file.Id<BlobId>("blob"), file.Required("name"), file.Required("mediaType"), file.Whole("bytes"));
            file.Close();
            return read;
        }),
    ];

    /// <summary>A document is saved and not shown, so that nothing in it runs on this site.</summary>
    public static IResult Show(HttpContext http, EvidenceContent? found)
    {
        if (found is null) return Problems.NotFound(http);
        if (found.Content.IsBroken) return Problems.Problem(http, 500, "broken", "材料文件已损坏，请重新上传", "The file is broken where it is kept: send it again", []);
        http.Response.Headers.CacheControl = SecurityHeaders.AskedEachTime;
        return Results.File(
            found.Content.Bytes.AsMemory().ToArray(), found.File.MediaType, found.File.MediaType == ReplyFile.Pdf ? found.File.Name : null, entityTag: new EntityTagHeaderValue($"\"{found.File.Blob}\""));
    }
}
