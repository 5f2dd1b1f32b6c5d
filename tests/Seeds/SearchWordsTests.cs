using System.Collections.Immutable;
using Circle.Domain.Places;
using Circle.Domain.Search;

namespace Circle.Seeds.Tests;

public class SearchWordsTests
{
    private const string Variants = "d/search/variants.csv";
    private const string Readings = "d/search/readings.csv";
    private const string Synonyms = "d/search/synonyms.csv";
    private const string General = "d/search/general.csv";

    private static readonly SearchIndex Index = ShippedIndex();

    /// <summary>File, its rows below the header, and what is told of which line.</summary>
    public static TheoryData<string, string, string, int, string> OneMistakeEach => new()
    {
        { Variants, "character,standard", "砦砦,寨", 2, "“character”应是一个汉字或数字" },
        { Variants, "character,standard", "砦,", 2, "“standard”没有填写" },
        { Variants, "character,standard", "砦,·", 2, "“standard”应是一个汉字或数字" },
        { Variants, "character,standard", "a,寨", 2, "“character”应是一个汉字或数字" },
        { Variants, "character,standard", "寨,寨", 2, "不必写" },
        { Variants, "character,standard", "砦,寨\n砦,塞", 3, "d/search/variants.csv 第 2 行已写过" },
        { Variants, "character,standard", "砦,寨\n寨,塞", 2, "第 3 行又写成“塞”" },
        { Variants, "character,note", "砦,", 1, "缺少列“standard”" },
        { Readings, "word,reading", "六合苑,liu he", 2, "有 3 个字，读音有 2 个音节" },
        { Readings, "word,reading", "六合苑,liu he yuán", 2, "“yuán”不是音节" },
        { Readings, "word,reading", "六合苑,liu  yuan", 2, "“”不是音节" },
        { Readings, "word,reading", "六·苑,liu he yuan", 2, "只能有文字和数字" },
        { Readings, "word,reading", "任砦,ren zhai\n任砦,ren zhai", 3, "第 2 行已写过" },
        { Synonyms, "words", "药店", 2, "至少写两个词" },
        { Synonyms, "words", "药店；药", 2, "只有一个字" },
        { Synonyms, "words", "药店；药 房", 2, "只能有文字和数字" },
        { Synonyms, "words", "药店；药房\n药房；买药", 3, "第 2 行已写过" },
        { Synonyms, "words", "药店；；药房", 2, "没有填写" },
        { General, "word", "区", 2, "只有一个字" },
        { General, "word", "社区\n社区", 3, "第 2 行已写过" },
        { General, "word", "一二三四五六七八九十一二三四五六七八九十一", 2, "最多 20 个" },
    };

    [Theory, MemberData(nameof(OneMistakeEach))]
    public void A_mistake_is_told_with_its_file_and_line(string file, string header, string rows, int line, string words)
    {
        using var district = new SmallDistrict();
        var error = Assert.Single(district.Put(file, $"{header}\n{rows}\n").Load().Errors);
        Assert.Equal((file, line), (error.File, error.Line));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        using var district = new SmallDistrict();
        var result = district.Put(Variants, "character,standard\n砦,砦\n").Put(Readings, "word,reading\n任,renn\n").Put(Synonyms, "words\n药\n").Put(General, "word\n区\n").Load();
        Assert.Equal([(General, 2), (Readings, 2), (Synonyms, 2), (Synonyms, 2), (Variants, 2)], result.Errors.Select(e => (e.File, e.Line)));
    }

    [Fact]
    public void A_district_without_words_has_empty_ones()
    {
        using var district = new SmallDistrict();
        var set = district.Load().Set!;
        Assert.Equal(SearchWords.Empty.Groups, set.SearchWords.Groups);
        Assert.Empty(set.SearchFiles);
    }

