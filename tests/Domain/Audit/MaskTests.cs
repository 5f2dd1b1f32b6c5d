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

    [Fact]
    public void What_is_masked_is_as_long_as_before_and_does_not_change_again()
        => Gen.OneOf(Gen.String, Gen.Char["0123456789-. abf"].Array[0, 60].Select(c => new string(c))).Sample(text =>
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
