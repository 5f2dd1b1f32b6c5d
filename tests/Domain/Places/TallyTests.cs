using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Plans;
using Circle.Domain.Tests.Plans;
using CsCheck;
using Cell = System.Collections.Generic.KeyValuePair<Circle.Domain.Places.TallyKey, long>;

namespace Circle.Domain.Tests.Places;

public sealed class TallyTests
{
    private static readonly Gen<Cell> Cells = Gen.Select(Gen.Int[0, 1], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Long[-3, 3])
        .Select(static (line, measure, point, day, quantity) => new Cell(
            new TallyKey(LineId.Of($"l{line}"), MeasureId.Of($"m{measure}"), point == 0 ? "" : $"p{point}", Sample.Day("10-01").AddDays(day)), quantity));

    private static readonly Gen<Tally> Tallies = Cells.Array[0, 12].Select(cells => Tally.Of(cells));

    [Fact]
    public void Equal_contents_are_equal_whatever_way_they_came_about()
        => Gen.Select(Tallies, Tallies).Sample((a, b) =>
        {
            var (left, right) = (a.Plus(b), b.Plus(a));

            Assert.Equal(left, right);
            Assert.Equal(left.GetHashCode(), right.GetHashCode());
            Assert.Equal(a, left.Minus(b));
            Assert.Equal(Tally.Empty, a.Minus(a));
            Assert.True(a.Minus(a).IsEmpty);
        });

    [Fact]
    public void One_cell_more_or_another_quantity_is_not_equal()
        => Gen.Select(Tallies, Cells).Where((_, cell) => cell.Value != 0).Sample((tally, cell) =>
        {
            Assert.NotEqual(tally, tally.Plus(Tally.Of([cell])));
            Assert.NotEqual(tally, tally.With([new(cell.Key, tally[cell.Key] + cell.Value)]));
        });

    [Fact]
    public void A_cell_of_nothing_is_absent()
        => Gen.Select(Tallies, Tallies).Sample((a, b) =>
            Assert.All([.. a.Cells, .. a.Plus(b).Cells, .. a.Minus(b).Cells, .. a.With(b.Cells).Cells], c => Assert.NotEqual(0, c.Value)));

    [Fact]
    public void With_sets_what_it_names_and_leaves_the_rest()
        => Gen.Select(Tallies, Cells.Array[0, 5]).Sample((tally, absolute) =>
        {
            var named = absolute.GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Last().Value);
            var set = tally.With(absolute);

            Assert.All(named, c => Assert.Equal(c.Value, set[c.Key]));
            Assert.All(tally.Cells.Where(c => !named.ContainsKey(c.Key)), c => Assert.Equal(c.Value, set[c.Key]));
        });

    [Fact]
    public void Json_gives_it_back_and_equal_tallies_are_equal_text()
        => Gen.Select(Tallies, Tallies).Sample((a, b) =>
        {
            var text = JsonSerializer.Serialize(a.Plus(b), JournalJson.Options);

            Assert.Equal(a.Plus(b), JsonSerializer.Deserialize<Tally>(text, JournalJson.Options));
            Assert.Equal(text, JsonSerializer.Serialize(b.Plus(a), JournalJson.Options));
        });

    [Fact]
    public void Its_json_is_one_object_with_sorted_keys()
    {
        var tally = Tally.Of(
        [
            new(new TallyKey(LineId.Of("room"), Counts.Item, "completed", Sample.Day("10-01")), 2),
            new(new TallyKey(LineId.Of("park"), Counts.Heard, "", Sample.Day("09-30")), -1),
        ]);

        Assert.Equal("""{"park|heard||20130930":-1,"room|item|completed|20131001":2}""", JsonSerializer.Serialize(tally, JournalJson.Options));
    }

    [Fact]
    public void A_sum_past_64_bits_throws_rather_than_wraps()
    {
        var key = new TallyKey(LineId.Of("room"), Counts.Item, "", Sample.Day("10-01"));
        var full = Tally.Of([new(key, long.MaxValue)]);

        Assert.Throws<OverflowException>(() => full.Plus(full));
    }

    [Theory]
    [InlineData("room|item|completed|20131001", true)]
    [InlineData("room|item||20131001", true)]
    [InlineData("room|item|20131001", false)]
    [InlineData("room|item|a|b|20131001", false)]
    [InlineData("room|item|completed|2013-10-01", false)]
    [InlineData("", false)]
    public void A_key_is_read_as_it_is_written(string text, bool valid)
    {
        if (valid) Assert.Equal(text, TallyKey.Parse(text).ToString());
        else Assert.Throws<FormatException>(() => TallyKey.Parse(text));
    }

    [Fact]
    public void A_stage_is_written_by_the_name_that_old_rows_have()
        => Assert.Equal(
            ["planned", "prepared", "delivered", "completed", "filed", "accepted"],
            Enum.GetValues<Stage>().Select(TallyKey.PointOf));

    [Fact]
    public void The_measures_of_the_system_itself_keep_their_names()
        => Assert.Equal(["item", "due", "met", "heard", "standing"], new[] { Counts.Item, Counts.Due, Counts.Met, Counts.Heard, Counts.Standing }.Select(m => m.Value));
}
