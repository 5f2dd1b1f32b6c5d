using System.Globalization;
using System.Text.Json;
using Circle.Domain.Journal;

namespace Circle.Seeds.Reading;

/// <summary>What a single value may look like, the same in JSON and in CSV. A bad one is reported and read as its default.</summary>
internal sealed class Values(Problems problems)
{
    public const int ShortText = 200;
    public const int LongText = 2_000;

    /// <summary>Thousandths of a unit, or fen: 1,000 million units or 10,000 million yuan; more is a slip of the pen.</summary>
    public const long Largest = 1_000_000_000_000;

    /// <summary>Of every date that a file may name; a baseline's earliest day is the same. Beyond them is a slip of the pen.</summary>
    public static readonly DateOnly Earliest = new(2000, 1, 1);

    public static readonly DateOnly Latest = new(2100, 12, 31);

    public Problems Problems { get; } = problems;

    public string Text(string text, At at, string field, int max)
    {
        if (text.Length == 0)
            Problems.Add(at, $"“{field}”没有填写");
        else if (!FaultList.IsCleanText(text, lines: false))
            Problems.Add(at, $"“{field}”里有换行、制表符或其他看不见的控制字符（零宽、方向控制等），请删去");
        else if (!FaultList.HasVisible(text))
            Problems.Add(at, $"“{field}”里没有看得见的字，请填写文字");
        else if (text.Length > max)
            Problems.Add(at, $"“{field}”有 {text.Length} 个字，最多 {max} 个");
        else if (text != text.Trim())
            Problems.Add(at, $"“{field}”前后有空格，请删去");
        return text;
    }

    public TId Id<TId>(string text, At at, string field) where TId : struct, ITextId<TId>
    {
        if (!TextId.TryParse<TId>(text, out var id))
            Problems.Add(at, $"“{field}”应是 1 到 {TextId.MaxLength} 个小写字母、数字或短横线，现在是“{Shown(text)}”");
        return id;
    }

    public DateOnly Date(string text, At at, string field)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            Problems.Add(at, $"“{field}”应是 2013-09-30 这样的日期，现在是“{Shown(text)}”");
        else if (date < Earliest || date > Latest)
            Problems.Add(at, $"“{field}”应在 {Earliest:yyyy-MM-dd} 到 {Latest:yyyy-MM-dd} 之间，现在是 {date:yyyy-MM-dd}");
        else
            return date;
        return default;
    }

    public T Word<T>(string text, At at, string field) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (WordOf(value) == text)
                return value;
        }

        Problems.Add(at, $"“{field}”只能是 {string.Join("、", Enum.GetValues<T>().Select(WordOf))}，现在是“{Shown(text)}”");
        return default;
    }

    public long Whole(string text, At at, string field, long min, long max)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            Problems.Add(at, $"“{field}”应是整数，现在是“{Shown(text)}”");
        else if (number < min || number > max)
            Problems.Add(at, $"“{field}”应在 {min} 到 {max} 之间，现在是 {number}");
        return number;
    }

    /// <summary>A message stays short and printable whatever the file holds.</summary>
    public static string Shown(string text)
    {
        var printable = string.Concat(text.Select(c => FaultList.IsCleanText($"{c}", lines: false) || char.IsSurrogate(c) ? c : '□'));
        return printable.Length <= 40 ? printable : printable[..40] + "…";
    }

    private static string WordOf<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
