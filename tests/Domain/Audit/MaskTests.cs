using System.Text.Json;
using Circle.Domain.Audit;
using CsCheck;

namespace Circle.Domain.Tests.Audit;

public sealed class MaskTests
{
    private static readonly Gen<string> Digits = Gen.Char['0', '9'].Array[11, 18].Select(c => new string(c));

    /// <summary>What may stand around a number without being part of it.</summary>
    private static readonly Gen<string> Around = Gen.Int[0, 8].Select(i => new[] { "", "电话", "tel:", "，", "=", "身份证号 ", "x", "\"", "不详；" }[i]);

    [Theory]
    [InlineData("联系 13812345678 即可", "联系 138******78 即可")]
    [InlineData("2013-11-14T00:58:44.9123456+00:00", "2013-11-14T00:58:44.9123456+00:00")]
    [InlineData("0371-63812345", "037*-******45")]
    [InlineData("138 1234 5678", "138 **** **78")]
    [InlineData("138.1234.5678", "138.****.**78")]
    [InlineData("41010519491231002X", "410************02X")]
    [InlineData("１３８１２３４５６７８", "１３８******７８")]
    [InlineData("(0371) 6381 2345", "(037*) **** **45")]
    [InlineData("138 - 1234 - 5678", "138 - **** - **78")]
    [InlineData("138－1234－5678", "138－****－**78")]
    [InlineData("138　1234　5678", "138　****　**78")]
    [InlineData("138_1234_5678", "138_****_**78")]
    [InlineData("138‑1234‑5678", "138‑****‑**78")]
    [InlineData("6381234", "638**34")]
    [InlineData("2013-09-26 到 2013-10-01", "2013-09-26 到 2013-10-01")]
    [InlineData("2013-09-26T07:30:00Z", "2013-09-26T07:30:00Z")]
    [InlineData("地址 192.168.100.123", "地址 192.168.100.123")]
    [InlineData("account:0199aabbccdd77778888999900001111", "account:0199aabbccdd77778888999900001111")]
    [InlineData("0199aabb-ccdd-7777-8888-999900001111", "0199aabb-ccdd-7777-8888-999900001111")]
    [InlineData("共 1200 平方米，95 分", "共 1200 平方米，95 分")]
    [InlineData("打一三八零零一二三四五六找他", "打一三八******五六找他")]
    [InlineData("幺三八 〇〇幺二 三四五六", "幺三八 **** **五六")]
    [InlineData("壹叁捌零零壹贰叁肆伍陆", "壹叁捌******伍陆")]
    [InlineData("一三八12３４五六七8", "一三八******七8")]
    [InlineData("四一〇一〇五一九四九一二三一〇〇二X", "四一〇************〇二X")]
    [InlineData("家里座机六三八一二三四五", "家里座机六三八***四五")]
    [InlineData("二〇一三年十一月二十八日", "二〇一三年十一月二十八日")]
    [InlineData("三百一十五元，一万二千三百四十五元六角七分", "三百一十五元，一万二千三百四十五元六角七分")]
    [InlineData("第一、二、三、四、五、六、七、八、九、十、十一、十二项", "第一、二、三、四、五、六、七、八、九、十、十一、十二项")]
    [InlineData("一二三四五六七八九号楼都停水", "一二三四五六七八九号楼都停水")]
    [InlineData("打一二三四五、一一〇、幺幺九都没人管", "打一二三四五、一一〇、幺幺九都没人管")]
    [InlineData("附件一2013-09-26 12:30 送达", "附件一2013-09-26 12:30 送达")]
    [InlineData("三三两两，七七八八，一五一十，周一 周二 周三", "三三两两，七七八八，一五一十，周一 周二 周三")]
    public void Numbers_of_people_are_covered_and_nothing_else(string text, string masked) => Assert.Equal(masked, Mask.Text(text));

    [Fact]
    public void No_number_of_a_phone_or_certificate_comes_through_wherever_it_stands()
        => Gen.Select(Around, Digits, Around).Sample((before, number, after) => Assert.DoesNotContain(number, Mask.Text(before + number + after)));

