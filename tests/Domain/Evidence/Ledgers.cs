using System.Collections.Immutable;
using Circle.Domain.Evidence;
using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.Evidence;

/// <summary>Plans and facilities that evidence is asked of.</summary>
internal static class Ledgers
{
    public static PlanVersion Plan(Line line, ImmutableArray<Target> targets, bool isConfirmed = true) => new(
        1,
        new PlanDocument("号", "计划", Sample.Day("09-01"), [line], []),
        targets,
        isConfirmed
            ? ImmutableDictionary<LineId, Baseline>.Empty.Add(line.Id, new(Sample.Day("09-20"), "摸底", new("district:office"), Sample.Day("09-26")))
            : ImmutableDictionary<LineId, Baseline>.Empty);

    public static UnitLedgers Of(World world, PlaceId root) => UnitLedgers.Of(
        Plan(world.Line, world.Targets), world.Places, root, world.Places.Subtree(root).SelectMany(p => world.Raw(p.Id).Select(cell => (p.Id, Tally.Of([cell])))));

    /// <summary>A facility as its row would show it: registered on 09-26, stages reached as far as days are given.</summary>
    public static CountedFacility Facility(Line line, string id, PlaceId place, params ImmutableArray<DateOnly> on) => new(
        new FacilityView(
            FacilityId.Of(id), line.Id, place, id, Origin.Planned, (Stage)on.Length,
            [.. on.Select((day, i) => new StageDay((Stage)(i + 1), day))], Standing.Active, null, null, null, null, [], FacilityDetails.Unknown, null, "test"),
        Tally.Of([Sample.Reached(line, Stage.Planned, Sample.Day("09-26")), .. on.Select((day, i) => Sample.Reached(line, (Stage)(i + 1), day))]));

    public static UnitLedgers Of(PlanVersion plan, PlaceTree places, string root, params IEnumerable<CountedFacility> facilities)
        => UnitLedgers.Of(plan, places, PlaceId.Of(root), facilities.Select(f => (f.View.Place, f.Cells)));
}
