namespace Circle.Web.Imports;

internal enum DelimitedRecord
{
    /// <summary>The end.</summary>
    None,

    Read,

    /// <summary>A quotation mark inside of what is not quoted, something after a closing one, or none that closes.</summary>
    BadQuotes,

    /// <summary>More than <see cref="DelimitedRecords.MostCells"/>.</summary>
    TooWide,
}

/// <summary>Records of RFC 4180, one at a time: what a line of delimiters alone costs is bounded while it is read, not after.</summary>
internal sealed class DelimitedRecords(string text, char delimiter)
{
    /// <summary>Of a record, those that are empty too: no spreadsheet has more columns.</summary>
    public const int MostCells = 16_384;

    private readonly List<string> cells = [];
    private int at;

    /// <summary>Where the next record begins, from 1; a quoted cell may go over several.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Of the record that was read last, until the next is.</summary>
    public IReadOnlyList<string> Cells => cells;

    public DelimitedRecord Next()
    {
        cells.Clear();
        if (at == text.Length) return DelimitedRecord.None;
        while (true)
        {
            if (cells.Count == MostCells) return DelimitedRecord.TooWide;
            if ((at < text.Length && text[at] == '"' ? Quoted() : Bare()) is not { } cell) return DelimitedRecord.BadQuotes;
            cells.Add(cell);
            if (at == text.Length) return DelimitedRecord.Read;
            if (text[at] == delimiter)
            {
                at++;
                continue;
            }

            EndLine();
            return DelimitedRecord.Read;
        }
    }

    /// <summary>Null: there is a quotation mark in it.</summary>
    private string? Bare()
    {
        var length = text.AsSpan(at).IndexOfAny([delimiter, '"', '\r', '\n']) is var end and >= 0 ? end : text.Length - at;
        var cell = text.Substring(at, length);
        at += length;
        return at < text.Length && text[at] == '"' ? null : cell;
    }

    /// <summary>Null: nothing closes it, or something else follows.</summary>
    private string? Quoted()
    {
        var from = ++at;
        while (at < text.Length)
        {
            if (text[at] is '\r' or '\n')
            {
                EndLine();
            }
            else if (text[at] != '"')
            {
                at++;
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                at += 2;
            }
            else
            {
                var cell = text[from..at++].Replace("\"\"", "\"", StringComparison.Ordinal);
                return at == text.Length || text[at] == delimiter || text[at] is '\r' or '\n' ? cell : null;
            }
        }

        return null;
    }

    private void EndLine()
    {
        at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
        Line++;
    }
}
