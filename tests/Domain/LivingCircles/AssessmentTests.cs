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

    [Theory]
    [InlineData(Datum.Gcj02, Datum.Gcj02)]
    [InlineData(Datum.Wgs84, Datum.Gcj02)]
    [InlineData(Datum.Gcj02, Datum.Wgs84)]
    public void A_box_around_a_centre_holds_whatever_is_within_the_walk_in_either_datum(Datum centre, Datum point)
    {
        var box = PositionBox.Around(Centre with { Datum = centre }, 800);
        var within = 0;
        for (var north = -0.03; north <= 0.03; north += 0.001)
        {
            for (var east = -0.03; east <= 0.03; east += 0.001)
            {
                var at = new Position(Centre.Latitude + north, Centre.Longitude + east, point);
                if (Distance.Metres(Centre with { Datum = centre }, at) > 800) continue;
                Assert.True(box.Holds(at));
                within++;
            }
        }

        Assert.True(within > 100);
    }

    [Fact]
    public void Where_not_all_was_read_nobody_says_that_one_is_missing()
    {
        var ground = new Ground(Here, [Next], Centre, IsWhole: false);
        Assert.Equal((ReachState.Unknown, ReachState.Unknown), Of(["other"]));
        Assert.Equal((ReachState.Covered, ReachState.Covered), Of(["other", "here"]));

        (ReachState, ReachState) Of(string[] points) => Assessment.Of(Street.Rules, ground, points.Select(Point))[0] is var laundry ? (laundry.Reach, laundry.OldReach) : default;
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
