using System.Collections.Immutable;
using System.Globalization;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Rehearsal;

/// <summary>What the whole piece plays in.</summary>
internal sealed record Setting(Seed Seed, PlanDocument Plan, PlaceTree Places, WorkCalendar Calendar)
{
    public PlaceId? StreetOf(PlaceId place) => Places.PathUp(place).FirstOrDefault(p => p.Kind == PlaceKind.Street)?.Id;

    public IEnumerable<PlaceNode> CommunitiesOf(PlaceId street)
        => Places.Subtree(street).Where(p => p.Kind == PlaceKind.Community);

    public ImmutableArray<PlaceNode> Shuffle(IEnumerable<PlaceNode> places, string about) => Seed.Shuffle(places, p => p.Id.Value, about);
}

/// <summary>The days of the rehearsal.</summary>
internal static class Season
{
    public static readonly DateOnly First = new(2013, 9, 26);

    /// <summary>The morning on which people meet the district: what is owed by then is dealt, not left to chance.</summary>
    public static readonly DateOnly Meeting = new(2013, 11, 12);

    /// <summary>The last working day that a delay may end on and still be over by <see cref="Meeting"/>.</summary>
    public static readonly DateOnly BeforeMeeting = new(2013, 11, 8);

    public static readonly DateOnly Last = new(2014, 12, 31);
}

/// <summary>Who acts. Never a name of a person.</summary>
internal static class Cast
{
    public const int Inspectors = 4;

    public const int Operators = 4;

    public static readonly Actor Office = Of("programme-office");

    public static readonly Actor Leadership = Of("leadership");

    /// <summary>热线班长</summary>
    public static readonly Actor Supervisor = Of("supervisor");

    /// <summary>话务员</summary>
    public static Actor Operator(int number) => Of(string.Create(CultureInfo.InvariantCulture, $"operator-{number}"));

    public static Actor Inspector(int number) => Of(string.Create(CultureInfo.InvariantCulture, $"inspector-{number}"));

    public static Actor Lead(LineId line) => Of($"lead-{line}");

    public static Actor Street(PlaceId street) => Of($"street-{street}");

    public static Actor Community(PlaceId community) => Of($"community-{community}");

    /// <summary>Whoever logs what a team did.</summary>
    public static Actor Team(FacilityId team) => Of($"team-{team}");

    private static Actor Of(string who) => new($"rehearsal:{who}");
}
