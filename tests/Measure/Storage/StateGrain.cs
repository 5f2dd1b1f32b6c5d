using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Journal;
using Circle.Measure.Hosting;

namespace Circle.Measure.Storage;

/// <summary>What people do without a journal: the state is the truth and is written whole with every event.</summary>
[Alias("measure.IStateGrain")]
public interface IStateGrain : IGrainWithStringKey
{
    [Alias("Happen")]
    Task Happen(LineId line, PlaceId place);
}

/// <summary>A facility's state in an ordinary grain: one event folded into it, one <c>WriteStateAsync</c>, the answer.</summary>
[GrainType("measure-state")]
public sealed class StateGrain([PersistentState("facility", AggregateServices.SnapshotStorage)] IPersistentState<StateGrain.Kept> kept) : Grain, IStateGrain
{
    private static readonly Actor Street = new("rehearsal:street");

    /// <summary>What storage needs to make an empty one.</summary>
    public sealed class Kept
    {
        public FacilityState State { get; set; } = Facility.Empty;

        public long Version { get; set; }
    }

    public async Task Happen(LineId line, PlaceId place)
    {
        kept.State.State = Facility.Fold(kept.State.State, new Recorded<FacilityEvent>(Next(line, place), ++kept.State.Version, Street, DateTimeOffset.UnixEpoch));
        await kept.WriteStateAsync();
    }

    private FacilityEvent Next(LineId line, PlaceId place)
    {
        if (kept.State.State.Draft is null)
        {
            var draft = new FacilityDraft(
                FacilityId.Of(this.GetPrimaryKeyString()), line, place, "测量设施", Origin.Planned, System.Collections.Immutable.ImmutableDictionary<MeasureId, long>.Empty, FacilityDetails.Unknown, null, "measured");
            return new FacilityEvent.Registered(draft, [new MeasureNeed(Facility.Whole, 1_000)], true);
        }

        return ((kept.State.Version - 1) % 6) switch
        {
            0 => new FacilityEvent.Progressed(Facility.Whole, Stage.Prepared, 1_000, Site.Today, null),
            1 => new FacilityEvent.Progressed(Facility.Whole, Stage.Delivered, 1_000, Site.Today, "设备已到位"),
            2 => new FacilityEvent.Completed(Site.Today, null),
            3 => new FacilityEvent.Retracted(Stage.Completed, "数量有误"),
            4 => new FacilityEvent.Retracted(Stage.Delivered, "数量有误"),
            _ => new FacilityEvent.Retracted(Stage.Prepared, "数量有误"),
        };
    }
}
