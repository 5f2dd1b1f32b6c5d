using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.ServicePoints;

namespace Circle.Domain.Tests.LivingCircles;

/// <summary>What a community's people have within reach, and what its living circle lacks.</summary>
public sealed class AssessmentTests
{
    private static readonly PlaceId Here = PlaceId.Of("here");
    private static readonly PlaceId Next = PlaceId.Of("next");
    private static readonly PlaceId Far = PlaceId.Of("far");
    private static readonly Position Centre = new(34.79, 113.68, Datum.Gcj02);

    /// <summary>Neighbours known?, centre known?, where laundries stand → for all, for the old.</summary>
    public static TheoryData<bool, bool, string[], ReachState, ReachState> Cases => new()
    {
        // Nothing of the community stands in the directory: nobody may say that it lacks anything.
        { true, false, [], ReachState.Unknown, ReachState.Unknown },

        // Without positions: the same or a neighbouring community.
        { false, false, ["here"], ReachState.Covered, ReachState.Covered },
        { true, false, ["other", "next"], ReachState.Covered, ReachState.Gap },
        { true, false, ["other", "far"], ReachState.Gap, ReachState.Gap },
        { false, false, ["other", "far"], ReachState.Unknown, ReachState.Gap },
        { true, false, ["other", "here paused"], ReachState.Gap, ReachState.Gap },

        // With them: the distance, whatever community it is.
        { true, true, ["other", "far 400"], ReachState.Covered, ReachState.Covered },
        { true, true, ["other", "far 700"], ReachState.Covered, ReachState.Gap },
        { true, true, ["other", "here 900"], ReachState.Gap, ReachState.Gap },
        { true, true, ["here"], ReachState.Covered, ReachState.Covered },
        { false, true, ["other", "next"], ReachState.Gap, ReachState.Gap },
    };

    [Theory, MemberData(nameof(Cases))]
    public void A_kind_is_within_reach_beyond_it_or_nobody_can_tell(bool neighbours, bool centre, string[] points, ReachState reach, ReachState old)
    {
        var kinds = Assessment.Of(Street.Rules, new Ground(Here, neighbours ? [Next] : [], centre ? Centre : null), points.Select(Point));

        Assert.Equal((reach, old), (kinds[0].Reach, kinds[0].OldReach));
        Assert.Equal(Street.Rules.Kinds.Select(k => k.Id), kinds.Select(k => k.Kind));
    }

    [Fact]
    public void A_circle_lacks_a_kind_until_one_of_it_is_under_agreement_in_the_community_itself()
    {
        Assert.Equal([PointKindId.Of("laundry")], Lacking(Laundry(Registration.Registered), Laundry(Registration.Agreed) with { Place = Next }));
        Assert.Empty(Lacking(Laundry(Registration.Registered), Laundry(Registration.Agreed)));
        Assert.Equal([PointKindId.Of("laundry")], Lacking(Laundry(Registration.Agreed) with { State = PointState.Paused }));

        var kind = Assessment.Of(Street.Rules, new Ground(Here, [], null), [Laundry(Registration.Found), Laundry(Registration.Registered), Laundry(Registration.SignHung)])[0];
        Assert.Equal((3, 2, 1), (kind.Present, kind.Registered, kind.InService));
    }

    private static ImmutableArray<PointKindId> Lacking(params IEnumerable<ServicePointView> points)
        => Assessment.Lacking(Street.Rules, Assessment.Of(Street.Rules, new Ground(Here, [Next], null), points));

    private static ServicePointView Laundry(Registration step) => ServicePointView.Of(Street.At(step).State) with { Place = Here };

    /// <summary>E.g. <c>far 700</c>: in another community, 700 m north of the centre; <c>other</c>: a pharmacy, so that something of the community is known.</summary>
    private static ServicePointView Point(string text)
    {
        var parts = text.Split(' ');
        var view = ServicePointView.Of(Street.Found(parts[0] == "other" ? "pharmacy" : "laundry").State);
        var metres = parts.Length > 1 && int.TryParse(parts[1], out var number) ? number : (int?)null;
        return view with
        {
            Place = parts[0] switch { "next" => Next, "far" => Far, _ => Here },
            State = parts.Contains("paused") ? PointState.Paused : PointState.Open,
            Listing = Street.Listing with { Position = metres is { } north ? Centre with { Latitude = Centre.Latitude + north / 111_195.0 } : null },
        };
    }
}
