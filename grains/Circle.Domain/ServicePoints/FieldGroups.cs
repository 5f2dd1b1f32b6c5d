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

    /// <summary>As people tell them apart; whether a shop is open is no part of its listing.</summary>
    public static ImmutableArray<CheckedField> FieldsChanged(PointListing before, PointListing after)
    {
        var changed = ImmutableArray.CreateBuilder<CheckedField>();
        if (before.Name != after.Name || !before.Aliases.SequenceEqual(after.Aliases)) changed.Add(CheckedField.Name);
        if ((before.Address, before.Landmark, before.Position) != (after.Address, after.Landmark, after.Position)) changed.Add(CheckedField.Address);
        if (!before.Phones.SequenceEqual(after.Phones)) changed.Add(CheckedField.Phone);
        if (before.Hours != after.Hours) changed.Add(CheckedField.Hours);
        if (!before.Services.SequenceEqual(after.Services)) changed.Add(CheckedField.Services);
        if ((before.HomeVisits, before.StepFree) != (after.HomeVisits, after.StepFree)) changed.Add(CheckedField.Other);
        return changed.DrainToImmutable();
    }

    /// <summary>A name is always there, and services, landmark and position may be unknown to everybody.</summary>
    /// <param name="isRegistered">A shop has to have a phone (§三(二)1); a park or a reading room may have none.</param>
    public static ImmutableArray<CheckedField> Missing(PointListing listing, FieldGroup group, bool isRegistered)
    {
        var missing = ImmutableArray.CreateBuilder<CheckedField>();
        if (group == FieldGroup.Contact && isRegistered && listing.Phones.IsEmpty) missing.Add(CheckedField.Phone);
        if (group == FieldGroup.Contact && string.IsNullOrEmpty(listing.Hours)) missing.Add(CheckedField.Hours);
        if (group == FieldGroup.Other && string.IsNullOrEmpty(listing.Address)) missing.Add(CheckedField.Address);
        return missing.DrainToImmutable();
    }
}
