using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Circle.Domain.Search;

/// <summary>Keys as one line of text.</summary>
internal static class SearchKeysText
{
    private const string Version = "1";
    private const char Word = '|';
    private const char General = '*';
    private const char Next = ',';
    private const char Part = ';';

    public static string Write(SearchKeys keys)
    {
        var text = new StringBuilder(Version).Append(Part).Append(keys.Stamp).Append(Part).AppendJoin(Next, keys.Groups);
        foreach (var cells in keys.Aliases.Prepend(keys.Name))
        {
            text.Append(Part);
            foreach (var cell in cells) Append(text, cell);
        }

        return text.ToString();
    }

    public static bool TryRead(string text, [NotNullWhen(true)] out SearchKeys? keys)
    {
        keys = null;
        if (text.Split(Part) is not [Version, var stamp, var groups, var name, .. var aliases] || aliases.Length > SearchKeys.MostAliases) return false;
        var cells = ImmutableArray.CreateBuilder<ImmutableArray<Cell>>(aliases.Length + 1);
        foreach (var part in aliases.Prepend(name))
        {
            if (!TryCells(part, out var read)) return false;
            cells.Add(read);
        }

        if (!TryGroups(groups, out var numbers)) return false;
        keys = new(stamp, cells[0], [.. cells.Skip(1)], numbers);
        return true;
    }

    private static void Append(StringBuilder text, Cell cell)
    {
        if (cell.BeginsWord) text.Append(Word);
        if (cell.IsGeneral) text.Append(General);
        text.Append(new Rune(cell.IsLetter ? cell.Rune - 'a' + 'A' : cell.Rune).ToString());
        text.AppendJoin(Next, cell.Readings().Select(r => Syllables.Name(r)));
    }

    private static bool TryGroups(string text, out ImmutableArray<int> groups)
    {
        groups = [];
        if (text.Length == 0) return true;
        var numbers = ImmutableArray.CreateBuilder<int>();
        foreach (var part in text.Split(Next))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number >= SearchWords.MostGroups) return false;
            numbers.Add(number);
        }

        groups = numbers.ToImmutable();
        return groups.Length <= SearchKeys.MostGroups;
    }

    private static bool TryCells(ReadOnlySpan<char> text, out ImmutableArray<Cell> cells)
    {
        var read = ImmutableArray.CreateBuilder<Cell>(Math.Min(text.Length, NameCells.Most));
        cells = [];
        while (text.Length > 0)
        {
            var begins = Take(ref text, Word);
            var general = Take(ref text, General);
            if (text.Length == 0 || read.Count == NameCells.Most) return false;
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != System.Buffers.OperationStatus.Done || rune.Value is >= 'a' and <= 'z') return false;
            text = text[length..];
            if (!TryReadings(ref text, out var readings)) return false;
            read.Add(Cell.Of(rune.Value is >= 'A' and <= 'Z' ? rune.Value - 'A' + 'a' : rune.Value, readings).Marked(begins, general));
        }

        cells = read.DrainToImmutable();
        return true;
    }

    private static bool TryReadings(ref ReadOnlySpan<char> text, out ulong packed)
    {
        packed = 0;
        for (var shift = 0; text is [>= 'a' and <= 'z', ..]; shift += Cell.ReadingBits)
        {
            var length = text.IndexOfAnyExceptInRange('a', 'z') is var end and >= 0 ? end : text.Length;
            if (shift == Cell.ReadingBits * Pinyin.MostReadings || !Syllables.TryNumber(text[..length], out var number)) return false;
            packed |= (ulong)number << shift;
            text = text[length..];
            if (text is [Next, >= 'a' and <= 'z', ..]) text = text[1..];
        }

        return true;
    }

    private static bool Take(ref ReadOnlySpan<char> text, char mark)
    {
        if (text.Length == 0 || text[0] != mark) return false;
        text = text[1..];
        return true;
    }
}
