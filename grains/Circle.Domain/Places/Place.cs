using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Orleans;

namespace Circle.Domain.Places;

/// <summary>A place that sums: district, street or community. Opaque; name and parent are data.</summary>
[GenerateSerializer, Immutable, Alias("PlaceId"), JsonConverter(typeof(TextIdConverter<PlaceId>))]
public readonly record struct PlaceId([property: Id(0)] string Value) : ITextId<PlaceId>
{
    public static PlaceId Of(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>区, 街道, 社区. A city or a province is one more level above.</summary>
public enum PlaceKind
{
    District,
    Street,
    Community,
}

/// <summary>A place as an import or a person gives it.</summary>
/// <param name="Parent">Null for the district alone.</param>
/// <param name="Aliases">Other spellings met in documents; searched, never merged by themselves.</param>
/// <param name="Doubts">What a person has to confirm, e.g. "probably the same as …".</param>
/// <param name="Source">Section or annex of the document, or the file that names it.</param>
[GenerateSerializer, Immutable, Alias("PlaceDraft")]
public sealed record PlaceDraft(
    [property: Id(0)] PlaceId Id,
    [property: Id(1)] PlaceKind Kind,
    [property: Id(2)] string Name,
    [property: Id(3)] PlaceId? Parent,
    [property: Id(4)] ImmutableArray<string> Aliases,
    [property: Id(5)] ImmutableArray<string> Doubts,
    [property: Id(6)] string Source);
