using System.Text.Json;
using Circle.Domain.Journal;
using Circle.Domain.ServicePoints;

namespace Circle.Domain.Tests.ServicePoints;

public sealed class OpeningHoursTextTests
{
    [Theory]
    [InlineData("24/7", "24/7")]
    [InlineData("00:00-24:00", "24/7")]
    [InlineData("Mo-Su 0:00-24:00", "24/7")]
    [InlineData("00:00-00:00", "24/7")]
    [InlineData("24/7; PH off", "24/7; PH off")]
    [InlineData("08:00-18:00", "08:00-18:00")]
    [InlineData("8:30-9:05", "08:30-09:05")]
    [InlineData("Mo-Fr 08:00-18:00", "Mo-Fr 08:00-18:00")]
    [InlineData("Mo-Su 08:00-18:00", "08:00-18:00")]
    [InlineData("Mo-Su,PH 08:00-18:00", "08:00-18:00")]
    [InlineData("Sa,Su 08:00-18:00", "Sa,Su 08:00-18:00")]
    [InlineData("Sa-Su 08:00-18:00", "Sa,Su 08:00-18:00")]
    [InlineData("Mo,Tu,We,Fr 08:00-18:00", "Mo-We,Fr 08:00-18:00")]
    [InlineData("Fr-Mo 08:00-18:00", "Fr-Mo 08:00-18:00")]
    [InlineData("Su,Mo,Sa,We 08:00-18:00", "We,Sa-Mo 08:00-18:00")]
    [InlineData("Su-Mo 08:00-18:00", "Su,Mo 08:00-18:00")]
    [InlineData("We-We 08:00-18:00", "We 08:00-18:00")]
    [InlineData("PH,Mo-Fr 08:00-18:00", "Mo-Fr,PH 08:00-18:00")]
    [InlineData("PH 10:00-16:00", "PH 10:00-16:00")]
    [InlineData("18:00-02:00", "18:00-02:00")]
    [InlineData("22:00-26:00", "22:00-02:00")]
    [InlineData("18:00-24:00", "18:00-24:00")]
    [InlineData("18:00-00:00", "18:00-24:00")]
    [InlineData("08:00-08:00", "08:00-08:00")]
    [InlineData("08:00-33:30", "08:00-33:30")]
    [InlineData("08:00-48:00", "08:00-48:00")]
    [InlineData("08:00-12:00,14:00-18:00", "08:00-12:00,14:00-18:00")]
    [InlineData("14:00-18:00, 08:00-12:00", "08:00-12:00,14:00-18:00")]
    [InlineData("08:00-12:00,12:00-18:00,17:00-20:00", "08:00-20:00")]
    [InlineData("20:00-06:00,22:00-09:00", "20:00-09:00")]
    [InlineData("Apr-Oct 08:00-20:00", "Apr-Oct 08:00-20:00")]
    [InlineData("Nov-Mar Mo-Fr 09:00-17:00", "Nov-Mar Mo-Fr 09:00-17:00")]
    [InlineData("Jul 08:00-20:00", "Jul 08:00-20:00")]
    [InlineData("Jan,Mar,Apr 08:00-20:00", "Jan,Mar-Apr 08:00-20:00")]
    [InlineData("Nov 15-Mar 15 09:00-17:00", "Nov 15-Mar 15 09:00-17:00")]
    [InlineData("Nov 1-Feb 29 09:00-17:00", "Nov-Feb 09:00-17:00")]
    [InlineData("Nov 1-Feb 28 09:00-17:00", "Nov 1-Feb 28 09:00-17:00")]
    [InlineData("Dec 25 off", "Dec 25 off")]
    [InlineData("Dec 24-26 off", "Dec 24-26 off")]
    [InlineData("Dec 24-Dec 26,Jan 1 off", "Jan 1,Dec 24-26 off")]
    [InlineData("Dec 20-31,Jan 1-5 off", "Dec 20-Jan 5 off")]
    [InlineData("Mar 15-Mar 10 off", "Mar 15-Mar 10 off")]
    [InlineData("Apr-Mar 08:00-18:00", "08:00-18:00")]
    [InlineData("Apr 08:00-18:00", "Apr 08:00-18:00")]
    [InlineData("Apr 8 08:00-18:00", "Apr 8 08:00-18:00")]
    [InlineData("off", "off")]
    [InlineData("closed", "off")]
    [InlineData("PH closed", "PH off")]
    [InlineData("Mo-Fr 08:00-18:00; 12:00-14:00 off", "Mo-Fr 08:00-18:00; 12:00-14:00 off")]
    [InlineData("Mo-Fr 08:00-18:00; Sa 10:00-16:00; PH off", "Mo-Fr 08:00-18:00; Sa 10:00-16:00; PH off")]
    [InlineData("Mo-Fr 08:00-18:00;", "Mo-Fr 08:00-18:00")]
    public void A_text_has_one_normal_form(string typed, string normal) => Assert.Equal(normal, Normal(typed));

