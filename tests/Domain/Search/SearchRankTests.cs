using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Search;

namespace Circle.Domain.Tests.Search;

public sealed class SearchRankTests
{
    private static readonly PlaceId Street = new("s"), Community = new("s-c");

    /// <summary>Names in the order in which they have to come.</summary>
    public static TheoryData<string, string[]> Orders => new()
    {
        // Exact, but for general words, beginning, beginning of a word, middle, scattered.
        { "东昌", ["东昌", "东昌社区服务中心", "东昌药店", "社区东昌", "大东昌", "东社区昌"] },
        { "dc", ["东昌", "东昌社区服务中心", "东昌药店", "社区东昌", "大东昌", "东社区昌"] },

        // Characters, pinyin, initials.
        { "an", ["安", "阿牛"] },
        { "dong昌", ["东昌", "大东昌"] },

        // The usual reading before another.
        { "le", ["乐店", "店乐"] },
        { "yue", ["月店", "乐店"] },

        // The shorter name, then the order of names.
        { "东昌", ["东昌乙", "东昌甲", "东昌甲甲"] },
    };

    [Theory, MemberData(nameof(Orders))]
    public void Hits_come_in_order(string text, string[] names)
    {
        Assert.Equal(names, Found(text, names));
        Assert.Equal(names, Found(text, names.Reverse()));
    }

    [Fact]
    public void Ways_come_in_order()
    {
        var index = SmallDirectory.Of(
            SmallDirectory.Named("synonym", "老王", []) with { Words = ["理发美发"] }, SmallDirectory.Named("alias", "老张", "理发小张"), SmallDirectory.Named("name", "大理发"),
            SmallDirectory.Named("exact-alias", "老李", "理发"));

        Assert.Equal(["exact-alias", "name", "alias", "synonym"], index.Ids("理发"));
        Assert.Equal(["name", "exact-alias", "alias", "synonym"], index.Ids("lifa"));
    }

    [Fact]
    public void A_synonym_behind_a_name_ranks_by_how_well_the_name_is_meant()
        => Assert.Equal(
            ["name", "middle", "scattered"],
            SmallDirectory.Of(
                SmallDirectory.Named("scattered", "东社区昌修理铺") with { Words = ["家电维修"] }, SmallDirectory.Named("middle", "大东昌") with { Words = ["家电维修"], Penalty = 1 },
                SmallDirectory.Named("name", "东昌修理铺") with { Words = ["家电维修"], Penalty = 2 }).Ids("东昌修家电"));

    [Fact]
    public void The_nearest_comes_before_the_fresh_and_that_before_the_short()
    {
        var index = SmallDirectory.Of(
            At("far-fresh", "东昌店", new("t"), null, 0), At("street", "东昌店", Street, new("s-d"), 9), At("community-stale", "东昌大药店", Street, Community, 9),
            At("community", "东昌大大药店", Street, Community, 3), At("far-short", "东昌店", null, null, 5));

        Assert.Equal(
            ["community", "community-stale", "street", "far-fresh", "far-short"],
            index.Ids(new SearchQuery("东昌", [], Street, Community)));
        Assert.Equal(["far-fresh", "community", "far-short", "street", "community-stale"], index.Ids("东昌"));
    }

    [Fact]
    public void A_better_match_comes_before_a_nearer_one()
        => Assert.Equal(
            ["far", "near"],
            SmallDirectory.Of(At("near", "大东昌", Street, Community, 0), At("far", "东昌店", null, null, 0)).Ids(new SearchQuery("东昌", [], Street, Community)));

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(70_000, 65_535)]
    public void A_penalty_beyond_its_range_counts_as_its_end(int penalty, int counts)
        => Assert.Equal(["a", "b"], SmallDirectory.Of(At("b", "东昌", null, null, penalty), At("a", "东昌", null, null, counts)).Ids("东昌"));

    [Fact]
    public void Only_the_kinds_that_are_asked_for_are_found()
    {
        var index = SmallDirectory.Of(Enum.GetValues<SearchKind>().Select(k => SmallDirectory.Named($"{k}", "东昌") with { Kind = k }));

        Assert.Equal(["Place", "Facility", "ServicePoint", "Team"], index.Ids("东昌"));
        Assert.Equal(["Facility", "Team"], index.Ids(new SearchQuery("dc", [SearchKind.Team, SearchKind.Facility])));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(10, 10)]
    [InlineData(50, 50)]
    [InlineData(1_000, 50)]
    public void There_are_as_many_hits_as_asked_for_and_all_are_counted(int limit, int hits)
    {
        var answer = SmallDirectory.Of(Enumerable.Range(0, 80).Select(i => SmallDirectory.Named($"{i:00}", "东昌"))).Find(new SearchQuery("东昌", [], Limit: limit));

        Assert.Equal((hits, 80), (answer.Hits.Length, answer.Total));
        Assert.Equal(Enumerable.Range(0, hits).Select(i => $"{i:00}"), answer.Hits.Select(h => h.Id));
    }

    private static ImmutableArray<string> Found(string text, IEnumerable<string> names)
        => [.. SmallDirectory.Of(names.Select(n => SmallDirectory.Named(n, n))).Find(SmallDirectory.Ask(text)).Hits.Select(h => h.Name)];

    private static SearchEntry At(string id, string name, PlaceId? street, PlaceId? community, int penalty)
        => new(SearchKind.ServicePoint, id, name, [], street, community, [], [], penalty);
}
