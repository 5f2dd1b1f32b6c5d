using System.IO.Compression;
using Circle.Domain.Journal;

namespace Circle.Web.Imports;

/// <summary>A workbook unpacked: counted to its end before anything of it is read.</summary>
internal sealed class WorkbookParts : IDisposable
{
    /// <summary>Of all parts, unpacked: a sheet of 20,000 rows has some 30 MB.</summary>
    private const long MostUnpacked = 128 * 1024 * 1024;

    private const int MostParts = 2_000;

    private readonly ZipArchive zip;
    private readonly CancellationToken cancel;

    private WorkbookParts(ZipArchive zip, CancellationToken cancel) => (this.zip, this.cancel) = (zip, cancel);

    /// <summary>Null where it is too large.</summary>
    /// <exception cref="InvalidDataException">It is no archive, or broken.</exception>
    public static WorkbookParts? Open(byte[] bytes, FaultList faults, CancellationToken cancel)
    {
        var parts = new WorkbookParts(new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read), cancel);
        if (parts.IsBounded()) return parts;
        parts.Dispose();
        faults.Add("", "too-large", "表格解开后太大，请另存为新文件，或拆成几个文件", "the workbook is too large when it is unpacked: save it anew, or split it");
        return null;
    }

    /// <summary>Null where there is no such part.</summary>
    /// <exception cref="InvalidDataException">There are two.</exception>
    public WorkbookXml? Read(string name)
    {
        var found = zip.Entries.Where(e => e.FullName.Equals(name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return found.Count > 1 ? throw new InvalidDataException("a part stands twice") : found.Count == 0 ? null : new WorkbookXml(found[0].Open(), cancel);
    }

    /// <summary>The first sheet's part, null where there is none; and whether its days are counted from 1904.</summary>
    public (string? Sheet, bool From1904) FirstSheet()
    {
        var (id, from1904) = ("", false);
        using (var book = Read("xl/workbook.xml"))
        {
            while (id.Length == 0 && book?.Next() == true)
            {
                if (book.IsAt("workbookPr", 1)) from1904 = book.Attribute("date1904") is "1" or "true";
                else if (book.IsAt("sheet", 2)) id = book.ForeignAttribute("id") ?? "";
            }
        }

        using var relations = Read("xl/_rels/workbook.xml.rels");
        string? sheet = null;
        while (relations?.Next() == true)
        {
            if (!relations.IsAtAny("Relationship") || relations.Attribute("Id") != id) continue;
            if (sheet is not null) throw new InvalidDataException("a relation stands twice");
            var target = relations.Attribute("Target") ?? "";
            sheet = target.StartsWith('/') ? target[1..] : $"xl/{target}";
        }

        return (sheet, from1904);
    }

    public void Dispose() => zip.Dispose();

    /// <summary>What the directory says of a part is its own word: it is read to its end.</summary>
    private bool IsBounded()
    {
        if (zip.Entries.Count > MostParts || zip.Entries.Sum(e => e.Length) > MostUnpacked) return false;
        var buffer = new byte[64 * 1024];
        var left = MostUnpacked;
        foreach (var entry in zip.Entries)
        {
            using var part = entry.Open();
            for (int read; (read = part.Read(buffer)) > 0;)
            {
                cancel.ThrowIfCancellationRequested();
                if ((left -= read) < 0) return false;
            }
        }

        return true;
    }
}
