using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Rehearsal;

/// <summary>Where a line's new facilities go, and what they are called. Places that have none come first.</summary>
internal sealed class Sites(Setting setting, Line line, ImmutableArray<FacilityDraft> known)
{
    private const string Ordinals = "一二三四五六七八九";

    private readonly Dictionary<PlaceId, int> standing = known.CountBy(d => d.Place).ToDictionary();
    private readonly HashSet<FacilityId> taken = [.. known.Select(d => d.Id)];

    private string About => $"site of {line.Id}";

    /// <summary>The next site of a street, in an order of its own.</summary>
    public PlaceNode In(PlaceNode street)
    {
        if (Manner.Of(line).AtStreet) return street;
        var order = setting.Shuffle(setting.CommunitiesOf(street.Id), About);
        return order.IsEmpty ? street : order.MinBy(c => standing.GetValueOrDefault(c.Id))!;
    }

    /// <summary>For what no street has been given: eager streets come first, those that are late only in need.</summary>
    public PlaceNode Anywhere(Func<PlaceId, Pace> paceOf)
    {
        var communities = setting.Places.OfKind(PlaceKind.Community)
            .Where(c => !setting.Places.IsWithin(c.Id, line.Excluded));
        return setting.Shuffle(communities, About)
            .MinBy(c => (standing.GetValueOrDefault(c.Id), setting.StreetOf(c.Id) is { } s ? Reluctance(paceOf(s)) : 2))
            ?? setting.Places.Root!;
    }

    public FacilityDraft Draft(PlaceNode place)
    {
        var ordinal = standing[place.Id] = standing.GetValueOrDefault(place.Id) + 1;
        var id = IdOf(place, ordinal);
        for (var next = ordinal; !taken.Add(id);) id = IdOf(place, ++next);
        var several = ordinal > 1 || Manner.Of(line) is { Craft: Craft.Team, AtStreet: true };
        var name = NameOf(place) + (several ? $"（{Ordinals[Math.Min(ordinal, Ordinals.Length) - 1]}）" : "");
        var dice = setting.Seed.For("draft", id.Value);
        return new FacilityDraft(
            id,
            line.Id,
            place.Id,
            name,
            Origin.Planned,
            line.Measures.Where(m => m.PerFacility is null).ToImmutableDictionary(m => m.Id, _ => 10_000L),
            dice.Chance(60) ? FacilityDetails.Unknown with { Address = Wording.Address(place, dice) } : FacilityDetails.Unknown,
            null,
            "演练虚构：街道上报");
    }

    private static int Reluctance(Pace pace) => pace switch { Pace.Fast => 0, Pace.Steady => 1, _ => 2 };

    private FacilityId IdOf(PlaceNode place, int ordinal)
        => FacilityId.Of(ordinal == 1
            ? $"{line.Id}-{place.Id}"
            : string.Create(CultureInfo.InvariantCulture, $"{line.Id}-{place.Id}-{ordinal}"));

    private string NameOf(PlaceNode place)
    {
        var manner = Manner.Of(line);
        var stem = manner.Craft == Craft.School && place.Name.EndsWith("社区", StringComparison.Ordinal) ? place.Name[..^2] : place.Name;
        return stem + (manner.Noun ?? line.ShortName);
    }
}
