using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using CsCheck;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Tests.Places;

public sealed class RegionSumsTests
{
    private static readonly PlaceId Self = PlaceId.Of("s1");
    private static readonly PlaceId Elsewhere = PlaceId.Of("s2");
    private static readonly PlaceId Child = PlaceId.Of("s1c1");
    private static readonly Cell One = Sample.Reached(World.TwoStages, Stage.Completed, Sample.Day("10-01"));

    /// <summary>Revisions of five rows, each row's rising by one; the last may name another region.</summary>
    private static readonly Gen<PlaceRow[]> Rows = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 999]).Array[0, 25].Select(static commits =>
    {
        var revision = new int[5];
        return commits.Select(c => Row($"f{c.Item1}", ++revision[c.Item1], RollupTests.CellsOf(c.Item2, c.Item2 / 3, c.Item2 / 7))).ToArray();
    });

    [Fact]
    public void The_order_in_which_rows_arrive_changes_nothing()
        => Gen.Select(Rows, Gen.Int).Sample((rows, seed) =>
        {
            var (straight, shuffled) = (With(rows), With(new Random(seed).Shuffled(rows)));

            AssertSame(straight, shuffled);
            AssertSame(straight, With([.. rows, .. rows]));
        });

    [Fact]
    public void The_order_changes_nothing_for_a_row_that_leaves_either()
    {
        var (came, left) = (Row("f", 1, Tally.Of([One])), Row("f", 2, Tally.Of([One])) with { Region = Elsewhere });

        Assert.Equal(0, With(came, left).RowCount);
        Assert.Equal(0, With(left, came).RowCount);
    }

    [Fact]
    public void Reading_the_rows_again_does_not_bring_back_one_that_left_meanwhile()
    {
        var came = Row("f", 1, Tally.Of([One]));
        var sums = With(came);
        var known = sums.RowIds();

        // The database was read before the row moved; the move was heard of before the answer came.
        sums.Take(came with { Revision = 2, Region = Elsewhere });
        sums.Replace([came], known);

        Assert.Equal(0, sums.RowCount);
    }

    [Fact]
    public void Reading_the_rows_again_keeps_what_came_meanwhile_and_drops_what_is_gone()
    {
        var sums = With(Row("gone", 1, Tally.Of([One])), Row("newer", 1, Tally.Empty));
        var known = sums.RowIds();
        sums.Take(Row("newer", 3, Tally.Of([One])));
        sums.Take(Row("fresh", 1, Tally.Of([One])));

        sums.Replace([Row("newer", 2, Tally.Empty), Row("missed", 1, Tally.Of([One]))], known);

        Assert.Equal(["fresh", "missed", "newer"], sums.RowIds().Select(r => r.Value).Order());
        Assert.Equal(3, sums.QuantityOf(One.Key));
    }

    [Fact]
    public void The_marks_add_up_to_those_of_the_newest_rows()
        => Rows.Sample(rows =>
        {
            var newest = rows.GroupBy(r => r.Id).Select(g => g.Last()).ToList();
            var sums = With(rows);

            Assert.Equal((newest.Count, newest.Sum(r => (long)r.Mark)), (sums.RowCount, sums.MarkSum));
            Assert.Equal(newest.Aggregate(Tally.Empty, (sum, r) => sum.Plus(r.Cells)), Tally.Of(sums.Whole()));
        });

    /// <summary>Stored beside the row by SQL, so it stays as it is for ever.</summary>
    [Theory]
    [InlineData("facility:a", 1)]
    [InlineData("facility:a", 2)]
    [InlineData("facility:b", 1)]
    public void A_mark_depends_on_id_and_revision(string id, long revision)
    {
        var mark = PlaceRow.MarkOf(new StreamId(id), revision);

        Assert.NotEqual(mark, PlaceRow.MarkOf(new StreamId(id + "x"), revision));
        Assert.NotEqual(mark, PlaceRow.MarkOf(new StreamId(id), revision + 1));
        Assert.NotEqual(mark, PlaceRow.MarkOf(new StreamId(id), revision + (1L << 40)));
    }

    [Fact]
    public void A_parent_told_what_changed_holds_what_one_told_the_whole_does()
        => Gen.Select(Rows, Gen.Int[1, 5], Gen.Int[0, 3]).Sample((rows, size, due) =>
        {
            var sums = new RegionSums(Self);
            var (parent, n) = (new RegionSums(Sample.District), 0L);
            sums.Owe([Sample.Target(World.TwoStages, 0, "s1", due + 1), Sample.Target(World.TwoStages, 3, "s1", 4)]);
            foreach (var batch in rows.Chunk(size))
            {
                var before = sums.Whole().ToDictionary();
                foreach (var row in batch) sums.Take(row);
                if (batch[0].Revision == 3) sums.Owe([Sample.Target(World.TwoStages, 1, "s1", 2)]);
                sums.Settle(RollupTests.PlanOf([]));
                var changed = sums.TakeChanged();

                // Nothing else changed than what is named, and nothing is named twice.
                var named = changed.Select(c => c.Key).ToHashSet();
                Assert.Equal(named.Count, changed.Length);
                Assert.Equal(before.Where(c => !named.Contains(c.Key)).ToHashSet(), sums.Whole().Where(c => !named.Contains(c.Key)).ToHashSet());

                Assert.Equal(new Revision(1, n + 1), parent.Take(new RegionReport(Self, Sample.District, n == 0 ? null : new Revision(1, n), new Revision(1, ++n), changed)));
                Assert.Equal(Tally.Of(sums.Whole()), Tally.Of(parent.Whole()));
            }
        });

    [Fact]
    public void A_report_on_another_base_than_what_is_held_asks_for_the_whole()
    {
        var sums = new RegionSums(Self);
        Assert.Null(sums.Take(Report(new Revision(1, 1), new Revision(1, 2), One)));
        Assert.Empty(sums.Whole());

        Assert.Equal(new Revision(1, 2), sums.Take(Report(null, new Revision(1, 2), One)));
        Assert.Equal(new Revision(1, 2), sums.Take(Report(new Revision(1, 3), new Revision(1, 4), One)));
        Assert.Equal(1, sums.QuantityOf(One.Key));
    }

    [Fact]
    public void The_whole_takes_away_what_it_does_not_name()
    {
        var other = Sample.Heard(World.TwoStages, Sample.Day("10-02"));
        var sums = new RegionSums(Self);
        sums.Take(Report(null, new Revision(1, 1), One, other));

        sums.Take(Report(null, new Revision(2, 1), other));

        Assert.Equal([other], sums.Whole());
        Assert.Equal([other], sums.CellsOf(Child, World.TwoStages.Id));
    }

    [Fact]
    public void The_greater_revision_of_a_report_wins_and_a_repeat_changes_nothing()
    {
        var sums = new RegionSums(Self);
        sums.Take(Report(null, new Revision(2, 1), new Cell(One.Key, 5)));
        sums.TakeChanged();

        foreach (var older in (Revision[])[new(2, 1), new(1, 99), new(2, 0)])
            Assert.Equal(new Revision(2, 1), sums.Take(Report(null, older, One)));

        Assert.Equal(5, sums.QuantityOf(One.Key));
        Assert.Empty(sums.TakeChanged());
    }

    [Fact]
    public void A_child_that_goes_takes_its_cells_with_it()
    {
        var sums = new RegionSums(Self);
        sums.Take(Report(null, new Revision(1, 1), One));
        sums.TakeChanged();

        sums.Drop(Child);
        sums.Drop(Child);

        Assert.Empty(sums.Whole());
        Assert.Empty(sums.Children);
        Assert.Null(sums.RevisionOf(Child));
        Assert.Equal([new Cell(One.Key, 0)], sums.TakeChanged());
    }

    [Fact]
    public void What_moved_is_said_once()
    {
        var sums = new RegionSums(Self);
        sums.Take(Report(null, new Revision(1, 1), One));
        sums.Settle(null);

        Assert.Equal([World.TwoStages.Id], sums.TakeMovedLines());
        Assert.Equal([(Child, World.TwoStages.Id)], sums.TakeMovedBelow());
        Assert.Empty(sums.TakeMovedLines());
        Assert.Empty(sums.TakeMovedBelow());
    }

    [Fact]
    public void Another_unit_s_targets_are_none_of_its_own()
    {
        var sums = new RegionSums(Self);
        sums.Owe([Sample.Target(World.TwoStages, 0, "s2", 3), Sample.Target(World.TwoStages, 0, "s1", 2)]);
        sums.Settle(RollupTests.PlanOf([]));

        Assert.Equal(2, Assert.Single(sums.Whole()).Value);
    }

    [Fact]
    public void A_debt_that_is_written_off_goes_even_where_nothing_was_ever_reached()
    {
        var sums = new RegionSums(Self);
        sums.Owe([Sample.Target(World.TwoStages, 0, "s1", 2)]);
        sums.Settle(RollupTests.PlanOf([]));
        var due = Assert.Single(sums.TakeChanged());

        sums.Owe([]);
        sums.Settle(RollupTests.PlanOf([]));

        Assert.Empty(sums.Whole());
        Assert.Equal([new Cell(due.Key, 0)], sums.TakeChanged());
    }

    private static RegionReport Report(Revision? basis, Revision revision, params ImmutableArray<Cell> cells) => new(Child, Self, basis, revision, cells);

    private static PlaceRow Row(string id, long revision, Tally cells) => new(new StreamId(id), Self, revision, cells);

    private static RegionSums With(params PlaceRow[] rows)
    {
        var sums = new RegionSums(Self);
        foreach (var row in rows) sums.Take(row);
        return sums;
    }

    private static void AssertSame(RegionSums a, RegionSums b)
    {
        Assert.Equal(Tally.Of(a.Whole()), Tally.Of(b.Whole()));
        Assert.Equal((a.RowCount, a.MarkSum), (b.RowCount, b.MarkSum));
    }
}
