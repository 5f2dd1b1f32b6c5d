using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.PointChecks;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    [Fact]
    public async Task Checks_are_listed_by_street_and_quarter()
    {
        await Journal.CommitAsync([.. new (string Street, string Quarter)[] { ("b", "2013q4"), ("a", "2013q4"), ("a", "2013q3"), ("c", "2013q4") }.Select(c =>
        {
            var id = $"{c.Street}-{c.Quarter}";
            return Runs.On(StreamId.Of("check", id), null, 1).Touching(StreamId.Of("check", id), 0, new RowHead(PlaceId.Of(c.Street), null, null, c.Quarter, id, $$"""{"id":"{{id}}"}"""));
        })]);
        await EnterPointsAsync(("p1", "a", "laundry", "open", "found", []));

        Assert.Equal(["{\"id\":\"a-2013q4\"}", "{\"id\":\"b-2013q4\"}"], await _database.PointChecks.ListAsync([PlaceId.Of("b"), PlaceId.Of("a")], [new Quarter(2013, 4)], Cancel));
        Assert.Equal(2, (await _database.PointChecks.ListAsync([PlaceId.Of("a")], [new Quarter(2013, 3), new Quarter(2013, 4)], Cancel)).Length);
        Assert.Empty(await _database.PointChecks.ListAsync([PlaceId.Of("a")], [], Cancel));
        Assert.Empty(await _database.PointChecks.ListAsync([], [new Quarter(2013, 4)], Cancel));
    }
}
