using System.Data;
using System.Globalization;
using Circle.Domain.Journal;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Circle.Web.Imports;

/// <summary>Workbooks (.xlsx), read and written. Whatever is written is text, so that nothing of it is a formula.</summary>
internal static class Workbook
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Of a double, beyond which it is no figure that somebody wrote.</summary>
    private const double Whole = 1e15;

    public static void Read(byte[] bytes, SheetRows rows, FaultList faults)
    {
        if (WorkbookScan.Of(bytes, faults) is not { } scanned) return;
        var broken = scanned.Broken.ToLookup(b => b.Row);
        var number = 0;
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            foreach (IDictionary<string, object?> row in MiniExcel.Query(stream, useHeaderRow: false, scanned.Name, ExcelType.XLSX, "A1", new OpenXmlConfiguration { EnableSharedStringCache = false }))
            {
                if (++number > scanned.LastRow) break;
                var wrong = broken[number].Select(b => (b.Column - 1, b.Code, b.Zh, b.En)).ToList();
                if (!rows.Add(number, [.. row.Values.Select(TextOf)], wrong.Count > 0 ? wrong : null)) return;
            }
        }
        catch (Exception)
        {
            // Whatever its reader met: it is the file's doing, and was within its limits.
            faults.Add("", "broken", "表格已损坏，读不出来，请用表格软件打开、另存后再上传", "the workbook is broken: open it, save it anew and upload that");
        }
    }

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

    private static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "TRUE" : "FALSE",
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        double number when Math.Abs(number) < Whole => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
