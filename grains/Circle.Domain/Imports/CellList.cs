using System.Collections.Immutable;
using System.Text;

namespace Circle.Domain.Imports;

/// <summary>
/// Several things in one cell: items parted by ；, parts of an item by |. A backslash takes its meaning from the character after
/// it, so that whatever is written is read back; the wide forms, a comma of lists, and a line break are read as people mean them.
/// </summary>
public static class CellList
{
    private const char Escape = '\\';
    private const string Items = "；;\n";
    private const string Parts = "|｜";

    public static string Write(IEnumerable<ImmutableArray<string>> items)
        => string.Join('；', items.Select(parts => string.Join('|', Trailing(parts).Select(Escaped))));

    /// <summary>Each item's parts without blanks around them; items without a word are left out.</summary>
    public static ImmutableArray<ImmutableArray<string>> Read(string cell)
    {
        var items = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var parts = ImmutableArray.CreateBuilder<string>();
        var part = new StringBuilder();
        for (var i = 0; i < cell.Length; i++)
        {
            var c = cell[i];
            if (c == Escape && i + 1 < cell.Length) part.Append(cell[++i]);
            else if (Parts.Contains(c)) EndPart();
            else if (Items.Contains(c)) EndItem();
            else part.Append(c);
        }

        EndItem();
        return items.ToImmutable();

        void EndPart()
        {
            parts.Add(part.ToString().Trim());
            part.Clear();
        }

        void EndItem()
        {
            EndPart();
            if (parts.Any(p => p.Length > 0)) items.Add(parts.ToImmutable());
            parts.Clear();
        }
    }

    /// <summary>Without the empty parts at its end.</summary>
    private static IEnumerable<string> Trailing(ImmutableArray<string> parts)
    {
        var last = parts.Length;
        while (last > 1 && parts[last - 1].Length == 0) last--;
        return parts.Take(last);
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == Escape || Items.Contains(c) || Parts.Contains(c)) escaped.Append(Escape);
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