    [Fact]
    public void Nor_does_one_that_is_written_in_groups()
        => Gen.Select(Digits, Gen.Int[0, 2].Select(i => new[] { " ", "-", "·" }[i]), Gen.Int[1, 4]).Sample((number, between, size) =>
        {
            var grouped = string.Join(between, number.Chunk(size).Select(c => new string(c)));
            var shown = string.Concat(Mask.Text(grouped).Where(char.IsDigit));
            Assert.True(shown.Length <= 5 || IsExempt(grouped), $"{grouped} shows {shown}");
        });

    /// <summary>In figures of any kind, mixed, with something between them or nothing.</summary>
    [Fact]
    public void No_number_that_is_read_out_comes_through()
        => Gen.Select(Gen.Char['0', '9'].Array[11, 18], Gen.Int[0, 3].Array[18], Gen.Int[0, 3].Select(i => new[] { "", " ", "－", "　" }[i])).Sample((digits, figures, between) =>
        {
            string[] written = [.. digits.Select((d, i) => Written(d - '0', figures[i]))];
            var masked = Mask.Text($"电话{string.Join(between, written)}找他");
            var isCount = between.Length == 0 && digits.Zip(digits.Skip(1)).All(p => p.Second == p.First + 1);
            Assert.True(isCount || IsExempt(new string(digits)) || masked.Count(c => c == '*') >= digits.Length - 5, masked);
        });

    /// <summary>Years are read digit by digit, and amounts by their places.</summary>
    [Fact]
    public void Days_and_amounts_in_words_stay()
        => Gen.Select(Gen.Int[1900, 2100], Gen.Int[1, 12], Gen.Int[1, 31], Gen.Int[1, 99_999]).Sample((year, month, day, amount) =>
        {
            var text = $"{string.Concat($"{year}".Select(d => Written(d - '0', 1)))}年{Counted(month)}月{Counted(day)}日收费{Counted(amount)}元";
            Assert.Equal(text, Mask.Text(text));
        });

    private static string Written(int digit, int figure) => figure switch
    {
        0 => $"{digit}",
        1 => $"{"〇一二三四五六七八九"[digit]}",
        2 => $"{"零幺二三四五六七八九"[digit]}",
        _ => $"{(char)('０' + digit)}",
    };

    private static string Counted(int number)
    {
        const string digits = "零一二三四五六七八九";
        if (number >= 10_000) return $"{Counted(number / 10_000)}万{(number % 10_000 == 0 ? "" : (number % 10_000 < 1_000 ? "零" : "") + Counted(number % 10_000))}";
        var text = new System.Text.StringBuilder();
        var (unit, zero) = (1_000, false);
        foreach (var name in (string[])["千", "百", "十", ""])
        {
            var digit = number / unit % 10;
            if (digit > 0) text.Append(zero ? "零" : "").Append(digits[digit]).Append(name);
            zero = digit == 0 && text.Length > 0;
            unit /= 10;
        }

        return text.ToString();
    }

    [Fact]
    public void What_is_masked_is_as_long_as_before_and_does_not_change_again()
        => Gen.OneOf(Gen.String, Gen.Char["0123456789-. abf一二〇幺"].Array[0, 60].Select(c => new string(c))).Sample(text =>
        {
            var masked = Mask.Text(text);
            Assert.Equal(text.Length, masked.Length);
            Assert.Equal(masked, Mask.Text(masked));
        });

    [Fact]
    public void Of_an_event_every_text_is_masked_and_its_shape_stays()
    {
        const string data = """{"name":"站 13812345678","on":"2013-09-26","quantity":1500,"phone":13812345678,"of":[{"note":"0371-63812345"}],"done":true,"none":null}""";

        using var masked = JsonDocument.Parse(Mask.Json(data));

        Assert.Equal("""{"name":"站 138******78","on":"2013-09-26","quantity":1500,"phone":"138******78","of":[{"note":"037*-******45"}],"done":true,"none":null}""", masked.RootElement.GetRawText());
    }

    [Fact]
    public void What_is_no_json_is_text() => Assert.Equal("{138******78", Mask.Json("{13812345678"));

    /// <summary>Chance makes dates too.</summary>
    private static bool IsExempt(string grouped) => grouped.Contains("19", StringComparison.Ordinal) || grouped.Contains("20", StringComparison.Ordinal);
}
