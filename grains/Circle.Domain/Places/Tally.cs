using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Places;

/// <summary>
/// A sparse, immutable map of cells to quantities; a cell of 0 is absent, so equal contents are equal. A facility has about ten
/// cells, so they lie in one array in the order of their keys, and two tallies are added in one walk along both.
/// </summary>
[GenerateSerializer, Immutable, Alias("Tally"), JsonConverter(typeof(TallyConverter))]
public sealed record Tally
{
    public static readonly Tally Empty = new([]);

    private static readonly Comparison<Cell> ByKey = static (a, b) => a.Key.CompareTo(b.Key);

    private Tally(ImmutableArray<Cell> cells) => Cells = cells;

    /// <summary>In the order of their keys, each once.</summary>
    [Id(0)]
    public ImmutableArray<Cell> Cells { get; }

    public bool IsEmpty => Cells.IsEmpty;

    public long this[TallyKey key]
    {
        get
        {
            var (low, high) = (0, Cells.Length - 1);
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var order = Cells[middle].Key.CompareTo(key);
                if (order == 0) return Cells[middle].Value;
                if (order < 0) low = middle + 1;
                else high = middle - 1;
            }

            return 0;
        }
    }

    /// <summary>In any order; what is named more than once is added up.</summary>
    public static Tally Of(IEnumerable<Cell> cells)
    {
        Cell[] all = [.. cells];
        if (!IsSorted(all)) Array.Sort(all, ByKey);
        var count = 0;
        for (var i = 0; i < all.Length;)
        {
            var (key, sum) = all[i++];
            while (i < all.Length && all[i].Key == key) sum = checked(sum + all[i++].Value);
            if (sum != 0) all[count++] = new(key, sum);
        }

        return count == 0 ? Empty : new([.. all.AsSpan(0, count)]);
    }

    public Tally Plus(Tally other) => Combine(other, static (own, others) => checked(own + others));

    public Tally Minus(Tally other) => Combine(other, static (own, others) => checked(own - others));

    public bool Equals(Tally? other)
    {
        if (other is null || Cells.Length != other.Cells.Length) return false;
        if (Cells == other.Cells) return true;
        for (var i = 0; i < Cells.Length; i++)
            if (Cells[i].Value != other.Cells[i].Value || Cells[i].Key != other.Cells[i].Key) return false;
        return true;
    }

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var (key, quantity) in Cells)
        {
            hash.Add(key);
            hash.Add(quantity);
        }

        return hash.ToHashCode();
    }

    private static bool IsSorted(Cell[] cells)
    {
        for (var i = 1; i < cells.Length; i++)
            if (cells[i - 1].Key.CompareTo(cells[i].Key) > 0) return false;
        return true;
    }

    private Tally Combine(Tally other, Func<long, long, long> combine)
    {
        if (other.IsEmpty) return this;
        var cells = ImmutableArray.CreateBuilder<Cell>(Cells.Length + other.Cells.Length);
        foreach (var (key, own, others) in new TallyPairs(this, other))
            if (combine(own, others) is not 0 and var sum) cells.Add(new(key, sum));
        return cells.Count == 0 ? Empty : new(cells.DrainToImmutable());
    }
}

/// <summary>Two tallies side by side: each key of either once, in order, with what the one and the other has of it (0: nothing).</summary>
internal ref struct TallyPairs(Tally left, Tally right)
{
    private ReadOnlySpan<Cell> left = left.Cells.AsSpan();
    private ReadOnlySpan<Cell> right = right.Cells.AsSpan();

    public (TallyKey Key, long Left, long Right) Current { get; private set; }

    public readonly TallyPairs GetEnumerator() => this;

    public bool MoveNext()
    {
        if (left.IsEmpty && right.IsEmpty) return false;
        var order = left.IsEmpty ? 1 : right.IsEmpty ? -1 : left[0].Key.CompareTo(right[0].Key);
        Current = (
            order <= 0 ? left[0].Key : right[0].Key,
            order <= 0 ? left[0].Value : 0,
            order >= 0 ? right[0].Value : 0);
        if (order <= 0) left = left[1..];
        if (order >= 0) right = right[1..];
        return true;
    }
}

/// <summary>A JSON object of <c>"line|measure|point|yyyyMMdd": quantity</c>, keys sorted so that equal tallies are equal text.</summary>
public sealed class TallyConverter : JsonConverter<Tally>
{
    /// <summary>Longer than any key of valid ids; a longer one is read all the same, by way of a string.</summary>
    private const int MostCharacters = 256;

    public override Tally Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var cells = new List<Cell>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = ReadKey(ref reader);
            reader.Read();
            cells.Add(new(key, reader.GetInt64()));
        }

        return Tally.Of(cells);
    }

    public override void Write(Utf8JsonWriter writer, Tally value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (key, quantity) in value.Cells) writer.WriteNumber(key.ToString(), quantity);
        writer.WriteEndObject();
    }

    private static TallyKey ReadKey(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueSpan.Length > MostCharacters) return TallyKey.Parse(reader.GetString());
        Span<char> text = stackalloc char[MostCharacters];
        return TallyKey.Parse(text[..reader.CopyString(text)]);
    }
}
