using System.Buffers;
using System.Globalization;

namespace Circle.Web.Imports;

/// <summary>Which of a workbook's styles show a number as a day or a time of day, and which one it is.</summary>
internal sealed class WorkbookDates
{
    /// <summary>Styles that a workbook may have.</summary>
    private const int Most = 65_490;

    /// <summary>Days from the first of 1900 to that of 1904, and that after the last of 9999.</summary>
    private const int To1904 = 1_462;
    private const int End = 2_958_466;

    /// <summary>In brackets: hours beyond a day.</summary>
    private static readonly SearchValues<char> Elapsed = SearchValues.Create("hmsHMS");

    private readonly List<Shows> styles = [];
    private readonly bool from1904;

    private WorkbookDates(bool from1904) => this.from1904 = from1904;

    private enum Shows
    {
        Number,
        Day,
        Time,
    }

    /// <exception cref="InvalidDataException">There are too many.</exception>
    public static WorkbookDates Read(WorkbookParts parts, bool from1904)
    {
        var (dates, formats) = (new WorkbookDates(from1904), new Dictionary<int, Shows>());
        using var xml = parts.Read("xl/styles.xml");
        for (var isOfCells = false; xml?.Next() == true;)
        {
            if (xml.IsAt("numFmt", 2)) formats[NumberOf(xml.Attribute("numFmtId"))] = ShownBy(xml.Attribute("formatCode") ?? "");
            else if (xml.IsAt("cellXfs", 1)) isOfCells = true;
            else if (xml.IsAtEnd(1)) isOfCells = false;
            else if (isOfCells && xml.IsAt("xf", 2)) dates.styles.Add(NumberOf(xml.Attribute("numFmtId")) is var id && formats.TryGetValue(id, out var shows) ? shows : ShownBy(id));
            if (dates.styles.Count > Most || formats.Count > Most) throw new InvalidDataException("too many styles");
        }

        return dates;
    }

    /// <summary>As 2013-11-12, 2013-11-12 08:30 or 08:30; null: it is a number.</summary>
    public string? TextOf(double number, string? style)
    {
        var shows = NumberOf(style) is var at and >= 0 && at < styles.Count ? styles[at] : Shows.Number;
        if (shows == Shows.Number || number < 0 || number + To1904 >= End) return null;
        if (shows == Shows.Time) return number < 1 ? DateTime.UnixEpoch.AddSeconds(Math.Round(number * 86_400)).ToString("HH:mm", CultureInfo.InvariantCulture) : null;
        if (number < 1) return null;

        // 1900 had no 29 February, which these numbers count.
        var days = from1904 ? number + To1904 : number < 60 ? number + 1 : number;
        return TextOf(new DateTime(1899, 12, 30).AddSeconds(Math.Round(days * 86_400)));
    }

    public static string TextOf(DateTime time) => time.ToString(time.TimeOfDay.Ticks == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static int NumberOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    /// <summary>Of the formats that every workbook has, the Chinese ones among them.</summary>
    private static Shows ShownBy(int format) => format switch
    {
        >= 18 and <= 21 or >= 45 and <= 47 or 32 or 33 or 34 or 35 or 55 or 56 => Shows.Time,
        >= 14 and <= 17 or 22 or >= 27 and <= 31 or 36 or >= 50 and <= 54 or 57 or 58 => Shows.Day,
        _ => Shows.Number,
    };

    /// <summary>By its letters, but for those in quotation marks and brackets, and those that are escaped; a minute is written as a month is.</summary>
    private static Shows ShownBy(string code)
    {
        var (isTime, isMonth) = (false, false);
        for (var i = 0; i < code.Length && code[i] != ';'; i++)
        {
            switch (code[i])
            {
                case '\\' or '_' or '*': i++; break;
                case '"': i = EndOf(code, i, '"'); break;
                case '[':
                    var from = i + 1;
                    i = EndOf(code, i, ']');
                    isTime |= i > from && i < code.Length && !code.AsSpan(from, i - from).ContainsAnyExcept(Elapsed);
                    break;
                case 'y' or 'Y' or 'd' or 'D': return Shows.Day;
                case 'h' or 'H' or 's' or 'S': isTime = true; break;
                case 'm' or 'M': isMonth = true; break;
            }
        }

        return isTime ? Shows.Time : isMonth ? Shows.Day : Shows.Number;
    }

    private static int EndOf(string code, int from, char mark) => code.IndexOf(mark, from + 1) is var end and >= 0 ? end : code.Length;
}
