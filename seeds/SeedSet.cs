using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Search;
using Circle.Domain.ServicePoints;
using Circle.Domain.Time;

namespace Circle.Seeds;

/// <summary>A file that was read. An importer skips it while the hash of its bytes is the one it knows.</summary>
/// <param name="Path">Folder and path with forward slashes, the same on every machine.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Rehearsal">From the rehearsal folder: never for a Live database.</param>
public sealed record SeedFile(string Path, string Sha256, bool Rehearsal);

/// <summary>The rows of one file, in its order.</summary>
public sealed record SeedPart<T>(SeedFile File, ImmutableArray<T> Rows);

/// <summary>基线: what existed on a day, and who vouches for it. A line without one is in no total.</summary>
/// <param name="ConfirmedBy"><c>kind:id</c>; <c>rehearsal:…</c> in the rehearsal folder and nowhere else.</param>
public sealed record BaselineDraft(LineId Line, DateOnly AsOf, string Source, Actor ConfirmedBy);

/// <param name="PlanFiles">The files that <paramref name="Plan"/> was read from: plan.json and one per line.</param>
/// <param name="SearchWords">Empty where the folder search/ is missing.</param>
/// <param name="PlaceParts">A parent may stand in a later row or file than its child.</param>
public sealed record SeedSet(
    PlanDocument Plan,
    ImmutableArray<SeedFile> PlanFiles,
    ImmutableArray<SeedPart<PlaceDraft>> PlaceParts,
    ImmutableArray<SeedPart<FacilityDraft>> FacilityParts,
    ImmutableArray<SeedPart<BaselineDraft>> BaselineParts,
    WorkCalendar Calendar,
    ImmutableArray<SeedFile> CalendarFiles,
    SearchWords SearchWords,
    ImmutableArray<SeedFile> SearchFiles)
{
    public ImmutableArray<PlaceDraft> Places { get; } = [.. PlaceParts.SelectMany(p => p.Rows)];

    public ImmutableArray<FacilityDraft> Facilities { get; } = [.. FacilityParts.SelectMany(p => p.Rows)];

    public ImmutableArray<BaselineDraft> Baselines { get; } = [.. BaselineParts.SelectMany(p => p.Rows)];

    /// <summary>Of a rehearsal alone: its streets find them, the import does not enter them.</summary>
    public ImmutableArray<SeedPart<PointDraft>> PointParts { get; init; } = [];

    /// <summary>Of a rehearsal alone, as well.</summary>
    public ImmutableArray<SeedPart<CircleCommand.Draw>> CircleParts { get; init; } = [];

    public ImmutableArray<PointDraft> Points => [.. PointParts.SelectMany(p => p.Rows)];

    public ImmutableArray<CircleCommand.Draw> Circles => [.. CircleParts.SelectMany(p => p.Rows)];
}
