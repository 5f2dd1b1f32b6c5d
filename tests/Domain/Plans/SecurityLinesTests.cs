using Circle.Domain.Places;
using Circle.Domain.Plans;
using static Circle.Domain.Tests.Plans.Sample;

namespace Circle.Domain.Tests.Plans;

/// <summary>The six security lines (§三(六)): 16 streets, one a month from September to November, 19 more in December.</summary>
public sealed class SecurityLinesTests
{
    private static readonly Line Rooms = SecurityLine();
    private static readonly PlaceTree Places = Tree(Enumerable.Repeat(4, 17));

    private static World Of(params IEnumerable<Fact> facts) => new(Rooms, Places, Targets.WriteOut(Rooms, Places), [.. facts]);

    /// <summary>A room at a community of a street, built and reported on a day.</summary>
    private static Fact Room(string community, string on) => new(PlaceId.Of(community), [Day(on), Day(on), Day(on)]);

    private static LineStanding At(World world, PlaceId place, string today)
    {
        var heard = Heard(Rooms, Day(today).AddDays(-1));
        return Standings.Of(Rooms, world.Region(place).Cells.Append(heard), Day(today), true, place.Value == "s17", Day("09-10"));
    }

    [Theory]
    [InlineData("09-15", Status.OnTrack, 0, 0, 0, "09-30")]
    [InlineData("09-30", Status.OnTrack, 0, 0, 0, "09-30")]
    [InlineData("10-01", Status.Behind, 1, 1, 1, "09-30")]
    [InlineData("10-31", Status.Behind, 1, 1, 31, "09-30")]
    [InlineData("11-01", Status.Behind, 2, 2, 32, "09-30")]
    [InlineData("11-12", Status.Behind, 2, 2, 43, "09-30")]
    [InlineData("11-30", Status.Behind, 2, 2, 61, "09-30")]
    [InlineData("12-01", Status.Missed, 3, 3, 62, "09-30")]
    [InlineData("12-31", Status.Missed, 3, 3, 92, "09-30")]
    public void A_street_that_built_nothing(string today, Status status, long due, long owed, int days, string step)
    {
        var standing = At(Of(), PlaceId.Of("s1"), today);

        Assert.Equal((status, due, owed), (standing.Status, standing.Due, standing.Owed));
        Assert.Equal((days, step), (standing.DaysOverdue, standing.Step!.Label));
    }

    [Theory]
    [InlineData("09-15", Status.OnTrack, 0, 0, "09-30")]
    [InlineData("10-01", Status.OnTrack, 1, 0, "10-31")]
    [InlineData("11-01", Status.Behind, 2, 1, "10-31")]
    [InlineData("11-06", Status.OnTrack, 2, 0, "11-30")]
    [InlineData("12-01", Status.Missed, 3, 1, "11-30")]
    public void A_street_that_built_one_in_time_and_one_late(string today, Status status, long due, long owed, string step)
    {
        var standing = At(Of(Room("s1c1", "09-28"), Room("s1c2", "11-05")), PlaceId.Of("s1"), today);

        Assert.Equal((status, due, owed, step), (standing.Status, standing.Due, standing.Owed, standing.Step!.Label));
    }

    [Theory]
    [InlineData("09-15", Status.OnTrack, 0)]
    [InlineData("10-01", Status.Behind, 16)]
    [InlineData("11-01", Status.Behind, 32)]
    [InlineData("12-01", Status.Behind, 48)]
    [InlineData("12-31", Status.Behind, 48)]
    [InlineData("2014-01-01", Status.Missed, 67)]
    public void The_district_owes_what_its_streets_owe_and_in_the_end_the_19(string today, Status status, long owed)
    {
        var standing = At(Of(), District, today);

        Assert.Equal((status, owed, owed), (standing.Status, standing.Owed, standing.Due));
    }

    [Fact]
    public void What_streets_have_beyond_their_own_pays_the_19_and_never_another_street()
    {
        // s1 built 4 in September: 3 are its own, one is the district's. s2 built none.
        var world = Of(Room("s1c1", "09-20"), Room("s1c2", "09-21"), Room("s1c3", "09-22"), Room("s1c4", "09-23"));

        Assert.Equal(0, At(world, PlaceId.Of("s1"), "12-01").Owed);
        Assert.Equal(3, At(world, PlaceId.Of("s2"), "12-01").Owed);
        Assert.Equal(15, At(world, District, "10-01").Owed);
        Assert.Equal(45, At(world, District, "12-01").Owed);
        Assert.Equal(45 + 18, At(world, District, "2014-01-01").Owed);
        Assert.Equal("12-31-completed", Assert.Single(world.Own(District).Cells, c => c.Key.Measure == Counts.Met).Key.Point);
    }

    [Fact]
    public void The_district_without_debts_shows_67_at_its_last_step()
    {
        var streets = from street in Enumerable.Range(1, 16) from room in Enumerable.Range(1, 4) select Room($"s{street}c{room}", "09-26");
        var own = from room in Enumerable.Range(1, 3) select new Fact(District, [Day("12-20"), Day("12-20"), Day("12-20")]);
        var standing = At(Of(streets.Concat(own)), District, "2014-01-01");

        Assert.Equal((Status.OnTrack, 67, 0), (standing.Status, standing.Due, standing.Owed));
        Assert.Equal((67, 67), (standing.Step!.Due, standing.Step.Reached));
    }

    [Fact]
    public void The_excluded_street_has_nothing_due()
        => Assert.Equal(Status.NothingDue, At(Of(Room("s17c1", "10-01")), PlaceId.Of("s17"), "12-31").Status);

    [Fact]
    public void A_fact_counts_from_its_effective_date_whenever_it_was_entered()
    {
        var world = Of(Room("s1c1", "09-30"), Room("s2c1", "10-01"));

        Assert.Equal((Status.OnTrack, 0), (At(world, PlaceId.Of("s1"), "10-01").Status, At(world, PlaceId.Of("s1"), "10-01").Owed));
        Assert.Equal((0, 14), (At(world, PlaceId.Of("s2"), "10-02").Owed, At(world, District, "10-02").Owed));
    }
}
