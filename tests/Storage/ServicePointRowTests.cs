using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.ServicePoints;
using Circle.Grains.ServicePoints;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    [Fact]
    public async Task Service_points_are_listed_by_place_kind_state_and_step_and_go_on_after_an_id()
    {
        ImmutableArray<(string Id, string Region, string Kind, string State, string Step)> points =
        [
            ("a", "p", "laundry", "open", "agreed"), ("a-b", "p", "bath", "open", "filed"), ("b", "q", "laundry", "paused", "agreed"), ("c", "r", "laundry", "closed", "found"),
        ];
        await Journal.CommitAsync([.. points.Select(p =>
        {
            var stream = StreamId.Of("point", p.Id);
            var head = new RowHead(PlaceId.Of(p.Region), null, null, p.Kind, p.Id, $$$"""{"id":"{{{p.Id}}}","line":"living-{{{p.Kind}}}","state":"{{{p.State}}}","office":{"registration":"{{{p.Step}}}"}}""");
            return Runs.On(stream, null, 1).Touching(stream, 0, head);
        })]);
        await Journal.CommitAsync(Runs.On(A, null, 1).Touching(A, 1, Runs.Head("p")));

        Assert.Equal(["a", "a-b", "b", "c"], await PointsAsync(new(null, null, null, null, null, null, 10)));
        Assert.Equal(["a", "a-b", "b"], await PointsAsync(new([PlaceId.Of("p"), PlaceId.Of("q")], null, null, null, null, null, 10)));
        Assert.Equal(["a", "b", "c"], await PointsAsync(new(null, null, PointKindId.Of("laundry"), null, null, null, 10)));
        Assert.Equal(["b"], await PointsAsync(new(null, null, null, PointState.Paused, null, null, 10)));
        Assert.Equal(["a-b"], await PointsAsync(new(null, null, null, null, Registration.Filed, null, 10)));
        Assert.Equal(["b", "c"], await PointsAsync(new(null, null, null, null, null, ServicePointId.Of("a-b"), 10)));
        Assert.Equal(["a", "a-b"], await PointsAsync(new(null, null, null, null, null, null, 2)));
        Assert.Equal(["a-b"], await PointsAsync(new(null, Domain.Plans.LineId.Of("living-bath"), null, null, null, null, 10)));
        Assert.Empty(await PointsAsync(new([], null, null, null, null, null, 10)));
    }

    private async Task<IEnumerable<string>> PointsAsync(ServicePointFilter filter)
        => (await _database.ServicePoints.ListAsync(filter, Cancel)).Select(v => System.Text.Json.JsonDocument.Parse(v).RootElement.GetProperty("id").GetString()!);
}
