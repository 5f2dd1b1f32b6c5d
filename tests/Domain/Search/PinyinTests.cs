using System.Text;
using Circle.Domain.Search;

namespace Circle.Domain.Tests.Search;

public sealed class PinyinTests
{
    [Theory]
    [InlineData("姚", "yao")]
    [InlineData("砦", "zhai")]
    [InlineData("埝", "nian")]
    [InlineData("崮", "gu")]
    [InlineData("女", "nv ru")]
    [InlineData("绿", "lv lu")]
    [InlineData("略", "lve")]
    [InlineData("六", "liu lu")]
    [InlineData("长", "chang zhang")]
    [InlineData("〇", "ling")]
    [InlineData("𬒈", "que")]
    [InlineData("嗯", "en")]
    [InlineData("a", "")]
    [InlineData("、", "")]
    public void A_character_has_all_its_readings_the_most_common_first(string character, string readings)
        => Assert.Equal(readings, string.Join(' ', Pinyin.ReadingsOf(Rune.GetRuneAt(character, 0))));

    [Fact]
    public void The_table_has_the_usual_characters()
        => Assert.True(Enumerable.Range(0x4E00, 0x9FFF - 0x4E00).Count(c => !Pinyin.ReadingsOf(new Rune(c)).IsEmpty) >= 20_000);

    [Theory]
    [InlineData("zhai", true)]
    [InlineData("lv", true)]
    [InlineData("lü", false)]
    [InlineData("Zhai", false)]
    [InlineData("zh", false)]
    [InlineData("", false)]
    public void A_syllable_is_what_a_character_is_read_as(string text, bool known) => Assert.Equal(known, Pinyin.IsSyllable(text));
}
