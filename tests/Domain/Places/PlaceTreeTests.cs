using Circle.Domain.Places;
using Circle.Domain.Tests.Plans;
using CsCheck;

namespace Circle.Domain.Tests.Places;

public sealed class PlaceTreeTests
{
    private static readonly Gen<PlaceTree> Trees = Gen.Int[0, 4].Array[1, 5].Select(communities => Sample.Tree(communities));

    [Fact]
    public void Every_place_is_found_under_each_place_above_it_and_under_no_other()
        => Trees.Sample(tree =>
        {
            foreach (var place in tree.All)
            {
                var above = tree.PathUp(place.Id).Select(p => p.Id).ToHashSet();
                Assert.All(tree.All, other => Assert.Equal(above.Contains(other.Id), tree.Subtree(other.Id).Contains(place)));
                Assert.All(tree.All, other => Assert.Equal(above.Contains(other.Id), tree.IsWithin(place.Id, [other.Id])));
            }
        });

    [Fact]
    public void A_subtree_names_each_place_once()
        => Trees.Sample(tree => Assert.Equal(tree.All.Select(p => p.Id.Value).Order(), tree.Subtree(Sample.District).Select(p => p.Id.Value).Order()));

    [Fact]
    public void Children_keep_the_order_given()
        => Trees.Sample(tree => Assert.All(
            tree.All,
            place => Assert.Equal(tree.All.Where(p => p.Parent == place.Id), tree.ChildrenOf(place.Id))));

    [Fact]
    public void The_root_has_no_parent_and_an_empty_tree_has_no_root()
    {
        Assert.Equal(Sample.District, Sample.Tree(1).Root?.Id);
        Assert.Null(PlaceTree.Empty.Root);
        Assert.Empty(PlaceTree.Empty.Subtree(Sample.District));
        Assert.Empty(PlaceTree.Empty.PathUp(Sample.District));
        Assert.False(Sample.Tree(1).IsWithin(PlaceId.Of("nowhere"), [Sample.District]));
    }

    [Fact]
    public void A_path_ends_where_a_parent_is_unknown()
    {
        var tree = new PlaceTree([new PlaceNode(PlaceId.Of("s1"), PlaceKind.Street, "s1", Sample.District)]);

        Assert.Equal(["s1"], tree.PathUp(PlaceId.Of("s1")).Select(p => p.Id.Value));
        Assert.Null(tree.Root);
    }
}
