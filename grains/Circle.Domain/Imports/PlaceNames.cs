using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Circle.Domain.Journal;
using Circle.Domain.Places;

namespace Circle.Domain.Imports;

/// <summary>Places as tables name them: by street and community, 砦 and 寨 being one, with or without 街道 and 社区.</summary>
/// <remarks>What is not found is a fault that offers what is near; nothing is guessed.</remarks>
public sealed class PlaceNames
{
    private const int MostNear = 3;

    /// <summary>Characters of a place's name; nothing is near to what is longer.</summary>
    private const int MostName = 100;

    /// <summary>Characters that a sentence repeats of what it was given.</summary>
    private const int MostSaid = 50;

    private static readonly ImmutableArray<string> Endings = ["街道办事处", "办事处", "街道", "社区居委会", "居委会", "社区"];

    private readonly FrozenDictionary<string, ImmutableArray<PlaceNode>> streets;
    private readonly FrozenDictionary<string, ImmutableArray<PlaceNode>> communities;
    private readonly Dictionary<PlaceId, (string Street, string Community)> written = [];

    /// <summary>A table names one missing place in many of its rows: at most as many as it has rows and columns of places.</summary>
    private readonly ConcurrentDictionary<(bool IsCommunity, PlaceId? Street, string Folded), ImmutableArray<string>> near = [];

    public PlaceNames(PlaceTree places)
    {
        Places = places;
        streets = places.All.Where(p => p.Kind != PlaceKind.Community).GroupBy(p => Folded(p.Name)).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray());
        communities = places.OfKind(PlaceKind.Community).GroupBy(p => Folded(p.Name)).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray());
        foreach (var place in places.All) written[place.Id] = Write(place);
    }

    public PlaceTree Places { get; }

    /// <summary>Its street's name, and its own where it is a community; the ids of those whose names are shared.</summary>
    public (string Street, string Community) Of(PlaceId place) => written.TryGetValue(place, out var names) ? names : (place.Value, "");

    /// <summary>The street or district that a place belongs to, itself where it is one.</summary>
    public PlaceId StreetOf(PlaceId place) => Places.PathUp(place).FirstOrDefault(p => p.Kind != PlaceKind.Community)?.Id ?? place;

    /// <summary>Null, and a fault of one of the two columns: there is none, or more than one.</summary>
    /// <param name="column">That names the community.</param>
    public PlaceId? Find(string? street, string? community, FaultList faults, string column = ImportForms.Community)
    {
        PlaceId? above = null;
        if (street is not null)
        {
            if (One(streets, street, null) is not { } found) return Missing(ImportForms.Street, street, streets, null, faults);
            if (community is null) return found.Id;
            above = found.Id;
        }

        if (community is null)
        {
            faults.Add(ImportForms.Street, "required", "请填写街道", "give the street");
            return null;
        }

        return One(communities, community, above) is { } one ? one.Id : Missing(column, community, communities, above, faults);
    }

    /// <summary>What two people write differently and mean alike.</summary>
    public static string Folded(string name)
    {
        var plain = Plain(name);
        foreach (var ending in Endings)
            if (plain.Length > ending.Length && plain.EndsWith(ending, StringComparison.Ordinal)) return plain[..^ending.Length];
        return plain;
    }

    /// <summary>Without case, width and blanks, 砦 being 寨.</summary>
    public static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in Composed(name))
            if (!char.IsWhiteSpace(c)) plain.Append(c == '砦' ? '寨' : char.ToLowerInvariant(c));
        return plain.ToString();
    }

    private static string Composed(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half a character, or what is none: no place is called so.
            return name;
        }
    }

    private (string Street, string Community) Write(PlaceNode place)
    {
        if (place.Kind != PlaceKind.Community) return (Is(One(streets, place.Name, null), place) ? place.Name : place.Id.Value, "");
        var street = StreetOf(place.Id);
        var name = Places.Find(street) is { } above && Is(One(streets, above.Name, null), above) ? above.Name : street.Value;
        return (name, Is(One(communities, place.Name, street), place) ? place.Name : place.Id.Value);
    }

    private static bool Is(PlaceNode? found, PlaceNode place) => found?.Id == place.Id;

    /// <summary>By its id, by its very name, else by what is meant; null: none, or more than one.</summary>
    private PlaceNode? One(FrozenDictionary<string, ImmutableArray<PlaceNode>> known, string name, PlaceId? street)
    {
        if (TextId.TryParse<PlaceId>(name, out var id) && Places.Find(id) is { } itself && (itself.Kind == PlaceKind.Community) == ReferenceEquals(known, communities) && IsIn(itself, street)) return itself;
        var meant = known.GetValueOrDefault(Folded(name), []).Where(p => IsIn(p, street)).ToList();
        var exact = meant.Where(p => p.Name == name).ToList();
        return exact.Count == 1 ? exact[0] : exact.Count == 0 && meant.Count == 1 ? meant[0] : null;
    }

    private bool IsIn(PlaceNode place, PlaceId? street) => street is null || StreetOf(place.Id) == street;

    private PlaceId? Missing(string column, string name, FrozenDictionary<string, ImmutableArray<PlaceNode>> known, PlaceId? street, FaultList faults)
    {
        var folded = Folded(name);
        var said = name.Length > MostSaid ? $"{name[..MostSaid]}…" : name;
        if (known.GetValueOrDefault(folded, []).Count(p => IsIn(p, street)) > 1)
        {
            faults.Add(column, "ambiguous", $"有几处都叫“{said}”，请写明街道和全名", $"several are called {said}: give the street and the full name");
            return null;
        }

        var close = folded.Length > MostName ? [] : near.GetOrAdd((ReferenceEquals(known, communities), street, folded), _ => Near(folded, known, street));
        var (zh, en) = close.Length > 0 ? ($"，相近的有：{string.Join("、", close)}", $"; near it: {string.Join(", ", close)}") : ("", "");
        faults.Add(column, "unknown", $"没有“{said}”这个{(column == ImportForms.Street ? "街道" : "社区")}{zh}", $"there is no {said}{en}");
        return null;
    }

    private ImmutableArray<string> Near(string folded, FrozenDictionary<string, ImmutableArray<PlaceNode>> known, PlaceId? street)
    {
        var most = Math.Max(1, folded.Length / 2);
        return
        [
            .. known.Where(k => Math.Abs(k.Key.Length - folded.Length) <= most)
                .SelectMany(k => k.Value.Select(p => (Place: p, Apart: Apart(folded, k.Key) + (IsIn(p, street) ? 0 : 1))))
                .Where(k => k.Apart <= most).OrderBy(k => k.Apart).ThenBy(k => k.Place.Id.Value, StringComparer.Ordinal)
                .Take(MostNear).Select(k => k.Place.Kind == PlaceKind.Community && Places.Find(StreetOf(k.Place.Id)) is { } above ? $"{above.Name} {k.Place.Name}" : k.Place.Name),
        ];
    }

    /// <summary>Characters to be changed, added or left out.</summary>
    private static int Apart(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (corner, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var here = Math.Min(Math.Min(row[j], left) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                (corner, left) = (row[j], here);
                row[j] = here;
            }
        }

        return row[b.Length];
    }
}
