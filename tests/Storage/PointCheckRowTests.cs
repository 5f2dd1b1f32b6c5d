using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.PointChecks;
using Circle.Domain.ServicePoints;

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

    [Fact]
    public async Task Checks_that_have_drawn_a_point_are_found_whatever_street_it_belonged_to()
    {
        await Journal.CommitAsync([.. new (string Street, string Quarter, string Points)[] { ("a", "2013q3", "p1"), ("b", "2013q4", "p1,p2"), ("c", "2013q4", "p11"), ("d", "2012q1", "p1"), ("e", "2013q4", "") }.Select(c =>
        {
            var id = $"{c.Street}-{c.Quarter}";
            var points = string.Join(',', c.Points.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => $$"""{"point":"{{p}}"}"""));
            return Runs.On(StreamId.Of("check", id), null, 1).Touching(StreamId.Of("check", id), 0, new RowHead(PlaceId.Of(c.Street), null, null, c.Quarter, id, $$"""{"id":"{{id}}","points":[{{points}}]}"""));
        })]);
        ImmutableArray<Quarter> two = [new(2013, 4), new(2013, 3)];

        Assert.Equal(["a-2013q3", "b-2013q4"], IdsOf(await _database.PointChecks.OfPointAsync(ServicePointId.Of("p1"), two, Cancel)));
        Assert.Equal(["b-2013q4"], IdsOf(await _database.PointChecks.OfPointAsync(ServicePointId.Of("p2"), two, Cancel)));
        Assert.Empty(await _database.PointChecks.OfPointAsync(ServicePointId.Of("p3"), two, Cancel));
        Assert.Empty(await _database.PointChecks.OfPointAsync(ServicePointId.Of("p1"), [], Cancel));
    }
}
