using Circle.Domain.Search;

namespace Circle.Domain.Tests.Search;

public sealed class SearchKeysTests
{
    [Theory]
    [InlineData("姚砦社区", ";|姚yao寨zhai|*社she*区qu,ou")]
    [InlineData("六合苑", ";|六liu,lu合he,ge苑yuan")]
    [InlineData("ＣＢＤ · 5号", ";|CBD|五wu号hao")]
    [InlineData("（）", ";")]
    public void Keys_say_how_a_name_is_read_and_where_its_words_begin(string name, string written)
        => Assert.Equal(written, SearchKeys.Of(name, [], SmallDirectory.Words).ToString());

    [Fact]
    public void Aliases_and_groups_of_synonyms_are_in_the_keys()
        => Assert.Equal("1,2;|美mei发fa;|药yao房fang", SearchKeys.Of("美发", ["药房"], SmallDirectory.Words).ToString());

    [Fact]
    public void An_editor_s_reading_comes_before_the_table_s_and_several_stay_in_order()
        => Assert.Equal(";|大da,dai厦sha,xia", SearchKeys.Of("大厦", [], SmallDirectory.Words).ToString());

    [Fact]
    public void A_long_name_counts_to_its_hundredth_character()
        => Assert.Equal(SearchKeys.Of(new string('姚', 100), [], SmallDirectory.Words).ToString(), SearchKeys.Of(new string('姚', 101) + "寨", [], SmallDirectory.Words).ToString());
}
