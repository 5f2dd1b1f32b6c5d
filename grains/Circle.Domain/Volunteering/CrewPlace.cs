using System.Collections.Immutable;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Volunteering;

/// <summary>人员配备 of a team: how many bring a craft that the plan asks for.</summary>
/// <param name="Needed">By the plan; where it names no number, one.</param>
[GenerateSerializer, Immutable, Alias("CrewPlace")]
public sealed record CrewPlace([property: Id(0)] CraftId Craft, [property: Id(1)] int Members, [property: Id(2)] int Needed)
{
    /// <summary>Every craft that the plan asks of teams of the line, in the plan's order.</summary>
    /// <param name="members">On the team's roster, and before.</param>
    public static ImmutableArray<CrewPlace> Of(VolunteeringRules rules, LineId line, IEnumerable<RosterMember> members, DateOnly today)
    {
        var brought = members.Where(m => m.IsIn(today)).Select(m => m.Craft).OfType<CraftId>().CountBy(craft => craft).ToDictionary();
        return [.. rules.Crafts.Where(c => c.IsOf(line)).Select(c => new CrewPlace(c.Id, brought.GetValueOrDefault(c.Id), Math.Max(1, c.Standard)))];
    }
}
