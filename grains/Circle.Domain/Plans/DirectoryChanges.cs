using System.Collections.Immutable;
using Circle.Domain.ServicePoints;
using static Circle.Domain.Plans.LineChanges;

namespace Circle.Domain.Plans;

/// <summary>What differs in what the district decides about its directory. What is not read here would be taken unseen.</summary>
internal static class DirectoryChanges
{
    private static readonly ImmutableArray<Part<PointKind>> KindParts =
    [
        new("name", k => k.Name), new("englishName", k => k.EnglishName), new("line", k => k.Line.Value), new("isRegistered", k => Flag(k.IsRegistered)),
    ];

    private static readonly ImmutableArray<Part<SpacingRule>> SpacingParts = [new("metres", r => Number(r.Metres))];

    /// <param name="before">Null: there was none.</param>
    public static IEnumerable<PlanChange> Between(DirectoryRules? before, DirectoryRules? after) =>
    [
        .. Value("directory/contactDays", Number(before?.ContactDays), Number(after?.ContactDays)),
        .. Value("directory/otherDays", Number(before?.OtherDays), Number(after?.OtherDays)),
        .. Value("directory/walkMetres", Number(before?.WalkMetres), Number(after?.WalkMetres)),
        .. Value("directory/oldWalkMetres", Number(before?.OldWalkMetres), Number(after?.OldWalkMetres)),
        .. Value("directory/checked", Number(before?.Checked), Number(after?.Checked)),
        .. Entries("directory/kinds", before?.Kinds ?? [], after?.Kinds ?? [], k => k.Id.Value, k => k.Name, KindParts),
        .. Entries("directory/sufficient", before?.Sufficient ?? [], after?.Sufficient ?? [], k => k.Value, k => (after ?? before)?.Find(k)?.Name ?? k.Value, []),
        .. Entries("directory/spacing", before?.Spacing ?? [], after?.Spacing ?? [], r => r.Kind.Value, r => (after ?? before)?.Find(r.Kind)?.Name ?? r.Kind.Value, SpacingParts),
    ];
}
