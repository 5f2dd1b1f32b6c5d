using System.Collections.Immutable;
using System.Globalization;
using Circle.Contracts.Places;
using Circle.Contracts.Plans;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Seeds;
using Circle.Web.Journal;

namespace Circle.Web.Plans;

/// <summary>Files of a plan as a form sends them, read into the document that they propose.</summary>
internal static class PlanUpload
{
    private const int MostFaults = 200;

    /// <summary>At most 64 files of 1 MB in all.</summary>
    public static readonly FileUpload Limits = new(64, 1024 * 1024, TimeSpan.FromSeconds(60), "方案文件", "the plan's files");

    /// <summary>The files, or the answer to what is no upload.</summary>
    public static async Task<(ImmutableArray<PlanText> Files, IResult? Refused)> FilesAsync(HttpContext http)
    {
        var (files, refused) = await Limits.ReadAsync(http);
        return ([.. files.Select(f => new PlanText(f.Name, f.Bytes))], refused);
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
}
