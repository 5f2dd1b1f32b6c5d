using System.Text;

namespace Circle.Web.Journal;

/// <summary>One line of a table for a spreadsheet. Every table that is downloaded is made of these.</summary>
internal static class CsvLine
{
    /// <summary>Characters that a cell of a spreadsheet holds; a whole plan has more.</summary>
    private const int MaxCell = 32_000;

    /// <summary>Quoted throughout (RFC 4180); what a spreadsheet would take for a formula begins with an apostrophe.</summary>
    public static string Of(ReadOnlySpan<string?> cells)
    {
        var line = new StringBuilder();
        foreach (var full in cells)
        {
            var cell = full?.Length > MaxCell ? $"{full[..MaxCell]}…" : full;
            if (line.Length > 0) line.Append(',');
            line.Append('"');
            if (IsFormula(cell)) line.Append('\'');
            line.Append(cell?.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }

        return line.Append("\r\n").ToString();
    }

    /// <summary>Whether a spreadsheet would take it for one.</summary>
    public static bool IsFormula(ReadOnlySpan<char> cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\0' or '＝' or '＋' or '－' or '＠', ..];
}
