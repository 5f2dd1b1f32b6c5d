using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Circle.Domain.Journal;

/// <summary>Collects every fault of an input, so that a person corrects all at once.</summary>
public sealed class FaultList
{
    private readonly ImmutableArray<Fault>.Builder faults = ImmutableArray.CreateBuilder<Fault>();

    public bool Any => faults.Count > 0;

    public bool Has(string field) => faults.Any(f => f.Field == field);

    /// <summary>Faults that another part found, but for fields that are faulty here already.</summary>
    public void AddNew(IEnumerable<Fault> others) => faults.AddRange(others.Where(o => !Has(o.Field)).ToList());

    public void Add(string field, string code, string zh, string en) => faults.Add(new Fault(field, code, zh, en));

    public Refusal ToRefusal() => new(RefusalKind.Invalid, faults.ToImmutable());

    /// <summary>Text of <paramref name="min"/> to <paramref name="max"/> characters, no control characters but line breaks where asked for.</summary>
    public void Text(string field, string? value, int min, int max, bool lines = false)
    {
        var length = value?.Trim().Length ?? 0;
        if (length < min)
            Add(field, "required", "不能为空", "is required");
        if (value is null) return;
        if (value.Length > max)
            Add(field, "too-long", Say($"最多 {max} 个字，现为 {value.Length} 个"), Say($"at most {max} characters, has {value.Length}"));
        if (!IsCleanText(value, lines))
            Add(field, "bad-character", "含有不能保存的控制字符", "contains control characters that cannot be stored");
    }

    /// <summary>A day from <paramref name="earliest"/> to <paramref name="today"/>, both included.</summary>
    public void Day(string field, DateOnly day, DateOnly earliest, DateOnly today)
    {
        if (day > today)
            Add(field, "after-now", Say($"生效日期不能晚于今天（{today:yyyy-MM-dd}）"), Say($"must not be after today ({today:yyyy-MM-dd})"));
        if (day < earliest)
            Add(field, "too-early", Say($"生效日期不能早于 {earliest:yyyy-MM-dd}"), Say($"must not be before {earliest:yyyy-MM-dd}"));
    }

    public void Range(string field, long value, long min, long max)
    {
        if (value < min || value > max)
            Add(field, "out-of-range", Say($"应在 {min} 到 {max} 之间"), Say($"must lie between {min} and {max}"));
    }

    /// <summary>False for U+0000 and its like, and for halves of surrogate pairs, which no database keeps.</summary>
    public static bool IsCleanText(string text, bool lines)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) return false;
            if (Rune.IsControl(rune) && !(lines && rune.Value is '\n' or '\r' or '\t')) return false;
            i += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
