using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Places;

/// <summary>What one cell counts: a line's measure at a stage (or step) on an effective date.</summary>
/// <param name="Measure">A measure of the line (thousandths of its unit) or one of <see cref="Counts"/> (whole numbers).</param>
/// <param name="Point">A stage's name, a step's id, or empty.</param>
[GenerateSerializer, Immutable, Alias("TallyKey")]
public readonly record struct TallyKey(
    [property: Id(0)] LineId Line,
    [property: Id(1)] MeasureId Measure,
    [property: Id(2)] string Point,
    [property: Id(3)] DateOnly Date)
{
    private static readonly FrozenDictionary<Stage, string> StageNames =
        Enum.GetValues<Stage>().ToFrozenDictionary(s => s, s => JsonNamingPolicy.CamelCase.ConvertName(s.ToString()));

    public static string PointOf(Stage stage) => StageNames[stage];

    /// <summary><c>line|measure|point|yyyyMMdd</c>, the form in rows.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}|{Measure}|{Point}|{Date:yyyyMMdd}");

    public static TallyKey Parse(string text)
    {
        var parts = text.Split('|');
        if (parts.Length != 4) throw new FormatException($"'{text}' is not a tally key");
        return new TallyKey(
            LineId.Of(parts[0]),
            MeasureId.Of(parts[1]),
            parts[2],
            DateOnly.ParseExact(parts[3], "yyyyMMdd", CultureInfo.InvariantCulture));
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

/// <summary>A sparse, immutable map of cells to quantities; a cell of 0 is absent, so equal contents are equal.</summary>
[GenerateSerializer, Immutable, Alias("Tally"), JsonConverter(typeof(TallyConverter))]
public sealed record Tally
{
    public static readonly Tally Empty = new(ImmutableDictionary<TallyKey, long>.Empty);

    private Tally(ImmutableDictionary<TallyKey, long> cells) => Cells = cells;

    [Id(0)]
    public ImmutableDictionary<TallyKey, long> Cells { get; }

    public long this[TallyKey key] => Cells.GetValueOrDefault(key);

    public bool IsEmpty => Cells.IsEmpty;

    public static Tally Of(IEnumerable<KeyValuePair<TallyKey, long>> cells)
    {
        var builder = ImmutableDictionary.CreateBuilder<TallyKey, long>();
        foreach (var (key, quantity) in cells) Add(builder, key, quantity);
        return Wrap(builder);
    }

    public Tally Plus(Tally other) => Combine(other, 1);

    public Tally Minus(Tally other) => Combine(other, -1);

    /// <summary>These cells set to what they are now (0 takes one away); the others stay.</summary>
    public Tally With(IEnumerable<KeyValuePair<TallyKey, long>> absolute)
    {
        var builder = Cells.ToBuilder();
        foreach (var (key, quantity) in absolute)
        {
            if (quantity == 0) builder.Remove(key);
            else builder[key] = quantity;
        }

        return Wrap(builder);
    }

    [SuppressMessage("Design", "CA1002", Justification = "ImmutableDictionary compares by reference; contents decide here.")]
    public bool Equals(Tally? other)
        => other is not null
           && (ReferenceEquals(Cells, other.Cells)
               || (Cells.Count == other.Cells.Count
                   && Cells.All(c => other.Cells.TryGetValue(c.Key, out var quantity) && quantity == c.Value)));

    public override int GetHashCode() => Cells.Aggregate(0, (hash, cell) => hash ^ HashCode.Combine(cell.Key, cell.Value));

    private static void Add(ImmutableDictionary<TallyKey, long>.Builder builder, TallyKey key, long quantity)
    {
        var sum = checked(builder.GetValueOrDefault(key) + quantity);
        if (sum == 0) builder.Remove(key);
        else builder[key] = sum;
    }

    private static Tally Wrap(ImmutableDictionary<TallyKey, long>.Builder builder)
        => builder.Count == 0 ? Empty : new Tally(builder.ToImmutable());

    private Tally Combine(Tally other, int sign)
    {
        if (other.IsEmpty) return this;
        var builder = Cells.ToBuilder();
        foreach (var (key, quantity) in other.Cells) Add(builder, key, sign * quantity);
        return Wrap(builder);
    }
}

/// <summary>A JSON object of <c>"line|measure|point|yyyyMMdd": quantity</c>, keys sorted so that equal tallies are equal text.</summary>
public sealed class TallyConverter : JsonConverter<Tally>
{
    public override Tally Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var cells = new List<KeyValuePair<TallyKey, long>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = TallyKey.Parse(reader.GetString()!);
            reader.Read();
            cells.Add(new(key, reader.GetInt64()));
        }

        return Tally.Of(cells);
    }

    public override void Write(Utf8JsonWriter writer, Tally value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, quantity) in value.Cells.Select(c => (Name: c.Key.ToString(), c.Value)).OrderBy(c => c.Name, StringComparer.Ordinal))
            writer.WriteNumber(name, quantity);
        writer.WriteEndObject();
    }
}
