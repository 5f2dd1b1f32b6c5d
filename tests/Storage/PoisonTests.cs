using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;

namespace Circle.Storage.Tests;

public abstract partial class StorageSuite
{
    public static TheoryData<string> Unstorable => ["a\0b", "half \ud800", "\udc00 half", "\ud800\ud800\udc00"];

    [Theory]
    [MemberData(nameof(Unstorable))]
    public async Task Text_that_cannot_be_stored_is_poison_and_changes_nothing(string text)
    {
        var sound = Runs.On(B, null, 1);
        var data = Runs.On(A, null, 1);
        await Journal.PoisonAsync(sound, data with { Events = [data.Events[0] with { Data = text }] });
        await Journal.PoisonAsync(sound, Runs.On(A, null, 1).Touching(A, 1, Runs.Head("p", text)));
        await Journal.PoisonAsync(sound, Runs.On(A, null, 1).Scheduling(text, Runs.Start));
        await Journal.PoisonAsync(sound, Runs.On(A, null, 1).Listing(text));
        await Journal.PoisonAsync(sound, Runs.On(A, null, 1).Listing("", who: text));

        Assert.Empty(await Journal.HeadsAsync(null, 10, Cancel));
        Assert.True((await Journal.CommitAsync(sound)).Single().Won);
    }

    [Fact]
    public async Task Whole_surrogate_pairs_are_text()
    {
        await Journal.CommitAsync(Runs.On(A, null, 1).Touching(A, 1, Runs.Head("p", "🏠寨🏠")));
        Assert.Equal("🏠寨🏠", await NameOfAsync("🏠寨"));
    }

    [Fact]
    public async Task A_change_for_a_row_that_nobody_owns_is_poison_and_names_it()
    {
        var error = await Journal.PoisonAsync(Runs.On(B, null, 1), Runs.On(A, null, 1).Touching(Runs.Facility("nobody"), 1));
        Assert.Contains("facility:nobody", error.Message, StringComparison.Ordinal);
        Assert.Empty(await Journal.HeadsAsync(null, 10, Cancel));
    }

    [Fact]
    public async Task A_cell_past_64_bits_is_poison_and_leaves_the_row()
    {
        var first = Runs.On(A, null, 1);
        await Journal.CommitAsync(first.Touching(A, long.MaxValue, Runs.Head("p")));
        await Journal.PoisonAsync(Runs.On(A, first.Events[^1], 2).Touching(A, 1));
        var row = (await _database.Places.OfRegionAsync(PlaceId.Of("p"), Cancel)).Single();
        Assert.Equal((1, long.MaxValue), (row.Revision, row.Cells[Runs.Item]));
    }

    [Fact]
    public async Task A_broken_chain_is_poison()
    {
        var first = Runs.On(A, null, 1);
        await Journal.CommitAsync(first);
        var second = Runs.On(A, first.Events[0], Runs.Command(2), null);
        await Journal.PoisonAsync(second with { Events = [second.Events[0], second.Events[1] with { PreviousHash = "" }] });
        await Journal.PoisonAsync(second with { Events = [second.Events[1]] });
        Assert.Single(await Journal.StreamAsync(A));
    }

    [Fact]
    public async Task Runs_out_of_range_are_poison()
    {
        var run = Runs.On(A, null, 1);
        await Journal.PoisonAsync(run with { Events = [] });
        await Journal.PoisonAsync(run with { Rows = [new(A, Runs.Head("p"), Tally.Empty), new(A, null, Tally.Empty)] });
        await Journal.PoisonAsync(run with { Events = [run.Events[0] with { Actor = new(new string('x', Actor.MaxLength + 1)) }] });
        await Journal.PoisonAsync(run with { Events = [run.Events[0] with { Data = new string('x', 1_000_001) }] });
        await Journal.PoisonAsync(run.Listing(new string('x', 1_000_001)));
        await Journal.PoisonAsync(run.Listing("", stage: new string('x', 300)));
        await Journal.PoisonAsync(run.Listing("", about: new StreamId("nothing")));
        await Journal.PoisonAsync(run with { Lists = [run.Listing("").Lists[0] with { Id = B }] });
        await Journal.PoisonAsync(run with { Lists = [run.Listing("").Lists[0] with { Id = ListRow.PartOf(B, "1") }] });
        await Journal.PoisonAsync(run with { Lists = [run.Listing("").Lists[0], run.Listing("").Lists[0]] });
        await Journal.PoisonAsync(run with { Lists = [.. Enumerable.Range(0, Run.MaxLists + 1).Select(n => run.Listing("").Lists[0] with { Id = ListRow.PartOf(A, $"{n}") })] });
        await Journal.PoisonAsync(Runs.On(StreamId.Of("facility", new string('x', 300)), null, 1));
        ImmutableArray<CommandId?> many = [Runs.Command(1), .. Enumerable.Repeat<CommandId?>(null, Run.MaxEvents)];
        await Journal.PoisonAsync(Runs.On(A, null, many.AsSpan()));
    }

    private async Task<string?> NameOfAsync(string text)
    {
        var rows = await _database.Facilities.ListAsync(new(null, null, null, text, null, 10), Cancel);
        return rows.IsEmpty ? null : System.Text.Json.JsonDocument.Parse(rows.Single().View).RootElement.GetProperty("name").GetString();
    }
}
