using Circle.Domain.Search;

namespace Circle.Domain.Tests.Search;

public sealed class SearchExampleTests
{
    private static readonly SearchIndex Index = SmallDirectory.Of(SmallDirectory.All);

    [Theory]
    [InlineData("yz", "yaozhai", SearchWay.Initials)]
    [InlineData("yzh", "yaozhai", SearchWay.Initials)]
    [InlineData("yaozhai", "yaozhai", SearchWay.Pinyin)]
    [InlineData("姚寨", "yaozhai", SearchWay.Name)]
    [InlineData("姚砦", "yaozhai", SearchWay.Name)]
    [InlineData("姚砦社区", "yaozhai", SearchWay.Name)]
    [InlineData("姚", "yaozhai", SearchWay.Name)]
    [InlineData("姚z", "yaozhai", SearchWay.Pinyin)]
    [InlineData("yao寨", "yaozhai", SearchWay.Pinyin)]
    [InlineData("yaoz", "yaozhai", SearchWay.Pinyin)]
    [InlineData("yaozh", "yaozhai", SearchWay.Pinyin)]
    [InlineData("yaozhaisq", "yaozhai", SearchWay.Initials)]
    [InlineData("yzsq", "yaozhai", SearchWay.Initials)]
    [InlineData("YaoZhai", "yaozhai", SearchWay.Pinyin)]
    [InlineData("ＹＺ", "yaozhai", SearchWay.Initials)]
    [InlineData(" yao zhai ", "yaozhai", SearchWay.Pinyin)]
    [InlineData("yao'zhai", "yaozhai", SearchWay.Pinyin)]
    [InlineData("liuheyuan", "liuheyuan", SearchWay.Pinyin)]
    [InlineData("luheyuan", "liuheyuan", SearchWay.Pinyin)]
    [InlineData("liuhyuan", "liuheyuan", SearchWay.Initials)]
    [InlineData("lhy", "liuheyuan", SearchWay.Initials)]
    [InlineData("renzhai", "renzhai", SearchWay.Pinyin)]
    [InlineData("任寨", "renzhai", SearchWay.Name)]
    [InlineData("lvcai", "lvcai", SearchWay.Pinyin)]
    [InlineData("lücai", "lvcai", SearchWay.Pinyin)]
    [InlineData("lucai", "lvcai", SearchWay.Pinyin)]
    [InlineData("经5路", "jingwulu", SearchWay.Name)]
    [InlineData("wydc", "dongchang", SearchWay.Initials)]
    [InlineData("戊院东昌", "dongchang", SearchWay.Name)]
    [InlineData("东昌", "dongchang", SearchWay.Name)]
    [InlineData("wuyuandongchang", "dongchang", SearchWay.Pinyin)]
    [InlineData("姚砦乐乐", "lele", SearchWay.Name)]
    [InlineData("yzll", "lele", SearchWay.Initials)]
    [InlineData("丰产路姚砦乐乐", "lele", SearchWay.Name)]
    [InlineData("7-eleven", "seven", SearchWay.Name)]
    [InlineData("eleven", "seven", SearchWay.Name)]
    [InlineData("7 Eleven 便利店", "seven", SearchWay.Name)]
    [InlineData("丰产路街道办事处", "fengchanlu", SearchWay.Alias)]
    [InlineData("信园", "xinyuan", SearchWay.Alias)]
    [InlineData("whhd", "culture", SearchWay.Initials)]
    [InlineData("姚砦文化", "culture", SearchWay.Name)]
    public void A_query_finds_first(string text, string id, SearchWay way)
    {
        var hit = Index.Find(SmallDirectory.Ask(text)).Hits.FirstOrDefault();
        Assert.Equal((id, way), (hit?.Id, hit?.Way));
    }

    [Theory]
    [InlineData("托老站", "day")]
    [InlineData("养老", "day")]
    [InlineData("yanglao", "day")]
    [InlineData("tlz", "day")]
    [InlineData("药店", "kangmei")]
    [InlineData("买药", "kangmei")]
    [InlineData("剪头", "lele", "laowang")]
    [InlineData("jiantou", "lele", "laowang")]
    [InlineData("美发", "laowang", "lele")]
    [InlineData("收废品", "green")]
    [InlineData("shoufeipin", "green")]
    [InlineData("sfp", "green")]
    [InlineData("取快递", "yibo")]
    [InlineData("修家电", "dongchang")]
    [InlineData("租房", "home")]
    [InlineData("姚砦剪头", "lele", "laowang")]
    [InlineData("yaozhai jiantou", "lele", "laowang")]
    [InlineData("剪头姚砦", "lele", "laowang")]
    [InlineData("东昌修家电", "dongchang")]
    public void A_synonym_finds_those_whose_name_or_kind_means_it(string text, params string[] ids)
    {
        var hits = Index.Find(SmallDirectory.Ask(text)).Hits;
        Assert.Equal(ids.Order(), hits.Select(h => h.Id).Order());
        Assert.All(hits, h => Assert.Equal(SearchWay.Synonym, h.Way));
    }

    [Theory]
    [InlineData("剪")]
    [InlineData("jian")]
    [InlineData("jt")]
    public void One_character_of_a_synonym_says_nothing_yet(string text) => Assert.DoesNotContain("laowang", Index.Ids(text));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("·（）")]
    [InlineData("\ud800")]
    [InlineData("qqq")]
    [InlineData("丁丁丁丁")]
    public void Nothing_finds_nothing(string text)
    {
        var answer = Index.Find(SmallDirectory.Ask(text));
        Assert.Empty(answer.Hits);
        Assert.Equal(0, answer.Total);
    }

    [Theory]
    [InlineData("yz", "[姚砦]社区")]
    [InlineData("姚z", "[姚砦]社区")]
    [InlineData("wydc", "[戊院]社区·[东昌]家电维修服务点")]
    [InlineData("院社区东", "戊[院社区]·[东]昌家电维修服务点")]
    [InlineData("7eleven", "[７]－[Ｅｌｅｖｅｎ]便利店")]
    [InlineData("姚砦乐乐", "[乐乐]理发店")]
    [InlineData("姚砦乐乐剪头", "[乐乐理发]店")]
    [InlineData("东昌修家电", "戊院社区·[东昌家电维修]服务点")]
    [InlineData("信园", "鑫苑社区")]
    [InlineData("康美姚砦", "[康美]大药房（[姚砦]店）")]
    [InlineData("戊院社区东丁家电", "[戊院社区]·[东]昌[家电]维修服务点")]
    [InlineData("dongchagnjiadian", "戊院社区·[东昌家电]维修服务点")]
    public void The_characters_that_are_meant_are_set_off(string text, string shown) => Assert.Equal(shown, Index.Find(SmallDirectory.Ask(text)).Hits[0].Shown());

    [Theory]
    [InlineData("信园", "信园")]
    [InlineData("姚砦", null)]
    [InlineData("美发", "理发美发")]
    [InlineData("养老", "日间照料")]
    public void A_hit_says_through_what_it_was_found(string text, string? through) => Assert.Equal(through, Index.Find(SmallDirectory.Ask(text)).Hits[0].Through);

    [Fact]
    public void A_query_of_more_than_forty_characters_is_cut_and_says_so()
    {
        var index = SmallDirectory.Of(SmallDirectory.Named("a", new string('姚', 60)));
        var answer = index.Find(SmallDirectory.Ask(new string('姚', 40) + "丁丁"));

        Assert.True(answer.IsCut);
        Assert.Equal("a", Assert.Single(answer.Hits).Id);
        Assert.False(index.Find(SmallDirectory.Ask(new string('姚', 40))).IsCut);
    }
}
