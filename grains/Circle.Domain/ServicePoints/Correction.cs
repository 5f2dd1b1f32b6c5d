using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.PointChecks;
using Orleans;

namespace Circle.Domain.ServicePoints;

/// <summary>更正 of a group of fields that nobody has verified since.</summary>
/// <param name="On">Business day.</param>
/// <param name="Actor">Whoever entered it: may not be the one who verifies it.</param>
[GenerateSerializer, Immutable, Alias("Correction")]
public sealed record Correction([property: Id(0)] FieldGroup Group, [property: Id(1)] DateOnly On, [property: Id(2)] Actor Actor)
{
    /// <summary>Of one point: one of each group and person, the last ones.</summary>
    public const int Most = 20;

    /// <summary>Null: what stands in the group is as it was verified, or as it was entered first.</summary>
    public static DateOnly? LastOf(ImmutableArray<Correction> corrected, FieldGroup group)
    {
        DateOnly? last = null;
        foreach (var one in corrected)
            if (one.Group == group && !(last >= one.On)) last = one.On;
        return last;
    }

    /// <summary>Of verifications those after which nothing of their group was corrected.</summary>
    public static ImmutableArray<Verification> Holding(ImmutableArray<Verification> verified, ImmutableArray<Correction> corrected)
        => corrected.IsEmpty ? verified : verified.RemoveAll(v => LastOf(corrected, v.Group) is not null);

    /// <summary>After a listing has taken the place of another.</summary>
    internal static ImmutableArray<Correction> After(ImmutableArray<Correction> corrected, PointListing before, PointListing after, DateOnly on, Actor actor)
    {
        foreach (var group in FieldGroups.Changed(before, after))
            corrected = corrected.RemoveAll(c => c.Group == group && c.Actor == actor).Add(new(group, on, actor));

        // A group keeps its last one, however many people corrected the other.
        while (corrected.Length > Most) corrected = corrected.Remove(corrected.First(one => corrected.Count(c => c.Group == one.Group) > 1));
        return corrected;
    }
}

/// <summary>不符: what somebody who may verify, and not correct, found wrong.</summary>
/// <param name="Fields">At least one.</param>
/// <param name="Note">About the point and not about anybody; null: none.</param>
[GenerateSerializer, Immutable, Alias("PointMismatch")]
public sealed record PointMismatch(
    [property: Id(0)] ImmutableArray<CheckedField> Fields, [property: Id(1)] VerifiedBy By, [property: Id(2)] DateOnly On, [property: Id(3)] string? Note, [property: Id(4)] Actor Actor)
{
    /// <summary>With what was reported before and is not answered yet; the later one says how, when and by whom.</summary>
    internal PointMismatch After(PointMismatch? before)
    {
        if (before is null) return this;
        var later = before.On > On ? before : this;
        return later with { Fields = [.. Fields.Union(before.Fields).Order()] };
    }

    /// <summary>What is left of it without some fields; null: nothing.</summary>
    internal PointMismatch? Without(Predicate<CheckedField> isSettled)
        => Fields.RemoveAll(isSettled) is { IsEmpty: false } left ? this with { Fields = left } : null;
}
