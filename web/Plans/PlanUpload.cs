using System.Collections.Immutable;
using System.Globalization;
using Circle.Contracts.Places;
using Circle.Contracts.Plans;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Seeds;
using Circle.Web.Journal;
using Microsoft.AspNetCore.Http.Features;

namespace Circle.Web.Plans;

/// <summary>Files of a plan as a form sends them, read into the document that they propose.</summary>
internal static class PlanUpload
{
    public const int MostFiles = 64;
    public const int MostBytes = 1024 * 1024;

    /// <summary>Of the whole request: the files and what a form writes around each.</summary>
    public const int MostRequest = MostBytes + (MostFiles * 1024);

    private const int MostFaults = 200;

    /// <summary>For 1 MB, over the slowest line that anybody works on.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The files, or the answer to what is no upload.</summary>
    public static async Task<(ImmutableArray<PlanText> Files, IResult? Refused)> FilesAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType || http.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true)
            return ([], Problems.Problem(http, 415, "not-multipart", "请用 multipart/form-data 上传方案文件", "Send the plan's files as multipart/form-data", []));

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        deadline.CancelAfter(Patience);
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

        var texts = ImmutableArray.CreateBuilder<PlanText>(files.Count);
        foreach (var file in files)
        {
            var bytes = new byte[file.Length];
            await using var content = file.OpenReadStream();
            await content.ReadExactlyAsync(bytes, http.RequestAborted);
            texts.Add(new(file.FileName, bytes));
        }

        return (texts.ToImmutable(), null);
    }

    /// <summary>Every fault with its file and line; null where there is any.</summary>
    public static async Task<PlanDocument?> ReadAsync(ImmutableArray<PlanText> files, PlanView inForce, IGrainFactory grains, FaultList faults)
    {
        var places = await grains.GetGrain<IPlaceQueries>(0).List(null);
        var (document, errors) = PlanFiles.Read(files, places.Select(p => new PlaceNode(p.Id, p.Kind, p.Name, p.Parent)), inForce.Document);
        foreach (var error in errors.Take(MostFaults))
        {
            // What is wrong with a file is told in the language of the files.
            var field = error.Line == 0 ? error.File : string.Create(CultureInfo.InvariantCulture, $"{error.File}:{error.Line}");
            faults.Add(field, "bad-file", error.Message, error.Message);
        }

        if (errors.Length > MostFaults)
            faults.Add("", "more", $"另有 {errors.Length - MostFaults} 处错误", $"{errors.Length - MostFaults} more faults");
        return document;
    }

    /// <summary>The names that were sent, as many as fit.</summary>
    public static string SourceOf(ImmutableArray<PlanText> files)
    {
        var names = files.Select(f => f.Name.Split('/', '\\')[^1]).Order(StringComparer.Ordinal).ToList();
        var source = $"上传 {files.Length} 个文件：";
        var fitting = names.TakeWhile(name => (source += name + "、").Length < PlanCommand.Propose.MaxSource).Count();
        return $"上传 {files.Length} 个文件：{string.Join('、', names.Take(fitting))}{(fitting < names.Count ? "…" : "")}";
    }

    private static IResult TooLarge(HttpContext http)
        => Problems.Problem(http, 413, "too-large", "方案文件合计最多 1 MB", "The plan's files may have 1 MB together", []);
}
