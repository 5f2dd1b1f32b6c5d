using Circle.Domain.LivingCircles;
using Circle.Domain.Places;

namespace Circle.Domain.Tests.LivingCircles;

/// <summary>What two communities say of their border, one after the other.</summary>
public sealed class BordersTests
{
    private static readonly PlaceTree Places = new(
    [
        new(PlaceId.Of("d"), PlaceKind.District, "d", null), new(PlaceId.Of("s"), PlaceKind.Street, "s", PlaceId.Of("d")),
        Community("a", "s"), Community("b", "s"), Community("c", "s"), Community("old", "b"),
    ]);

    [Fact]
    public void One_side_is_enough_and_both_have_it()
    {
        Assert.Equal("a:b b:a,c c:b", Of(Drawn("a", 1, "b"), Drawn("b", 2, "c")));
        Assert.Equal("", Of(Drawn("a", 1), Drawn("b", 2)));
    }

    [Fact]
    public void Either_side_takes_it_back_whoever_named_it_and_the_later_word_holds()
    {
        var named = Drawn("a", 5, "b");

        Assert.Equal("", Of(named, Parted("b", 6, "a")));
        Assert.Equal("a:b b:a", Of(named, Parted("b", 4, "a")));
        Assert.Equal("", Of(named, Parted("b", 5, "a")));
        Assert.Equal("", Of(named, Drawn("b", 6, "c") with { Apart = [new Parting(PlaceId.Of("a"), At(7))] }, Parted("c", 9, "b")));
        Assert.Equal("a:b b:a", Of(Drawn("a", 8, "b"), Parted("b", 7, "a")));
    }

    [Fact]
    public void A_row_that_does_not_say_when_is_older_than_any_word()
    {
        Assert.Equal("a:b b:a", Of(Drawn("a", null, "b")));
        Assert.Equal("", Of(Drawn("a", null, "b"), Parted("b", 1, "a")));
    }

    [Fact]
    public void Of_communities_that_were_merged_the_survivor_has_the_neighbours_and_may_take_them_back()
    {
        Assert.Equal("a:b b:a", Of(Drawn("a", 1, "old", "gone"), Drawn("old", 1, "b")));
        Assert.Equal("", Of(Drawn("a", 1, "old"), Parted("b", 2, "a")));
        Assert.Equal("a:b b:a", Of(Drawn("a", 3, "b") with { Apart = [new Parting(PlaceId.Of("old"), At(3))] }));
        Assert.Equal("", Of(Drawn("a", 3) with { Apart = [new Parting(PlaceId.Of("old"), At(3))] }, Drawn("old", 2, "a")));
    }

    private static PlaceNode Community(string id, string parent) => new(PlaceId.Of(id), PlaceKind.Community, id, PlaceId.Of(parent));

    private static CircleBorder Drawn(string community, int? minute, params string[] neighbours)
        => new(PlaceId.Of(community), [.. neighbours.Select(PlaceId.Of)], minute is { } at ? At(at) : null, null);

    private static CircleBorder Parted(string community, int minute, string from) => new(PlaceId.Of(community), [], null, [new Parting(PlaceId.Of(from), At(minute))]);

    private static DateTimeOffset At(int minute) => new(2013, 10, 8, 9, minute, 0, TimeSpan.Zero);

    private static string Of(params CircleBorder[] all)
    {
        var borders = new Borders(all, Places);
        return string.Join(' ', Places.OfKind(PlaceKind.Community).Select(p => (p.Id, Of: borders.NeighboursOf(p.Id))).Where(p => !p.Of.IsEmpty).Select(p => $"{p.Id}:{string.Join(',', p.Of)}"));
    }
}