    [Theory]
    [InlineData("mo-fr 08:00-18:00; ph OFF", "Mo-Fr 08:00-18:00; PH off")]
    [InlineData("  Mo - Fr   08 : 00 - 18 : 00  ", "Mo-Fr 08:00-18:00")]
    [InlineData("Mo-Fr08:00-18:00;Sa off", "Mo-Fr 08:00-18:00; Sa off")]
    [InlineData("Ｍｏ－Ｆｒ　０８：００－１２：００，１４：００～１８：００；Ｓａ　ｏｆｆ", "Mo-Fr 08:00-12:00,14:00-18:00; Sa off")]
    [InlineData("Mo–Fr 08:00—18:00", "Mo-Fr 08:00-18:00")]
    [InlineData("9:00——18:00", "09:00-18:00")]
    [InlineData("9:00~18:00", "09:00-18:00")]
    [InlineData("9:00至18:00", "09:00-18:00")]
    [InlineData("Mo-Fr\t08:00-18:00", "Mo-Fr 08:00-18:00")]
    [InlineData("Apr-Oct: 08:00-18:00", "Apr-Oct 08:00-18:00")]
    [InlineData("周一至周五 09:00-18:00; 周六 休息", "Mo-Fr 09:00-18:00; Sa off")]
    [InlineData("周一至周五：09:00-18:00；周六、周日休息", "Mo-Fr 09:00-18:00; Sa,Su off")]
    [InlineData("周一到五 9:00到18:00", "Mo-Fr 09:00-18:00")]
    [InlineData("星期一、三、五 9:00-12:00", "Mo,We,Fr 09:00-12:00")]
    [InlineData("星期天 9:00-12:00", "Su 09:00-12:00")]
    [InlineData("礼拜日 9:00-12:00", "Su 09:00-12:00")]
    [InlineData("周五-周一 9:00-12:00", "Fr-Mo 09:00-12:00")]
    [InlineData("每天 8:00-20:00；节假日 休息", "08:00-20:00; PH off")]
    [InlineData("周末、法定节假日 10:00-16:00", "Sa,Su,PH 10:00-16:00")]
    [InlineData("全天", "24/7")]
    [InlineData("周六全天", "Sa 00:00-24:00")]
    [InlineData("每日24小时", "24/7")]
    [InlineData("4月-10月 8:00-20:00; 11月15日至3月15号 周一 休息", "Apr-Oct 08:00-20:00; Nov 15-Mar 15 Mo off")]
    [InlineData("12月24-26日 休息", "Dec 24-26 off")]
    [InlineData("10月24小时", "Oct 00:00-24:00")]
    [InlineData("周一不营业", "Mo off")]
    [InlineData("Mon-Fri 8:00-18:00; Saturday 9:00-12:00; holidays closed", "Mo-Fr 08:00-18:00; Sa 09:00-12:00; PH off")]
    [InlineData("Every day 8:00–20:00; Sun all day", "08:00-20:00; Su 00:00-24:00")]
    [InlineData("all day", "24/7")]
    public void What_people_type_is_understood(string typed, string normal) => Assert.Equal(normal, Normal(typed));

