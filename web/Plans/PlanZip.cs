using System.IO.Compression;
using Circle.Domain.Plans;
using Circle.Seeds;

namespace Circle.Web.Plans;

internal static class PlanZip
{
    public const string MediaType = "application/zip";

    /// <summary>The same plan is the same bytes: no entry carries a time of its own.</summary>
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Of(PlanDocument plan)
    {
        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in PlanFiles.Write(plan))
            {
                var entry = zip.CreateEntry(file.Name);
                entry.LastWriteTime = Epoch;
                using var content = entry.Open();
                content.Write(file.Bytes);
            }
        }

        return zipped.ToArray();
    }
}
