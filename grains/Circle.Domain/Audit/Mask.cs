using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Circle.Domain.Journal;

namespace Circle.Domain.Audit;

/// <summary>
/// 脱敏: what looks like the number of a phone, a certificate or an account is shown by its first three and last two digits, in figures of any width or in
/// Chinese ones (一三八〇〇…). Dates, ids that a machine made, addresses of machines and amounts in words are none.
/// </summary>
public static partial class Mask
{
    /// <summary>Digits in a row, or in all of several groups, from which on they are somebody's number.</summary>
    private const int InARow = 7;
    private const int InAll = 11;

    private const int Head = 3;
    private const int Tail = 2;

    /// <summary>Digits as they are read out, from 0 to 9. With 十, 百 and 万 between them they are an amount or a day, and no number of anybody's.</summary>
    internal static readonly ImmutableArray<string> Read = ["〇零○", "一幺壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"];

    /// <summary>A digit in figures or as it is read out, see <see cref="Read"/>, as a class of a regular expression.</summary>
    private const string Numeral = @"[\d〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]";

    private const string Part = @"[\p{Zs}\t\u200b._\-‐-―−·・()/．＿－﹣（）／]";

    private const string Date = @"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])";

    /// <summary>What people put between the parts of a number or a name, as a class of a regular expression; never the end of a line.</summary>
    internal const string Between = Part + "{0,3}";

    public static string Text(string text) => Candidates().Replace(text, match => match.Groups["number"].Success && IsNumber(match.Value) ? Covered(match.Value) : match.Value);

    /// <summary>张＊＊, however long it is.</summary>
    public static string Name(string name) => name.Length == 0 ? "" : $"{StringInfo.GetNextTextElement(name)}＊＊";

    /// <summary>138****01, however long it is; of fewer digits than a phone's nothing.</summary>
    public static string Phone(string phone)
    {
        var digits = string.Concat(phone.Where(char.IsDigit));
        return digits.Length < InARow ? "****" : $"{digits[..Head]}****{digits[^Tail..]}";
    }

    /// <summary>Down to the community or street, where it says so before any number; else to the district; else nothing: 金水区花园路街道＊＊＊.</summary>
    public static string Address(string address)
        => (Community().Match(address) is { Success: true } near ? near : County().Match(address)) is { Success: true } shown ? $"{shown.Value}＊＊＊" : "＊＊＊";

    /// <summary>Every text in it, and every whole number that is as long as a phone's; names of fields stay. What is no JSON is masked as text.</summary>
    public static string Json(string json)
    {
        try
        {
            return Masked(JsonNode.Parse(json))?.ToJsonString(JournalJson.Options) ?? "null";
        }
        catch (JsonException)
        {
            return Text(json);
        }
    }

    private static JsonNode? Masked(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(p => KeyValuePair.Create(p.Key, Masked(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Masked)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Text(value.GetValue<string>())),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.ToJsonString() is { Length: >= InAll } number && number.All(c => char.IsAsciiDigit(c) || c == '-') => JsonValue.Create(Text(number)),
        _ => node?.DeepClone(),
    };

    private static bool IsNumber(string run)
    {
        var (all, row, longest) = (0, 0, 0);
        foreach (var c in run)
        {
            row = IsNumeral(c) ? row + 1 : 0;
            all += IsNumeral(c) ? 1 : 0;
            longest = Math.Max(longest, row);
        }

        return (longest >= InARow || all >= InAll) && !IsCount(run);
    }

    private static bool IsNumeral(char c) => char.IsDigit(c) || ReadAs(c) >= 0;

    /// <summary>-1: it is no digit that is read out.</summary>
    internal static int ReadAs(char c)
    {
        for (var digit = 0; digit < Read.Length; digit++)
            if (Read[digit].Contains(c, StringComparison.Ordinal)) return digit;
        return -1;
    }

    /// <summary>一二三四五六七: somebody counts.</summary>
    private static bool IsCount(string run)
    {
        for (var i = 0; i < run.Length; i++)
            if (ReadAs(run[i]) < 0 || (i > 0 && ReadAs(run[i]) != ReadAs(run[i - 1]) + 1)) return false;
        return true;
    }

    private static string Covered(string run)
    {
        var digits = run.Count(IsNumeral);
        var covered = new StringBuilder(run.Length);
        var at = 0;
        foreach (var c in run)
        {
            covered.Append(IsNumeral(c) && at >= Head && at < digits - Tail ? '*' : c);
            if (IsNumeral(c)) at++;
        }

        return covered.ToString();
    }

    [GeneratedRegex(
        $$"""
        (?<![0-9A-Za-z])(?=[0-9a-f-]*[a-f])(?:[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9A-Za-z])
        |(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])
        |(?<!\d){{Date}}(?:T[0-2]\d:[0-5]\d:[0-5]\d(?:\.\d{1,7})?(?:Z|[+-]\d\d:\d\d))?(?!\d)
        |(?<number>{{Numeral}}(?:{{Between}}(?!(?<=\D)(?<!{{Part}}){{Date}}(?!\d)){{Numeral}})*)
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Candidates();

    /// <summary>Longer than names of places are, it is somebody's own description.</summary>
    [GeneratedRegex(@"^[^\d\s]{1,24}(?:社区|街道|镇|乡)")]
    private static partial Regex Community();

    /// <summary>小区, 园区 and 校区 are whereabouts, no districts.</summary>
    [GeneratedRegex(@"^(?:[^\d\s]{1,6}?市)?[^\d\s]{1,6}?(?:(?<![小园校院社片])区(?!域)|县)|^[^\d\s]{1,6}?市(?!场)")]
    private static partial Regex County();
}
