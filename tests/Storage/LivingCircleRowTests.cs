using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    [Fact]
    public async Task Living_circles_are_listed_by_community_and_found_by_whom_they_name()
    {
        await Journal.CommitAsync([.. new (string Id, string Neighbours)[] { ("b", "\"a\",\"c\""), ("a", ""), ("c", "\"a\"") }.Select(c =>
        {
            var stream = StreamId.Of("circle", c.Id);
            return Runs.On(stream, null, 1).Touching(stream, 0, new RowHead(PlaceId.Of(c.Id), null, null, "lacking", c.Id, $$"""{"community":"{{c.Id}}","neighbours":[{{c.Neighbours}}]}"""));
        })]);
        await EnterPointsAsync(("p1", "a", "laundry", "open", "found", []), ("p2", "b", "bath", "open", "found", []));

        Assert.Equal(["{\"community\":\"a\",\"neighbours\":[]}", "{\"community\":\"c\",\"neighbours\":[\"a\"]}"], await _database.LivingCircles.ListAsync([PlaceId.Of("c"), PlaceId.Of("a")], Cancel));
        Assert.Equal([PlaceId.Of("b"), PlaceId.Of("c")], await _database.LivingCircles.NamingAsync(PlaceId.Of("a"), Cancel));
        Assert.Empty(await _database.LivingCircles.NamingAsync(PlaceId.Of("b"), Cancel));

        Assert.Equal(2, (await _database.ServicePoints.OfAsync(null, null, Cancel)).Length);
        Assert.Single(await _database.ServicePoints.OfAsync([PlaceId.Of("a"), PlaceId.Of("c")], null, Cancel));
        Assert.Contains("p2", Assert.Single(await _database.ServicePoints.OfAsync(null, [PointKindId.Of("bath")], Cancel)), StringComparison.Ordinal);
    }
}
