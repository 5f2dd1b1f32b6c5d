using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.LivingCircles;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    [Fact]
    public async Task Living_circles_are_listed_by_community()
    {
        await Journal.CommitAsync([.. new (string Id, string Neighbours)[] { ("b", "\"a\",\"c\""), ("a", ""), ("c", "\"a\"") }.Select(c =>
        {
            var stream = StreamId.Of("circle", c.Id);
            return Runs.On(stream, null, 1).Touching(stream, 0, new RowHead(PlaceId.Of(c.Id), null, null, "lacking", c.Id, $$"""{"community":"{{c.Id}}","neighbours":[{{c.Neighbours}}]}"""));
        })]);
        await EnterPointsAsync(("p1", "a", "laundry", "open", "found", []), ("p2", "b", "bath", "open", "found", []));

        Assert.Equal(["{\"community\":\"a\",\"neighbours\":[]}", "{\"community\":\"c\",\"neighbours\":[\"a\"]}"], await _database.LivingCircles.ListAsync([PlaceId.Of("c"), PlaceId.Of("a")], Cancel));

        Assert.Equal(2, (await _database.ServicePoints.OfAsync(null, null, Cancel)).Length);
        Assert.Single(await _database.ServicePoints.OfAsync([PlaceId.Of("a"), PlaceId.Of("c")], null, Cancel));
        Assert.Contains("p2", Assert.Single(await _database.ServicePoints.OfAsync(null, [PointKindId.Of("bath")], Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_communities_border_on_is_read_of_all_circles_and_of_rows_that_are_older_than_borders()
    {
        var (day, a) = (new DateTimeOffset(2013, 10, 8, 9, 0, 0, TimeSpan.Zero), PlaceId.Of("a"));
        var before = Runs.On(StreamId.Of("circle", "old"), null, 1).Touching(
            StreamId.Of("circle", "old"), 0, new RowHead(PlaceId.Of("old"), null, null, "lacking", "old", """{"community":"old","neighbours":["a"]}"""));
        var drawn = Folded(LivingCircle.Empty, new CircleEvent.Drawn(a, [PlaceId.Of("b")], null), day);
        var parted = Folded(drawn, new CircleEvent.Parted(a, [PlaceId.Of("old")]), day.AddDays(1));
        await Journal.CommitAsync(before, Runs.On(LivingCircle.StreamOf(a), null, 1).Touching(LivingCircle.StreamOf(a), 0, Assert.Single(LivingCircle.Contribute(parted)).Head));

        var read = (await _database.LivingCircles.BordersAsync(Cancel)).Select(json => JsonSerializer.Deserialize<CircleBorder>(json, JournalJson.Options)!).ToArray();

        Assert.Equal([a, PlaceId.Of("old")], read.Select(b => b.Community));
        Assert.Equal((day, new Parting(PlaceId.Of("old"), day.AddDays(1))), (read[0].DrawnAt, Assert.Single(read[0].Apart!.Value)));
        Assert.Equal([PlaceId.Of("b"), a], read.SelectMany(b => b.Neighbours));
        Assert.Equal((null, null), (read[1].DrawnAt, read[1].Apart));

        static CircleState Folded(CircleState state, CircleEvent happened, DateTimeOffset at)
            => LivingCircle.Fold(state, new Recorded<CircleEvent>(happened, 1, new Actor("person:p1"), at));
    }
}
