using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Seeds.Tests;

/// <summary>The files that lie beside the program, read once.</summary>
internal static class Shipped
{
    public static string PlanFolder { get; } = Path.Combine(AppContext.BaseDirectory, "seeds", "jinshui");

    public static string RehearsalFolder { get; } = Path.Combine(AppContext.BaseDirectory, "seeds", "jinshui-rehearsal");

    public static SeedSet Live { get; } = Sound(SeedLoader.Load(PlanFolder));

    public static SeedSet Rehearsal { get; } = Sound(SeedLoader.Load(PlanFolder, RehearsalFolder));

    public static Line Line(string id) => Live.Plan.Lines.Single(l => l.Id == new LineId(id));

    public static ImmutableArray<Line> SecurityLines { get; } = [.. Live.Plan.Lines.Where(l => l.Ring == Ring.Security)];

    public static IEnumerable<PlaceDraft> Of(this IEnumerable<PlaceDraft> places, PlaceKind kind) => places.Where(p => p.Kind == kind);

    public static IEnumerable<FacilityDraft> On(this IEnumerable<FacilityDraft> facilities, string line)
        => facilities.Where(f => f.Line == new LineId(line));

    private static SeedSet Sound(SeedResult result)
        => result.IsSound ? result.Set : throw new InvalidOperationException(string.Join('\n', result.Errors));
}
