using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Acceptance;

/// <summary>What a list shows of an acceptance; stored in its row by the commit that changed it.</summary>
/// <param name="Round">Number of the last one.</param>
/// <param name="Since">Day since which it waits for what it waits for.</param>
/// <param name="On">Day of the inspection that is planned, else null.</param>
/// <param name="Members">Of the inspection that is planned.</param>
/// <param name="Ended">How the last round ended; null: it is open.</param>
[GenerateSerializer, Immutable, Alias("AcceptanceHead")]
public sealed record AcceptanceHead(
    [property: Id(0)] FacilityId Facility,
    [property: Id(1)] LineId Line,
    [property: Id(2)] PlaceId Place,
    [property: Id(3)] string Name,
    [property: Id(4)] int Round,
    [property: Id(5)] Waiting Waits,
    [property: Id(6)] DateOnly Since,
    [property: Id(7)] DateOnly? On,
    [property: Id(8)] ImmutableArray<Actor> Members,
    [property: Id(9)] RoundEnding? Ended)
{
    public static AcceptanceHead Of(AcceptanceState state)
    {
        var last = state.Rounds[^1];
        var since = last.End?.On ?? last.Inspection?.PlannedOn ?? last.Check?.On ?? last.Report.On;
        return new(state.Facility!.Value, state.Line, state.Place, state.Name, last.Number, last.Waits, since, last.Inspection?.On, last.Inspection?.Members ?? [], last.End?.How);
    }
}

/// <summary>验收 of a facility with all its rounds.</summary>
/// <param name="Rounds">Oldest first.</param>
/// <param name="Result">Of the open round's inspection; null: none is planned.</param>
[GenerateSerializer, Immutable, Alias("AcceptanceView")]
public sealed record AcceptanceView(
    [property: Id(0)] FacilityId Facility,
    [property: Id(1)] LineId Line,
    [property: Id(2)] PlaceId Place,
    [property: Id(3)] string Name,
    [property: Id(4)] Waiting Waits,
    [property: Id(5)] ImmutableArray<Round> Rounds,
    [property: Id(6)] InspectionResult? Result)
{
    public static AcceptanceView? Of(AcceptanceState state)
        => state.Facility is { } facility ? new(facility, state.Line, state.Place, state.Name, state.Waits, state.Rounds, state.Open is { } open ? InspectionResult.Of(open) : null) : null;
}
