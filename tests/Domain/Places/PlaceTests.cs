using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Tests.Plans;
using Circle.Domain.Time;

namespace Circle.Domain.Tests.Places;

public sealed class PlaceTests
{
    private static readonly PlaceDraft Street = new(PlaceId.Of("s9"), PlaceKind.Street, "国基路街道", Sample.District, ["国基路办事处"], ["写法不一"], "附件1");

    private static Circumstances At => new(District.At(Sample.Day("09-26")), Actor.Seeds, null, Sample.Tree(2, 1));

    [Theory]
    [InlineData(PlaceKind.District, null, null)]
    [InlineData(PlaceKind.District, "s1", "parent wrong-parent")]
    [InlineData(PlaceKind.Street, "district", null)]
    [InlineData(PlaceKind.Street, null, "parent wrong-parent")]
    [InlineData(PlaceKind.Street, "nowhere", "parent wrong-parent")]
    [InlineData(PlaceKind.Street, "s1c1", "parent wrong-parent")]
    [InlineData(PlaceKind.Community, "s1", null)]
    [InlineData(PlaceKind.Community, "district", null)]
    [InlineData(PlaceKind.Community, null, "parent wrong-parent")]
    public void A_place_stands_under_one_of_a_higher_kind(PlaceKind kind, string? parent, string? fault)
        => Assert.Equal(fault, Faults(Place.Empty, Street with { Kind = kind, Parent = parent is null ? null : PlaceId.Of(parent) }));

    /// <summary>A merged place becomes a child of the surviving one; targets know it by that.</summary>
    [Fact]
    public void A_merged_place_stands_under_the_one_that_survives()
        => Assert.Null(Faults(new PlaceState(Street), Street with { Parent = PlaceId.Of("s1") }));

    [Fact]
    public void A_place_never_stands_under_itself()
        => Assert.NotNull(Faults(new PlaceState(Street with { Id = PlaceId.Of("s1") }), Street with { Id = PlaceId.Of("s1"), Parent = PlaceId.Of("s1") }));

    [Fact]
    public void Its_kind_never_changes()
        => Assert.Equal("kind fixed", Faults(new PlaceState(Street), Street with { Kind = PlaceKind.Community, Parent = PlaceId.Of("s1") }));

    [Fact]
    public void Its_name_can_be_stored()
        => Assert.All(
            ["", " ", "a\0", "a\ud800", "a\nb", new string('长', 101)],
            name => Assert.StartsWith("name ", Faults(Place.Empty, Street with { Name = name }), StringComparison.Ordinal));

    [Fact]
    public void So_can_all_that_is_noted_of_it()
    {
        Assert.NotNull(Faults(Place.Empty, Street with { Aliases = ["a\0"] }));
        Assert.NotNull(Faults(Place.Empty, Street with { Doubts = ["\ud800"] }));
        Assert.NotNull(Faults(Place.Empty, Street with { Source = new string('长', 100_000) }));
    }

    [Fact]
    public void All_faults_are_named_at_once()
        => Assert.Equal(
            "name required, parent wrong-parent, kind fixed",
            Faults(new PlaceState(Street), new PlaceDraft(Street.Id, PlaceKind.Community, "", null, [], [], "")));

    [Fact]
    public void The_same_again_changes_nothing_and_any_difference_does()
    {
        var state = Fold(Street);

        Assert.Equal("unchanged", Code(state, Street with { Aliases = [.. Street.Aliases] }));
        foreach (var other in (PlaceDraft[])
                 [
                     Street with { Name = "国基路" }, Street with { Aliases = [] }, Street with { Doubts = [] }, Street with { Source = "附件2" },
                 ])
            Assert.Null(Code(state, other));
    }

    [Fact]
    public void Its_own_row_names_itself_and_the_region_above()
    {
        var image = Assert.Single(Place.Contribute(Fold(Street)));

        Assert.Equal("place:s9", image.Row.Value);
        Assert.Equal((Street.Id, (PlaceId?)Sample.District, Street.Name), (image.Head!.Region, image.Head.Parent, image.Head.Name));
        Assert.True(image.Cells.IsEmpty);
        Assert.Contains("国基路办事处", image.Head.View, StringComparison.Ordinal);
        Assert.Empty(Place.Contribute(Place.Empty));
        Assert.Empty(Place.Agenda(Fold(Street)));
    }

    private static PlaceState Fold(PlaceDraft draft)
        => Place.Fold(Place.Empty, new Recorded<PlaceEvent>(new PlaceEvent.Imported(draft), 1, Actor.Seeds, DateTimeOffset.UnixEpoch));

    private static string? Code(PlaceState state, PlaceDraft draft)
        => Place.Decide(state, new PlaceCommand.Import(draft), At) is Decision<PlaceEvent>.Declined { Refusal.Faults: var faults } ? faults[0].Code : null;

    private static string? Faults(PlaceState state, PlaceDraft draft)
        => Place.Decide(state, new PlaceCommand.Import(draft), At) is Decision<PlaceEvent>.Declined { Refusal: { Kind: RefusalKind.Invalid, Faults: var faults } }
            ? string.Join(", ", faults.Select(f => $"{f.Field} {f.Code}"))
            : null;
}
