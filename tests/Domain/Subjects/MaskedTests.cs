using Circle.Domain.Audit;
using Circle.Domain.Subjects;
using CsCheck;

namespace Circle.Domain.Tests.Subjects;

public sealed class MaskedTests
{
    private static readonly Gen<string> Han = Gen.Char['一', '龥'].Array[1, 20].Select(c => new string(c));

    [Theory]
    [InlineData("张三", "张＊＊")]
    [InlineData("欧阳小河", "欧＊＊")]
    [InlineData("张", "张＊＊")]
    [InlineData("𠮷野", "𠮷＊＊")]
    [InlineData("", "")]
    public void Of_a_name_its_first_character_is_shown(string name, string masked) => Assert.Equal(masked, Mask.Name(name));

    [Theory]
    [InlineData("13812345601", "138****01")]
    [InlineData("037163812345", "037****45")]
    [InlineData("138 1234 5601", "138****01")]
    [InlineData("12345", "****")]
    public void Of_a_phone_three_digits_and_two(string phone, string masked) => Assert.Equal(masked, Mask.Phone(phone));

    [Theory]
    [InlineData("金水区大石桥街道中亨社区3号楼2单元501", "金水区大石桥街道中亨社区＊＊＊")]
    [InlineData("大石桥街道红旗路12号", "大石桥街道＊＊＊")]
    [InlineData("郑州市金水区花园路12号院", "郑州市金水区＊＊＊")]
    [InlineData("郑州市花园路12号院", "郑州市＊＊＊")]
    [InlineData("花园路12号院", "＊＊＊")]
    [InlineData("阳光小区7号楼", "＊＊＊")]
    [InlineData("金水区阳光小区7号楼", "金水区＊＊＊")]
    [InlineData("3号楼旁的中亨社区", "＊＊＊")]
    [InlineData("花园路市场旁", "＊＊＊")]
    public void Of_an_address_what_a_map_of_the_district_says(string address, string masked) => Assert.Equal(masked, Mask.Address(address));

    [Fact]
    public void Nothing_from_the_first_number_on_is_shown_of_any_address()
        => Gen.Select(Han, Gen.Int[1, 9999], Han).Sample((street, number, rest) =>
        {
            var masked = Mask.Address($"{street}{number}{rest}");
            Assert.EndsWith("＊＊＊", masked);
            Assert.StartsWith(masked[..^3], street);
        });

    [Fact]
    public void What_is_written_about_somebody_shows_none_of_their_data()
        => Gen.Select(Han, Gen.Long[13_000_000_000, 19_999_999_999], Han, Han).Sample((name, phone, address, around) =>
        {
            var data = new PersonalData($"王{name}", $"{phone}", $"{address}路9号");
            var covered = data.CoverIn($"{around}{data.Name}，{data.Phone}，住{data.Address}{around}");
            foreach (var own in (string[])[data.Name!, data.Phone!, data.Address!]) Assert.DoesNotContain(own, covered, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("张三丰", "张 三 丰反映", "张＊＊反映")]
    [InlineData("张三丰", "我叫张　三·丰。", "我叫张＊＊。")]
    [InlineData("张 三丰", "张三丰来电", "张＊＊来电")]
    [InlineData("张三丰", "姓张，三楼丰收路", "姓张，三楼丰收路")]
    [InlineData("张三丰", "姓张\n三\n丰", "姓张\n三\n丰")]
    [InlineData("𠮷野家", "𠮷 野 家说", "𠮷＊＊说")]
    [InlineData("Li Wei", "li wei 说", "L＊＊ 说")]
    [InlineData("Li Wei", "Li weighs", "L＊＊ghs")]
    [InlineData("An Na", "banana", "banana")]
    public void A_name_is_found_with_blanks_in_it_and_not_across_sentences(string name, string text, string covered) => Assert.Equal(covered, new PersonalData(name, null, null).CoverOwnIn(text));

    [Theory]
    [InlineData("打 138-1234-5601 给我")]
    [InlineData("打 一三八幺二三四五六〇一 给我")]
    [InlineData("打 １３８ 1234 五六零一 给我")]
    public void Their_own_number_is_found_in_whatever_figures(string text) => Assert.Equal("打 138****01 给我", new PersonalData(null, "13812345601", null).CoverOwnIn(text));

    /// <summary>Whatever people put between its characters, on one line.</summary>
    [Fact]
    public void No_name_comes_through_in_pieces()
        => Gen.Select(Han, Gen.Int[0, 4].Select(i => new[] { " ", "　", "·", "  ", "-" }[i]), Han).Sample((name, between, around) =>
        {
            var whole = $"王{name[..Math.Min(name.Length, 3)]}";
            Assert.DoesNotContain(string.Join(between, whole.AsEnumerable()), new PersonalData(whole, null, null).CoverIn($"{around}，{string.Join(between, whole.AsEnumerable())}说{around}"), StringComparison.Ordinal);
        });

    [Fact]
    public void Of_a_caller_it_shows_each_masked_and_what_is_missing_stays_so()
    {
        Assert.Equal(new PersonalData("张＊＊", null, "金水区＊＊＊"), new PersonalData("张三", null, "金水区花园路1号").Masked());
        Assert.Equal("PersonalData", $"{new PersonalData("张三", "13812345601", null)}");
    }
}
