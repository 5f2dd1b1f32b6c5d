using System.Text;
using Circle.Domain.Imports;
using Circle.Domain.Journal;
using Circle.Web.Journal;

namespace Circle.Web.Imports;

/// <summary>CSV by RFC 4180, with commas or tabs, in UTF-8, UTF-16 with its mark, or GB18030 (GBK) as Chinese spreadsheets save it.</summary>
internal static class DelimitedText
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>As many as a workbook's sheet may have rows; most of them are empty.</summary>
    private const int LastLine = 1_048_576;

    public static void Read(byte[] bytes, SheetRows rows, FaultList faults, CancellationToken cancel)
    {
        if (Decoded(bytes) is not { } text || text.Any(c => char.IsControl(c) && c is not '\t' and not '\r' and not '\n'))
        {
            faults.Add("", "not-a-table", "这不是能读的表格，请用 .xlsx，或用 UTF-8、GBK 编码的 CSV", "this is no table that can be read: use .xlsx, or CSV in UTF-8 or GBK");
            return;
        }

        var head = text.AsSpan()[..(text.IndexOfAny(['\r', '\n']) is var end and >= 0 ? end : text.Length)];
        var records = new DelimitedRecords(text, head.Count('\t') > head.Count(',') ? '\t' : ',');
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var number = records.Line;
            if (number > LastLine)
            {
                faults.Add("", "too-many-rows", $"第 {LastLine} 行以后还有内容，请删去多余的空行", $"there is more after line {LastLine}: delete the empty lines that are too many");
                return;
            }

            switch (records.Next())
            {
                case DelimitedRecord.None:
                    return;
                case DelimitedRecord.BadQuotes:
                    faults.Add("", "quotes", $"第 {number} 行的引号不成对，或引号后面还有字；格子里的引号要写成两个", $"row {number}: a quotation mark has no partner; inside a cell it is written twice");
                    return;
                case DelimitedRecord.TooWide:
                    faults.Add("", "too-many-columns", $"最多 {Sheet.MaxColumns} 列，第 {number} 行超过了 {DelimitedRecords.MostCells} 格，请删去多余的逗号或制表符", $"at most {Sheet.MaxColumns} columns, row {number} has more than {DelimitedRecords.MostCells} cells: delete the commas or tabs that are too many");
                    return;
                default:
                    if (!rows.Add(number, [.. records.Cells.Select(Unguarded)])) return;
                    break;
            }
        }
    }

    /// <summary>As a line of <see cref="CsvLine"/> that is read back says the same: its apostrophe before a formula is one that comes before others, too.</summary>
    public static string Guarded(string cell) => cell is ['\'', ..] && CsvLine.IsFormula(cell.AsSpan().TrimStart('\'')) ? $"'{cell}" : cell;

    private static string Unguarded(string cell) => cell is ['\'', ..] && CsvLine.IsFormula(cell.AsSpan().TrimStart('\'')) ? cell[1..] : cell;

    private static string? Decoded(byte[] bytes)
    {
        try
        {
            if (bytes is [0xFF, 0xFE, ..]) return new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true).GetString(bytes, 2, bytes.Length - 2);
            if (bytes is [0xFE, 0xFF, ..]) return new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true).GetString(bytes, 2, bytes.Length - 2);
            var mark = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
            return Decoded(Utf8, bytes, mark) ?? (mark == 0 ? Decoded(Gb18030, bytes, 0) : null);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Decoded(Encoding encoding, byte[] bytes, int from)
    {
        try
        {
            return encoding.GetString(bytes, from, bytes.Length - from);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
