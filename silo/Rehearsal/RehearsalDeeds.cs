using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Rehearsal;
using Circle.Grains.Rehearsal;
using Circle.Seeds;

namespace Circle.Silo.Rehearsal;

/// <summary>Writes the field work that fits the seeds.</summary>
internal static class RehearsalDeeds
{
    public static ImmutableArray<FieldDeed> Write(RehearsalOptions options, SeedSet seeds) => !options.People ? [] : FieldWork.Write(
        options.Seed,
        seeds.Plan,
        new PlaceTree(seeds.Places.Select(p => new PlaceNode(p.Id, p.Kind, p.Name, p.Parent))),
        seeds.Facilities,
        [.. seeds.Baselines.Select(b => (b.Line, b.AsOf, b.Source))],
        seeds.Points,
        seeds.Circles,
        seeds.Calendar);
}
