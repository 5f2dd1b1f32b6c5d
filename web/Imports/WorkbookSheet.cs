using System.Globalization;
using Circle.Domain.Imports;
using Circle.Domain.Journal;

namespace Circle.Web.Imports;

/// <summary>Reads the cells of a sheet once, in the order in which they stand; what is empty costs nothing.</summary>
internal sealed class WorkbookSheet(List<string> texts, WorkbookDates dates, SheetRows rows, FaultList faults)
{
    /// <summary>That a workbook may have.</summary>
    private const int LastRow = 1_048_576;

    /// <summary>Of a double, beyond which it is no figure that somebody wrote.</summary>
    private const double Whole = 1e15;

    private const int MostNamed = 10;

    private static readonly (string Code, string Zh, string En) Error = ("error-value", "单元格是错误值，请改正", "the cell holds an error: correct it");
    private static readonly (string Code, string Zh, string En) Formula = ("formula", "公式没有结果，请改为文字或数字", "the formula has no stored result: write the value");
    private static readonly (string Code, string Zh, string En) Unreadable = ("unreadable", "单元格读不出来，请重新填写", "the cell cannot be read: write it anew");

    private readonly List<string> cells = new(Sheet.MaxColumns);
    private readonly List<(int Column, string Code, string Zh, string En)> broken = [];

    public void Read(WorkbookXml xml)
    {
        var (row, merged, places) = (0, 0, new List<string>());
        while (xml.Next())
        {
            if (xml.IsAt("row", 2))
            {
                if (RowOf(xml.Attribute("r"), row) is not { } number)
                {
                    Refuse("broken", $"第 {row} 行后面的行号重复或颠倒，请用表格软件打开、另存后再上传", $"the rows after row {row} are out of order: open the workbook, save it anew and upload that");
                    return;
                }

                row = number;
                if (!xml.IsEmpty && !ReadRow(xml, row)) return;
            }
            else if (xml.IsAt("mergeCell", 2) && ++merged <= MostNamed)
            {
                places.Add(xml.Attribute("ref") is { Length: < 30 } place ? place : "?");
            }
        }

        if (merged == 0) return;
        var named = string.Join("、", places) + (merged > MostNamed ? "…" : "");
        Refuse("merged", $"请取消合并单元格：{named}", $"take merged cells apart: {named}");
    }

    /// <summary>False: no more are wanted.</summary>
    private bool ReadRow(WorkbookXml xml, int row)
    {
        cells.Clear();
        broken.Clear();
        for (var column = 0; xml.Next() && xml.Depth > 2;)
        {
            if (!xml.IsAt("c", 3)) continue;
            if (ColumnOf(xml.Attribute("r"), row, column) is not { } here)
                return Refuse("broken", $"第 {row} 行的单元格重复或颠倒，请用表格软件打开、另存后再上传", $"the cells of row {row} are out of order: open the workbook, save it anew and upload that");
            column = here;
            var (text, fault) = Cell(xml);
            if (string.IsNullOrWhiteSpace(text) && fault is null) continue;
            if (column > Sheet.MaxColumns)
                return Refuse("too-many-columns", $"最多 {Sheet.MaxColumns} 列，第 {row} 行第 {column} 列还有内容，请删去多余的列", $"at most {Sheet.MaxColumns} columns, row {row} has something in column {column}: delete those that are not of the form");
            while (cells.Count < column) cells.Add("");
            cells[column - 1] = text ?? "";
            if (fault is var (code, zh, en)) broken.Add((column - 1, code, zh, en));
        }

        return rows.Add(row, cells, broken.Count > 0 ? broken : null);
    }

    /// <summary>Null where nothing stands in it; a formula whose result was not stored, and an error, are faults.</summary>
    private (string? Text, (string Code, string Zh, string En)? Fault) Cell(WorkbookXml xml)
    {
        var (type, style) = (xml.Attribute("t"), xml.Attribute("s"));
        if (xml.IsEmpty) return (null, null);
        var (isFormula, value) = (false, (string?)null);
        while (xml.Next() && xml.Depth > 3)
        {
            if (xml.IsAt("f", 4)) isFormula = true;
            else if (xml.IsAt("v", 4) && (!xml.IsEmpty || type == "str")) value = xml.Text();
            else if (xml.IsAt("is", 4)) value = xml.RichText();
        }

        return type == "e" ? (null, Error) : value is null ? (null, isFormula ? Formula : null) : Understood(type, style, value);
    }

    private (string? Text, (string Code, string Zh, string En)? Fault) Understood(string? type, string? style, string value)
    {
        switch (type)
        {
            case "s":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < texts.Count ? (texts[at], null) : (null, Unreadable);
            case "b":
                return (value == "1" ? "TRUE" : "FALSE", null);
            case "d":
                return (DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? WorkbookDates.TextOf(time) : value, null);
            case null or "n":
                if (string.IsNullOrWhiteSpace(value)) return (null, null);
                if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return (null, Unreadable);
                return (dates.TextOf(number, style) ?? (Math.Abs(number) < Whole ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture)), null);
            default:
                return (value, null);
        }
    }

    private static int? RowOf(string? reference, int before)
    {
        var number = before + 1;
        if (reference is not null && !int.TryParse(reference, NumberStyles.None, CultureInfo.InvariantCulture, out number)) return null;
        return number > before && number <= LastRow ? number : null;
    }

    /// <summary>B7 is the second of row 7; null where it is not right of the one before.</summary>
    private static int? ColumnOf(string? reference, int row, int before)
    {
        if (reference is null) return before + 1;
        var (column, at) = (0, 0);
        for (; at < reference.Length && at < 3 && reference[at] is >= 'A' and <= 'Z'; at++) column = (column * 26) + (reference[at] - 'A' + 1);
        return column > before && int.TryParse(reference.AsSpan(at), NumberStyles.None, CultureInfo.InvariantCulture, out var own) && own == row ? column : null;
    }

    private bool Refuse(string code, string zh, string en)
    {
        faults.Add("", code, zh, en);
        return false;
    }
}
