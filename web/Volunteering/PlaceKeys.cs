using System.Collections.Concurrent;
using System.Collections.Immutable;
using Circle.Domain.Search;

namespace Circle.Web.Volunteering;

/// <summary>By what a place is found while a phone has no network: the initials and the whole of its pinyin, in each reading.</summary>
internal static class PlaceKeys
{
    /// <summary>Of one name: a character with several readings doubles them.</summary>
    private const int Most = 8;

    /// <summary>Names held: a district has some hundreds.</summary>
    private const int MostHeld = 5_000;

    private static readonly ConcurrentDictionary<string, ImmutableArray<string>> Held = new(StringComparer.Ordinal);

    public static ImmutableArray<string> Of(string name)
    {
        if (Held.TryGetValue(name, out var keys)) return keys;
        keys = Make(name);
        if (Held.Count < MostHeld) Held.TryAdd(name, keys);
        return keys;
    }

    private static ImmutableArray<string> Make(string name)
    {
        (string Initials, string Whole)[] readings = [("", "")];
        foreach (var character in name.EnumerateRunes())
        {
            ImmutableArray<string> read = Pinyin.ReadingsOf(character) is { IsEmpty: false } known ? known : [character.ToString().ToLowerInvariant()];
            readings = [.. readings.SelectMany(r => read.Select(syllable => (r.Initials + syllable[..1], r.Whole + syllable))).Take(Most)];
        }

        return [.. readings.SelectMany(r => new[] { r.Initials, r.Whole }).Distinct(StringComparer.Ordinal)];
    }
}