    [Fact]
    public void A_district_may_have_some_of_the_files_or_several_of_a_kind()
    {
        using var district = new SmallDistrict();
        var set = district.Put(Synonyms, "words,note\n药店；药房,\n").Put("d/search/synonyms-2.csv", "words\n理发；剪头\n").Load().Set!;
        Assert.Equal(["理发", "药店"], set.SearchWords.Groups.Select(g => g.Words[0]).Order(StringComparer.Ordinal));
        Assert.Equal(["d/search/synonyms-2.csv", "d/search/synonyms.csv"], set.SearchFiles.Select(f => f.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Words_belong_to_the_plan_and_to_no_rehearsal()
    {
        using var district = new SmallDistrict();
        Assert.Contains("不认识这个文件名", Assert.Single(district.Put("r/search/general.csv", "word\n社区\n").Load().Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yz", "fengchanlu-yaozhai")]
    [InlineData("yaozhai", "fengchanlu-yaozhai")]
    [InlineData("姚寨", "fengchanlu-yaozhai")]
    [InlineData("姚砦", "fengchanlu-yaozhai")]
    [InlineData("liuheyuan", "dongfenglu-liuheyuan")]
    [InlineData("luheyuan", "dongfenglu-liuheyuan")]
    [InlineData("rz", "jingbalu-renzhai")]
    [InlineData("经8路", "jingbalu")]
    [InlineData("经五路", "wenhualu-jingwulu")]
    [InlineData("xiaomengzhai", "nanyangxincun-xiaomengzhai")]
    [InlineData("姚塞社区", "fengchanlu-yaozhai")]
    public void A_community_is_found(string text, string id) => Assert.Contains(id, Index.Find(new(text, [SearchKind.Place])).Hits.Take(3).Select(h => h.Id));

    [Theory]
    [InlineData("托老站", "day-care")]
    [InlineData("养老", "day-care")]
    [InlineData("药房", "pharmacy")]
    [InlineData("剪头", "理发美发")]
    [InlineData("收废品", "再生资源回收")]
    [InlineData("取快递", "邮政快递")]
    [InlineData("修家电", "家电维修")]
    [InlineData("租房", "中介")]
    [InlineData("买菜", "便民店")]
    [InlineData("保姆", "家政服务")]
    [InlineData("早点", "健康早餐")]
    [InlineData("交话费", "移动通信")]
    [InlineData("干洗", "洗衣")]
    [InlineData("宠物店", "宠物服务")]
    [InlineData("jiantou", "理发美发")]
    [InlineData("看书", "reading-room")]
    [InlineData("调解", "mediation-room")]
    public void A_word_of_the_street_finds_its_line_or_trade(string text, string id) => Assert.Equal(id, Index.Find(new(text, [SearchKind.Team])).Hits[0].Id);

    [Fact]
    public void Every_line_and_trade_has_words_that_mean_it()
        => Assert.All(Kinds(), kind => Assert.Contains(Shipped.Live.SearchWords.Groups, g => g.Words.Any(w => kind.Name.Contains(w, StringComparison.Ordinal))));

    [Fact]
    public void Every_community_is_found_by_its_initials_and_by_its_two_first_characters()
        => Assert.All(Shipped.Live.Places.Of(PlaceKind.Community), place =>
        {
            Assert.Contains(place.Id.Value, Index.Find(new(place.Name[..2], [SearchKind.Place], Limit: 50)).Hits.Select(h => h.Id));
            var initials = string.Concat(place.Name.EnumerateRunes().Select(r => Pinyin.ReadingsOf(r)[0][0]));
            Assert.Contains(place.Id.Value, Index.Find(new(initials, [SearchKind.Place], Limit: 50)).Hits.Select(h => h.Id));
        });

    private static SearchIndex ShippedIndex()
    {
        var index = new SearchIndex(Shipped.Live.SearchWords);
        index.Put(Shipped.Live.Places.Select(p => new SearchEntry(SearchKind.Place, p.Id.Value, p.Name, p.Aliases, p.Parent, p.Id, [], [])));
        index.Put(Kinds().Select(k => new SearchEntry(SearchKind.Team, k.Id, "某某", [], null, null, [], [k.Name])));
        return index;
    }

    private static ImmutableArray<(string Id, string Name)> Kinds() =>
    [
        .. Shipped.Live.Plan.Lines.Select(l => (l.Id.Value, l.Name)),
        .. "便民店 家电维修 家政服务 健康早餐 中介 移动通信 邮政快递 洗衣 理发美发 再生资源回收 宠物服务".Split(' ').Select(t => (t, t)),
    ];
}
