using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Grains.Search;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    [Fact]
    public async Task Rows_of_regions_are_named_with_their_revisions_and_read_by_their_ids()
    {
        await Journal.CommitAsync(Runs.On(A, null, 1).Touching(A, 1, Runs.Head("p", "姚砦调解室")), Runs.On(B, null, 2).Touching(B, 1, Runs.Head("q")));
        var point = StreamId.Of("point", "p1");
        await Journal.CommitAsync(Runs.On(point, null, 3).Touching(point, 0, new RowHead(PlaceId.Of("p"), null, null, "laundry", "东昌", """{"id":"p1"}""")));
        await Journal.CommitAsync(Runs.On(StreamId.Of("duty", "p"), null, 4).Touching(A, 1));
        var rows = Open.Search;

        Assert.Equal(
            [new(A, PlaceId.Of("p"), 2), new RowRevision(point, PlaceId.Of("p"), 1)],
            (await rows.RevisionsAsync([PlaceId.Of("p"), PlaceId.Of("nowhere")], Cancel)).OrderBy(r => r.Id.Value, StringComparer.Ordinal));
        Assert.Equal(3, (await rows.RevisionsAsync([PlaceId.Of("p"), PlaceId.Of("q")], Cancel)).Length);
        Assert.Empty(await rows.RevisionsAsync([], Cancel));

        Assert.Equal(
            [new(A, PlaceId.Of("p"), 2, """{"name":"姚砦调解室"}"""), new SearchRow(point, PlaceId.Of("p"), 1, """{"id":"p1"}""")],
            (await rows.RowsAsync([point, A, StreamId.Of("point", "none")], Cancel)).OrderBy(r => r.Id.Value, StringComparer.Ordinal));
        Assert.Empty(await rows.RowsAsync([], Cancel));
        Assert.Equal(3, (await rows.RowsAsync([A, B, point, .. Enumerable.Range(0, ISearchRows.MaxAsked - 3).Select(i => StreamId.Of("point", $"none-{i}"))], Cancel)).Length);
    }
}
