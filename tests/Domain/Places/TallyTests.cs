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
    /// <summary>Some begin as another does and go on.</summary>
    private static readonly Gen<string> Words = Gen.Int[0, 4].Select(i => new[] { "a", "a-1", "a1", "ab", "b" }[i]);

    private static readonly Gen<Cell> Cells = Gen.Select(Words, Words, Gen.OneOf(Words, Gen.Const("")), Gen.Int[0, 3], Gen.Long[-3, 3])
        .Select(static (line, measure, point, day, quantity) => new Cell(
            new TallyKey(LineId.Of(line), MeasureId.Of(measure), point, Sample.Day("10-01").AddDays(day)), quantity));

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
            Assert.NotEqual(tally, tally.Plus(Tally.Of([cell]))));

    [Fact]
    public void It_is_a_dictionary_whose_cells_of_nothing_are_absent()
        => Gen.Select(Cells.Array[0, 12], Cells.Array[0, 12]).Sample((a, b) =>
        {
            AssertHolds(Model(a, 1, []), Tally.Of(a));
            AssertHolds(Model(a, 1, b), Tally.Of(a).Plus(Tally.Of(b)));
            AssertHolds(Model(a, -1, b), Tally.Of(a).Minus(Tally.Of(b)));
        });

    [Fact]
    public void Its_cells_stand_in_the_order_of_their_keys_texts()
        => Tallies.Sample(tally => Assert.Equal(tally.Cells.OrderBy(c => c.Key.ToString(), StringComparer.Ordinal), tally.Cells));

    [Fact]
    public void A_key_that_is_read_is_the_one_that_was_written()
        => Cells.Sample(cell =>
        {
            var read = TallyKey.Parse(cell.Key.ToString());

            Assert.Equal(cell.Key, read);
            Assert.Equal(cell.Key.GetHashCode(), read.GetHashCode());
            Assert.Same(read, TallyKey.Parse(cell.Key.ToString()));
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

    private static Dictionary<TallyKey, long> Model(IEnumerable<Cell> cells, int sign, IEnumerable<Cell> others)
        => cells.Concat(others.Select(c => new Cell(c.Key, sign * c.Value))).GroupBy(c => c.Key, c => c.Value)
            .Select(key => new Cell(key.Key, key.Sum())).Where(c => c.Value != 0).ToDictionary();

    private static void AssertHolds(Dictionary<TallyKey, long> expected, Tally tally)
    {
        Assert.Equal(expected, tally.Cells.ToDictionary());
        Assert.All(expected, c => Assert.Equal(c.Value, tally[c.Key]));
        Assert.Equal(0, tally[new TallyKey(LineId.Of("other"), Counts.Item, "", Sample.Day("10-01"))]);
    }
}
