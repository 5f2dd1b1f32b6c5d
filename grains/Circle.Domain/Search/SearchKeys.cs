using System.Collections.Immutable;

namespace Circle.Domain.Search;

/// <summary>
/// 检索键: what the index needs of a row's words, made when the row comes or changes; a query reads and looks nothing up. A pure function of
/// name, aliases and <see cref="SearchWords"/>, and made so quickly that nobody stores them.
/// </summary>
public sealed class SearchKeys
{
    /// <summary>Aliases that are searched; more are shown and not searched.</summary>
    public const int MostAliases = 20;

    /// <summary>Groups of synonyms that one row is found by.</summary>
    public const int MostGroups = 32;

    private SearchKeys(ImmutableArray<Cell> name, ImmutableArray<ImmutableArray<Cell>> aliases, ImmutableArray<int> groups) => (Name, Aliases, Groups) = (name, aliases, groups);

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
        return new(own, others, GroupsIn([own, .. others], words));
    }

    /// <summary>E.g. <c>3;|姚yao寨zhai|*社she*区qu,ou</c>: groups, name, aliases. Letters of the name itself are capitals.</summary>
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
}
