using System.Text.RegularExpressions;
using Circle.Domain.Places;

namespace Circle.Seeds.Tests;

public partial class NameVariantTests
{
    private static readonly ILookup<(PlaceId? Street, string Name), PlaceDraft> ByName =
        Shipped.Live.Places.Of(PlaceKind.Community).ToLookup(p => (p.Parent, p.Name));

    [Fact]
    public void Sixteen_names_are_perhaps_eight_communities_and_both_names_stay()
        => Assert.Equal(16, Variants().Count());

    [Fact]
    public void A_variant_never_joins_across_streets_and_both_rows_say_so()
        => Assert.All(Variants(), v =>
        {
            var other = Assert.Single(ByName[(v.Place.Parent, v.Other)]);
            Assert.Contains(other.Doubts, d => d.Contains($"“{v.Place.Name}”", StringComparison.Ordinal));
        });

    [Fact]
    public void Minhang_on_two_streets_meets_a_different_variant_on_each()
    {
        Assert.Equal("省民航社区", Assert.Single(Variants(), v => v.Place.Id == new PlaceId("huayuanlu-minhang")).Other);
        Assert.Equal("民航路社区", Assert.Single(Variants(), v => v.Place.Id == new PlaceId("weilailu-minhang")).Other);
    }

    [Fact]
    public void Guangdian_stands_on_two_streets_without_a_doubt()
    {
        var places = Shipped.Live.Places.Where(p => p.Name == "广电社区").ToArray();
        Assert.Equal(["beilinlu", "jingbalu"], places.Select(p => p.Parent!.Value.Value).Order(StringComparer.Ordinal));
        Assert.All(places, p => Assert.Empty(p.Doubts));
    }

    [Fact]
    public void The_misspelt_street_is_an_alias_with_a_doubt()
    {
        var street = Shipped.Live.Places.Single(p => p.Id == new PlaceId("beilinlu"));
        Assert.Contains("北林街道", street.Aliases);
        Assert.Single(street.Doubts);
    }

    private static IEnumerable<(PlaceDraft Place, string Other)> Variants() =>
        from place in Shipped.Live.Places
        from doubt in place.Doubts
        let match = SameCommunity().Match(doubt)
        where match.Success
        select (place, match.Groups[1].Value);

    [GeneratedRegex("^可能与同街道“(.+)”为同一社区，待确认$")]
    private static partial Regex SameCommunity();
}