    [Theory]
    [InlineData("", 0, 0, "例如：周一至周五 8:00-18:00；节假日休息")]
    [InlineData("   ", 3, 0, "几点到几点")]
    [InlineData("hello", 0, 5, "“hello”")]
    [InlineData("sunrise-18:00", 0, 7, "日出")]
    [InlineData("08:00-sunset", 6, 6, "日出")]
    [InlineData("(sunrise+01:00)-18:00", 0, 1, "日出")]
    [InlineData("week 1-10 Mo 08:00-18:00", 0, 4, "周数")]
    [InlineData("2024 Apr 08:00-18:00", 0, 4, "年份")]
    [InlineData("Apr 2024 08:00-18:00", 4, 4, "年份")]
    [InlineData("Mo-Fr 0800-1800", 6, 4, "冒号")]
    [InlineData("SH off", 0, 2, "学校")]
    [InlineData("Mo-Fr,SH 08:00-18:00", 6, 2, "学校")]
    [InlineData("easter off", 0, 6, "复活节")]
    [InlineData("Mo 08:00-18:00 \"by call\"", 15, 1, "备注")]
    [InlineData("Mo off “盘点”", 7, 1, "备注")]
    [InlineData("Mo 08:00-18:00 || off", 15, 1, "备选")]
    [InlineData("Mo unknown", 3, 7, "不详")]
    [InlineData("Mo 08:00-18:00 unknown", 15, 7, "不详")]
    [InlineData("Mo open", 3, 4, "open")]
    [InlineData("Mo 18:00+", 8, 1, "没有结束")]
    [InlineData("Mo 08:00-18:00+", 14, 1, "没有结束")]
    [InlineData("Mo[1] 08:00-18:00", 2, 1, "第几个")]
    [InlineData("08:00-18:00/01:30", 11, 1, "间隔")]
    [InlineData("工作日 09:00-18:00", 0, 3, "调休")]
    [InlineData("Mo-Fr", 5, 0, "休息")]
    [InlineData("Mo-", 3, 0, "星期")]
    [InlineData("Mo-Fx 08:00-18:00", 3, 2, "星期")]
    [InlineData("MoFr 08:00-18:00", 0, 4, "“MoFr”")]
    [InlineData("Mond 08:00-18:00", 0, 4, "“Mond”")]
    [InlineData("Mo Fr 08:00-18:00", 3, 2, "时间")]
    [InlineData("Mo-Fr, 08:00-18:00", 7, 2, "星期")]
    [InlineData("PH Mo-Fr off", 3, 2, "时间")]
    [InlineData("Mo PH off", 3, 2, "时间")]
    [InlineData("Mo-Fr Apr 08:00-18:00", 6, 3, "时间")]
    [InlineData("周 08:00-18:00", 0, 1, "星期")]
    [InlineData("周八 08:00-18:00", 0, 2, "星期")]
    [InlineData("Mo-五 08:00-18:00", 3, 1, "星期")]
    [InlineData("08:00", 5, 0, "结束时间")]
    [InlineData("08:00-", 6, 0, "结束时间")]
    [InlineData("08:00 18:00", 6, 2, "结束时间")]
    [InlineData("9-18", 1, 1, "冒号")]
    [InlineData("24:00-26:00", 0, 2, "23:59")]
    [InlineData("25:00-26:00", 0, 2, "23:59")]
    [InlineData("08:00-48:01", 6, 2, "48:00")]
    [InlineData("08:00-49:00", 6, 2, "48:00")]
    [InlineData("08:60-18:00", 3, 2, "分钟")]
    [InlineData("08:5-18:00", 3, 1, "分钟")]
    [InlineData("08:000-18:00", 3, 3, "分钟")]
    [InlineData("08:-18:00", 3, 1, "分钟")]
    [InlineData("08:00-12:00,", 12, 0, "又一段")]
    [InlineData("Mo-Fr 08:00-18:00, Sa 10:00-16:00", 19, 2, "分号")]
    [InlineData("周一至周五 9:00-18:00，周六 休息", 17, 2, "分号")]
    [InlineData("Mo-Fr 08:00-18:00 Sa 10:00-16:00", 18, 2, "分号")]
    [InlineData("Mo off Tu off", 7, 2, "分号")]
    [InlineData("Mo off,Tu off", 6, 1, "分号")]
    [InlineData("off off", 4, 3, "分号")]
    [InlineData("24/7 off", 5, 3, "分号")]
    [InlineData("Mo-Fr 24/7", 6, 2, "全天")]
    [InlineData("Apr 24/7", 4, 2, "全天")]
    [InlineData(";08:00-18:00", 0, 1, "哪几天")]
    [InlineData("08:00-18:00;;Sa off", 12, 1, "哪几天")]
    [InlineData("Apr-15 08:00-18:00", 4, 2, "月份")]
    [InlineData("Apr- 08:00-18:00", 5, 2, "月份")]
    [InlineData("Apr-Oct 15 08:00-18:00", 8, 2, "两头")]
    [InlineData("Nov 15-Mar 08:00-18:00", 11, 2, "两头")]
    [InlineData("Apr,Mo 08:00-18:00", 4, 2, "月份")]
    [InlineData("Feb 30 off", 4, 2, "29")]
    [InlineData("Apr 31 off", 4, 2, "30")]
    [InlineData("Apr 0 off", 4, 1, "30")]
    [InlineData("Dec 26-24 off", 7, 2, "12月26日-12月24日")]
    [InlineData("13月 休息", 0, 2, "月份")]
    [InlineData("0月 休息", 0, 1, "月份")]
    [InlineData("5-9月 8:00-18:00", 1, 1, "冒号")]
    [InlineData("Mo \u200b08:00-18:00", 3, 1, "U+200B")]
    [InlineData("Mo 🙂", 3, 2, "🙂")]
    [InlineData("Mo \u0007", 3, 1, "U+0007")]
    public void What_is_not_understood_is_refused_where_it_stands(string typed, int position, int length, string says)
    {
        Assert.False(OpeningHours.TryParse(typed, out var hours, out var fault));
        Assert.Null(hours);
        Assert.Equal((position, length), (fault.Position, fault.Length));
        Assert.Contains(says, fault.Zh, StringComparison.Ordinal);
        Assert.NotEmpty(fault.En);
    }

