using Circle.Domain.Search;

namespace Circle.Domain.Tests.Search;

public sealed class SearchTypoTests
{
    private static readonly SearchIndex Index = SmallDirectory.Of(SmallDirectory.All);

    [Theory]
    [InlineData("姚塞社区", "yaozhai")]
    [InlineData("姚砦设区", "yaozhai")]
    [InlineData("六合院", "liuheyuan")]
    [InlineData("六苑社区", "liuheyuan")]
    [InlineData("六合合苑", "liuheyuan")]
    [InlineData("合六苑", "liuheyuan")]
    [InlineData("六合社苑", "liuheyuan")]
    [InlineData("yaozhau", "yaozhai")]
    [InlineData("yaozai", "yaozhai")]
    [InlineData("yaozhi", "yaozhai")]
    [InlineData("yaaozhai", "yaozhai")]
    [InlineData("yaozhiashequ", "yaozhai")]
    [InlineData("yoazhai", "yaozhai")]
    [InlineData("yazohai", "yaozhai")]
    [InlineData("liuhdyuan", "liuheyuan")]
    [InlineData("niuheyuan", "liuheyuan")]
    [InlineData("renzai", "renzhai")]
    [InlineData("rengzhai", "renzhai")]
    [InlineData("jinwulu", "jingwulu")]
    [InlineData("姚zai社区", "yaozhai")]
    [InlineData("丰产路街道办实处", "fengchanlu")]
    public void One_typo_is_forgiven(string text, string id)
    {
        var hits = Index.Find(SmallDirectory.Ask(text)).Hits;
        Assert.Equal((id, SearchWay.Typo), hits.Where(h => h.Way == SearchWay.Typo).Select(h => (h.Id, h.Way)).FirstOrDefault());
    }

    [Theory]
    [InlineData("姚塞设区")]
    [InlineData("yoazhau")]
    [InlineData("姚塞")]
    [InlineData("yoz")]
    [InlineData("yaai")]
    [InlineData("杨社区")]
    [InlineData("某某社区")]
    [InlineData("zzzzz")]
    public void Two_typos_or_one_in_a_short_query_or_nothing_right_but_general_words_find_nothing(string text) => Assert.Empty(Index.Ids(text));

    [Fact]
    public void What_sounds_alike_comes_before_what_is_spelt_alike()
    {
        var index = SmallDirectory.Of(SmallDirectory.Named("spelt", "姚丁社区"), SmallDirectory.Named("sound", "姚砦社区"));

        Assert.Equal(["sound", "spelt"], index.Ids("姚斋社区"));
        Assert.Equal(["sound"], index.Ids("yaozaishequ"));
        Assert.Equal("near", SmallDirectory.Of(SmallDirectory.Named("far", "姚帝社区"), SmallDirectory.Named("near", "姚治社区")).Ids("yaozishequ")[0]);
    }

    [Fact]
    public void Nobody_looks_for_typos_where_enough_or_the_very_name_is_found()
    {
        Assert.Equal(["yaozhai", "culture"], Index.Ids("姚砦社区"));
        var index = SmallDirectory.Of([.. Enumerable.Range(0, 3).Select(i => SmallDirectory.Named($"right-{i}", $"东昌药{"甲乙丙"[i]}")), SmallDirectory.Named("wrong", "东长药丁")]);
        Assert.Equal(3, index.Find(SmallDirectory.Ask("东昌药")).Total);
    }

    [Fact]
    public void Typos_do_not_flood()
    {
        var answer = SmallDirectory.Of(Enumerable.Range(0, 200).Select(i => SmallDirectory.Named($"{i}", $"东昌药店{i}"))).Find(new SearchQuery("东唱药店", [], Limit: 50));

        Assert.Equal((10, 10), (answer.Hits.Length, answer.Total));
    }

    [Fact]
    public void What_is_found_strictly_comes_first_and_once()
    {
        var index = SmallDirectory.Of(SmallDirectory.Named("typo", "东长药店"), SmallDirectory.Named("strict", "东昌药店铺"));

        Assert.Equal(["strict", "typo"], index.Ids("东昌药店"));
    }
}
