using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Facilities;

/// <summary>设施: a place or a team that a line builds, or that existed before.</summary>
[GenerateSerializer, Immutable, Alias("FacilityId"), JsonConverter(typeof(TextIdConverter<FacilityId>))]
public readonly record struct FacilityId([property: Id(0)] string Value) : ITextId<FacilityId>
{
    public static FacilityId Of(string value) => new(value);

    public override string ToString() => Value;
}

public enum Origin
{
    /// <summary>What a line builds.</summary>
    Planned,

    /// <summary>What stood before; imported with the baseline's as-of date.</summary>
    Existing,
}

/// <summary>Optional position, never guessed: the datum is part of it.</summary>
[GenerateSerializer, Immutable, Alias("Position")]
public sealed record Position(
    [property: Id(0)] double Latitude,
    [property: Id(1)] double Longitude,
    [property: Id(2)] Datum Datum)
{
    /// <param name="at">Null: not known, and no fault.</param>
    internal static void Check(FaultList faults, string field, Position? at)
    {
        if (at is not null && !(Math.Abs(at.Latitude) <= 90 && Math.Abs(at.Longitude) <= 180))
            faults.Add(field, "out-of-range", "经纬度超出范围", "latitude or longitude is out of range");
    }
}

public enum Datum
{
    Gcj02,
    Wgs84,
}

/// <summary>What the public may read about a facility. Every field may be unknown.</summary>
[GenerateSerializer, Immutable, Alias("FacilityDetails")]
public sealed record FacilityDetails(
    [property: Id(0)] string? Address,
    [property: Id(1)] string? Phone,
    [property: Id(2)] string? Hours,
    ImmutableArray<string> Services,
    [property: Id(4)] Position? Position)
{
    /// <summary>Never default: a list that was left out is an empty one.</summary>
    [Id(3)]
    public ImmutableArray<string> Services { get; init => field = value.IsDefault ? [] : value; } = Services.IsDefault ? [] : Services;

    public static FacilityDetails Unknown { get; } = new(null, null, null, [], null);

    public bool Equals(FacilityDetails? other)
        => other is not null && (Address, Phone, Hours, Position) == (other.Address, other.Phone, other.Hours, other.Position) && Services.SequenceEqual(other.Services);

    public override int GetHashCode() => HashCode.Combine(Address, Phone, Hours, Services.Length);
}

/// <summary>What a file says of a facility and may change.</summary>
[GenerateSerializer, Immutable, Alias("FacilityBasis")]
public sealed record FacilityBasis([property: Id(0)] string Name, [property: Id(1)] PlaceId Place, [property: Id(2)] FacilityDetails Details)
{
    public static FacilityBasis Of(FacilityDraft draft) => new(draft.Name, draft.Place, draft.Details);
}

/// <param name="Quantities">Thousandths per measure; a measure left out takes the line's own figure per facility.</param>
/// <param name="Since">For <see cref="Origin.Existing"/>: the baseline's as-of date.</param>
[GenerateSerializer, Immutable, Alias("FacilityDraft")]
public sealed record FacilityDraft(
    [property: Id(0)] FacilityId Id,
    [property: Id(1)] LineId Line,
    [property: Id(2)] PlaceId Place,
    [property: Id(3)] string Name,
    [property: Id(4)] Origin Origin,
    [property: Id(5), JsonConverter(typeof(QuantitiesConverter))] ImmutableDictionary<MeasureId, long> Quantities,
    [property: Id(6)] FacilityDetails Details,
    [property: Id(7)] DateOnly? Since,
    [property: Id(8)] string Source);
