using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Places;

/// <summary>What one cell counts: a line's measure at a stage (or step) on an effective date.</summary>
/// <param name="measure">A measure of the line (thousandths of its unit) or one of <see cref="Counts"/> (whole numbers).</param>
/// <param name="point">A stage's name, a step's id, or empty.</param>
/// <remarks>
/// Keys are compared and looked up far more often than made, so a key remembers its hash and its text, and the ones that are
/// read from rows are shared: most comparisons end at the reference.
/// </remarks>
[GenerateSerializer, Immutable, Alias("TallyKey")]
public sealed class TallyKey(LineId line, MeasureId measure, string point, DateOnly date) : IEquatable<TallyKey>, IComparable<TallyKey>
{
    /// <summary>Keys that are shared by their text at most; one more is read on its own each time.</summary>
    private const int MostShared = 50_000;

    private static readonly FrozenDictionary<Stage, string> StageNames =
        Enum.GetValues<Stage>().ToFrozenDictionary(s => s, s => JsonNamingPolicy.CamelCase.ConvertName(s.ToString()));

    private static readonly ConcurrentDictionary<string, TallyKey> Shared = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, TallyKey>.AlternateLookup<ReadOnlySpan<char>> SharedByText = Shared.GetAlternateLookup<ReadOnlySpan<char>>();
    private static int shared;

    /// <summary>0 until somebody asks, since a key that came over the wire was not constructed.</summary>
    [NonSerialized]
    private int hash;

    [NonSerialized]
    private string? text;

    [Id(0)]
    public LineId Line { get; } = line;

    [Id(1)]
    public MeasureId Measure { get; } = measure;

    [Id(2)]
    public string Point { get; } = point;

    [Id(3)]
    public DateOnly Date { get; } = date;

    public static string PointOf(Stage stage) => StageNames[stage];

    public static bool operator ==(TallyKey? left, TallyKey? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(TallyKey? left, TallyKey? right) => !(left == right);

    public static bool operator <(TallyKey left, TallyKey right) => left.CompareTo(right) < 0;

    public static bool operator >(TallyKey left, TallyKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(TallyKey left, TallyKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TallyKey left, TallyKey right) => left.CompareTo(right) >= 0;

    /// <summary><c>line|measure|point|yyyyMMdd</c>, the form in rows.</summary>
    public override string ToString() => text ??= string.Create(CultureInfo.InvariantCulture, $"{Line}|{Measure}|{Point}|{Date:yyyyMMdd}");

    public static TallyKey Parse(ReadOnlySpan<char> text)
    {
        if (SharedByText.TryGetValue(text, out var known)) return known;
        var key = ParseAnew(text);
        if (shared >= MostShared) return key;
        var held = Shared.GetOrAdd(key.ToString(), key);
        if (ReferenceEquals(held, key)) Interlocked.Increment(ref shared);
        return held;
    }

    public bool Equals(TallyKey? other)
        => ReferenceEquals(this, other)
           || (other is not null
               && GetHashCode() == other.GetHashCode()
               && Date == other.Date && Point == other.Point && Measure == other.Measure && Line == other.Line);

    public override bool Equals(object? obj) => Equals(obj as TallyKey);

    public override int GetHashCode() => hash != 0 ? hash : hash = HashCode.Combine(Line, Measure, Point, Date);

    /// <summary>In the order of the texts.</summary>
    public int CompareTo(TallyKey? other)
    {
        if (ReferenceEquals(this, other)) return 0;
        if (other is null) return 1;
        var order = Compare(Line.Value, other.Line.Value);
        if (order == 0) order = Compare(Measure.Value, other.Measure.Value);
        if (order == 0) order = Compare(Point, other.Point);
        return order != 0 ? order : Date.CompareTo(other.Date);
    }

    /// <summary>The bar that ends a part stands behind every character of an id: of two that begin alike the longer comes first.</summary>
    private static int Compare(string a, string b)
    {
        if (string.Equals(a, b, StringComparison.Ordinal)) return 0;
        var alike = a.AsSpan().CommonPrefixLength(b);
        return alike < a.Length && alike < b.Length ? a[alike] - b[alike] : b.Length - a.Length;
    }

    private static TallyKey ParseAnew(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[5];
        if (text.Split(parts, '|') != 4) throw new FormatException($"'{text}' is not a tally key");
        return new TallyKey(
            LineId.Of(text[parts[0]].ToString()),
            MeasureId.Of(text[parts[1]].ToString()),
            text[parts[2]].ToString(),
            DateOnly.ParseExact(text[parts[3]], "yyyyMMdd", CultureInfo.InvariantCulture));
    }
}

/// <summary>The measures that the system itself counts, in whole numbers.</summary>
public static class Counts
{
    /// <summary>Items that reached a stage (point: stage), what counts towards a target.</summary>
    public static readonly MeasureId Item = MeasureId.Of("item");

    /// <summary>Items due (point: step, date: its due date).</summary>
    public static readonly MeasureId Due = MeasureId.Of("due");

    /// <summary>Items that met a target (point: step, date: effective date); never more than were due of their unit.</summary>
    public static readonly MeasureId Met = MeasureId.Of("met");

    /// <summary>Facilities last heard of on a date.</summary>
    public static readonly MeasureId Heard = MeasureId.Of("heard");

    /// <summary>Facilities that are returned, suspended or withdrawn (point), since a date.</summary>
    public static readonly MeasureId Standing = MeasureId.Of("standing");
}
