using Circle.Domain.Accounts;
using Circle.Domain.Alerts;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Supervisions;

/// <summary>责任单位: a street or a community, or the lead unit of a line.</summary>
/// <param name="Place">Of a lead unit: the district.</param>
/// <param name="Line">The line that it leads; null: it is a street or a community.</param>
[GenerateSerializer, Immutable, Alias("AnsweringUnit")]
public sealed record AnsweringUnit([property: Id(0)] PlaceId Place, [property: Id(1)] LineId? Line)
{
    /// <summary>Whoever works for it: a street's grant does not reach a lead unit, nor a lead unit's a street.</summary>
    public Subject ToSubject() => new(Place, Line);

    /// <summary>The unit's own rung, which hears first.</summary>
    internal Rung FirstOf(PlaceTree places) => Ladder.FirstOf(places.Find(Place)?.Kind ?? PlaceKind.Community);

    internal void Check(FaultList faults, Circumstances at)
    {
        if (at.Places.Find(Place) is not { } place)
        {
            faults.Add("unit", "unknown", "没有这个地点", "no such place");
            return;
        }

        if (Line is { } line && at.Plan?.Find(line) is null) faults.Add("unitLine", "unknown", "没有这个项目", "no such line");
        if (Line is null == (place.Kind == PlaceKind.District))
            faults.Add("unit", "not-allowed", "责任单位应为街道或社区；牵头单位须选定区和项目", "must be a street or a community; a lead unit is the district and a line");
    }
}