    [Fact]
    public void A_refusal_is_said_in_both_languages()
    {
        Assert.False(OpeningHours.TryParse("Mo-Fr sunrise-18:00", out _, out var fault));
        Assert.Equal(new HoursFault(6, 7, "第 7 个字“sunrise”：不支持日出日落时刻，这里应写时间（8:00-18:00）或“休息”。例如：周一至周五 8:00-18:00；节假日休息", "character 7, “sunrise”: sunrise and sunset are not supported; expected hours (8:00-18:00) or “closed”. For example: Mon-Fri 8:00-18:00; holidays closed"), fault);
        Assert.False(OpeningHours.TryParse("Mo-Fr", out _, out fault));
        Assert.Equal(new HoursFault(5, 0, "末尾还应写时间（8:00-18:00）或“休息”。例如：周一至周五 8:00-18:00；节假日休息", "expected at the end: hours (8:00-18:00) or “closed”. For example: Mon-Fri 8:00-18:00; holidays closed"), fault);
    }

    [Theory]
    [InlineData("Mo-")]
    [InlineData("Mo-Fr")]
    [InlineData("hello")]
    [InlineData("08:00-12:00,")]
    [InlineData("Mo off Tu off")]
    public void The_example_of_a_refusal_works(string typed)
    {
        Assert.False(OpeningHours.TryParse(typed, out _, out var fault));
        Assert.Equal("Mo-Fr 08:00-18:00; PH off", Normal(fault.Zh[(fault.Zh.IndexOf("例如：", StringComparison.Ordinal) + 3)..]));
        Assert.Equal("Mo-Fr 08:00-18:00; PH off", Normal(fault.En[(fault.En.IndexOf("For example: ", StringComparison.Ordinal) + 13)..]));
    }

