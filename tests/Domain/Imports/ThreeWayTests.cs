using System.Collections.Immutable;
using Circle.Domain.Imports;
using static Circle.Domain.Tests.Imports.ImportSample;

namespace Circle.Domain.Tests.Imports;

/// <summary>The table of three-way comparison: base, file, what stands → what becomes of it.</summary>
public sealed class ThreeWayTests
{
    [Theory]
    [InlineData("a", "a", "a", null, "a")]
    [InlineData("a", "b", "a", FieldOutcome.Taken, "b")]
    [InlineData("a", "a", "b", FieldOutcome.Kept, "b")]
    [InlineData("a", "b", "b", null, "b")]
    [InlineData("a", "b", "c", FieldOutcome.Conflict, "c")]
    [InlineData("a", "", "a", FieldOutcome.Taken, "")]
    [InlineData("a", "", "b", FieldOutcome.Conflict, "b")]
    [InlineData("a", "b", "", FieldOutcome.Conflict, "")]
    [InlineData(null, "b", "", FieldOutcome.Taken, "b")]
    [InlineData(null, "", "b", FieldOutcome.Kept, "b")]
    [InlineData(null, "b", "c", FieldOutcome.Conflict, "c")]
    public void A_field_is_taken_kept_or_in_conflict(string? began, string file, string ours, FieldOutcome? outcome, string becomes)
    {
        var merged = Merge(began, file, ours, null);

        Assert.Equal(outcome, merged.Differences.SingleOrDefault()?.Outcome);
        Assert.Equal(becomes, merged.Cells[At1]);
        Assert.Equal(outcome == FieldOutcome.Conflict, merged.IsUndecided);
        Assert.Equal(outcome == FieldOutcome.Taken, merged.IsChange);
    }

    [Theory]
    [InlineData(FieldPick.File, "b", true, false)]
    [InlineData(FieldPick.Ours, "c", false, true)]
    public void Who_picks_decides(FieldPick pick, string becomes, bool isChange, bool isKept)
    {
        var merged = Merge("a", "b", "c", pick);

        Assert.Equal((becomes, isChange, isKept, false), (merged.Cells[At1], merged.IsChange, merged.IsKept, merged.IsUndecided));
    }

    [Fact]
    public void A_column_that_a_file_lacks_says_nothing()
    {
        var merged = ThreeWay.Of(Points, i => i != At1, With("a"), With(""), With("b"), _ => null);

        Assert.Empty(merged.Differences);
        Assert.Equal("b", merged.Cells[At1]);
    }

    /// <summary>A community of one street under the name of another is a place that nobody meant.</summary>
    [Fact]
    public void Street_and_community_are_one_word()
    {
        int street = Points.IndexOf(ImportForms.Street), community = Points.IndexOf(ImportForms.Community);
        var began = With("").SetItem(street, "A").SetItem(community, "x");
        var merged = ThreeWay.Of(Points, _ => true, began, began.SetItem(community, "y"), began.SetItem(street, "B"), _ => null);

        var difference = Assert.Single(merged.Differences);
        Assert.Equal(("街道 · 社区", FieldOutcome.Conflict, "B · x", "A · y"), (difference.Name, difference.Outcome, difference.Ours, difference.File));
        Assert.Equal(("B", "x"), (merged.Cells[street], merged.Cells[community]));
    }

    private static int At1 => Points.IndexOf(ImportForms.Address);

    private static ImmutableArray<string> With(string address) => [.. Points.Columns.Select((_, i) => i == At1 ? address : "")];

    private static ThreeWay Merge(string? began, string file, string ours, FieldPick? pick)
        => ThreeWay.Of(Points, _ => true, began is null ? default : With(began), With(file), With(ours), _ => pick);
}
