using Circle.Cluster.Tests.Hosting;
using Circle.Domain.Journal;
using Circle.Grains.Imports;

namespace Circle.Cluster.Tests.Imports;

/// <summary>Who has a place on the shelf, and who loses it to whom.</summary>
public sealed class ImportShelfTests
{
    private readonly JumpingTime time = new();
    private readonly List<string> dropped = [];
    private readonly ImportShelf shelf;

    public ImportShelfTests() => shelf = new ImportShelf(time);

    [Fact]
    public void What_is_over_makes_room_for_anybody_the_oldest_first()
    {
        Fill(ShelfState.Ready);
        shelf.Mark("i7", ShelfState.Over);
        shelf.Mark("i3", ShelfState.Over);

        Assert.Null(Take("a", "new1"));
        Assert.Null(Take("b", "new2"));
        Assert.Equal("too-many", Take("c", "new3"));
        Assert.Equal(["i7", "i3"], dropped);
    }

    [Fact]
    public void What_waits_makes_room_when_nothing_happened_to_it_for_long()
    {
        Fill(ShelfState.Ready);
        time.Jump(ImportShelf.MostIdle / 2);
        shelf.Mark("i0", ShelfState.Ready);
        Assert.Equal("too-many", Take("a", "new"));
        time.Jump((ImportShelf.MostIdle / 2) + TimeSpan.FromSeconds(1));

        Assert.Null(Take("a", "new"));
        Assert.Equal(["i1"], dropped);
        Assert.False(shelf.Mark("i1", ShelfState.Busy));
    }

    [Fact]
    public void What_runs_is_never_let_go()
    {
        Fill(ShelfState.Busy);
        time.Jump(ImportShelf.MostIdle * 10);

        Assert.Equal("too-many", Take("a", "new"));
        shelf.Release("i4");
        Assert.Null(Take("a", "new"));
        Assert.Empty(dropped);
    }

    [Fact]
    public void Ones_own_give_way_before_others_and_those_that_are_over_before_those_that_wait()
    {
        foreach (var import in (string[])["a1", "a2", "a3"])
        {
            Take("a", import);
            shelf.Mark(import, ShelfState.Ready);
        }

        shelf.Mark("a2", ShelfState.Over);
        Assert.Null(Take("a", "a4"));
        Assert.Null(Take("a", "a5"));
        Assert.Equal(["a2", "a1"], dropped);

        // One that has a place is not asked for another.
        Assert.Null(Take("a", "a5"));
        Assert.Equal(2, dropped.Count);
    }

    private void Fill(ShelfState state)
    {
        for (var i = 0; i < ImportShelf.MostOfAll; i++)
        {
            Assert.Null(Take($"of{i}", $"i{i}"));
            shelf.Mark($"i{i}", state);
        }
    }

    private string? Take(string by, string import) => shelf.Take(import, new Actor($"rehearsal:{by}"), () => dropped.Add(import))?.Faults[0].Code;
}
