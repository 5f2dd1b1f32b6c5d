using System.Collections.Immutable;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Grains.Facilities;
using Circle.Grains.Places;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    private static readonly PlaceId P = PlaceId.Of("p");

    [Fact]
    public async Task Two_runs_that_touch_one_row_move_it_once_and_both_see_it_as_it_stands()
    {
        await Journal.CommitAsync(Runs.On(A, null, 1).Touching(A, 1, Runs.Head("p")));
        var verdicts = await Journal.CommitAsync(
            Runs.On(B, null, 1).Touching(A, 2), Runs.On(Runs.Facility("c"), null, 1).Touching(A, 4));

        var row = (await _database.Places.OfRegionAsync(P, Cancel)).Single();
        Assert.Equal((2, 7), (row.Revision, row.Cells[Runs.Item]));
        Assert.All(verdicts, v => Assert.Equal(row, v.Rows.Single()));
        Assert.Equal([new RegionMark(P, 1, row.Mark)], await _database.Places.MarksAsync([P, PlaceId.Of("empty")], Cancel));
    }

    [Fact]
    public async Task A_cell_that_reaches_zero_vanishes_and_the_row_stays()
    {
        var first = Runs.On(A, null, 1);
        await Journal.CommitAsync(first.Touching(A, 3, Runs.Head("p")));
        await Journal.CommitAsync(Runs.On(A, first.Events[^1], 2).Touching(A, -3));
        var row = (await _database.Places.OfRegionAsync(P, Cancel)).Single();
        Assert.True(row.Cells.IsEmpty);
        Assert.Equal(2, row.Revision);
    }

    [Fact]
    public async Task A_head_moves_the_row_and_a_change_without_one_leaves_it()
    {
        var first = Runs.On(A, null, 1);
        await Journal.CommitAsync(first.Touching(A, 1, Runs.Head("p", "旧名")));
        await Journal.CommitAsync(Runs.On(B, null, 1).Touching(A, 1));
        Assert.Equal("旧名", await NameOfAsync("旧"));

        await Journal.CommitAsync(Runs.On(A, first.Events[^1], 2).Touching(A, 1, Runs.Head("q", "新名")));
        Assert.Empty(await _database.Places.OfRegionAsync(P, Cancel));
        var row = (await _database.Places.OfRegionAsync(PlaceId.Of("q"), Cancel)).Single();
        Assert.Equal((PlaceId.Of("q"), 3, 3), (row.Region, row.Revision, row.Cells[Runs.Item]));
        Assert.Equal("新名", await NameOfAsync("新"));
    }

    [Fact]
    public async Task The_tree_holds_places_only()
    {
        var place = StreamId.Of("place", "huayuanlu");
        var head = new RowHead(PlaceId.Of("huayuanlu"), PlaceId.Of("jinshui"), null, null, "花园路街道", "{}");
        await Journal.CommitAsync(
            Runs.On(place, null, 1).Touching(place, 0, head), Runs.On(A, null, 1).Touching(A, 1, Runs.Head("huayuanlu")));
        Assert.Equal([new PlaceHead(place, 1, head)], await _database.Places.PlacesAsync(Cancel));
    }

    [Theory]
    [InlineData("%", new[] { "100% 完工" })]
    [InlineData("_", new[] { "a_b\\c" })]
    [InlineData("\\", new[] { "a_b\\c" })]
    [InlineData("老砦", new[] { "老寨调解室", "老砦文化站" })]
    [InlineData("老寨", new[] { "老寨调解室", "老砦文化站" })]
    [InlineData("A_B", new[] { "a_b\\c" })]
    [InlineData("完'工", new string[0])]
    public async Task Text_is_found_as_it_is_typed(string text, string[] found)
    {
        string[] names = ["老寨调解室", "老砦文化站", "100% 完工", "a_b\\c", "abc"];
        await Journal.CommitAsync([.. names.Select((name, i) =>
        {
            var stream = Runs.Facility($"f-{i}");
            return Runs.On(stream, null, 1).Touching(stream, 1, Runs.Head("p") with { Name = name });
        })]);
        var rows = await _database.Facilities.ListAsync(new(null, null, null, text, null, 10), Cancel);
        Assert.Equal(found.Order(StringComparer.Ordinal), rows.Select(r => names[r.Id.Value[^1] - '0']).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_list_is_narrowed_by_region_line_and_stage_and_goes_on_after_an_id()
    {
        ImmutableArray<(string Id, string Region, string Line, Stage Stage)> facilities =
        [
            ("a", "p", "x", Stage.Completed), ("a-b", "p", "y", Stage.Accepted),
            ("b", "q", "x", Stage.Accepted), ("c", "r", "x", Stage.Accepted),
        ];
        await Journal.CommitAsync([.. facilities.Select(f =>
        {
            var stream = Runs.Facility(f.Id);
            return Runs.On(stream, null, 1).Touching(stream, 1, Runs.Head(f.Region, line: f.Line, stage: TallyKey.PointOf(f.Stage)));
        })]);

        Assert.Equal("a a-b b c", await IdsAsync(new(null, null, null, null, null, 200)));
        Assert.Equal("a a-b b", await IdsAsync(new([P, PlaceId.Of("q")], null, null, null, null, 200)));
        Assert.Equal("", await IdsAsync(new([], null, null, null, null, 200)));
        Assert.Equal("b c", await IdsAsync(new(null, LineId.Of("x"), Stage.Accepted, null, null, 200)));
        Assert.Equal("a a-b", await IdsAsync(new(null, null, null, "", null, 2)));
        Assert.Equal("b c", await IdsAsync(new(null, null, null, null, FacilityId.Of("a-b"), 200)));

        async Task<string> IdsAsync(FacilityFilter filter)
            => string.Join(' ', (await _database.Facilities.ListAsync(filter, Cancel)).Select(r => r.Id.Value));
    }
}
