using System.Collections.Immutable;
using Circle.Domain.PointChecks;

namespace Circle.Domain.ServicePoints;

/// <summary>Which fields are verified together, which of them a correction changed, and what of them nobody can confirm because it is not there.</summary>
public static class FieldGroups
{
    public static ImmutableArray<FieldGroup> All { get; } = [.. Enum.GetValues<FieldGroup>()];

    public static FieldGroup Of(CheckedField field) => field is CheckedField.Phone or CheckedField.Hours ? FieldGroup.Contact : FieldGroup.Other;

    public static ImmutableArray<FieldGroup> Changed(PointListing before, PointListing after)
    {
        var isContact = before.Hours != after.Hours || !before.Phones.SequenceEqual(after.Phones);
        var isOther = (before with { Hours = after.Hours, Phones = after.Phones }) != after;
        return [.. All.Where(group => group == FieldGroup.Contact ? isContact : isOther)];
    }

    /// <summary>A name is always there, and services, landmark and position may be unknown to everybody.</summary>
    public static ImmutableArray<CheckedField> Missing(PointListing listing, FieldGroup group)
    {
        var missing = ImmutableArray.CreateBuilder<CheckedField>();
        if (group == FieldGroup.Contact && listing.Phones.IsEmpty) missing.Add(CheckedField.Phone);
        if (group == FieldGroup.Contact && string.IsNullOrEmpty(listing.Hours)) missing.Add(CheckedField.Hours);
        if (group == FieldGroup.Other && string.IsNullOrEmpty(listing.Address)) missing.Add(CheckedField.Address);
        return missing.DrainToImmutable();
    }
}
