using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Orleans;

namespace Circle.Domain.Facilities;

/// <summary>What readers see of a facility; stored in its place row by the commit that changed it.</summary>
/// <param name="Reached">For each stage reached by the whole facility: since which day.</param>
/// <param name="Until">Returned: rectify by; suspended: last day.</param>
[GenerateSerializer, Immutable, Alias("FacilityView")]
public sealed record FacilityView(
    [property: Id(0)] FacilityId Id,
    [property: Id(1)] LineId Line,
    [property: Id(2)] PlaceId Place,
    [property: Id(3)] string Name,
    [property: Id(4)] Origin Origin,
    [property: Id(5)] Stage Stage,
    [property: Id(6)] ImmutableArray<StageDay> Reached,
    [property: Id(7)] Standing Standing,
    [property: Id(8)] DateOnly? StandingSince,
    [property: Id(9)] string? StandingReason,
    [property: Id(10)] DateOnly? Until,
    [property: Id(11)] int? Score,
    [property: Id(12)] ImmutableArray<MeasureStanding> Measures,
    [property: Id(13)] FacilityDetails Details,
    [property: Id(14)] DateOnly? Heard,
    [property: Id(15)] string Source)
{
    /// <summary>版本: of the journal when name, details or place changed last; what a file that was exported then is compared with.</summary>
    [Id(16)]
    public long ListedAt { get; init; }

    /// <summary>建成日期 of what stood before.</summary>
    [Id(17)]
    public DateOnly? Since { get; init; }

    /// <summary>Whether it stands as the last file had it; null: no file ever named it.</summary>
    [Id(18)]
    public bool? IsAsImported { get; init; }

    public static FacilityView Of(FacilityState state)
    {
        var draft = state.Draft!;
        return new FacilityView(
            draft.Id,
            draft.Line,
            draft.Place,
            draft.Name,
            draft.Origin,
            state.Stage,
            [.. Enum.GetValues<Stage>().Select(s => (Stage: s, On: state.ReachedOn(s))).Where(s => s.On is not null && s.Stage > Stage.Planned).Select(s => new StageDay(s.Stage, s.On!.Value))],
            state.Standing,
            state.StandingSince,
            state.StandingReason,
            state.Until,
            state.Score,
            [.. state.Measures.Select(m => new MeasureStanding(m.Measure, m.Quantity, Quantities(state, m.Measure)))],
            draft.Details,
            state.Heard,
            draft.Source)
        {
            ListedAt = state.ListedAt,
            Since = draft.Since,
            IsAsImported = state.Imported is { } file ? file == FacilityBasis.Of(draft) : null,
        };
    }

    internal static RowHead HeadOf(FacilityState state) => new(
        state.Draft!.Place,
        null,
        state.Draft.Line.Value,
        TallyKey.PointOf(state.Stage),
        state.Draft.Name,
        JsonSerializer.Serialize(Of(state), JournalJson.Options),
        state.Last is { } last ? new Happening(Facility.StreamOf(state.Draft.Id), last.Type, last.At, state.Draft.Line.Value, state.Draft.Name, state.Score) : null);

    private static ImmutableArray<StageQuantity> Quantities(FacilityState state, MeasureId measure)
        => [.. state.Milestones.Where(m => m.Measure == measure).GroupBy(m => m.Stage).OrderBy(g => g.Key)
            .Select(g => new StageQuantity(g.Key, g.Max(m => m.Quantity)))];
}

[GenerateSerializer, Immutable, Alias("StageDay")]
public sealed record StageDay([property: Id(0)] Stage Stage, [property: Id(1)] DateOnly On);

/// <param name="Need">Thousandths of the measure's unit.</param>
[GenerateSerializer, Immutable, Alias("MeasureStanding")]
public sealed record MeasureStanding(
    [property: Id(0)] MeasureId Measure,
    [property: Id(1)] long Need,
    [property: Id(2)] ImmutableArray<StageQuantity> Reached);

[GenerateSerializer, Immutable, Alias("StageQuantity")]
public sealed record StageQuantity([property: Id(0)] Stage Stage, [property: Id(1)] long Quantity);
