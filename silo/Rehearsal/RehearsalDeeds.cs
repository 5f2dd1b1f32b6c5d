using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Rehearsal;
using Circle.Grains.Rehearsal;
using Circle.Seeds;

namespace Circle.Silo.Rehearsal;

/// <summary>Writes the field work, the calls and the activities that fit the seeds.</summary>
internal static class RehearsalDeeds
{
    public static ImmutableArray<FieldDeed> Write(RehearsalOptions options, SeedSet seeds)
    {
        if (!options.People) return [];
        var places = new PlaceTree(seeds.Places.Select(p => new PlaceNode(p.Id, p.Kind, p.Name, p.Parent)));
        var work = FieldWork.Write(
            options.Seed, seeds.Plan, places, seeds.Facilities, [.. seeds.Baselines.Select(b => (b.Line, b.AsOf, b.Source))], seeds.Points, seeds.Circles, seeds.Calendar);
        return
        [
            .. work.Concat(CallRounds.Write(options.Seed, seeds.Plan, places, seeds.Facilities, work, seeds.Calendar))
                .Concat(VolunteerRounds.Write(options.Seed, seeds.Plan, places, seeds.Facilities, work, seeds.Calendar))
                .OrderBy(d => d.At),
        ];
    }
}
