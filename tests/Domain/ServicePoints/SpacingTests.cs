using Circle.Domain.Facilities;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Domain.Tests.Plans;

namespace Circle.Domain.Tests.ServicePoints;

/// <summary>How far places of one kind are apart, as far as anybody can tell.</summary>
public sealed class SpacingTests
{
    /// <summary>Positions of one spot in both datums, as the maps of both cities have them.</summary>
    [Theory]
    [InlineData(31.1774276, 121.5272106, 31.17530398364597, 121.531541859215)]
    [InlineData(22.543847, 113.912316, 22.540796131694766, 113.9171764808363)]
    public void A_spot_is_no_way_from_itself_in_the_other_datum(double latitude, double longitude, double shiftedLatitude, double shiftedLongitude)
    {
        var (wgs, gcj) = (new Position(latitude, longitude, Datum.Wgs84), new Position(shiftedLatitude, shiftedLongitude, Datum.Gcj02));
        Assert.InRange(Distance.Metres(wgs, gcj), 0, 0.5);
        Assert.InRange(Distance.Metres(wgs, gcj with { Datum = Datum.Wgs84 }), 300, 800);
    }

    [Fact]
    public void A_hundredth_of_a_degree_is_some_eleven_hundred_metres_north_and_nine_hundred_east()
    {
        var here = At(34.79, 113.68);
        Assert.InRange(Distance.Metres(here, At(34.80, 113.68)), 1_110, 1_114);
        Assert.InRange(Distance.Metres(here, At(34.79, 113.69)), 911, 915);
        Assert.Equal(0, Distance.Metres(here, here));
    }

    [Fact]
    public void Too_near_is_broken_far_enough_fits_and_without_a_position_nobody_can_tell()
    {
        var (a, b, c) = (Point("a", At(34.7900, 113.68)), Point("b", At(34.7930, 113.68)), Point("c", At(34.8100, 113.68)));
        Assert.Equal([("a", SpacingVerdict.Breaks, "b", 333), ("b", SpacingVerdict.Breaks, "a", 333), ("c", SpacingVerdict.Fits, "b", 1_890)], Found(a, b, c));

        var d = Point("d", null);
        Assert.Equal([("a", SpacingVerdict.Breaks, "b", 333), ("b", SpacingVerdict.Breaks, "a", 333), ("d", SpacingVerdict.CannotTell, null, null), ("c", SpacingVerdict.CannotTell, "b", 1_890)], Found(a, b, c, d).OrderBy(f => f.Item2 == SpacingVerdict.Breaks ? 0 : f.Item4 is null ? 1 : 2).ThenBy(f => f.Item1));
        Assert.Equal([("d", SpacingVerdict.Fits, null, null)], Found(d));
        Assert.Equal([("a", SpacingVerdict.Fits, null, null)], Found(a, b with { State = PointState.Closed }, Point("other", At(34.79, 113.68), "laundry")));
    }

    [Fact]
    public void Of_many_in_two_datums_each_has_the_nearest_of_all()
    {
        var random = new Random(9);
        ServicePointView[] many =
        [
            .. Enumerable.Range(0, 400).Select(i => Point(
                $"p{i}", i % 50 == 0 ? null : new Position(34.70 + random.NextDouble() * 0.2, 113.60 + random.NextDouble() * 0.2, i % 3 == 0 ? Datum.Wgs84 : Datum.Gcj02))),
        ];
        foreach (var finding in Spacing.Of(Street.Rules, many).Where(f => f.Nearest is not null))
        {
            var here = many.Single(p => p.Id == finding.Point).Listing.Position!;
            var metres = many.Where(p => p.Id != finding.Point && p.Listing.Position is not null).Min(p => Distance.Metres(here, p.Listing.Position!));
            Assert.Equal((int)Math.Floor(metres), finding.Metres);
        }
    }

    [Fact]
    public void Where_not_all_were_read_none_fits()
    {
        ServicePointView[] some = [Point("a", At(34.7900, 113.68)), Point("b", At(34.7930, 113.68)), Point("c", At(34.8100, 113.68))];
        Assert.Equal([SpacingVerdict.Breaks, SpacingVerdict.Breaks, SpacingVerdict.CannotTell], Spacing.Of(Street.Rules, some, isWhole: false).Select(f => f.Verdict));
    }

    private static IEnumerable<(string, SpacingVerdict, string?, int?)> Found(params IEnumerable<ServicePointView> points)
        => Spacing.Of(Street.Rules, points).Select(f => (f.Point.Value, f.Verdict, f.Nearest?.Value, f.Metres));

    private static Position At(double latitude, double longitude) => new(latitude, longitude, Datum.Gcj02);

    private static ServicePointView Point(string id, Position? position, string kind = "pharmacy")
        => ServicePointView.Of(Street.Found(kind).State) is var view
            ? view with { Id = ServicePointId.Of(id), Kind = PointKindId.Of(kind), Place = PlaceId.Of("s1c1"), Listing = Street.Listing with { Name = id, Position = position } }
            : throw new InvalidOperationException();
}
