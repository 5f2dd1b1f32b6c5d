using System.Collections.Immutable;
using System.Text.Json;
using Circle.Domain.Search;
using CsCheck;

namespace Circle.Domain.Tests.Search;

public sealed class SearchKeysTests
{
    private static readonly string Head = $"1;{SmallDirectory.Words.Stamp};";

    [Theory]
    [InlineData("姚砦社区", ";|姚yao寨zhai|*社she*区qu,ou")]
    [InlineData("六合苑", ";|六liu,lu合he,ge苑yuan")]
    [InlineData("ＣＢＤ · 5号", ";|CBD|五wu号hao")]
    [InlineData("（）", ";")]
    public void Keys_say_how_a_name_is_read_and_where_its_words_begin(string name, string written)
        => Assert.Equal(Head + written, SearchKeys.Of(name, [], SmallDirectory.Words).ToString());

    [Fact]
    public void Aliases_and_groups_of_synonyms_are_in_the_keys()
        => Assert.Equal($"{Head}1,2;|美mei发fa;|药yao房fang", SearchKeys.Of("美发", ["药房"], SmallDirectory.Words).ToString());

    [Fact]
    public void An_editor_s_reading_comes_before_the_table_s_and_several_stay_in_order()
        => Assert.Equal($"{Head};|大da,dai厦sha,xia", SearchKeys.Of("大厦", [], SmallDirectory.Words).ToString());

    [Fact]
    public void Keys_are_read_as_they_were_written()
        => Gen.Select(SearchGen.Name, SearchGen.Name.Array[0, 3]).Sample((name, aliases) =>
        {
            var written = SearchKeys.Of(name, [.. aliases], SmallDirectory.Words).ToString();

            Assert.True(SearchKeys.TryParse(written, out var keys));
            Assert.Equal(written, keys.ToString());
            Assert.Equal(written, JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(written)));
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1;0;")]
    [InlineData("2;0;;|姚yao")]
    [InlineData("1;0;;|姚yyy")]
    [InlineData("1;0;;yao")]
    [InlineData("1;0;;|")]
    [InlineData("1;0;x;|姚yao")]
    [InlineData("1;0;-1;|姚yao")]
    [InlineData("1;0;;|姚yao,yao,yao,yao,yao")]
    public void What_are_no_keys_is_none(string? text) => Assert.False(SearchKeys.TryParse(text, out _));

    [Fact]
    public void A_long_name_counts_to_its_hundredth_character()
        => Assert.Equal(SearchKeys.Of(new string('姚', 100), [], SmallDirectory.Words).ToString(), SearchKeys.Of(new string('姚', 101) + "寨", [], SmallDirectory.Words).ToString());

    [Fact]
    public void Other_words_have_another_stamp()
        => Assert.Distinct([SearchWords.Empty.Stamp, SmallDirectory.Words.Stamp, new SearchWords([new("砦", "寨")], [], [], []).Stamp]);

    [Fact]
    public void Equal_words_have_the_same_stamp() => Assert.Equal(new SearchWords([], [], [], ["社区"]).Stamp, new SearchWords([], [], [], ["社区"]).Stamp);

    [Fact]
    public void Keys_of_another_name_or_of_other_words_are_made_anew()
    {
        ImmutableArray<SearchKeys> stale = [SearchKeys.Of("李庄", [], SmallDirectory.Words), SearchKeys.Of("姚砦", [], SearchWords.Empty), SearchKeys.Of("姚砦", ["李庄"], SmallDirectory.Words)];
        Assert.All(stale, keys =>
        {
            var index = SmallDirectory.Of(SmallDirectory.Named("a", "姚砦") with { Keys = keys });
            Assert.Equal(["a"], index.Ids("yaozhai"));
            Assert.Equal(["a"], index.Ids("姚寨"));
        });
    }

    [Fact]
    public void Kept_keys_are_used()
    {
        // Says that the name is read otherwise: nothing but the keys knows.
        Assert.True(SearchKeys.TryParse($"{Head};|姚bo寨bo", out var keys));
        Assert.Equal(["a"], SmallDirectory.Of(SmallDirectory.Named("a", "姚砦") with { Keys = keys }).Ids("bobo"));
    }
}
