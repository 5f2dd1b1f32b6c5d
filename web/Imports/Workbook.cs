using System.Data;
using System.Globalization;
using System.Xml;
using Circle.Domain.Journal;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Circle.Web.Imports;

/// <summary>Workbooks (.xlsx), read and written. Whatever is written is text, so that nothing of it is a formula.</summary>
internal static class Workbook
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Its first sheet. What is too large, or broken, ends in a fault.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public static void Read(byte[] bytes, SheetRows rows, FaultList faults, CancellationToken cancel)
    {
        try
        {
            using var parts = WorkbookParts.Open(bytes, faults, cancel);
            if (parts is null) return;
            var (name, from1904) = parts.FirstSheet();
            using var sheet = name is null ? null : parts.Read(name);
            if (sheet is null)
                AddUnreadable(faults, "no-sheet");
            else if (WorkbookTexts.Read(parts, faults) is { } texts)
                new WorkbookSheet(texts, WorkbookDates.Read(parts, from1904), rows, faults).Read(sheet);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or NotSupportedException or IOException or FormatException or ArgumentException or OverflowException)
        {
            // It is the file's doing.
            AddUnreadable(faults, "broken");
        }
    }

    /// <summary>It does not matter to whoever sent it why.</summary>
    internal static void AddUnreadable(FaultList faults, string code) => faults.Add(
        "",
        code,
        "这个文件不是可读的 Excel 表格（.xlsx），没有读入任何内容。请用 Excel 或 WPS 打开它，另存为 .xlsx 或 CSV 再上传；打不开的，请向发来的人重新要一份",
        "this file is no Excel workbook (.xlsx) that can be read, and nothing of it was taken in: open it in a spreadsheet program, save it as .xlsx or CSV and upload that; if it does not open, ask for it anew");

    /// <param name="sheets">Name, heads and rows of each.</param>
    public static byte[] Write(IEnumerable<(string Name, IReadOnlyList<string> Heads, IEnumerable<IReadOnlyList<string>> Rows)> sheets)
    {
        var tables = sheets.ToDictionary(s => s.Name, object (s) => TableOf(s.Heads, s.Rows));
        try
        {
            using var stream = new MemoryStream();
            MiniExcel.SaveAs(stream, tables, excelType: ExcelType.XLSX, configuration: new OpenXmlConfiguration { EnableAutoWidth = true, FastMode = true, MinWidth = 10, MaxWidth = 48 });
            return stream.ToArray();
        }
        finally
        {
            foreach (var table in tables.Values) ((DataTable)table).Dispose();
        }
    }

    private static DataTable TableOf(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var head in heads) table.Columns.Add(head, typeof(string));
        foreach (var row in rows) table.Rows.Add([.. row.Select(object (c) => c.Length == 0 ? DBNull.Value : c)]);
        return table;
    }
}
