using System.Text;

namespace Circle.Domain.Search;

/// <summary>Keys as one line of text, for people who ask why something is found or not.</summary>
internal static class SearchKeysText
{
    private const char Word = '|';
    private const char General = '*';
    private const char Next = ',';
    private const char Part = ';';

    public static string Write(SearchKeys keys)
    {
        var text = new StringBuilder().AppendJoin(Next, keys.Groups);
        foreach (var cells in keys.Aliases.Prepend(keys.Name))
        {
            text.Append(Part);
            foreach (var cell in cells) Append(text, cell);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Cell cell)
    {
        if (cell.BeginsWord) text.Append(Word);
        if (cell.IsGeneral) text.Append(General);
        text.Append(new Rune(cell.IsLetter ? cell.Rune - 'a' + 'A' : cell.Rune).ToString());
        text.AppendJoin(Next, cell.Readings().Select(r => Syllables.Name(r)));
    }
}
