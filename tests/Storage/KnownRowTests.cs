using Circle.Domain.Places;
using Circle.Grains.Journal;

namespace Circle.Storage.Tests;

/// <summary>Runs that say how they have seen their rows.</summary>
public abstract partial class StorageSuite
{
    [Fact]
    public async Task A_row_that_is_as_it_was_seen_is_written_over()
    {
        var first = Runs.On(A, null, 1);
        var seen = (await Journal.CommitAsync(first.Touching(A, 3, Runs.Head("p"))))[0].Rows.Single();

        var after = (await Journal.CommitAsync(Runs.On(A, first.Events[^1], 2).Touching(A, 4, Runs.Head("p", "新名")).Knowing(seen)))[0].Rows.Single();

        Assert.Equal((2, 7), (after.Revision, after.Cells[Runs.Item]));
        Assert.Equal(after, (await _database.Places.OfRegionAsync(P, Cancel)).Single());
        Assert.Equal("新名", await NameOfAsync("新"));
    }

    /// <summary>Another made the very same of it: the same revision with the same cells, and still both count.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_row_that_another_has_touched_since_loses_neither_change(bool withHead)
    {
        var first = Runs.On(A, null, 1);
        var seen = (await Journal.CommitAsync(first.Touching(A, 1, Runs.Head("p"))))[0].Rows.Single();
        await Journal.CommitAsync(Runs.On(B, null, 1).Touching(A, 2).Knowing(seen));

        var verdicts = await Journal.CommitAsync(
            Runs.On(A, first.Events[^1], 2).Touching(A, 2, withHead ? Runs.Head("p") : null).Knowing(seen),
            Runs.On(Runs.Facility("c"), null, 1).Touching(Runs.Facility("c"), 9, Runs.Head("p")));

        var row = verdicts[0].Rows.Single();
        Assert.Equal((3, 5), (row.Revision, row.Cells[Runs.Item]));
        Assert.Contains(row, await _database.Places.OfRegionAsync(P, Cancel));
    }

    [Fact]
    public async Task A_run_that_loses_changes_no_row_that_it_knew_and_the_others_of_its_batch_win()
    {
        var (first, other) = (Runs.On(A, null, 1), Runs.On(B, null, 1));
        var seen = (await Journal.CommitAsync(first.Touching(A, 1, Runs.Head("p")), other.Touching(B, 1, Runs.Head("p")))).Select(v => v.Rows.Single()).ToArray();
        await Journal.CommitAsync(Runs.On(A, first.Events[^1], 2));

        var verdicts = await Journal.CommitAsync(
            Runs.On(A, first.Events[^1], 3).Touching(A, 10, Runs.Head("p")).Knowing(seen[0]),
            Runs.On(B, other.Events[^1], 2).Touching(B, 20, Runs.Head("p")).Knowing(seen[1]));

        Assert.Equal([false, true], verdicts.Select(v => v.Won));
        Assert.Equal([1, 21], (await _database.Places.OfRegionAsync(P, Cancel)).OrderBy(r => r.Id, StreamId.Ordinal).Select(r => r.Cells[Runs.Item]));
    }

    [Fact]
    public async Task A_commit_tells_every_row_once_and_where_it_was_before()
    {
        var first = Runs.On(A, null, 1);
        var begun = await Journal.CommitAsync([first.Touching(A, 1, Runs.Head("p"))], Cancel);
        var seen = Assert.Single(((BatchOutcome.Committed)begun).Rows);
        Assert.Null(seen.Former);

        var moved = (BatchOutcome.Committed)await Journal.CommitAsync(
            [Runs.On(A, first.Events[^1], 2).Touching(A, 1, Runs.Head("q")).Knowing(seen.Row), Runs.On(B, null, 1).Touching(A, 5)], Cancel);

        var row = Assert.Single(moved.Rows);
        Assert.Equal((false, true), (seen.IsTouched, row.IsTouched));
        Assert.Equal((P, PlaceId.Of("q"), 7), (row.Former, row.Row.Region, row.Row.Cells[Runs.Item]));
        Assert.Equal(row.Row, (await _database.Places.OfRegionAsync(PlaceId.Of("q"), Cancel)).Single());
    }
}
