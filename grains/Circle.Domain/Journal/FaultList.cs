using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Circle.Domain.Journal;

/// <summary>Collects every fault of an input, so that a person corrects all at once.</summary>
public sealed class FaultList
{
    /// <summary>More marks over one letter than any language has are a drawing, and cover the line above.</summary>
    private const int MostMarks = 4;

    /// <summary>Asks for the coloured form of a symbol.</summary>
    private const int EmojiForm = 0xFE0F;

    /// <summary>
    /// First and last of what draws nothing though its category is a letter's, a mark's or a symbol's: joiners, fillers of Hangul,
    /// Khmer's inherent vowels, variation selectors, braille's blank (Unicode: Default_Ignorable_Code_Point).
    /// </summary>
    private static readonly ImmutableArray<(int First, int Last)> Blanks =
    [
        (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2800, 0x2800), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0), (0xE0100, 0xE01EF),
    ];

    private readonly ImmutableArray<Fault>.Builder faults = ImmutableArray.CreateBuilder<Fault>();

    public bool Any => faults.Count > 0;

    public bool Has(string field) => faults.Any(f => f.Field == field);

    /// <summary>Faults that another part found, but for fields that are faulty here already.</summary>
    public void AddNew(IEnumerable<Fault> others) => faults.AddRange(others.Where(o => !Has(o.Field)).ToList());

    public void Add(string field, string code, string zh, string en) => faults.Add(new Fault(field, code, zh, en));

    public Refusal ToRefusal() => new(RefusalKind.Invalid, faults.ToImmutable());

    /// <summary>
    /// Text of <paramref name="min"/> to <paramref name="max"/> characters, one of which can be seen where any is required; nothing
    /// invisible in it but line breaks where asked for.
    /// </summary>
    public void Text(string field, string? value, int min, int max, bool lines = false)
    {
        var length = value?.Trim().Length ?? 0;
        if (length < min)
            Add(field, "required", "不能为空", "is required");
        else if (min > 0 && !HasVisible(value!))
            Add(field, "required", "没有看得见的字，请填写文字", "has no visible character: write some text");
        if (value is null) return;
        if (value.Length > max)
            Add(field, "too-long", Say($"最多 {max} 个字，现为 {value.Length} 个"), Say($"at most {max} characters, has {value.Length}"));
        if (!IsCleanText(value, lines))
        {
            Add(
                field,
                "bad-character",
                "含有看不见的字符（控制字符、零宽字符、方向控制符）、残缺或别处显示不出的字，请删去，或重新输入这段文字",
                "contains invisible characters (control, zero-width or direction marks), halves of characters or such as no font has: delete them, or type the text anew");
        }
    }

    /// <summary>Of a day that has not come yet, by the clock of whoever decides.</summary>
    public const string AfterNow = "after-now";

    /// <summary>A day from <paramref name="earliest"/> to <paramref name="today"/>, both included.</summary>
    public void Day(string field, DateOnly day, DateOnly earliest, DateOnly today)
    {
        if (day > today)
            Add(field, AfterNow, Say($"生效日期不能晚于今天（{today:yyyy-MM-dd}）"), Say($"must not be after today ({today:yyyy-MM-dd})"));
        if (day < earliest)
            Add(field, "too-early", Say($"生效日期不能早于 {earliest:yyyy-MM-dd}"), Say($"must not be before {earliest:yyyy-MM-dd}"));
    }

    public void Range(string field, long value, long min, long max)
    {
        if (value < min || value > max)
            Add(field, "out-of-range", Say($"应在 {min} 到 {max} 之间"), Say($"must lie between {min} and {max}"));
    }

    /// <summary>
    /// False for U+0000 and its like and halves of surrogate pairs, which no database keeps, and for what cannot be seen: two names
    /// that look the same would be two, and a direction mark turns the text of a wall around.
    /// </summary>
    public static bool IsCleanText(string text, bool lines)
    {
        var (before, marks) = (UnicodeCategory.Control, 0);
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) return false;
            var isEmoji = rune.Value == EmojiForm && before == UnicodeCategory.OtherSymbol;
            if (IsInvisible(rune) && !isEmoji && !(lines && rune.Value is '\n' or '\r' or '\t')) return false;
            before = Rune.GetUnicodeCategory(rune);
            marks = before is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MostMarks) return false;
            i += rune.Utf16SequenceLength;
        }

        return true;
    }

    /// <summary>Whether a reader would see anything: marks alone have nothing to stand on.</summary>
    public static bool HasVisible(string text) => text.EnumerateRunes().Any(rune
        => !Rune.IsWhiteSpace(rune) && !IsInvisible(rune)
           && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark));

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
        || Blanks.Any(b => b.First <= rune.Value && rune.Value <= b.Last);

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
