using Circle.Domain.Blobs;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    [Fact]
    public async Task Orders_and_matters_are_listed_by_place_line_and_stage_from_the_last_page_by_page()
    {
        await Journal.CommitAsync([.. new (string Kind, string Id, string Region, string? Line, string Stage)[]
        {
            ("supervision", "b", "s1", "room", "issued"), ("supervision", "a", "s1", "room", "replied"), ("supervision", "c", "s1c1", "park", "closed"), ("supervision", "d", "s2", null, "issued"),
            ("coordination", "b", "s1", "park", "raised"), ("alert", "step-a", "s1", "room", "open"),
        }.Select(a => Runs.On(StreamId.Of(a.Kind, a.Id), null, 1).Touching(StreamId.Of(a.Kind, a.Id), 0, new RowHead(PlaceId.Of(a.Region), null, a.Line, a.Stage, a.Id, $"\"{a.Kind[0]}{a.Id}\"")))]);

        Assert.Equal(["sd", "sc", "sb", "sa"], await OrderedAsync("supervision", null, null, []));
        Assert.Equal(["sc", "sb"], await OrderedAsync("supervision", null, null, [], "d", 2));
        Assert.Equal(["sa"], await OrderedAsync("supervision", null, null, [], "b"));
        Assert.Equal(["sc", "sb"], await OrderedAsync("supervision", ["s1", "s1c1"], null, ["issued", "closed"]));
        Assert.Equal(["sc"], await OrderedAsync("supervision", null, "park", []));
        Assert.Equal(["cb"], await OrderedAsync("coordination", null, null, []));
        Assert.Empty(await OrderedAsync("supervision", [], null, []));
    }

    [Fact]
    public async Task Of_files_those_are_named_that_some_reply_has()
    {
        var (named, other) = (BlobId.OfContent("a"u8), BlobId.OfContent("b"u8));
        var row = StreamId.Of("supervision", "named");
        var view = $$"""{"replies":[{"evidence":[]},{"evidence":[{"blob":"{{named}}"}]}]}""";
        await Journal.CommitAsync([Runs.On(row, null, 1).Touching(row, 0, new RowHead(PlaceId.Of("s1"), null, null, "replied", "1", view))]);

        Assert.Equal([named], await _database.Supervisions.NamedAsync([named, other], Cancel));
        Assert.Empty(await _database.Supervisions.NamedAsync([other], Cancel));
    }

    private async Task<string[]> OrderedAsync(string kind, string[]? regions, string? line, string[] stages, string? after = null, int limit = 10) =>
    [
        .. (await _database.Supervisions.ListAsync(kind, regions is null ? null : [.. regions.Select(PlaceId.Of)], line is null ? null : LineId.Of(line), [.. stages], after, limit, Cancel))
            .Select(view => view.Trim('"')),
    ];
}
