using System.Text.RegularExpressions;

namespace Circle.Seeds.Tests;

/// <summary>The document cut into its sections, without white space: 三（六）1, 四（二）, 附件1.</summary>
internal static partial class DocumentText
{
    public static string Whole { get; }

    private static readonly Dictionary<string, string> Sections = new(StringComparer.Ordinal);

    static DocumentText()
    {
        var (part, circle, item) = ("", "", "");
        foreach (var line in File.ReadLines(Path.Combine(Shipped.PlanFolder, "document.txt")))
        {
            // The list of annexes at the end of part four is no annex yet.
            if (Annex().Match(line) is { Success: true } annex)
                (part, circle, item) = ($"附件{annex.Groups[1].Value}", "", "");
            else if (Part().Match(line) is { Success: true } p)
                (part, circle, item) = (p.Groups[1].Value, "", "");
            else if (Circle().Match(line) is { Success: true } c)
                (circle, item) = (c.Groups[1].Value, "");
            else if (circle.Length > 0 && part == "三" && Item().Match(line) is { Success: true } i)
                item = i.Groups[1].Value;
            foreach (var section in new[] { part, part + circle, part + circle + item }.Distinct())
                Sections[section] = Sections.GetValueOrDefault(section) + Dense(line);
        }

        Whole = Dense(File.ReadAllText(Path.Combine(Shipped.PlanFolder, "document.txt")));
    }

    public static string Dense(string text) => White().Replace(text, "").Replace('(', '（').Replace(')', '）');

    /// <summary>Null where the document has no such section. A measure's number at the end, （1）, is looked up in its text.</summary>
    public static string? Find(string source)
    {
        if (Sections.TryGetValue(source, out var text))
            return text;
        return Numbered().Match(source) is { Success: true } m
            && Sections.TryGetValue(m.Groups[1].Value, out var whole) && whole.Contains(m.Groups[2].Value, StringComparison.Ordinal) ? whole : null;
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex White();

    [GeneratedRegex(@"^附件 (\d)$")]
    private static partial Regex Annex();

    [GeneratedRegex("^([一二三四])、")]
    private static partial Regex Part();

    [GeneratedRegex("^(（[一二三四五六]）)")]
    private static partial Regex Circle();

    [GeneratedRegex(@"^(\d)\. ?")]
    private static partial Regex Item();

    [GeneratedRegex(@"^(.+)(（\d）)$")]
    private static partial Regex Numbered();
}
