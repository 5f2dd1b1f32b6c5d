using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Circle.Domain.Search;

/// <summary>
/// 检索键: what the index needs of a row's words, made when the row is edited and kept with it, so that a rebuild reads and looks
/// nothing up. A pure function of name, aliases and <see cref="SearchWords"/>.
/// </summary>
public sealed class SearchKeys
{
    /// <summary>Aliases that are searched; more are shown and not searched.</summary>
    public const int MostAliases = 20;

    /// <summary>Groups of synonyms that one row is found by.</summary>
    public const int MostGroups = 32;

    internal SearchKeys(string stamp, ImmutableArray<Cell> name, ImmutableArray<ImmutableArray<Cell>> aliases, ImmutableArray<int> groups)
        => (Stamp, Name, Aliases, Groups) = (stamp, name, aliases, groups);

    /// <summary>Of the words that they were made with.</summary>
    public string Stamp { get; }

    internal ImmutableArray<Cell> Name { get; }

    internal ImmutableArray<ImmutableArray<Cell>> Aliases { get; }

    /// <summary>Places in <see cref="SearchWords.Groups"/>, rising.</summary>
    internal ImmutableArray<int> Groups { get; }

    /// <param name="name">Its first 100 characters count; spaces and punctuation are none.</param>
    /// <param name="aliases">The first <see cref="MostAliases"/>.</param>
    public static SearchKeys Of(string name, ImmutableArray<string> aliases, SearchWords words)
    {
        ImmutableArray<ImmutableArray<Cell>> others = [.. aliases.Take(MostAliases).Select(a => NameCells.Of(a, words))];
        var own = NameCells.Of(name, words);
        return new(words.Stamp, own, others, GroupsIn([own, .. others], words));
    }

    /// <returns>False of what is not the form that <see cref="ToString"/> gives.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SearchKeys? keys) => SearchKeysText.TryRead(text ?? "", out keys);

    /// <summary>E.g. <c>1;0123456789abcdef;;|姚yao寨zhai|*社she*区qu,ou</c>: version, stamp, groups, name, aliases. Letters of the name itself are capitals.</summary>
    public override string ToString() => SearchKeysText.Write(this);

    internal static ImmutableArray<int> GroupsIn(ImmutableArray<ImmutableArray<Cell>> texts, SearchWords words)
    {
        var found = new SortedSet<int>();
        foreach (var text in texts)
        {
            int[] runes = [.. text.Select(c => c.Rune)];
            for (var i = 0; i < runes.Length; i++) found.UnionWith(words.GroupsAt(runes, i).Select(g => g.Group));
        }

        return [.. found.Take(MostGroups)];
    }

    /// <summary>Whether they are of this very name, and not of one that the row had before.</summary>
    internal bool IsOf(string name, int aliases, SearchWords words)
    {
        if (Stamp != words.Stamp || Aliases.Length != Math.Min(aliases, MostAliases)) return false;
        var characters = FoldedText.Of(name, words, NameCells.Most).Characters;
        if (characters.Length != Name.Length) return false;
        for (var i = 0; i < characters.Length; i++)
        {
            if (characters[i].Rune != Name[i].Rune) return false;
        }

        return true;
    }
}
