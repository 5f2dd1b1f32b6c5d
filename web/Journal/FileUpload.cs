using System.Collections.Immutable;
using Circle.Domain.Journal;
using Microsoft.AspNetCore.Http.Features;

namespace Circle.Web.Journal;

internal sealed record UploadedFile(string Name, byte[] Bytes);

/// <summary>Files as a form sends them, held in memory and written to no disk.</summary>
/// <param name="MostFiles">At once.</param>
/// <param name="MostBytes">Of all of them together.</param>
/// <param name="Patience">For that many, over the slowest line that anybody works on.</param>
/// <param name="Zh">What they are, in Chinese; <paramref name="En"/> in English, at the start of a sentence.</param>
internal sealed record FileUpload(int MostFiles, int MostBytes, TimeSpan Patience, string Zh, string En)
{
    /// <summary>Of the whole request: the files and what a form writes around each.</summary>
    public int MostRequest => MostBytes + (MostFiles * 1024);

    /// <summary>The files, or the answer to what is no upload.</summary>
    public async Task<(ImmutableArray<UploadedFile> Files, IResult? Refused)> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true)
            return ([], Problems.Problem(http, 415, "not-multipart", $"请用 multipart/form-data 上传{Zh}", $"Send {En} as multipart/form-data", []));

        using var deadline = Arrival.Until(http, Patience);
        IFormFileCollection files;
        try
        {
            // Nothing is spooled to the disk.
            files = (await http.Request.ReadFormAsync(new FormOptions { MemoryBufferThreshold = MostRequest, MultipartBodyLengthLimit = MostRequest }, deadline.Token)).Files;
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return ([], TooLarge(http));
        }
        catch (OperationCanceledException) when (Arrival.IsStopping(http))
        {
            return ([], Arrival.Broken(http));
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return ([], Problems.Problem(http, 408, "too-slow", "上传太慢，已中断，没有保存，请检查网络后再试", "The upload was too slow and nothing was saved: check the network and try again", []));
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or IOException { InnerException: null } and not BadHttpRequestException { StatusCode: 408 } && !http.RequestAborted.IsCancellationRequested)
        {
            return ([], Problems.Problem(http, 400, "malformed", "上传的内容不完整，请重新选择文件", "The upload is broken off: choose the files again", []));
        }

        if (files.Sum(f => f.Length) > MostBytes) return ([], TooLarge(http));
        if (files.Count > MostFiles)
        {
            var faults = new FaultList();
            faults.Add("files", "too-many", $"一次最多 {MostFiles} 个文件，现有 {files.Count} 个", $"at most {MostFiles} files at once, there are {files.Count}");
            return ([], Problems.Of(http, faults.ToRefusal()));
        }

        var read = ImmutableArray.CreateBuilder<UploadedFile>(files.Count);
        foreach (var file in files)
        {
            var bytes = new byte[file.Length];
            await using var content = file.OpenReadStream();
            await content.ReadExactlyAsync(bytes, http.RequestAborted);
            read.Add(new(file.FileName, bytes));
        }

        return (read.ToImmutable(), null);
    }

    private IResult TooLarge(HttpContext http)
        => Problems.Problem(http, 413, "too-large", $"{Zh}合计最多 {MostBytes / 1024 / 1024} MB", $"{char.ToUpperInvariant(En[0])}{En[1..]} may have {MostBytes / 1024 / 1024} MB together", []);
}
