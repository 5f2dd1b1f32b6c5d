using System.Text.Json;
using Circle.Domain.Facilities;
using Circle.Domain.Journal;
using Circle.Domain.Places;
using Circle.Domain.Tests.Plans;
using CsCheck;

namespace Circle.Domain.Tests.Journal;

public sealed class TextTests
{
    [Theory]
    [InlineData("a", 1, 3, false, "")]
    [InlineData("abc", 1, 3, false, "")]
    [InlineData("abcd", 1, 3, false, "too-long")]
    [InlineData("", 1, 3, false, "required")]
    [InlineData("  ", 1, 3, false, "required")]
    [InlineData(null, 1, 3, false, "required")]
    [InlineData(null, 0, 3, false, "")]
    [InlineData("", 0, 3, false, "")]
    [InlineData("a\nb", 0, 3, false, "bad-character")]
    [InlineData("a\nb", 0, 3, true, "")]
    [InlineData("\r\n\t", 0, 3, true, "")]
    [InlineData("a\0b", 0, 3, true, "bad-character")]
    [InlineData("a\u001bb", 0, 3, true, "bad-character")]
    [InlineData("a\u007fb", 0, 3, true, "bad-character")]
    [InlineData("a\u0085b", 0, 3, true, "bad-character")]
    [InlineData("\0\0\0\0", 1, 3, false, "required too-long bad-character")]
    [InlineData("a\u200bb", 0, 3, true, "bad-character")]
    [InlineData("a\u202eb", 0, 3, true, "bad-character")]
    [InlineData("a\u2066b", 0, 3, true, "bad-character")]
    [InlineData("a\u00adb", 0, 3, true, "bad-character")]
    [InlineData("\ufeffab", 0, 3, true, "bad-character")]
    [InlineData("a\u2028b", 0, 3, true, "bad-character")]
    [InlineData("a\u2029b", 0, 3, true, "bad-character")]
    [InlineData("a\udb40\udc41", 0, 3, true, "bad-character")]
    [InlineData("\u200b", 1, 3, false, "required bad-character")]
    [InlineData("\u3164", 1, 3, false, "required bad-character")]
    [InlineData("\u2800 ", 1, 3, false, "required bad-character")]
    [InlineData("\u0301", 1, 3, false, "required")]
    [InlineData("\ufe0f", 1, 3, false, "required bad-character")]
    [InlineData("\u3164", 0, 3, false, "bad-character")]
    [InlineData("a\u034fb", 0, 3, false, "bad-character")]
    [InlineData("a\ufe0fb", 0, 3, false, "bad-character")]
    [InlineData("a\udb40\udd00", 0, 3, false, "bad-character")]
    [InlineData("a\u17b4b", 0, 3, false, "bad-character")]
    [InlineData("a\ue000b", 0, 3, false, "bad-character")]
    [InlineData("a\u0378b", 0, 3, false, "bad-character")]
    [InlineData("a\uffffb", 0, 3, false, "bad-character")]
    [InlineData("e\u0301\u0301\u0301\u0301\u0301", 1, 9, false, "bad-character")]
    [InlineData("e\u0301", 1, 3, false, "")]
    [InlineData("\u2764\ufe0f", 1, 3, false, "")]
    [InlineData("\ud842\udfb7", 1, 3, false, "")]
    [InlineData("。", 1, 3, false, "")]
    public void Text_is_as_long_as_it_may_be_and_can_be_stored(string? value, int min, int max, bool lines, string expected)
    {
        var faults = new FaultList();
        faults.Text("name", value, min, max, lines);

        Assert.Equal(expected, Codes(faults));
        Assert.Equal(expected.Length > 0, faults.Any);
        Assert.Equal(faults.Any, faults.Has("name"));
    }

    [Fact]
    public void Halves_of_surrogate_pairs_are_not_clean_and_whole_pairs_are()
    {
        Assert.All(["\ud83d", "\ude00", "a\ud83d", "\ud83da", "\ude00\ud83d"], text => Assert.False(FaultList.IsCleanText(text, lines: true)));
        Assert.True(FaultList.IsCleanText("\ud83d\ude00王𠮷", lines: false));
    }

    /// <summary>What is called clean comes back from JSON and UTF-8 as it was.</summary>
    [Fact]
    public void Clean_text_survives_what_stores_it()
        => Gen.String[Gen.Char[(char)0, (char)0xffff], 0, 12].Where(text => FaultList.IsCleanText(text, lines: true)).Sample(text =>
            Assert.Equal(text, JsonSerializer.Deserialize<string>(JsonSerializer.SerializeToUtf8Bytes(text, JournalJson.Options), JournalJson.Options)));

    [Theory]
    [InlineData("10-01", "")]
    [InlineData("10-10", "")]
    [InlineData("10-11", "after-now")]
    [InlineData("09-30", "too-early")]
    public void A_day_lies_between_the_earliest_and_today_both_included(string day, string expected)
    {
        var faults = new FaultList();
        faults.Day("on", Sample.Day(day), Sample.Day("10-01"), Sample.Day("10-10"));

        Assert.Equal(expected, Codes(faults));
    }

    [Theory]
    [InlineData(0, "out-of-range")]
    [InlineData(1, "")]
    [InlineData(5, "")]
    [InlineData(6, "out-of-range")]
    [InlineData(long.MinValue, "out-of-range")]
    public void A_range_includes_its_ends(long value, string expected)
    {
        var faults = new FaultList();
        faults.Range("score", value, 1, 5);

        Assert.Equal(expected, Codes(faults));
    }

    [Fact]
    public void Faults_of_another_part_are_added_for_fields_that_are_not_faulty_yet()
    {
        var faults = new FaultList();
        faults.Add("a", "shape", "一", "one");

        faults.AddNew([new Fault("a", "range", "二", "two"), new Fault("b", "x", "三", "three"), new Fault("b", "y", "四", "four")]);

        Assert.Equal([("a", "shape"), ("b", "x"), ("b", "y")], faults.ToRefusal().Faults.Select(f => (f.Field, f.Code)));
        Assert.Equal(RefusalKind.Invalid, faults.ToRefusal().Kind);
    }

    [Fact]
    public void An_id_is_1_to_64_of_small_letters_digits_and_hyphens()
    {
        Assert.All(["a", "0", "-", "culture-centre-1", new string('z', 64)], text => Assert.Equal(text, TextId.Parse<FacilityId>(text).Value));
        Assert.All(
            [null, "", "A", "a b", "a_b", "a:b", "a|b", "é", "文", "１", "a\0", new string('z', 65)],
            text => Assert.False(TextId.TryParse<FacilityId>(text, out _)));
        Assert.Throws<FormatException>(() => TextId.Parse<FacilityId>("A"));
    }

    [Fact]
    public void An_id_is_a_bare_string_in_json_also_as_a_key()
    {
        var names = new Dictionary<PlaceId, int> { [PlaceId.Of("s1")] = 1 };
        var text = JsonSerializer.Serialize(names, JournalJson.Options);

        Assert.Equal("""{"s1":1}""", text);
        Assert.Equal(names, JsonSerializer.Deserialize<Dictionary<PlaceId, int>>(text, JournalJson.Options));
        Assert.Equal("\"s1\"", JsonSerializer.Serialize(PlaceId.Of("s1"), JournalJson.Options));
    }

    [Theory]
    [InlineData("\"S1\"")]
    [InlineData("\"\"")]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("null")]
    public void Json_that_is_no_id_is_refused(string json)
        => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PlaceId>(json, JournalJson.Options));

    private static string Codes(FaultList faults) => string.Join(' ', faults.ToRefusal().Faults.Select(f => f.Code));
}
