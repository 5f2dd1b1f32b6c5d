using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Circle.Domain.Imports;
using Circle.Domain.Journal;

namespace Circle.Web.Imports;

/// <summary>A cell that has no value to be read, by row and column, both from 1.</summary>
internal sealed record BrokenCell(int Row, int Column, string Code, string Zh, string En);

/// <param name="Name">Of the sheet that is read: the first.</param>
/// <param name="LastRow">The last in which anything stands.</param>
internal sealed record ScannedSheet(string Name, int LastRow, ImmutableArray<BrokenCell> Broken);

/// <summary>
/// Looks through a workbook before it is read: how large it is unpacked, whether its parts are what they say, and where cells are
/// merged or have no value. Whoever reads it afterwards reads no more than was counted here.
/// </summary>
internal static class WorkbookScan
{
    /// <summary>Of all parts, unpacked: a sheet of 20,000 rows has some 30 MB.</summary>
    private const long MostUnpacked = 128 * 1024 * 1024;

    private const int MostParts = 2_000;
    private const int MostNamed = 10;

    /// <summary>Rows with a word of the longest sheet that is looked at; more are refused when they are read.</summary>
    private const int MostRows = Sheet.MaxRows + 100;

    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 1, IgnoreComments = true };

    /// <summary>Null where there is any fault.</summary>
    public static ScannedSheet? Of(byte[] bytes, FaultList faults)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            if (!IsBounded(zip)) return Refuse(faults, "too-large", "表格解开后太大，请另存为新文件，或拆成几个文件", "the workbook is too large when it is unpacked: save it anew, or split it");
            if (FirstSheet(zip) is not { } first) return Refuse(faults, "no-sheet", "这不是能读的表格，请另存为 .xlsx 后再上传", "this is no workbook that can be read: save it as .xlsx");
            using var part = first.Part.Open();
            return Scan(first.Name, part, faults);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or NotSupportedException or IOException or FormatException or ArgumentException or OverflowException)
        {
            return Refuse(faults, "broken", "表格已损坏，读不出来，请用表格软件打开、另存后再上传", "the workbook is broken: open it, save it anew and upload that");
        }
    }

    /// <summary>What the directory says of a part is its own word: it is read to its end.</summary>
    private static bool IsBounded(ZipArchive zip)
    {
        if (zip.Entries.Count > MostParts || zip.Entries.Sum(e => e.Length) > MostUnpacked) return false;
        var buffer = new byte[64 * 1024];
        var left = MostUnpacked;
        foreach (var entry in zip.Entries)
        {
            using var part = entry.Open();
            for (int read; (read = part.Read(buffer)) > 0;)
                if ((left -= read) < 0) return false;
            if (entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)) CheckXml(entry);
        }

        return true;
    }

    /// <summary>A document type brings entities, which grow without end or come from elsewhere: it is refused as broken.</summary>
    private static void CheckXml(ZipArchiveEntry entry)
    {
        using var part = entry.Open();
        using var xml = XmlReader.Create(part, Safe);
        xml.MoveToContent();
    }

    private static (string Name, ZipArchiveEntry Part)? FirstSheet(ZipArchive zip)
    {
        if (zip.GetEntry("xl/workbook.xml") is not { } workbook || zip.GetEntry("xl/_rels/workbook.xml.rels") is not { } relations) return null;
        var (name, id) = ("", "");
        using (var part = workbook.Open())
        using (var xml = XmlReader.Create(part, Safe))
        {
            while (id.Length == 0 && xml.Read())
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" }) (name, id) = (xml.GetAttribute("name") ?? "", AttributeOf(xml, "id"));
        }

        using var relation = relations.Open();
        using var targets = XmlReader.Create(relation, Safe);
        while (targets.Read())
        {
            if (targets is not { NodeType: XmlNodeType.Element, LocalName: "Relationship" } || targets.GetAttribute("Id") != id) continue;
            var target = targets.GetAttribute("Target") ?? "";
            return zip.GetEntry(target.StartsWith('/') ? target[1..] : $"xl/{target}") is { } sheet ? (name, sheet) : null;
        }

        return null;
    }

    /// <summary>By its local name: of an id that belongs to relations.</summary>
    private static string AttributeOf(XmlReader xml, string name)
    {
        var value = "";
        while (xml.MoveToNextAttribute())
            if (xml.LocalName == name && xml.Prefix.Length > 0) value = xml.Value;
        xml.MoveToElement();
        return value;
    }

    private static ScannedSheet? Scan(string name, Stream part, FaultList faults)
    {
        var broken = ImmutableArray.CreateBuilder<BrokenCell>();
        var merged = new List<string>();
        var (row, column, lastRow, rows) = (0, 0, 0, 0);
        using var xml = XmlReader.Create(part, Safe);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            switch (xml.LocalName)
            {
                case "row":
                    row = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : row + 1;
                    column = 0;
                    break;
                case "c":
                    column = ColumnOf(xml.GetAttribute("r")) ?? column + 1;
                    var (hasValue, fault) = Cell(xml, row, column);
                    if (fault is not null) broken.Add(fault);
                    if (!hasValue && fault is null) break;
                    if (row > lastRow) rows++;
                    lastRow = Math.Max(lastRow, row);
                    if (rows > MostRows) return Refuse(faults, "too-many-rows", $"最多 {Sheet.MaxRows} 行，请拆成几个文件", $"at most {Sheet.MaxRows} rows: split the file");
                    break;
                case "mergeCell":
                    merged.Add(xml.GetAttribute("ref") ?? "?");
                    break;
            }
        }

        if (merged.Count == 0) return new(name, lastRow, broken.ToImmutable());
        var places = string.Join("、", merged.Take(MostNamed)) + (merged.Count > MostNamed ? "…" : "");
        return Refuse(faults, "merged", $"请取消合并单元格：{places}", $"take merged cells apart: {places}");
    }

    /// <summary>Whether anything stands in it; a formula whose result was not stored, and an error, are faults.</summary>
    private static (bool HasValue, BrokenCell? Fault) Cell(XmlReader xml, int row, int column)
    {
        var isError = xml.GetAttribute("t") == "e";
        if (xml.IsEmptyElement) return (false, null);
        var (depth, hasFormula, hasValue) = (xml.Depth, false, false);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "f" }) hasFormula = true;
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "v" or "is", IsEmptyElement: false }) hasValue = true;
        }

        return isError ? (true, new(row, column, "error-value", "单元格是错误值，请改正", "the cell holds an error: correct it"))
            : hasFormula && !hasValue ? (false, new(row, column, "formula", "公式没有结果，请改为文字或数字", "the formula has no stored result: write the value"))
            : (hasValue, null);
    }

    /// <summary>B7 is in the second.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (c is < 'A' or > 'Z') break;
            column = (column * 26) + (c - 'A' + 1);
            if (column > 16_384) return 16_384;
        }

        return column == 0 ? null : column;
    }

    private static ScannedSheet? Refuse(FaultList faults, string code, string zh, string en)
    {
        faults.Add("", code, zh, en);
        return null;
    }
}
