using System.Collections.Immutable;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Search;

namespace Circle.Domain.Tests.Search;

public sealed class UnmetDemandTests
{
    private static readonly DateOnly Day = new(2013, 11, 12);

    [Theory]
    [InlineData("宠物火化", "宠物火化")]
    [InlineData(" 宠物 · 火化 ", "宠物火化")]
    [InlineData("ＡＢＣ Abc", "abcabc")]
    [InlineData("经5路修鞋", "经5路修鞋")]
    [InlineData("95128 约车", "95128约车")]
    [InlineData("24小时药店", "24小时药店")]
    [InlineData("拐杖两副", "拐杖两副")]
    [InlineData("住宿登记", "住宿登记")]
    public void A_text_is_kept_without_what_is_not_compared(string text, string kept) => Assert.Equal(kept, UnmetText.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData("，。")]
    [InlineData("修")]
    [InlineData("13803711234")]
    [InlineData("张三 138-0371-1234")]
    [InlineData("0371 6381 234")]
    [InlineData("１３８０３７１１２３４")]
    [InlineData("一三八〇三七一一二三四")]
    [InlineData("410105198001011234")]
    [InlineData("①③⑧⓪⓪①③⑧⓪⓪⓪")]
    [InlineData("㊀㊂㊇〇〇㊀㊂㊇")]
    [InlineData("一三八oo一三八ooo")]
    [InlineData("一三八ＯＯ一三八ＯＯＯ")]
    [InlineData("幺三八洞洞幺三八洞洞洞")]
    [InlineData("两三八零零两三八零零")]
    [InlineData("138x001x380x00")]
    [InlineData("131两4567两89")]
    [InlineData("٠١٢٣٤٥٦٧٨٩٠")]
    [InlineData("z@q.cn")]
    [InlineData("zhangsan＠example.com")]
    [InlineData("经5路123号")]
    [InlineData("王小明住北林路8号3单元")]
    [InlineData("北林路八号王小明")]
    [InlineData("王小明北林路3单元")]
    [InlineData("王小明家在北林路街道广电社区")]
    [InlineData("找一下这位老人他的身份证号码大概是这样开头的请尽快帮忙联系街道谢谢大家辛苦了四一零一零五一九八零")]
    public void What_says_nothing_or_may_be_somebodys_number_is_not_kept(string text) => Assert.Null(UnmetText.Of(text));

    [Fact]
    public void A_text_that_is_longer_than_a_wish_is_not_kept()
    {
        Assert.Equal(new string('修', UnmetText.Longest), UnmetText.Of(new string('修', UnmetText.Longest)));
        Assert.Null(UnmetText.Of(new string('修', UnmetText.Longest + 1)));
    }

    [Fact]
    public void What_an_older_rule_let_through_goes_with_the_next_count()
    {
        var held = new UnmetState([new("王小明住北林路8号3单元", null, 1, Day, Day), new("租轮椅", null, 1, Day, Day)]);
        Assert.Equal(["租轮椅", "宠物火化"], Count(held, Day, ("宠物火化", null, 1), ("租轮椅", null, 1)).Entries.Select(e => e.Text));
    }

    [Fact]
    public void The_same_text_is_counted_by_street_with_its_first_and_its_last_day()
    {
        var state = Count(Count(UnmetDemand.Empty, Day, ("宠物火化", "s1", 1), ("宠物火化", null, 2)), Day.AddDays(3), ("宠物火化", "s1", 4), ("租轮椅", "s1", 1));

        Assert.Equal(
            [new("宠物火化", PlaceId.Of("s1"), 5, Day, Day.AddDays(3)), new("租轮椅", PlaceId.Of("s1"), 1, Day.AddDays(3), Day.AddDays(3)), new UnmetEntry("宠物火化", null, 2, Day, Day)],
            state.Entries);
    }

    [Fact]
    public void Of_more_than_a_thousand_the_least_recent_go()
    {
        var state = UnmetDemand.Empty;
        for (var day = 0; day < 6; day++)
        {
            foreach (var some in Enumerable.Range(0, 200).Chunk(100)) state = Count(state, Day.AddDays(day), [.. some.Select(i => ($"第{day}天{i}", (string?)null, 1))]);
        }

        Assert.Equal(UnmetDemand.MostEntries, state.Entries.Length);
        Assert.DoesNotContain(state.Entries, e => e.Last == Day);
        Assert.Equal(5, state.Entries.Select(e => e.Last).Distinct().Count());
    }

    [Fact]
    public void What_is_not_kept_is_refused_whoever_tells_it()
    {
        foreach (ImmutableArray<UnmetNote> notes in (ImmutableArray<UnmetNote>[])[[], [new("13803711234", null, 1)], [new("宠物 火化", null, 1)], [new("宠物火化", null, 0)], [.. Enumerable.Range(0, 201).Select(i => new UnmetNote($"字{i}", null, 1))]])
            Assert.IsType<Decision<UnmetEvent>.Declined>(UnmetDemand.Decide(UnmetDemand.Empty, new UnmetCommand.Count(notes), At(Day)));
    }

    private static UnmetState Count(UnmetState state, DateOnly day, params (string Text, string? Street, int Count)[] notes)
    {
        var command = new UnmetCommand.Count([.. notes.Select(n => new UnmetNote(n.Text, n.Street is { } s ? PlaceId.Of(s) : null, n.Count))]);
        var accepted = Assert.IsType<Decision<UnmetEvent>.Accepted>(UnmetDemand.Decide(state, command, At(day)));
        return accepted.Events.Aggregate(state, (at, e) => UnmetDemand.Fold(at, new(e.Event, 1, Actor.Search, At(day).Now)));
    }

    private static Circumstances At(DateOnly day) => new(Domain.Time.District.At(day), Actor.Search, null, PlaceTree.Empty);
}
