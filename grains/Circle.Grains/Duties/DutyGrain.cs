using System.Collections.Immutable;
using Circle.Contracts.Accounts;
using Circle.Contracts.Duties;
using Circle.Domain.Accounts;
using Circle.Domain.Duties;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Journal;

namespace Circle.Grains.Duties;

[GrainType("duty")]
public sealed class DutyGrain(AggregateServices services)
    : AggregateGrain<DutyRoster, DutyRosterState, DutyCommand, DutyEvent>(services), IDutyGrain, IConcerns, IJudged
{
    public Subject Subject => new(PlaceId.Of(this.GetPrimaryKeyString()));

    public async Task<DutyRosterView> View(DateOnly? day)
    {
        var on = day ?? Services.Clock.Today;
        var state = Committed.State;
        return new(Post.On(state.Forgotten is { } forgotten && on <= forgotten ? await EverAsync() : state.Duties, on), state.Open);
    }

    /// <summary>A command for another place would be judged there and done here: it is nobody's.</summary>
    Need? IJudged.NeedOf(object command) => ((DutyCommand)command).Place == Subject.Place ? NeedOf(command) : null;

    /// <summary>From the journal, of long ago too.</summary>
    private async Task<ImmutableArray<Duty>> EverAsync()
    {
        const int page = 500;
        var stream = StreamId.Of(DutyRoster.Kind, this.GetPrimaryKeyString());
        var state = DutyRoster.Empty;
        for (long after = 0; ;)
        {
            var events = await Services.Journal.ReadAsync(stream, after, page, CancellationToken.None);
            state = events.Aggregate(state, (before, stored) => DutyRoster.Apply(before, EventCatalog<DutyEvent>.Read(stored)));
            if (events.Length < page) return state.Duties;
            after = events[^1].Version;
        }
    }
}