    /// <summary>Half of a pair, which no test's name could hold.</summary>
    [Fact]
    public void Half_a_character_is_named_by_its_number()
    {
        Assert.False(OpeningHours.TryParse("Mo " + (char)0xD83D, out _, out var fault));
        Assert.Equal((3, 1), (fault.Position, fault.Length));
        Assert.Contains("U+D83D", fault.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_are_refused_in_words()
    {
        var rules = string.Join(';', Enumerable.Repeat("Mo off", OpeningHours.MaxRules));
        Assert.True(OpeningHours.TryParse(rules, out _, out _));
        AssertRefused($"{rules};Tu off", rules.Length + 1, 2, "最多 20 条规则", "at most 20 rules");

        var ranges = string.Join(',', Enumerable.Range(1, OpeningHours.MaxRanges).Select(hour => $"{hour}:00-{hour}:30"));
        Assert.True(OpeningHours.TryParse(ranges, out _, out _));
        AssertRefused($"{ranges},9:00-9:30", ranges.Length + 1, 1, "一条规则最多 8 段时间", "at most 8 ranges of hours in a rule");

        Assert.True(OpeningHours.TryParse("off".PadRight(OpeningHours.MaxLength), out _, out _));
        AssertRefused("off".PadRight(OpeningHours.MaxLength + 3), OpeningHours.MaxLength, 3, "最多 200 个字，现为 203 个", "at most 200 characters, has 203");
    }

    /// <summary>Else a stored text could not be read again.</summary>
    [Fact]
    public void A_short_text_whose_normal_form_is_too_long_is_refused()
    {
        var typed = string.Join('；', Enumerable.Repeat("周一全天", 13));
        AssertRefused(typed, 0, typed.Length, "按标准格式写出来最多 200 个字，现为 206 个", "at most 200 characters in the standard form, has 206");
    }

    [Fact]
    public void Hours_are_stored_as_a_bare_text()
    {
        var hours = OpeningHours.Parse("周一至周五 9:00-18:00；节假日休息");

        var json = JsonSerializer.Serialize(hours, JournalJson.Options);

        Assert.Equal("\"Mo-Fr 09:00-18:00; PH off\"", json);
        Assert.Equal(hours, JsonSerializer.Deserialize<OpeningHours>(json, JournalJson.Options));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<OpeningHours>("\"Mo\"", JournalJson.Options));
    }

    [Fact]
    public void Hours_are_equal_where_they_are_written_alike()
    {
        Assert.Equal(OpeningHours.Parse("Mo-Fr 9:00-18:00"), OpeningHours.Parse("周一至周五 09:00～18:00"));
        Assert.Equal(OpeningHours.Parse("Mo-Fr 9:00-18:00").GetHashCode(), OpeningHours.Parse("周一至周五 09:00～18:00").GetHashCode());
        Assert.NotEqual(OpeningHours.Parse("Mo-Fr 9:00-18:00"), OpeningHours.Parse("Mo-Fr 9:00-18:01"));
        Assert.Throws<FormatException>(() => OpeningHours.Parse("Mo"));
    }

    private static void AssertRefused(string typed, int position, int length, string zh, string en)
    {
        Assert.False(OpeningHours.TryParse(typed, out _, out var fault));
        Assert.Equal(new HoursFault(position, length, zh, en), fault);
    }

    private static string Normal(string typed)
    {
        Assert.True(OpeningHours.TryParse(typed, out var hours, out var fault), fault?.Zh);
        Assert.Equal(hours, OpeningHours.Parse(hours.Text));
        return hours.ToString();
    }
}
