using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Domain.Rehearsal;

/// <summary>The days in which a stage is to be reached.</summary>
/// <param name="Opens">Due date of the step before it, or the plan's issue.</param>
internal readonly record struct Window(DateOnly Opens, DateOnly Due)
{
    public int Days => Due.DayNumber - Opens.DayNumber;

    /// <summary>A day of the window, in per cent of its length; over 100 is late.</summary>
    public DateOnly At(int percent) => Opens.AddDays(Math.Max(1, ((Days * percent) + 99) / 100));
}

/// <summary>One facility that somebody has to build.</summary>
/// <param name="Registers">It is not in the seeds: whoever builds it registers it.</param>
/// <param name="Unit">Kind of the unit that owes it.</param>
/// <param name="Windows">The stages that the plan dates.</param>
internal sealed record Work(
    FacilityDraft Draft,
    bool Registers,
    Line Line,
    PlaceNode Place,
    PlaceId? Street,
    PlaceKind Unit,
    Pace Pace,
    Grip Grip,
    ImmutableSortedDictionary<Stage, Window> Windows)
{
    public FacilityId Id => Draft.Id;

    public Manner Manner => Manner.Of(Line);

    public DateOnly FirstDue => Windows.Values.Min(w => w.Due);

    /// <summary>Some stage of it was due when people meet the district.</summary>
    public bool DueAtMeeting => FirstDue < Season.Meeting;

    /// <summary>Who answers for it and says how far it is.</summary>
    public Actor Reporter => Unit switch
    {
        PlaceKind.Community => Cast.Community(Place.Id),
        PlaceKind.Street => Cast.Street(Street ?? Place.Id),
        _ => Registers && Street is { } street ? Cast.Street(street) : Cast.Lead(Line.Id),
    };

    public Silence? Silence => Pace == Pace.Silent || Manner.Quiet ? Rehearsal.Silence.OfAutumn : null;
}
